import type { AssistantRuntime } from '#assistant/index.ts'
import { modelProposer } from '#language-models/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { Proposer } from '#ports/proposer.ts'
import { turnLimits } from '../limits.ts'
import { askingIn } from './asking.ts'
import type { TurnModels } from './turn-models.ts'

/** Who proposes beside the embedded models: the one that was given, else the models of the role `understand`; null: nobody. */
export function proposerFor(
  claim: ClaimedTurn,
  assistant: AssistantRuntime,
  models: TurnModels,
  given: Proposer | undefined,
): { propose: Proposer; withinMs: number } | null {
  if (given !== undefined) return { propose: given, withinMs: turnLimits.proposerMs }
  if (!models.offers('understand')) return null
  // The models keep their own time, which ends before this.
  return { propose: modelProposer(askingIn(claim, assistant, models)), withinMs: turnLimits.modelsMs }
}
