import type { AssistantRuntime } from '#assistant/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import { type KnowledgeFilters, standaloneQuery } from '#knowledge/index.ts'
import { orWhileAway } from './articles-away.ts'

interface Around {
  conversation: Pick<Conversation, 'dialogue'>
  assistant: AssistantRuntime
  filters: KnowledgeFilters
}

/**
 * A question as it can be asked alone, by rules: "and on sundays?" after "do you deliver on saturdays?"; with how sure the articles are to answer
 * it. What looks like a follow-up and finds more as it stands is none. The rules are for English; a question in another language stays as it is.
 */
export async function askedAlone(
  question: string,
  { conversation, assistant, filters }: Around,
): Promise<{ query: string; confidence: number }> {
  const found = async (query: string) => {
    const retrieved = await orWhileAway(assistant.knowledge.retrieve(query, filters, passagesRead), null)
    const said = (retrieved?.passages ?? []).map(({ title, headings, text }) => [title, ...headings, text].join(' '))
    return { query, confidence: retrieved?.confidence ?? 0, said: fold(said.join(' ')) }
  }
  const asIs = await found(question)
  const bare = { query: question, confidence: asIs.confidence }
  if (!/^en\b/i.test(filters.locale ?? '')) return bare
  // What the last reply answered: a follow-up leans on that, and seldom on what was before it.
  const lastQueries = conversation.dialogue.lastSays
    .flatMap((item) => (item.kind === 'answer' ? [item.query] : []))
    .reverse()
  const query = standaloneQuery(question, { lastQueries, lastArticle: null, topic: null, references: [] })
  if (query === question) return bare
  const leaning = await found(query)
  const piece = pieceOf(query, lastQueries[0] ?? '')
  if (piece === null) return leaning.confidence >= bare.confidence ? { query, confidence: leaning.confidence } : bare
  // "And jeans?" may stand beside what was asked about or in its place; either way what is found must be about it.
  const all = [leaning, ...(await Promise.all(inPlaceOf(lastQueries[0] ?? '', piece).map(found)))]
  const about = all.filter(({ said }) => mentions(said, piece))
  // Behind it, the piece keeps what was asked: "how long do refunds take" and "for gift cards".
  const isFound = about.includes(leaning) && leaning.confidence >= enough
  const best = isFound ? leaning : about.sort((a, b) => b.confidence - a.confidence)[0]
  if (best !== undefined && (isFound || best.confidence >= bare.confidence))
    return { query: best.query, confidence: best.confidence }
  // "For guests as well" may be true without being said; an answer to "and gloves?" that says nothing of them is none.
  const isNone = best === undefined && !leansInWords.test(question) && !mentions(asIs.said, piece)
  if (isNone) return { query, confidence: leaning.confidence * notAbout }
  if (best === undefined && leansInWords.test(question)) return { query, confidence: leaning.confidence }
  return bare
}

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
