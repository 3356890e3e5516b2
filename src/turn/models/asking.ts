import type { AssistantRuntime } from '#assistant/index.ts'
import type { Asking } from '#language-models/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { TurnModels } from './turn-models.ts'

/** For whom a role asks in this turn. */
export const askingIn = (claim: ClaimedTurn, { prompts, config }: AssistantRuntime, models: TurnModels): Asking => ({
  models,
  prompts,
  tenant: claim.tenant,
  conversation: claim.conversation.id,
  company: config.name,
})
