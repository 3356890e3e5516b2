import type { AssistantRuntime } from '#assistant/index.ts'
import { type Conversation, foldEvent } from '#domain/conversation.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import { endTurn } from '#domain/mood-course.ts'
import { seededRandom } from '#domain/random.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { dueAlarm, withoutAlarm } from './alarm.ts'
import { renderReply } from './render-reply.ts'
import type { TurnDependencies } from './turn-context.ts'
import type { RunResult } from './turns.ts'

/**
 * Records a turn whose step failed: the dialogue stays as it was, the customer gets an apology, the messages count as answered. Where
 * nobody wrote, nobody is told, and the alarm is gone: it would fail again and again.
 */
export async function recordFailure(
  claim: ClaimedTurn,
  assistant: AssistantRuntime,
  startedAtMs: number,
  step: string,
  deps: TurnDependencies,
): Promise<RunResult> {
  const { conversation, tenant, pending } = claim
  const { mentions, memory, identity } = conversation
  const due = dueAlarm(claim, startedAtMs)
  const dialogue = due === null ? conversation.dialogue : withoutAlarm(conversation.dialogue, due)
  const seqs = pending.map((message) => message.seq)
  const { reply } = renderReply(assistant, [{ kind: 'say', response: 'turn.failed', variables: {} }], {
    locale: conversation.locale,
    channel: conversation.channel,
    random: seededRandom(`${conversation.id}:${claim.seq}`),
    variables: { customer: identity.attributes, settings: assistant.exposed },
    nowMs: startedAtMs,
  })
  const atMs = deps.clock.now()
  const data = {
    turn: claim.turn,
    messages: seqs,
    release: assistant.release,
    outcome: 'failed' as const,
    intents: [],
    commands: [],
    language: 'und',
    durationMs: atMs - startedAtMs,
    nextFrame: dialogue.nextFrame,
  }
  const event: EventBody = {
    kind: 'turn-recorded',
    data,
    personal: {
      reply: seqs.length > 0 ? { ...reply, reasons: [`the step "${step}" failed`, ...reply.reasons] } : null,
      dialogue: seqs.length > 0 ? { ...dialogue, course: endTurn(dialogue.course, 'failed') } : dialogue,
      mentions,
      ...(memory && { memory }),
      identity,
      understanding: null,
      commands: [],
      toolCalls: [],
      trace: [],
    },
  }
  const stamp = (seq: number): ConversationEvent => ({ ...event, tenant, conversation: conversation.id, seq, atMs })
  const snapshot: Conversation = foldEvent(conversation, stamp(claim.seq + 1))
  const outcome = await deps.store.record(
    claim,
    { events: [event], snapshot, messages: seqs, ticket: null, withdrawTicket: null },
    atMs,
  )
  deps.metrics.turns.inc({ outcome: 'failed' })
  if (due !== null) deps.metrics.alarms.inc({ kind: due.alarm.what.kind, outcome: 'failed' })
  return outcome.kind === 'recorded'
    ? { kind: 'recorded', events: [stamp(outcome.firstSeq)], pending: outcome.pending }
    : outcome
}
