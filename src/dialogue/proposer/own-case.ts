import type { Understanding, Wish } from '#domain/understanding.ts'
import { wordsFor } from '../words/index.ts'
import { entitiesOf } from './slots.ts'
import type { DecisionContext } from './types.ts'
import { looksLikeQuestion } from './wording.ts'

/**
 * What customers say of a matter of their own: what is theirs and can be looked up, what they did or want done, what became of it. "My feet"
 * and "my coat" are no such matter: sizes and stains are asked about in general.
 */
const theirs =
  'order|orders|parcel|package|packages|delivery|shipment|refund|return|account|acct|card|subscription|bill|purchase|code|password|pin|user ?name|address|cart|payment|e-?mail|phone|number|level|statement|membership|money|credit|receipt|size|items?|stuff|booking|reservation|ticket|flight|trip|appointment|policy|claim'
const did =
  'ordered|bought|received|got|paid|returned|sent|placed|booked|cancelled|canceled|purchased|forgot|lost|missed|subscribed|typed|picked|chose|clicked|entered|asked|wanna|owe|used|found|hate|closed|moved'
const ownCase = [
  /\b(?:mine|this|these|those)\b/i,
  new RegExp(`\\b(?:my|our)\\s+(?:\\w+\\s+){0,2}(?:${theirs})\\b`, 'i'),
  new RegExp(
    `(?<!\\bhave )\\bi(?:['’]?ve|['’]?m| have| am| had| was| did)?\\s+(?:(?:just|only|also|never|already|accidentally|still|totally|not)\\s+)*(?:${did})\\b`,
    'i',
  ),
  /(?<!\b(?:do|does|did|would|should|if|when) )\bi(?:['’]?d| would)?\s+(?:(?:just|really|also|still)\s+)?(?:need|want|like|wish|prefer)\b/i,
  /\b(?:give|send|get|lend|tell|help|charge|owe)\s+(?:me|us)\b/i,
  /\byou(?:['’]?ve| have)?\s+(?:sent|charged|billed|shipped|promised|took|taken|said|told|owe)\b/i,
  /\b(?:pls|please)\b/i,
  /\b(?:ha(?:s|ve|d)(?:n['’]?t)?|didn['’]?t)\s+(?:not\s+)?(?:arrived?|come|came|go|gone)\b|\barrived\b/i,
]
const firstPerson = /\b(?:i|i['’]?m|i['’]?ve|i['’]?d|me|my|mine|we|us|our)\b/i

/** What was said of the matter that a wish is about. */
export interface Standing {
  /** Asked, and nothing in it is a matter of the customer's own. */
  isGeneral: boolean
  /** … nor says it of whom: "do members get …". */
  isImpersonal: boolean
}

/**
 * Whether a wish asks what holds for anybody. Its words are read in English; in other languages nothing is general but by how it is asked
 * (`asksRules`).
 */
export function standingOfQuestion(
  wish: Wish,
  understanding: Understanding,
  { locale }: Pick<DecisionContext, 'locale'>,
): Standing {
  const { text } = wish
  const isEnglish = /^en\b/i.test(locale ?? 'en')
  const isNumbered = entitiesOf(understanding, understanding.wishes.indexOf(wish)).some(
    ({ source }) => source === 'pattern',
  )
  const isGeneral = isEnglish && !isNumbered && asksSomewhere(text, locale) && !ownCase.some((one) => one.test(text))
  return { isGeneral, isImpersonal: isGeneral && !firstPerson.test(text) }
}

/** A question as a whole, or in one of its clauses: "spilled it down the front, what now". */
function asksSomewhere(text: string, locale: string | undefined): boolean {
  const words = wordsFor(locale)
  return [text, ...text.split(/[,;:.]\s+/)].some((clause) => looksLikeQuestion(clause, words))
}
