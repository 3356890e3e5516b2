import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import type { Frame } from '#domain/dialogue-state.ts'

/**
 * The conversation as it stands now: a verified customer who was silent for too long is again who they were before (whoever is at the
 * device now may be somebody else), and what the verification asked for is asked again rather than taken from the open task. Null where
 * nothing has ended.
 */
export function verificationEnded(
  conversation: Conversation,
  { flows, verifiedForMs }: Pick<AssistantRuntime, 'flows' | 'verifiedForMs'>,
  nowMs: number,
): Conversation | null {
  const { identity, dialogue, startedAtMs } = conversation
  if (identity.level !== 'verified' || verifiedForMs === null) return null
  if (nowMs - (identity.activeAtMs ?? startedAtMs) < verifiedForMs) return null
  const verification = flows.verification === null ? undefined : flows.flows[flows.verification]
  const asked = new Set(Object.keys(verification?.slots ?? {}))
  return {
    ...conversation,
    identity: identityBefore(identity),
    // What was told to the one who was verified is not told again to whoever asks for it.
    dialogue: { ...dialogue, lastSays: [], stack: dialogue.stack.map((frame) => without(frame, asked)) },
  }
}

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
