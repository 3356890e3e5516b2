import type { CompiledFlow, VisitedStep } from '#dialogue/index.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { pick, type Random, seededRandom } from '#domain/random.ts'
import type { Reply } from '#domain/reply.ts'
import {
  type BackEndState,
  claimsOf,
  identityWith,
  type SpokenMessage,
  type Stage,
  standardTime,
  type Theatre,
} from '../scenarios/index.ts'
import { type Example, Explorer, type ScriptTurn } from './explorer.ts'
import { exploreSettings } from './limits.ts'
import { ownValues, type Values } from './own-values.ts'

/** What one conversation did: enough to write it down and to play it again. */
export interface Explored {
  flow: string
  customer: string | null
  faults: Readonly<Record<string, ExploredFault>> | null
  turns: ScriptTurn[]
  visited: VisitedStep[]
  /** Tool → how its calls ended, in order. */
  tools: { tool: string; outcome: string }[]
  before: BackEndState
  after: BackEndState
  status: string
}

export type ExploredFault = { outcome: 'failed' | 'unknown' } | { outcome: 'refused'; code: string }

export interface ExploreGround {
  theatre: Theatre
  /** Is given the steps of each turn while a conversation runs. */
  visits: { taken(): VisitedStep[] }
  /** The back end as it is after a reset; reading it takes longer than a conversation. */
  initial: BackEndState
  /** Whether these steps are worth keeping: only then is looked at what changed. */
  isNew(visited: readonly VisitedStep[]): boolean
  examples: ReadonlyMap<string, readonly Example[]>
  known: Values
  /** What customers of scenarios said, for questions that take any words. */
  lines: readonly string[]
}

export interface Exploration {
  flow: CompiledFlow
  customer: string | null
  seed: string
  /** Said before chance goes on: a conversation that got near what is looked for. */
  prefix?: readonly ScriptTurn[]
  faults?: Readonly<Record<string, ExploredFault>>
}

/** Plays one conversation for a flow. Null where the flow cannot be begun in words, or nothing new came of it. */
export async function explore(ground: ExploreGround, wanted: Exploration): Promise<Explored | null> {
  const { theatre, visits } = ground
  const { backEnd } = theatre
  const atMs = Date.parse(standardTime)
  await backEnd?.reset(atMs)
  const before = ground.initial
  const random = seededRandom(wanted.seed)
  const identity = identityOf(wanted.customer, before, theatre)
  if (identity === null) return null
  visits.taken()
  const own =
    wanted.customer === null ? anybodys(before, ground.known, random) : ownValues(wanted.customer, before, ground.known)
  const explorer = new Explorer(theatre.flows, own, ground, random)
  const opening = wanted.prefix === undefined ? openingOf(ground, wanted.flow, explorer, random) : null
  if (opening === null && wanted.prefix === undefined) return null
  const stage = await theatre.open(atMs, wanted.faults as Parameters<Theatre['open']>[1])
  try {
    const played = new Played(stage)
    await stage.start(identity, undefined)
    for (const turn of wanted.prefix ?? [{ say: opening ?? '' }]) if (!(await played.play(turn))) break
    while (played.turns.length < exploreSettings.turns && (await played.isOpen()))
      await played.play(explorer.next(played.reply, (await stage.conversation()).dialogue))
    const steps = visits.taken()
    if (!ground.isNew(steps)) return null
    const { status } = await stage.conversation()
    const after = (await backEnd?.state()) ?? {}
    const { turns, tools } = played
    return {
      flow: wanted.flow.name,
      customer: wanted.customer,
      faults: wanted.faults ?? null,
      turns,
      visited: steps,
      tools,
      before,
      after,
      status,
    }
  } finally {
    await stage.close()
  }
}

class Played {
  readonly turns: ScriptTurn[] = []
  readonly tools: Explored['tools'] = []
  reply: Reply | null = null
  private readonly stage: Stage

  constructor(stage: Stage) {
    this.stage = stage
  }

  /** Somebody is still asked something that belongs to a task. */
  async isOpen(): Promise<boolean> {
    const { status, dialogue } = await this.stage.conversation()
    return status === 'open' && dialogue.stack.length > 0
  }

  /** False where the button is not there (any more). */
  async play(turn: ScriptTurn): Promise<boolean> {
    const message = this.messageOf(turn)
    if (message === null) return false
    const { turn: event } = await this.stage.say([message])
    this.turns.push(turn)
    this.reply = event.personal?.reply ?? null
    for (const { tool, outcome } of event.personal?.toolCalls ?? []) this.tools.push({ tool, outcome })
    return true
  }

  private messageOf(turn: ScriptTurn): SpokenMessage | null {
    if ('say' in turn) return { text: turn.say, payload: null }
    const button = this.reply?.quickReplies.find(({ label }) => label === turn.press)
    return button === undefined ? null : { text: button.label, payload: button.payload }
  }
}

function openingOf({ examples }: ExploreGround, flow: CompiledFlow, explorer: Explorer, random: Random): string | null {
  const said = [...examples].filter(([intent]) =>
    flow.intents.some((name) => intent === name || intent.startsWith(`${name}/`)),
  )
  const example = pick(
    said.flatMap(([, lines]) => lines),
    random,
  )
  return example === undefined ? null : explorer.opening(example)
}

/** Somebody unknown has an order, too: they name one of somebody's. */
function anybodys(state: BackEndState, known: Values, random: Random): Values {
  const customer = pick(state['customers'] ?? state['users'] ?? [], random)
  const [id] = Object.values(customer ?? {})
  return typeof id === 'string' ? ownValues(id, state, known) : new Map()
}

function identityOf(customer: string | null, state: BackEndState, theatre: Theatre): Identity | null {
  if (customer === null) return anonymous
  const claims = claimsOf(customer, state, theatre)
  return claims && identityWith(claims, theatre)
}
