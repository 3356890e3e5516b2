import { firstNameSet } from '../spelling/proper-names.ts'
import type { Token } from '../tokens.ts'
import type { Candidate } from './candidate.ts'

/** A part of a message that may by itself be the answer to what was asked. */
export interface AnswerPart {
  text: string
  start: number
}

/** A longer message tells a story: a number in it need not be what was asked for. */
const longestMessage = 160
const mostParts = 8

/** What people put before a bare answer and after it: "fine", "it should be", "I'm pretty sure". */
const before =
  /^(?:(?:ok(?:ay)?|fine|sure|right|alright|all right|good|yes|yeah|yep|no|nope|well|so|um+|uh+|hm+|oh|ah|er+|then|and|or|sorry|wait|actually|let me (?:see|check|look|think)|hold on|hang on|one (?:sec|second|moment)|here (?:you go|it is|we go)|got it|found it|take|use|try|make (?:it|that)|it['’]?s|it is|it was|that['’]?s|that is|that would be|this is|should be|must be|would be|(?:it |that )?(?:should|must|might|may|could) be|i think(?: it['’]?s| it is)?|i believe(?: it['’]?s)?|i guess|maybe|probably|perhaps|now|the|my|mine is|for)[\s,.:;!…-]+)+/iu
const after =
  /(?:[\s,.;:!-]+(?:i think|i believe|i guess|i suppose|i hope|i['’]?m (?:pretty |quite |fairly |rather |almost )?(?:sure|certain|positive)|if i (?:remember|recall)(?: it)?(?: right| correctly| well)?|please|pls|plz|thanks|thank you|thx|now|then|maybe|perhaps|probably|or so|ok|okay|instead|though|it is|that is|these days|nowadays|i mean|by the way|btw|right))+[\s?!.,…]*$/iu

/** Clauses of a message without their hedges, the message as a whole apart. */
export function answerParts(text: string): AnswerPart[] {
  if (text.length > longestMessage) return []
  const parts: AnswerPart[] = []
  for (const match of text.matchAll(/[^.,;:!?\n…()]+(?:[.,:](?=\d)[^.,;:!?\n…()]*)*/gu)) {
    for (const piece of [match[0], ...match[0].split(/\s[-–—]+\s/u)]) {
      const lead = /^\s*/u.exec(piece)?.[0].length ?? 0
      const opening = before.exec(piece.slice(lead))?.[0].length ?? 0
      const bare = piece
        .slice(lead + opening)
        .replace(after, '')
        .trimEnd()
      const start = match.index + match[0].indexOf(piece) + lead + opening
      if (bare !== '' && bare !== text.trim() && !parts.some((part) => part.start === start && part.text === bare))
        parts.push({ text: bare, start })
    }
  }
  return parts.slice(0, mostParts)
}

/** A bare value is sure enough as a part only where hardly anything else looks like it: with a digit in it, or as somebody's name. */
const leastSure = 0.8

/** Whether what was found in a part may stand for the answer. */
export function answersInPart(
  { text, confidence, source }: Candidate,
  tokens: readonly Token[],
  isWord: (word: string) => boolean,
): boolean {
  if (confidence < leastSure) return false
  if (/\d/.test(text)) return true
  const [first] = tokens
  // Of a name the first part is one, or none of it is a word.
  return (
    source === 'built-in' &&
    tokens.length > 1 &&
    first !== undefined &&
    (firstNameSet.has(first.norm) || tokens.every(({ norm }) => !isWord(norm)))
  )
}
