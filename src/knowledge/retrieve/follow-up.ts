import { allWords, isStopWord } from '../index/words.ts'

/** What a question may lean on. */
export interface Talk {
  /** What the articles were asked before in this conversation, as standalone questions, the latest first. */
  lastQueries: readonly string[]
  /** Title of the article that answered last; null where none did. */
  lastArticle: string | null
  /** What the conversation is about, in words ("the parka in blue"); null where that is not known. */
  topic: string | null
  /** Words of this question whose meaning memory resolved: "that one" stands for "Fellside parka". */
  references: readonly { text: string; meaning: string }[]
}

const choices = {
  /** Words of a question that may be a follow-up by its opening ("what about …"), and by a pronoun ("how long does it take"). */
  openedWords: 9,
  leaningWords: 10,
  /** Words without an opening that are only a piece of a sentence ("for gold members?"). */
  pieceWords: 5,
  /** Topic words that a question with a pronoun may have of its own before it is taken to stand alone. */
  ownTopics: 1,
  /** Words of a phrase behind a preposition. */
  phraseWords: 4,
} as const

const opening =
  /^(?:(?:ok(?:ay)?|thanks|thank you|great|good|hm+|alright|right|oh)[,.! ]+)*(?:(?:and|but|also|so|or)\b[, ]*)?(?:(?:what|how) about|what if (?:it is|its|it's|they are)|(?:the )?same (?:for|with|in)|does (?:that|this|it) (?:also )?(?:apply|go|count|work|hold) (?:also )?(?:to|for|in|with)|is (?:that|it) (?:also )?(?:the same|true) (?:for|in|with))\s+/i
const joined = /^(?:(?:ok(?:ay)?|thanks|great|hm+|alright)[,.! ]+)*(?:and|but|or|plus)\b[, ]+/i
const prepositions =
  'on|in|to|for|from|at|with|without|by|before|after|under|over|via|during|within|per|as|inside|outside|until|since'
const piece = new RegExp(`^(?:${prepositions})\\s`, 'i')
/** Has a verb of its own, so that it may be a whole question. */
const verb =
  /\b(?:is|are|was|were|do|does|did|can|could|will|would|should|may|must|have|has|am|get|need|want|cost|costs|take|takes|send|buy|pay|return|cancel|change|find|use|work|works|know|order|ship|apply)\b/i
const asks = /^(?:who|what|when|where|which|why|how|do|does|did|can|could|may|is|are|will|would|should|have|has|am)\b/i
/** Stands for something said before. "It" at the beginning of "is it possible" does not. */
const pronoun = /\b(?:it|that|this|these|those|they|them|there|one|ones|then)\b/i
const idle =
  /\b(?:is|was|would|isn't) (?:it|that) (?:possible|ok|okay|true|right|allowed|normal)\b|\bhow (?:is|was) it going\b|\b(?:this|that|these) (?=[a-z])(?!(?:one|ones|too|also|for|cost|take|work|mean|free|cheaper)\b)/i
/** Verbs and measures that every matter has: "how long does it take" has no topic of its own. */
const general = new Set(
  (
    'long much many often soon quick fast take takes cost costs price happen happens work works mean means do done change use find see pay need expensive free ' +
    'cheaper include included start end come comes arrive back send available apply buy possible'
  ).split(' '),
)
/** What is measured is asked anew: "how long does it take" after "what does it cost" is not about costs. */
const measures = new Set(
  'long much many often soon quick fast take takes cost costs price expensive cheaper free'.split(' '),
)
const series = [
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b|\bholidays?\b|\bweekdays?\b/i,
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b/i,
  /\b\d+(?:[.,]\d+)?\b/,
]

/**
 * A question as one that can be asked alone: what it leans on is put in from the talk before it. A question that stands alone comes back as it
 * is. No model; a second of reading what people leave out: the opening ("what about …"), the verb ("and on sundays?"), the matter ("how long
 * does it take?").
 */
export function standaloneQuery(query: string, { lastQueries, lastArticle, topic, references }: Talk): string {
  const resolved = withReferences(query.trim(), references)
  const last = lastQueries[0] ?? null
  const before = last ?? lastArticle ?? topic
  const words = allWords(resolved)
  if (before === null || words.length === 0) return resolved

  const opened = opening.exec(resolved)
  if (opened && words.length <= choices.openedWords) return put(clean(resolved.slice(opened[0].length)), before)
  const rest = resolved.replace(joined, '')
  const isPiece =
    allWords(rest).length <= choices.pieceWords && !asks.test(rest) && (!verb.test(rest) || piece.test(rest))
  if (isPiece && (rest !== resolved || piece.test(rest))) return put(clean(rest), before)

  const own = words.filter((word) => !isStopWord(word) && !general.has(word.plain))
  const leans =
    words.length <= choices.leaningWords &&
    own.length <= choices.ownTopics &&
    resolved === query.trim() &&
    pronoun.test(resolved) &&
    !idle.test(resolved)
  // "How long?", "How much is that?", "and how do I cancel?" ask about what was talked about.
  const bare = own.length === 0 && words.length <= choices.pieceWords && asks.test(rest) && words.length >= 2
  if (!leans && !bare) return resolved
  const subject = topicOf(
    last ?? topic ?? lastArticle ?? '',
    own.map(({ stem }) => stem),
  )
  return subject === '' ? resolved : `${clean(resolved)} ${subject}`
}

/** A question with the matter of the one before: what that asked for ("how long", "what does it cost") is left out. */
export function leaningOn(question: string, before: string): string {
  const said = allWords(question).map(({ stem }) => stem)
  const subject = topicOf(before, said)
  return subject === '' ? question : `${clean(question)} ${subject}`
}

function withReferences(query: string, references: Talk['references']): string {
  let text = query
  for (const { text: said, meaning } of references) {
    const at = text.toLowerCase().indexOf(said.toLowerCase())
    if (said !== '' && at >= 0) text = `${text.slice(0, at)}${meaning}${text.slice(at + said.length)}`
  }
  return text
}

const clean = (text: string): string => text.replace(/[?!.,;\s]+$/, '').trim()

/** Puts a piece into the question before, in place of what is of its kind there; at its end where nothing is. */
function put(fragment: string, before: string): string {
  const question = clean(before)
  for (const kind of series)
    if (kind.test(fragment) && kind.test(question))
      return question.replace(kind, (kind.exec(fragment) ?? [fragment])[0])
  const preposition = new RegExp(`^(${prepositions})\\s+`, 'i').exec(fragment)?.[1]
  if (preposition !== undefined) {
    const phrase = new RegExp(
      `\\b${preposition}\\s+(?:(?!(?:${prepositions}|and|or|if|when)\\b)[\\w'’-]+\\s*){1,${choices.phraseWords}}$`,
      'i',
    )
    return phrase.test(question) ? question.replace(phrase, fragment) : `${question} ${fragment}`
  }
  const head = allWords(fragment).at(-1)
  const said = head && question.split(/\s+/).find((word) => allWords(word)[0]?.stem === head.stem)
  if (said !== undefined && head && !isStopWord(head)) {
    const escaped = said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return question.replace(
      new RegExp(`(?:\\b(?!(?:${prepositions}|do|does|can|are|is|the|a)\\b)[\\w'’-]+\\s+)?${escaped}`, 'i'),
      fragment,
    )
  }
  return `${question} ${fragment}`
}

/** The topic words of a text that are not said yet, in order. */
function topicOf(text: string, said: readonly string[]): string {
  return allWords(text)
    .filter((word) => !isStopWord(word) && !measures.has(word.plain) && !said.includes(word.stem))
    .map(({ plain }) => plain)
    .join(' ')
}
