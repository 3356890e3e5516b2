import type { Command } from '#domain/command.ts'
import { bestIntent, meaningOf } from './intents.ts'
import { interrupts } from './other-wish.ts'
import { embedded, type Reading, wholeMessage } from './reading.ts'
import { isClosing, looksLikeQuestion, readYesNoWords } from './wording.ts'

/** Words of a piece that may lean on the question before it, and of one that says so by how it opens. */
const mostWords = 5
const mostWordsOpened = 9

/** Says that it goes on with what was asked. */
const opened =
  /^\s*(?:(?:ok(?:ay)?|thanks|thank you|great|good|hm+|alright|right|oh)[,.! ]+)*(?:(?:and|but|also|so|or)[, ]+)?(?:(?:what|how) about|(?:the )?same (?:for|with|in)|(?:does|is|would|will) (?:that|this|it) (?:also |too )?(?:apply|go|count|work|hold|the same|true|valid|so)\b)/i
const joined = /^\s*(?:and|or|but|also|plus)\b(?!\s+(?:i|we|you|then|so|now|please)\b)/i
const placed = /^\s*(?:for|on|in|with|without|to|from|at|by|after|before|during|until|via)\b/i
const added = /\b(?:as well|too|also)\s*[?.!]*\s*$/i
const asksAnew =
  /^\s*(?:who|what|when|where|which|why|how|can|could|do|does|did|is|are|will|would|may|should|i|we|my|please)\b/i

/**
 * "And jeans?", "for guests as well", "military?" right after an answer from the articles, with nothing asked: the same asked of something else.
 * So short a piece tells the classifier little; it is a follow-up where the articles surely answer it with the question before. Null otherwise.
 */
export function followUp(reading: Reading): Command | null {
  const { state, understanding, context, words } = reading
  const text = understanding.corrected
  if (state.pending !== null || state.stack.length > 0 || context.knows === undefined) return null
  if (!state.lastSays.some(({ kind }) => kind === 'answer')) return null
  const length = text.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0
  const isOpened = opened.test(text) && length <= mostWordsOpened
  const isPiece =
    length <= mostWords &&
    (joined.test(text) || placed.test(text) || (!asksAnew.test(text) && (added.test(text) || text.includes('?'))))
  if (!isOpened && !isPiece) return null
  if (readYesNoWords(text, false, words) !== null || isClosing(text, words) || interrupts(reading)) return null
  // "Thanks, and you?" is talk, unless it says of itself that it goes on.
  const talk = meaningOf(context, bestIntent(understanding.intents, context.thresholds.accept))?.command
  const isTalk = talk !== undefined && talk !== null && talk !== 'answer-from-knowledge'
  if (isTalk && !isOpened && !joined.test(text) && !placed.test(text)) return null
  if (length === 0 || !(looksLikeQuestion(text, words) || isOpened || isPiece)) return null
  // "Military?" says by nothing but its place that it goes on.
  const query = isOpened || joined.test(text) || placed.test(text) ? text : `and ${text}`
  const confidence = context.knows(query)
  return confidence < context.thresholds.accept
    ? null
    : embedded({ kind: 'answer-from-knowledge', query }, confidence, wholeMessage(reading))
}
