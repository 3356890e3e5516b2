import { replyText } from '#domain/reply.ts'
import type { TalkLine } from '#language-models/index.ts'
import type { ClaimedTurn, ConversationStore } from '#ports/conversation-store.ts'

/** Events that are looked back at: some twelve messages and their replies. */
const eventsBack = 40

/**
 * What was said before this turn by who writes now, oldest first. Read from the store, and only where a model is to be told of it.
 */
export async function talkBefore(claim: ClaimedTurn, store: ConversationStore): Promise<TalkLine[]> {
  const { tenant, conversation, seq, pending } = claim
  const since = conversation.memory?.sameSince ?? 0
  const until = pending[0]?.seq ?? seq + 1
  const { events } = await store.events(tenant, conversation.id, Math.max(0, until - 1 - eventsBack), eventsBack)
  return events
    .filter((event) => event.seq < until && event.seq >= since)
    .flatMap((event): TalkLine[] => {
      switch (event.kind) {
        case 'conversation-started':
          return event.personal?.greeting ? [{ from: 'assistant', text: replyText(event.personal.greeting) }] : []
        case 'message-received':
          return event.personal ? [{ from: 'customer', text: event.personal.text }] : []
        case 'turn-recorded':
          return event.personal?.reply ? [{ from: 'assistant', text: replyText(event.personal.reply) }] : []
        case 'agent-replied':
          return event.personal ? [{ from: 'agent', text: event.personal.text }] : []
        default:
          return []
      }
    })
}
