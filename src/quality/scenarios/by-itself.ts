import type { Conversation } from '#domain/conversation.ts'
import type { EventOf } from '#domain/events.ts'
import type { Reply } from '#domain/reply.ts'

type Turn = EventOf<'turn-recorded'>

/**
 * What the assistant did while time passed, as one turn, so that all that can be expected of a turn can be expected of it. Silence where it
 * did nothing.
 */
export function doneByItself(turns: readonly Turn[], after: Conversation): Turn {
  const last = turns.at(-1)
  const replies = turns.flatMap(({ personal }) => personal?.reply ?? [])
  const spoke = turns.findLast(({ personal }) => personal?.reply)
  return {
    kind: 'turn-recorded',
    tenant: after.tenant,
    conversation: after.id,
    seq: last?.seq ?? 0,
    atMs: last?.atMs ?? 0,
    data: {
      turn: last?.data.turn ?? ('' as Turn['data']['turn']),
      messages: [],
      release: after.release,
      outcome: (spoke ?? last)?.data.outcome ?? 'held',
      intents: [],
      commands: turns.flatMap(({ data }) => data.commands),
      language: 'und',
      durationMs: turns.reduce((sum, { data }) => sum + data.durationMs, 0),
      nextFrame: after.dialogue.nextFrame,
    },
    personal: {
      reply: joined(replies),
      dialogue: after.dialogue,
      mentions: after.mentions,
      identity: after.identity,
      understanding: null,
      commands: turns.flatMap(({ personal }) => personal?.commands ?? []),
      toolCalls: turns.flatMap(({ personal }) => personal?.toolCalls ?? []),
      trace: last?.personal?.trace ?? [],
    },
  }
}

/** All that was said, in order; the buttons are those of the last. */
function joined(replies: readonly Reply[]): Reply | null {
  const last = replies.at(-1)
  if (last === undefined) return null
  return {
    ...last,
    parts: replies.flatMap(({ parts }) => parts),
    reasons: replies.flatMap(({ reasons }) => reasons),
  }
}

/** A reminder of an open question, which settles nothing: what a conversation came to is what came before it. */
export const isReminder = ({ personal }: Turn): boolean =>
  personal !== null &&
  personal.toolCalls.length === 0 &&
  personal.trace.some(({ step, notes }) => step === 'receive' && notes.alarm === 'silence')
