import { appError } from '#domain/errors.ts'
import type { EventBody, EventOf } from '#domain/events.ts'
import type { IncomingMessage, PendingMessage } from '#ports/conversation-store.ts'

/** Characters of a client id: a UUID has 36; an index entry has room for a few hundred. */
const clientIdLimit = 200

type MessageReceived = EventBody & { kind: 'message-received' }

/**
 * Refuses client ids that the database could not keep, or not keep apart (it has neither NUL nor half of a surrogate pair). Texts may be
 * anything. Errors: `request.invalid`.
 */
export function checkMessages(messages: readonly IncomingMessage[]): void {
  for (const { clientId } of messages) {
    if (clientId === '' || clientId.length > clientIdLimit || clientId.includes('\u0000') || !clientId.isWellFormed()) {
      throw appError('request.invalid', {
        problem: `a client id has 1 to ${clientIdLimit} characters and is valid text`,
      })
    }
  }
}

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
