import { rewriteQuery } from '#language-models/index.ts'
import type { StepTools, TurnData } from '../turn-context.ts'
import { askingIn } from './asking.ts'
import { talkBefore } from './talk.ts'

/** A question with what it leaves out put in from what was said before; as it is where no model is asked or none says it in time. */
export async function standaloneQuestion(
  question: string,
  { claim, assistant }: Pick<TurnData, 'claim' | 'assistant'>,
  { deps, models, note }: Pick<StepTools, 'deps' | 'models' | 'note'>,
): Promise<string> {
  if (!models.offers('rewrite')) return question
  const talk = await talkBefore(claim, deps.store)
  // A greeting is nothing that a question could refer to.
  if (!talk.some(({ from }) => from === 'customer')) return question
  const rewritten = await rewriteQuery(askingIn(claim, assistant, models), { question, talk })
  note('query', rewritten === null ? 'as asked' : 'rewritten')
  return rewritten ?? question
}
