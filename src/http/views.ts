import type { ConversationView, CustomerEvent } from '#contracts'
import type { Conversation } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { Reply } from '#domain/reply.ts'

const iso = (ms: number) => new Date(ms).toISOString()

function replyEvent(
  event: ConversationEvent,
  reply: Reply,
  turn: string | null,
  answers: number[],
  outcome: string,
): CustomerEvent {
  return {
    kind: 'reply',
    seq: event.seq,
    at: iso(event.atMs),
    turn,
    answers,
    outcome: outcome as Extract<CustomerEvent, { kind: 'reply' }>['outcome'],
    parts: reply.parts.map((part) =>
      part.kind === 'text'
        ? { kind: part.kind, text: part.text, ...(part.citations && { citations: part.citations }) }
        : part,
    ),
    quickReplies: reply.quickReplies,
    confidence: reply.confidence,
    locale: reply.locale,
  }
}

/** What the customer sees of an event; null for inner ones (notes, queue bookkeeping). Erased content is left out. */
export function customerEvent(event: ConversationEvent): CustomerEvent | null {
  const numbered = { seq: event.seq, at: iso(event.atMs) }
  const status = (value: Conversation['status'], agent: string | null = null): CustomerEvent => ({
    ...numbered,
    kind: 'status',
    status: value,
    agent,
  })
  switch (event.kind) {
    case 'conversation-started':
      return event.personal?.greeting ? replyEvent(event, event.personal.greeting, null, [], 'answered') : null
    case 'message-received':
      return (
        event.personal && { ...numbered, kind: 'message', clientId: event.data.clientId, text: event.personal.text }
      )
    case 'turn-recorded':
      if (event.personal?.reply)
        return replyEvent(event, event.personal.reply, event.data.turn, event.data.messages, event.data.outcome)
      // Without a reply either nothing was said, or what was said is erased; that nobody will answer. Where nobody wrote, nothing happened.
      return event.data.outcome === 'held' && event.data.messages.length > 0
        ? { ...numbered, kind: 'held', answers: event.data.messages }
        : null
    case 'agent-replied':
      return (
        event.personal && { ...numbered, kind: 'agent-message', agent: event.data.agentName, text: event.personal.text }
      )
    case 'handoff-requested':
      return status('waiting')
    case 'handoff-taken':
      return status('taken', event.data.agentName)
    case 'handoff-returned':
    case 'handoff-withdrawn':
    case 'conversation-resumed':
      return status('open')
    case 'conversation-resolved':
    case 'conversation-closed':
      return status('closed')
    case 'satisfaction-given':
      return { ...numbered, kind: 'satisfaction', score: event.data.score }
    case 'note-added':
    case 'feedback-given':
    case 'conversation-idled':
      return null
  }
}

export const customerEvents = (events: readonly ConversationEvent[]): CustomerEvent[] =>
  events.map(customerEvent).filter((event) => event !== null)

export function conversationView(
  conversation: Conversation,
  lastSeq: number,
  assistantName: string,
  ahead: number | null,
): ConversationView {
  return {
    conversation: conversation.id,
    status: conversation.status,
    channel: conversation.channel,
    locale: conversation.locale,
    assistant: { name: assistantName },
    lastSeq,
    handoff: conversation.handoff && { ahead, agent: conversation.handoff.agentName },
  }
}
