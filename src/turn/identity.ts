import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import type { DialogueState, Frame, Pending } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import { emptyMemory } from '#domain/memory.ts'
import { setAside } from '#memory/index.ts'

/**
 * The conversation as it stands now: a verified customer who was silent for too long is again who they were before (whoever is at the
 * device now may be somebody else), and what the verification asked for is asked again rather than taken from the open task. What was begun,
 * done and talked about is theirs alone, and waits until they have proved again who they are. Null where nothing has ended.
 * `seq`: the first event of whoever writes now.
 */
export function verificationEnded(
  conversation: Conversation,
  { flows, verifiedForMs }: Pick<AssistantRuntime, 'flows' | 'verifiedForMs'>,
  nowMs: number,
  seq: number,
): Conversation | null {
  const { identity, dialogue, startedAtMs } = conversation
  if (identity.level !== 'verified' || verifiedForMs === null) return null
  if (nowMs - (identity.activeAtMs ?? startedAtMs) < verifiedForMs) return null
  const verification = flows.verification === null ? undefined : flows.flows[flows.verification]
  const asked = new Set(Object.keys(verification?.slots ?? {}))
  const left = {
    ...conversation,
    identity: identityBefore(identity),
    // What was told to the one who was verified is not told again to whoever asks for it.
    dialogue: { ...dialogue, lastSays: [], stack: dialogue.stack.map((frame) => without(frame, asked)) },
  }
  const { customer } = identity
  if (customer === null || left.identity.customer === customer) return left
  const { memory = emptyMemory(), mentions } = conversation
  return { ...left, ...setAside({ memory, mentions }, customer, seq), dialogue: waitingFor(left.dialogue, customer) }
}

/** The dialogue as it waits for its customer: wishes and offers know nothing any more of what was said for them. */
function waitingFor(
  { lastTask: _task, justDone: _done, ...dialogue }: DialogueState,
  customer: NonNullable<Identity['customer']>,
): DialogueState {
  return {
    ...dialogue,
    former: { customer, frames: dialogue.nextFrame, finished: dialogue.finished },
    finished: [],
    queue: dialogue.queue.map((wish) => ({ ...wish, slots: {}, said: '', of: customer })),
    pending: withoutDetails(dialogue.pending),
  }
}

const withoutDetails = (pending: Pending | null): Pending | null =>
  pending?.kind === 'clarify'
    ? { ...pending, options: pending.options.map((option) => ({ ...option, value: bare(option.value) })) }
    : pending

/** An offered flow, without what was noted for it. */
const bare = (value: Json): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value, slots: {} } : value

/** A token of the website still says whose device it is; all else that is left is what was known before. */
function identityBefore({ by, before, level: _verified, activeAtMs: _active, ...who }: Identity): Identity {
  if (before !== undefined) return before
  return by === 'signed-token' ? { ...who, by, level: 'identified' } : anonymous
}

function without(frame: Frame, names: ReadonlySet<string>): Frame {
  const kept = <Value>(values: Record<string, Value>) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => !names.has(name)))
  return { ...frame, slots: kept(frame.slots), said: kept(frame.said) }
}

/** The identity that a turn records: when a verified customer last wrote, and who they were before this turn verified them. */
export function recordedIdentity(after: Identity, before: Identity, wroteAtMs: number | null): Identity {
  if (after.level !== 'verified') return after
  const { before: _before, activeAtMs: _active, ...earlier } = before
  return {
    ...after,
    ...(before.level === 'identified' && after.before === undefined && { before: earlier }),
    ...(before.level === 'verified' && before.before && { before: before.before }),
    ...(wroteAtMs !== null && { activeAtMs: wroteAtMs }),
    ...(wroteAtMs === null && before.activeAtMs !== undefined && { activeAtMs: before.activeAtMs }),
  }
}
