import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { type KnowledgeFilters, leaningOn, standaloneQuery } from '#knowledge/index.ts'
import { orWhileAway } from './articles-away.ts'

interface Around {
  conversation: Pick<Conversation, 'dialogue'>
  assistant: AssistantRuntime
  filters: KnowledgeFilters
}

/** A question as it can be asked alone, and what the articles are to it. */
export interface Alone {
  query: string
  /** [0, 1]: how sure they are to answer it. */
  confidence: number
  /** The article that answers it is about what customers have done for them here. */
  isOfTask: boolean
}

/**
 * A question as it can be asked alone, by rules: "and on sundays?" after "do you deliver on saturdays?"; with how sure the articles are to answer
 * it. What looks like a follow-up and finds more as it stands is none. The rules are for English; a question in another language stays as it is.
 */
export async function askedAlone(question: string, { conversation, assistant, filters }: Around): Promise<Alone> {
  const found = async (query: string) => {
    const retrieved = await orWhileAway(assistant.knowledge.retrieve(query, filters, passagesRead), null)
    const passages = retrieved?.passages ?? []
    const said = passages.map(({ title, headings, text }) => [title, ...headings, text].join(' '))
    const isOfTask = passages[0]?.features?.['covered'] !== 0
    return { alone: { query, confidence: retrieved?.confidence ?? 0, isOfTask }, said: fold(said.join(' ')) }
  }
  const asIs = await found(question)
  const bare = asIs.alone
  if (!/^en\b/i.test(filters.locale ?? '')) return bare
  // What the last reply answered: a follow-up leans on that, and seldom on what was before it.
  const lastQueries = conversation.dialogue.lastSays
    .flatMap((item) => (item.kind === 'answer' ? [item.query] : []))
    .reverse()
  const [last = ''] = lastQueries
  const query = standaloneQuery(question, { lastQueries, lastArticle: null, topic: null, references: [] })
  if (query === question) return last === '' ? bare : withItsMatter(question, bare, last, found)
  const leaning = await found(query)
  const { alone } = leaning
  const piece = pieceOf(query, last)
  if (piece === null) return alone.confidence >= bare.confidence && isAbout(leaning.said, question) ? alone : bare
  // "And jeans?" may stand beside what was asked about or in its place; either way what is found must be about it.
  const all = [leaning, ...(await Promise.all(inPlaceOf(last, piece).map(found)))]
  const about = all.filter(({ said }) => mentions(said, piece))
  // Behind it, the piece keeps what was asked: "how long do refunds take" and "for gift cards".
  const isFound = about.includes(leaning) && alone.confidence >= enough
  const best = isFound ? leaning : about.sort((a, b) => b.alone.confidence - a.alone.confidence)[0]
  if (best !== undefined && (isFound || best.alone.confidence >= bare.confidence)) return best.alone
  // "For guests as well" may be true without being said; an answer to "and gloves?" that says nothing of them is none.
  const isNone = best === undefined && !leansInWords.test(question) && !mentions(asIs.said, piece)
  if (isNone) return { ...alone, confidence: alone.confidence * notAbout }
  if (best === undefined && leansInWords.test(question)) return alone
  return bare
}

/**
 * "I'm bronze, do I get in early?" after the dates of the sale: a whole sentence that finds nothing by itself may be about what was just
 * talked about. Where it points there ("does the one in town do that?"), it is asked with it unless that finds clearly less.
 */
async function withItsMatter(
  question: string,
  bare: Alone,
  last: string,
  found: (query: string) => Promise<{ alone: Alone; said: string }>,
): Promise<Alone> {
  const isPointing = points.test(question)
  if (bare.confidence >= sureAlone && !isPointing) return bare
  const query = leaningOn(question, last)
  if (query === question) return bare
  const { alone: leaning, said } = await found(query)
  const needed = isPointing
    ? Math.max(sureAlone, bare.confidence - clearlyLess)
    : Math.max(sureTogether, bare.confidence)
  return leaning.confidence >= needed && isAbout(said, question) ? leaning : bare
}

/** What is found for a question with the matter before it must say what the question itself asks, and not only that matter. */
function isAbout(said: string, question: string): boolean {
  const words = ownWords(question)
  const found = words.filter((word) => saysWord(said, word))
  return found.length >= words.length * leastAbout
}
const leastAbout = 0.5
const asking = new Set(
  'who what when where which why how can could did does will would may should have has get got there they them then this that these those only just long much many cost costs take takes need want old'.split(
    ' ',
  ),
)
const ownWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => word.length >= leastLetters && !little.has(word) && !asking.has(word))
const saysWord = (said: string, word: string): boolean =>
  ` ${said}`.includes(` ${word.replace(/(?:ies|es|s|y|ed|ing)$/, '')}`)

/** Stands for what was said before: "that" and "there" behind a verb, not "that jacket" or "is there". */
const points =
  /\b(?:do|does|did|for|with|about|on|in|get|have|apply|applies) (?:that|it|them|those)\b|\bthere\s*[?.!]*$|\b(?:that|it|them|they) (?:too|as well|also)\b/i
/** From this sureness on a question is taken to stand alone, and from this one on to be about what was said before. */
const sureAlone = 0.6
const sureTogether = 0.7
const clearlyLess = 0.1

const leansInWords = /\b(?:for|in|with|that|this|same|as well|too)\b/i

/** Passages of the first article that may say what a piece is about. */
const passagesRead = 2
/** From this sureness on the question with the piece behind it needs no other wording. */
const enough = 0.8
/** What is left of the sureness of an answer that says nothing of what was asked. */
const notAbout = 0.3
/** Words at the end of a question that a piece may stand in place of: "wool sweaters". */
const mostReplaced = 2

/** What was put behind the question before; null where it was put elsewhere. */
function pieceOf(query: string, before: string): string | null {
  const question = bareOf(before)
  return question !== '' && query.startsWith(`${question} `) ? query.slice(question.length + 1).trim() : null
}

const bareOf = (question: string): string => question.replace(/[?!.,;\s]+$/, '').trim()

/** The question before with the piece in place of its last words, or of one further in front. */
function inPlaceOf(before: string, piece: string): string[] {
  const words = bareOf(before).split(/\s+/)
  const thing = piece.replace(/^(?:for|with|in|of|on)\s+/i, '').replace(/\s+(?:as well|too|also)$/i, '')
  const cut = Array.from({ length: mostReplaced }, (_, index) => words.length - 1 - index)
    .filter((kept) => kept >= leastKept)
    .map((kept) => [...words.slice(0, kept), thing])
  const swapped = words
    .flatMap((word, at) => (at >= leastKept && at < words.length - 1 && word.length > leastSwapped ? [at] : []))
    .slice(-mostSwapped)
    .map((at) => [...words.slice(0, at), thing, ...words.slice(at + 1)])
  return [...cut, ...swapped].map((question) => question.join(' '))
}
const leastKept = 2
/** Letters that a word has at least whose place a piece may take, and how many such words are tried. */
const leastSwapped = 3
const mostSwapped = 3

/** Folded text has every word of the piece that says something, be it in another number. */
function mentions(text: string, piece: string): boolean {
  const words = fold(piece)
    .split(' ')
    .filter((word) => word.length >= leastLetters && !little.has(word))
  return words.every((word) => ` ${text}`.includes(` ${word.replace(/(?:ies|es|s|y)$/, '')}`))
}
const leastLetters = 3
const little = new Set(
  'the and for too also well only one ones with without from our your you about any some all are there what how same this that these those'.split(
    ' ',
  ),
)

const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
