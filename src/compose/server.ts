import { randomBytes } from 'node:crypto'
import { type Logger, pino } from 'pino'
import { loadTools } from '#assistant/index.ts'
import { Desk } from '#desk/index.ts'
import type { Clock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import type { HolderId, IdSource, TenantId } from '#domain/ids.ts'
import {
  Access,
  type ApiDependencies,
  buildServer,
  hashOf,
  MessageRate,
  newSecret,
  TypingSignals,
} from '#http/index.ts'
import { KnowledgeVersions } from '#knowledge/index.ts'
import { Metrics } from '#monitoring/index.ts'
import type { Bus } from '#ports/bus.ts'
import type { Database } from '#ports/database.ts'
import { type Prepared, prepareKnowledge, prepareRelease, ReleaseRegistry } from '#releases/index.ts'
import { oneTimeCodes, randomDigits } from '#tools/index.ts'
import { Alarms, Conversations, Drafts, type Failpoint, runTurn, Turns } from '#turn/index.ts'
import { closingInTime } from './connections.ts'
import type { Demo } from './demo.ts'
import { forgetExpired } from './forgetting.ts'
import { ModelsOfReleases } from './models.ts'
import { Sessions } from './sessions.ts'
import { inTurn, keptVersions, watchKnowledge } from './watching.ts'
import { workshopFor } from './workshop.ts'

export interface ServerOptions {
  database: Database
  bus: Bus
  clock: Clock
  ids: IdSource
  holder: HolderId
  assistantFolder: string
  environment: Record<string, string | undefined>
  /** Takes over changes of the knowledge folder also where assistant.yaml does not ask for it. */
  watchKnowledge?: boolean
  /** Where states of the knowledge are kept; without it none is. */
  knowledgeStore?: string
  webFolder: string | null
  log: Logger
  failpoint: Failpoint
  /** How long a silent holder of a turn counts as alive. */
  leaseMs: number
  processMetrics: boolean
  demo: Demo | null
  limits: ApiDependencies['limits']
  onProgress?: (done: number, total: number, what: string) => void
}

/** The tenant of an installation that serves one company. */
export const defaultTenant = 'tn_default' as TenantId

export interface ComposedServer {
  /** Listens; resolves with the address. Throws `start.port-busy`. */
  listen(host: string, port: number): Promise<string>
  release: Prepared
  /** Which language models are configured for what, in one line; null where none are. */
  models: string | null
  access: Access
  widgetKey: string
  /** An API key for commands on this machine. */
  localKey: string
  /** A one-time sign-in for the administrator. */
  adminSignIn(): Promise<string>
  /** Stops taking requests, waits for running turns, closes the store. */
  close(): Promise<void>
}

/** Wires a whole server over an opened database: release, turns, API. */
export async function composeServer(options: ServerOptions): Promise<ComposedServer> {
  const { database, bus, clock, ids, holder, log, environment } = options
  const tenant = defaultTenant
  await database.access.ensureTenant(tenant, 'default', clock.now())
  const access = new Access(database.access, clock)
  await access.prepare(tenant)
  const tools = await loadTools(options.assistantFolder, (text) => log.warn(text))
  const workshop = workshopFor(options.assistantFolder, environment)
  const building = {
    store: database.releases,
    clock,
    tools,
    environment,
    workshop,
    ...(options.knowledgeStore && {
      knowledgeVersions: keptVersions(new KnowledgeVersions(options.assistantFolder, options.knowledgeStore), log),
    }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  }
  const release = await prepareRelease(options.assistantFolder, tenant, building)
  const releases = new ReleaseRegistry(database.releases, { tools, environment, encoders: workshop.encoders }, () =>
    clock.now(),
  )
  await releases.live(tenant)

  const drafts = new Drafts()
  // Two builds at once would each make the other's live release undone.
  const oneByOne = inTurn()
  const isWatching = options.watchKnowledge === true || (await releases.live(tenant)).config.knowledge.watch
  const watching = isWatching
    ? watchKnowledge({
        assistantFolder: options.assistantFolder,
        log,
        takeOver: () =>
          oneByOne(async () => {
            const prepared = await prepareKnowledge(options.assistantFolder, tenant, building)
            releases.refresh(tenant)
            return prepared
          }),
      })
    : null

  const metrics = new Metrics({ processMetrics: options.processMetrics })
  const models = new ModelsOfReleases({
    environment,
    encoders: workshop.encoders,
    clock,
    metrics,
    log,
    spending: database.modelSpending,
  })
  const { config } = await releases.live(tenant)
  // What reaches them is loaded before the first customer needs it.
  await models.of(config)
  const configuredModels = models.describe(config)
  for (const warning of configuredModels?.warnings ?? []) log.warn({}, warning)
  const turnDependencies = {
    store: database.conversations,
    journal: database.journal,
    profiles: database.profiles,
    codes: oneTimeCodes({
      store: database.codes,
      clock,
      secret: (of) => database.access.secret(of, 'one-time-codes', () => newSecret('oc')),
      newCode: randomDigits,
      newSalt: () => randomBytes(12).toString('base64url'),
    }),
    desk: database.desk,
    clock,
    ids,
    metrics,
    log,
    failpoint: options.failpoint,
    drafts,
    bus,
  }
  const turns: Turns = new Turns({
    store: database.conversations,
    bus,
    clock,
    ids,
    holder,
    log,
    failpoint: options.failpoint,
    leaseMs: options.leaseMs,
    dueAt: (atMs) => alarms.expect(atMs),
    run: async (claim) => {
      if (claim.takenOver) metrics.takenOver.inc()
      const { conversation } = claim
      // A conversation stays on its release until its stack is empty, then moves to the live one.
      const settled = conversation.dialogue.stack.length === 0 && conversation.dialogue.pending === null
      const assistant = settled
        ? await releases.live(tenant)
        : await releases.get(claim.tenant, conversation.release).catch(() => releases.live(tenant))
      const languageModels = await models.of(assistant.config)
      let isRecorded = false
      try {
        const result = await runTurn(claim, assistant, {
          ...turnDependencies,
          ...(languageModels && { languageModels }),
        })
        isRecorded = result.kind === 'recorded'
        return result
      } finally {
        // Also where the store was away: what is not recorded was never said.
        if (isRecorded) drafts.settle(claim.tenant, conversation.id)
        else drafts.retract(claim.tenant, conversation.id)
      }
    },
  })
  const alarms = new Alarms({ store: database.conversations, turns, clock, log })
  const sessions = new Sessions({ store: database.conversations, bus, clock, log, releases, tenant })
  const conversations = new Conversations({
    store: database.conversations,
    desk: database.desk,
    bus,
    clock,
    ids,
    profiles: database.profiles,
    log,
    releases,
  })
  const desk = new Desk({ store: database.conversations, tickets: database.desk, bus, clock })
  const widgetKey = await database.access.secret(tenant, 'widget-key', () => newSecret('pk'))
  await database.access.addKey(tenant, 'widget', hashOf(widgetKey), 'widget', clock.now())
  const localKey = await database.access.secret(tenant, 'local-key', () => newSecret('ak'))
  await database.access.addKey(tenant, 'api', hashOf(localKey), 'local commands', clock.now())
  const app = await buildServer({
    database,
    turns,
    conversations,
    desk,
    releases,
    access,
    bus,
    clock,
    ids,
    metrics,
    log,
    typing: new TypingSignals(),
    drafts,
    messageRate: new MessageRate(options.limits.messagesPerMinute, () => clock.now()),
    defaultTenant: tenant,
    webFolder: options.webFolder,
    widgetKey,
    buildRelease: async (folder) => {
      if (folder !== undefined && folder !== options.assistantFolder) {
        throw appError('request.invalid', {
          problem: `folder: this server runs ${options.assistantFolder}; start one with PARLEY_ASSISTANT=${folder}`,
        })
      }
      return await oneByOne(async () => {
        const prepared = await prepareRelease(options.assistantFolder, tenant, building)
        releases.refresh(tenant)
        return prepared
      })
    },
    demo: options.demo && (() => options.demo!.info(access, tenant)),
    demoPage: options.demo?.page ?? null,
    limits: options.limits,
  })
  const inTime = closingInTime(app.server)
  let stopForgetting = () => {}

  return {
    release,
    models: configuredModels?.line ?? null,
    access,
    widgetKey,
    localKey,
    async listen(host, port) {
      try {
        const address = await app.listen({ host, port })
        // What a dead process left is taken up as soon as there is somebody to deliver it to.
        void turns.sweep()
        sessions.start()
        stopForgetting = forgetExpired(database, tenant, clock, log)
        // Servers of tools that take long to start do so before the first customer needs them.
        void releases.live(tenant).then(({ settings }) => tools.connect(settings))
        alarms.start()
        return address.replace('0.0.0.0', 'localhost').replace('[::1]', 'localhost').replace('127.0.0.1', 'localhost')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
          throw appError('start.port-busy', { port }, error)
        throw error
      }
    },
    async adminSignIn() {
      const people = await database.access.people(tenant)
      const admin = people.find((person) => person.role === 'admin') ?? {
        agent: ids.next('agent'),
        tenant,
        name: 'Administrator',
        email: 'admin@localhost',
        role: 'admin' as const,
      }
      if (!people.includes(admin)) await database.access.putPerson(admin, clock.now())
      return access.newSignIn(admin)
    },
    async close() {
      await watching?.close()
      sessions.stop()
      stopForgetting()
      alarms.stop()
      await inTime(() => app.close())
      await turns.stop()
      await tools.close()
      await database.close()
    },
  }
}

/** Structured logs to standard error, without message text; `PARLEY_LOG` sets the level. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: null, redact: { paths: ['req.headers.authorization', '*.token', '*.text'], censor: '[hidden]' } },
    pino.destination({ dest: 2, sync: false }),
  )
}
