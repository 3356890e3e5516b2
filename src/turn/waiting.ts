import { wordsFor } from '#dialogue/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Acted, Decision, TurnDependencies, TurnInput } from './turn-context.ts'

/** The way back from the queue. */
const withdrawPayload = 'waiting:withdraw'

/**
 * What a customer is told who writes while the conversation waits for a person: that the message is there, where they stand, and how
 * to go on with the assistant instead.
 */
export async function waitingReply(
  claim: ClaimedTurn,
  input: TurnInput,
  decision: Decision,
  deps: Pick<TurnDependencies, 'desk'>,
  /** When people are back, in words; null while they are there. */
  opens: string | null,
  /** BCP 47 tag: of the button. */
  locale: string,
): Promise<Partial<Acted>> {
  const wantsBack =
    input.payload === withdrawPayload || decision.commands.some((command) => command.kind === 'cancel-flow')
  if (wantsBack) {
    return {
      withdraw: true,
      outcome: 'answered',
      items: [{ kind: 'say', response: 'handoff.withdrawn', variables: {} }],
      reasons: ['the customer goes on with the assistant'],
    }
  }
  const { handoff, tenant } = claim.conversation
  const ahead = handoff ? await deps.desk.ahead(tenant, handoff.ticket) : null
  return {
    outcome: 'held',
    items: [
      {
        kind: 'say',
        response: 'handoff.still-waiting',
        variables: { ahead, opens },
        quickReplies: [{ label: wordsFor(locale).labels.assistant, payload: withdrawPayload }],
      },
    ],
    reasons: ['waiting for a person'],
  }
}
