/**
 * Yes and no as the first words of a message. Short answers carry too little for a classifier, and a wrong yes changes data, so these are
 * read by rule. English; other languages rest on their intents.
 */
const yes =
  /^(?:y|yes|yeah|yea|yep|yup|ya|aye|sure|ok|okay|k|correct|right|exactly|definitely|absolutely|certainly|indeed|please do|go ahead|do it|sounds good|that s right|thats right|that is right|that s correct|thats correct|that is correct|of course|confirm|confirmed|i confirm|perfect|fine|all good|looks good)\b/
const no =
  /^(?:n|no|nope|nah|naw|negative|wrong|incorrect|not really|not quite|don t|dont|do not|please don t|please dont|neither|none|never mind|nevermind|that s wrong|thats wrong|that is wrong|that s not|thats not|that is not|absolutely not|definitely not|certainly not|of course not|no way)\b/
/** A yes that takes itself back: "yes but", "sure, except". */
const butted = /\b(?:but|except|however|wait|actually|instead|not)\b/

const plainStart = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

export type YesNo = 'yes' | 'no' | null

export function yesOrNo(text: string): YesNo {
  const start = plainStart(text)
  if (no.test(start)) return 'no'
  if (!yes.test(start)) return null
  return butted.test(start) ? null : 'yes'
}

/** "No, I meant the blue one" → "I meant the blue one"; and the openings of a correction. */
export function withoutOpening(text: string): string {
  return text
    .replace(/^\s*(?:no|nope|nah|yes|yeah|sorry|oops|wait|actually|well|oh)\b[\s,.!;:-]*/i, '')
    .replace(/^\s*(?:no|sorry|wait|actually|i mean|i meant|make (?:it|that)|it s|it's|it is)\b[\s,.!;:-]*/i, '')
    .trim()
}

/** Says of itself that it replaces something said before. */
export const soundsLikeCorrection = (text: string): boolean =>
  /\b(?:actually|i meant|i mean|instead|rather|correction|sorry|wrong|mistake|typo|not the|change (?:it|that|my|the)|make (?:it|that))\b/i.test(
    text,
  ) || /^\s*no\b/i.test(text)

/** A question by its form, for answering from knowledge what no intent explains. */
export const looksLikeQuestion = (text: string): boolean =>
  text.includes('?') ||
  /^\s*(?:who|what|when|where|why|which|whose|how|is|are|am|was|were|do|does|did|can|could|will|would|should|may|have|has)\b/i.test(
    text,
  )
