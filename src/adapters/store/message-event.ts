import type { EventBody, EventOf } from '#domain/events.ts'
import type { IncomingMessage, PendingMessage } from '#ports/conversation-store.ts'

type MessageReceived = EventBody & { kind: 'message-received' }

/** The event that a message is stored as. */
export const messageEvent = (message: IncomingMessage): MessageReceived => ({
  kind: 'message-received',
  data: {
    message: message.message,
    clientId: message.clientId,
    via: message.via,
    length: message.text.length,
  },
  personal: { text: message.text, payload: message.payload },
})

/** The message back from its event; erased words read as an empty message. */
export const pendingMessage = ({
  data,
  personal,
  seq,
  atMs,
}: Pick<EventOf<'message-received'>, 'data' | 'personal' | 'seq' | 'atMs'>): PendingMessage => ({
  clientId: data.clientId,
  message: data.message,
  via: data.via,
  text: personal?.text ?? '',
  payload: personal?.payload ?? null,
  seq,
  receivedAtMs: atMs,
})
