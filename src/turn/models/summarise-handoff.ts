import type { AssistantRuntime } from '#assistant/index.ts'
import type { AgentId, TicketId } from '#domain/ids.ts'
import { summarise } from '#language-models/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { TurnDependencies } from '../turn-context.ts'
import { askingIn } from './asking.ts'
import { talkBefore } from './talk.ts'
import type { TurnModels } from './turn-models.ts'

/** Who writes notes that no person wrote. */
export const assistantAgent = 'ag_assistant' as AgentId

/** What was erased meanwhile must not come back in other words. */
async function isStillThere({ tenant, conversation, pending }: ClaimedTurn, store: TurnDependencies['store']) {
  const [first] = pending
  if (first === undefined) return true
  const { events } = await store.events(tenant, conversation.id, first.seq - 1, 1)
  return events[0]?.personal !== null
}

interface Handed {
  claim: ClaimedTurn
  assistant: AssistantRuntime
  ticket: TicketId
  /** What the queue entry says already: extracted, and there whatever comes of this. */
  notes: string
  /** The last message and its reply, which are not in the store's events before this turn. */
  last: { customer: string; reply: string }
}

/**
 * A summary for the person who takes over, as a note of the conversation. The queue entry was written with the promise and has what is known;
 * this comes after it, while nobody waits. Once at most: only the process that recorded the hand-off writes it, and only while that hand-off
 * is still the conversation's. Never rejects.
 */
export async function summariseHandoff(
  { claim, assistant, ticket, notes, last }: Handed,
  models: TurnModels,
  deps: Pick<TurnDependencies, 'store' | 'clock' | 'log' | 'bus'>,
): Promise<void> {
  const { tenant, conversation } = claim
  try {
    const before = await talkBefore(claim, deps.store)
    const talk = [
      ...before,
      ...(last.customer === '' ? [] : [{ from: 'customer' as const, text: last.customer }]),
      ...(last.reply === '' ? [] : [{ from: 'assistant' as const, text: last.reply }]),
    ]
    const locale = assistant.config.languages[0] ?? 'en'
    const text = await summarise(askingIn(claim, assistant, models), { talk, notes, locale })
    if (text === null || !(await isStillThere(claim, deps.store))) return
    const { personality, name } = assistant.config
    const written = await deps.store.append(
      tenant,
      conversation.id,
      (row) =>
        row.conversation.handoff?.ticket === ticket
          ? {
              events: [
                {
                  kind: 'note-added',
                  data: { agent: assistantAgent, agentName: personality.assistant_name ?? name },
                  personal: { text },
                },
              ],
            }
          : null,
      deps.clock.now(),
    )
    if (written.kind === 'appended') deps.bus?.publish({ tenant, conversation: conversation.id, seq: written.firstSeq })
  } catch (error) {
    deps.log.warn({ err: error, conversation: conversation.id }, 'the summary of a hand-off was not written')
  }
}
