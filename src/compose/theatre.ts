import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type AssistantRuntime, filesOf, readAssistantFolder, readEntities } from '#assistant/index.ts'
import type { VisitedStep } from '#dialogue/index.ts'
import { ManualClock, systemClock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import type { AgentId } from '#domain/ids.ts'
import { type Problem, problemText } from '#domain/problem.ts'
import {
  type AgentAction,
  checkScenarioNames,
  faultyTools,
  type LoadedScenario,
  readScenarios,
  type Stage,
  scenarioLimits,
  standardTime,
  type Theatre,
} from '#quality/index.ts'
import type { SourceFile } from '#source-files/index.ts'
import { type RunningBackEnd, type StartedBackEnd, startBackEnd } from './back-end.ts'
import { openWorld, type WorldParts } from './rehearsal.ts'
import { openWorkbench, type Workbench } from './workbench.ts'

/** The scenario files of an assistant folder: `scenarios/*.yaml`. */
export async function readScenarioFiles(assistantFolder: string): Promise<SourceFile[]> {
  const folder = join(assistantFolder, 'scenarios')
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort()
  return Promise.all(
    files.map(async (name) => ({ file: `scenarios/${name}`, text: await readFile(join(folder, name), 'utf8') })),
  )
}

/** The scenarios of an assistant folder. Throws `assistant.missing`, or `assistant.invalid` with every problem, file and line. */
export async function loadScenarios(
  assistantFolder: string,
): Promise<{ scenarios: LoadedScenario[]; files: SourceFile[] }> {
  if (!existsSync(join(assistantFolder, 'assistant.yaml')))
    throw appError('assistant.missing', { folder: assistantFolder })
  const files = await readScenarioFiles(assistantFolder)
  const { scenarios, problems } = readScenarios(files)
  refuse(problems)
  return { scenarios, files }
}

export interface OpenTheatre extends Theatre {
  release: string
  runtime: AssistantRuntime
  /** The system behind the tools, where it runs; null: the assistant has none. */
  running: RunningBackEnd | null
  /** Tells that something else than the assistant changed it. */
  touched(): void
  close(): Promise<void>
}

export interface TheatreOptions {
  assistantFolder: string
  environment: Record<string, string | undefined>
  /** Their names are held against the assistant's. */
  files: readonly SourceFile[]
  /** When the back end begins, ISO 8601; left out: the time of scenarios. */
  at?: string
  /** A database that the back end begins with instead of its own. */
  database?: string
  onProgress?: (done: number, total: number, what: string) => void
  /** Told which steps of flows were done. */
  onVisited?: (visited: readonly VisitedStep[]) => void
}

/**
 * An assistant with the system behind its tools, ready to play scenarios: trained once, one process for the back end, and for each
 * scenario an empty store and a clock of its own. Throws `assistant.invalid`.
 */
export async function openTheatre({
  assistantFolder,
  environment,
  files,
  onProgress,
  onVisited,
  at = standardTime,
  database,
}: TheatreOptions): Promise<OpenTheatre> {
  const folder = resolve(assistantFolder)
  const behind = await startBackEnd(folder, { now: at, ...(database !== undefined && { database }) })
  try {
    const workbench = await openWorkbench({
      assistantFolder: folder,
      clock: systemClock,
      environment: { ...environment, ...behind?.environment },
      ...(onProgress && { onProgress }),
    })
    const runtime = await workbench.releases.live(workbench.tenant)
    const { entities } = readEntities(filesOf(await readAssistantFolder(folder), 'entities'))
    refuse(
      checkScenarioNames(files, {
        intents: new Set(runtime.intents.keys()),
        entities: new Set(entities.map((entity) => entity.name)),
        flows: new Set(Object.keys(runtime.flows.flows)),
        tools: new Set(runtime.tools.keys()),
      }),
    )
    return {
      release: workbench.prepared.release,
      runtime,
      flows: runtime.flows,
      signedIdentity: runtime.config.identity.signed_token,
      backEnd: behind?.backEnd ?? null,
      running: behind?.running ?? null,
      touched: () => behind?.touched(),
      open: (atMs, faults) => {
        const faulted = faults && { ...runtime, tools: faultyTools(runtime.tools, faults) }
        const releases = faulted ? { live: async () => faulted, get: async () => faulted } : workbench.releases
        return openStage({ tenant: workbench.tenant, releases }, atMs, behind, onVisited ? { onVisited } : {})
      },
      close: async () => {
        await workbench.close()
        await behind?.close()
      },
    }
  } catch (error) {
    await behind?.close()
    throw error
  }
}

const agent = { agent: 'ag_0001' as AgentId, name: 'Robin' }
const minuteMs = 60_000

/** A stage of its own world; `behind` is told when tools were used, where it is there. */
export async function openStage(
  workbench: Pick<Workbench, 'tenant' | 'releases'>,
  atMs: number,
  behind: Pick<StartedBackEnd, 'touched'> | null,
  parts: WorldParts = {},
): Promise<Stage> {
  const clock = new ManualClock(atMs)
  const world = await openWorld(workbench, clock, parts)
  const { tenant } = workbench
  let conversation: Awaited<ReturnType<typeof world.start>> | null = null
  let replies = 0
  const started = () => {
    if (conversation === null) throw new Error('the conversation has not been started')
    return conversation
  }
  const act = async (action: AgentAction): Promise<void> => {
    const { id } = started()
    if (action === 'take') await world.desk.take(tenant, id, agent)
    else if (action === 'give-back') await world.desk.giveBack(tenant, id, agent)
    else if (action === 'resolve') await world.desk.resolve(tenant, id, agent)
    else {
      replies += 1
      await world.desk.reply(tenant, id, agent, `a${replies}`, action.reply)
    }
  }
  return {
    async start(identity, locale) {
      conversation = await world.start({ identity, locale })
      return conversation.greeting
    },
    async say(messages) {
      const began = performance.now()
      const button = messages.find((message) => message.payload !== null)
      const texts = messages.map((message) => message.text)
      const turn = await (button?.payload ? started().say(texts, button.payload) : started().say(texts))
      if ((turn.personal?.toolCalls ?? []).length > 0) behind?.touched()
      return { turn, ms: performance.now() - began }
    },
    async elapse(minutes) {
      const untilMs = clock.now() + minutes * minuteMs
      const { lastSeq } = await world.conversations.load(tenant, started().id)
      for (let { nextAtMs } = await world.alarms.sweep(); clock.now() < untilMs; ) {
        const hopMs = Math.min(untilMs, clock.now() + scenarioLimits.hopMinutes * minuteMs)
        // What is due on the way is done at its time, so that one reminder follows the other as with a real clock.
        clock.advance(Math.min(nextAtMs ?? hopMs, hopMs) - clock.now())
        nextAtMs = (await world.alarms.sweep()).nextAtMs
        if (clock.now() === hopMs) await world.sessions.sweep()
      }
      const page = await world.database.conversations.events(tenant, started().id, lastSeq, eventsAtMost)
      const turns = page.events.filter((event) => event.kind === 'turn-recorded')
      if (turns.some((turn) => (turn.personal?.toolCalls ?? []).length > 0)) behind?.touched()
      return turns
    },
    agent: act,
    conversation: async () => (await world.conversations.load(tenant, started().id)).conversation,
    async events() {
      const page = await world.database.conversations.events(tenant, started().id, 0, eventsAtMost)
      return page.events
    },
    close: () => world.close(),
  }
}

/** A scenario has at most a hundred turns; each writes a handful of events. */
const eventsAtMost = 2_000

function refuse(problems: readonly Problem[]): void {
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (errors.length > 0)
    throw appError('assistant.invalid', {
      count: errors.length,
      problems: errors.map((problem) => `  ${problemText(problem)}`).join('\n'),
    })
}
