import { splitSentences } from '../documents/sentences.ts'
import { allWords, isStopWord } from '../index/words.ts'
import { standaloneQuery } from '../retrieve/follow-up.ts'

/** Matters of one message that are answered one after the other; more belong into a conversation. */
const mattersAtMost = 3

const questionWord =
  "(?:who|whos|what|whats|when|whens|where|wheres|which|why|how|hows|do|does|did|can|could|may|is|are|will|would|should|have|has|am)(?:['’]s)?"
/** Where a second question begins within a sentence: "…, and when do I …". */
const joint = new RegExp(`(?:,\\s*|\\s+)(?:and|also|plus|&|and also)\\s+(?=(?:also\\s+)?${questionWord}\\s)`, 'i')
const asks = new RegExp(`\\?\\s*$|^\\W*(?:and |also |but |so )*${questionWord}\\b`, 'i')

/**
 * The questions of a message that asks for several things, each as one that can be asked alone; null where it asks for one. What is told
 * before a question ("I moved.") stays with it.
 */
export function mattersOf(text: string): string[] | null {
  const pieces = splitSentences(text).flatMap((sentence) => sentence.split(joint))
  const matters: string[] = []
  let told = ''
  for (const piece of pieces.map((one) => one.trim())) {
    if (!allWords(piece).some((word) => !isStopWord(word)) || !asks.test(piece)) {
      told = `${told} ${piece}`.trim()
      continue
    }
    matters.push(`${told} ${piece}`.trim())
    told = ''
  }
  if (matters.length < 2 || matters.length > mattersAtMost) return null
  return matters.map((matter, at) =>
    at === 0
      ? matter
      : standaloneQuery(matter, { lastQueries: [matters[at - 1]!], lastArticle: null, topic: null, references: [] }),
  )
}
