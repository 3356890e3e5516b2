import type { DialogueState } from '#domain/dialogue-state.ts'
import type { TurnData } from './turn-context.ts'

/**
 * The dialogue as a reply leaves it: where its words offer a person and nothing is asked, the offer stands, and a "yes" is taken at its word. A
 * question that is open stays the question.
 */
export function withOffer({
  reply,
  assistant,
  acted,
  input,
}: Pick<TurnData, 'reply' | 'assistant' | 'acted' | 'input'>): DialogueState {
  const { state, handoff, ended } = acted
  if (reply === null || input.mode !== 'answer' || state.pending !== null || handoff !== null || ended) return state
  const isOffered = reply.parts.some(
    (part) => part.kind === 'text' && part.response !== undefined && assistant.responses.offersPerson(part.response),
  )
  return isOffered ? { ...state, pending: { kind: 'offer', offer: 'hand-off', beside: true } } : state
}
