import type { KnowledgeFilters } from '#knowledge/index.ts'
import { rewriteQuery } from '#language-models/index.ts'
import { askedAlone } from '../follow-up.ts'
import type { StepTools, TurnData } from '../turn-context.ts'
import { askingIn } from './asking.ts'
import { talkBefore } from './talk.ts'

/** A question with what it leaves out put in from what was said before: by a model where one is configured and says it in time, else by rules. */
export async function standaloneQuestion(
  question: string,
  { claim, assistant }: Pick<TurnData, 'claim' | 'assistant'>,
  filters: KnowledgeFilters,
  { deps, models, note }: Pick<StepTools, 'deps' | 'models' | 'note'>,
): Promise<string> {
  const { query: byRules } = await askedAlone(question, { conversation: claim.conversation, assistant, filters })
  if (byRules !== question) note('query by rules', byRules)
  if (!models.offers('rewrite')) return byRules
  const talk = await talkBefore(claim, deps.store)
  // A greeting is nothing that a question could refer to.
  if (!talk.some(({ from }) => from === 'customer')) return byRules
  const rewritten = await rewriteQuery(askingIn(claim, assistant, models), { question, talk })
  note('query by a model', rewritten ?? 'none')
  return rewritten ?? byRules
}
