import type { Command } from '#domain/command.ts'
import type { Wish } from '#domain/understanding.ts'
import { queryOf, sentencesOf } from './query.ts'
import { embedded, type Reading } from './reading.ts'
import type { DecisionContext } from './types.ts'
import { looksLikeQuestion, readYesNoWords } from './wording.ts'

/** Something is being asked of the customer, beside whose answer a question may be put. */
export const isAsked = ({ state: { pending, stack } }: Pick<Reading, 'state'>): boolean =>
  stack.length > 0 &&
  (pending?.kind === 'confirm' || pending?.kind === 'redo' || pending?.kind === 'slot' || pending?.kind === 'choose')

/** "Can I put the shirt in the machine?" while something else is open: it may ask to know rather than to have it done. */
export const asksOnTheWay = (reading: Pick<Reading, 'state'>, { meaning }: Wish): boolean =>
  isAsked(reading) && meaning?.act.kind === 'question'

const ability =
  /(?:^|[,.;:!?]\s*)(?:and |but |so |also )?(?:can|could|may|might) (?:i|we|one|you|it|they|this|that|the \w+|my \w+)\b/i

/** "Can I …?", "could it …?": what is possible, rather than when or how. */
export const asksWhetherOne = ({ text }: Wish): boolean => ability.test(text)

/**
 * "Yes, will I get the money back?": a question beside an answer, asked of the articles where they surely know; null where there is none.
 */
export function questionBesideAnswer(
  reading: Reading,
  wish: Wish,
  { knows, thresholds }: DecisionContext,
): Command | null {
  const { words } = reading
  const asked = sentencesOf(wish).filter((sentence) => sentence.includes('?') && looksLikeQuestion(sentence, words))
  const [question] = asked
  if (!isAsked(reading) || question === undefined || asked.length > 1 || knows === undefined) return null
  // The yes is no part of the question.
  const [opening = '', ...rest] = question.split(/,\s*/)
  const bare = rest.length > 0 && readYesNoWords(opening, false, words) !== null ? rest.join(', ') : question
  if (bare.split(/\s+/).length < fewestWords) return null
  const query = queryOf(reading, { ...wish, text: bare })
  const confidence = knows(query)
  if (confidence < thresholds.accept) return null
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  return embedded({ kind: 'answer-from-knowledge', query }, confidence, evidence)
}

/** "Which?", "why not?" ask about what was asked. */
const fewestWords = 3
