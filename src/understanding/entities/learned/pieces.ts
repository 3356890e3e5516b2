import type { Span } from '#domain/understanding.ts'
import { normaliseWord } from '../../tokens.ts'

/** The units that learned spans are made of: finer than words, because a value may end at a sign ("7:30", "Anna's"). */
export interface Piece extends Span {
  norm: string
}

/** Pieces of a message that learned spans are looked for in: each costs a few microseconds, and values stand in the first screenful. */
const mostPieces = 200

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const piece = new RegExp(
  String.raw`(?<=[\p{L}\p{N}])['’]\p{L}{1,2}(?![\p{L}\p{N}])|[${unspaced}]\p{M}*|[[\p{L}\p{M}\p{N}]--[${unspaced}]]+|\S`,
  'gv',
)

/** Words, numbers and signs of a text, at most `mostPieces`: nothing but white space is left out. */
export function cutPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const match of text.matchAll(piece)) {
    if (pieces.length >= mostPieces) break
    pieces.push({ start: match.index, end: match.index + match[0].length, norm: normaliseWord(match[0]) })
  }
  return pieces
}
