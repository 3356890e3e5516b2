import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Identity } from '#domain/customer.ts'
import { verificationEnded } from './identity.ts'

/** Who is known to write at this moment, outside of a turn: a verification that has ended shows nothing of whom it verified. */
export const identityNow = (
  conversation: Conversation,
  assistant: Pick<AssistantRuntime, 'flows' | 'verifiedForMs'>,
  nowMs: number,
): Identity => (verificationEnded(conversation, assistant, nowMs, 0) ?? conversation).identity
