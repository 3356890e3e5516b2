import { promptText } from '../prompts/index.ts'
import { type Asking, common, type TalkLine, talkText } from './asking.ts'
import { dataBlock } from './data-block.ts'
import { roleLimits } from './limits.ts'

/**
 * The customer's question as a search query that stands by itself. Null where the models give none in time or one that cannot be right: the
 * embedded `standaloneQuery` is used then.
 */
export async function rewriteQuery(
  asking: Asking,
  { question, talk }: { question: string; talk: readonly TalkLine[] },
  signal?: AbortSignal,
): Promise<string | null> {
  const before = talkText(talk, roleLimits.talk, roleLimits.talkLine)
  // Without anything before it, it stands by itself already.
  if (before === '' || question.split(/\s+/).length > roleLimits.queryWords) return null
  const answered = await asking.models.ask(
    {
      ...common(asking, 'rewrite'),
      system: promptText(asking.prompts, 'rewrite', { company: asking.company }),
      messages: [
        { from: 'data', text: dataBlock('conversation', before, roleLimits.talk) },
        { from: 'customer', text: dataBlock('customer-message', question, roleLimits.message) },
      ],
      personal: true,
    },
    signal,
  )
  return answered.kind === 'given' ? readQuery(answered.value, question, before) : null
}

/** A query, or null where it is none: it has several lines, says too much, or names a number that nobody named. */
export function readQuery(written: string, question: string, before: string): string | null {
  const query = written
    .trim()
    .replace(/^["“'`]+|["”'`]+$/g, '')
    .trim()
  if (query === '' || query.length > roleLimits.query || query.includes('\n')) return null
  const said = `${question} ${before}`
  const isInvented = (query.match(/\d[\d.,/-]*/g) ?? []).some(
    (number) => !said.includes(number.replace(/[.,/-]+$/, '')),
  )
  return isInvented ? null : query
}
