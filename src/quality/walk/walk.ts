import type { CompiledFlows } from '#dialogue/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Identity } from '#domain/customer.ts'
import type { EventOf } from '#domain/events.ts'
import { seededRandom } from '#domain/random.ts'
import type { Reply } from '#domain/reply.ts'
import type { ToolSet } from '#tools/index.ts'
import type { Stage } from '../scenarios/index.ts'
import { type Move, RandomCustomer, type Vocabulary } from './customer.ts'
import { walkSettings } from './limits.ts'
import { Watch } from './watch.ts'

/** Where a walk is played, and what it needs to know of the assistant. */
export interface WalkGround {
  stage: Stage
  flows: CompiledFlows
  tools: ToolSet
  vocabulary: Vocabulary
  /** Who writes. */
  identity: Identity
}

export interface Walked {
  seed: string
  turns: number
  /** It could not be brought to its end. */
  stuck: boolean
  violations: string[]
  /** Exceptions that came out of the turn. */
  errors: string[]
  /** What was said, for a finding. */
  transcript: { who: 'customer' | 'assistant'; text: string }[]
  /** Tool calls made, and flows that were open at some time. */
  toolCalls: number
  flows: Set<string>
}

/**
 * One conversation of a customer who does anything at any time, then wants to leave. Everything is drawn from the seed: the same seed
 * on the same release walks the same way.
 */
export async function walk(seed: string, ground: WalkGround): Promise<Walked> {
  const random = seededRandom(seed)
  const { stage, flows, vocabulary } = ground
  const customer = new RandomCustomer(vocabulary, flows, random)
  const watch = new Watch(ground.tools)
  const walked: Walked = {
    seed,
    turns: 0,
    stuck: false,
    violations: watch.violations,
    errors: [],
    transcript: [],
    toolCalls: 0,
    flows: new Set(),
  }
  const { least, most } = walkSettings.moves
  const moves = least + Math.floor(random.next() * (most - least + 1))
  try {
    let reply = await stage.start(ground.identity, undefined)
    let conversation = await stage.conversation()
    const make = async (move: Move): Promise<void> => {
      walked.turns += 1
      reply = await step(move, ground, watch, walked, reply)
      conversation = await stage.conversation()
    }
    for (let index = 0; index < moves && isTalking(conversation); index += 1)
      await make(customer.next(reply, conversation.dialogue))
    for (let index = 0; index < walkSettings.endTries && !hasEnded(conversation); index += 1)
      await make(customer.leave(conversation.dialogue))
    walked.stuck = !hasEnded(conversation)
  } catch (error) {
    walked.errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  return walked
}

async function step(
  move: Move,
  { stage }: WalkGround,
  watch: Watch,
  walked: Walked,
  reply: Reply | null,
): Promise<Reply | null> {
  if (move.kind === 'wait') {
    walked.transcript.push({ who: 'customer', text: `(${move.minutes} minutes pass)` })
    return elapsed(await stage.elapse(move.minutes), watch, walked) ?? reply
  }
  for (const { text, payload } of move.messages)
    walked.transcript.push({ who: 'customer', text: payload === null ? text : `[${text}]` })
  const { turn } = await stage.say(move.messages)
  watch.turn(turn, false)
  return heard(turn, walked)
}

/** What the assistant did by itself meanwhile: reminders, waits that are over, what was scheduled. The last thing it said, if anything. */
function elapsed(turns: readonly EventOf<'turn-recorded'>[], watch: Watch, walked: Walked): Reply | null {
  let last: Reply | null = null
  for (const turn of turns) {
    watch.turn(turn, true)
    if (turn.personal?.reply) last = heard(turn, walked)
  }
  return last
}

function heard(turn: EventOf<'turn-recorded'>, walked: Walked): Reply | null {
  const answer = turn.personal?.reply ?? null
  walked.toolCalls += turn.personal?.toolCalls.length ?? 0
  for (const { flow } of turn.personal?.dialogue.stack ?? []) walked.flows.add(flow)
  for (const { flow } of turn.personal?.dialogue.finished ?? []) walked.flows.add(flow)
  walked.transcript.push({
    who: 'assistant',
    text: (answer?.parts ?? []).map((part) => (part.kind === 'text' ? part.text : part.title)).join(' '),
  })
  return answer
}

/** With a person, in the queue or over: the assistant is not asked any more. */
const hasEnded = ({ status, dialogue }: Conversation): boolean =>
  status === 'closed' ||
  status === 'waiting' ||
  status === 'taken' ||
  (dialogue.stack.length === 0 && dialogue.pending === null && dialogue.queue.length === 0)

const isTalking = ({ status }: Conversation): boolean => status !== 'waiting' && status !== 'taken'
