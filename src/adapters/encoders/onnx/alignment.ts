import type { Span } from '#domain/understanding.ts'

/** How this tokeniser writes its pieces, as far as finding them in the text needs it. */
export interface PieceStyle {
  /** What stands before a piece that continues a word, such as `##`; empty where there is no such mark. */
  continuation: string
  /** Pieces are written in the byte alphabet of GPT-2. */
  bytes: boolean
  normalise(text: string): string
}

/** A text as the tokeniser sees it; `at[i]` is the unit of the original that character i comes from, `at[length]` the end. */
interface Seen {
  characters: string
  at: number[]
}

/** U+2581, with which SentencePiece writes spaces. */
const blank = /[\s▁Ġ]/u
const blanks = /[▁Ġ]/gu

/**
 * Where each piece stands in the text, which the tokeniser does not tell. Pieces are looked for one after another in the text as it was
 * normalised; one that cannot be found (unknown to the vocabulary, or spelled in bytes) gets what lies between its neighbours. `null` for
 * pieces of no text.
 */
export function alignPieces(text: string, pieces: readonly string[], style: PieceStyle): (Span | null)[] {
  const { characters, at } = see(text, style)
  const spanOf = (start: number, end: number): Span => ({ start: at[start] ?? 0, end: endOf(at, end) })
  const skipBlanks = (from: number): number => {
    let position = from
    while (position < characters.length && blank.test(characters[position] ?? '')) position++
    return position
  }
  const spans: (Span | null)[] = pieces.map(() => null)
  let position = 0
  let unknown: number[] = []
  const giveTo = (end: number) => {
    const start = skipBlanks(position)
    if (end > start) for (const index of unknown) spans[index] = spanOf(start, end)
    unknown = []
  }

  for (const [index, piece] of pieces.entries()) {
    const bare = bareOf(piece, style)
    if (bare === '') continue
    const next = unknown.length === 0 ? skipBlanks(position) : position
    const found = characters.startsWith(bare, next) ? next : unknown.length === 0 ? -1 : find(characters, bare, next)
    if (found < 0) {
      unknown.push(index)
      continue
    }
    giveTo(found)
    spans[index] = spanOf(found, found + bare.length)
    position = found + bare.length
  }
  giveTo(characters.trimEnd().length)
  return spans
}

/** Where it stands next, at the beginning of a word rather than inside of one. */
function find(characters: string, bare: string, from: number): number {
  const first = characters.indexOf(bare, from)
  let candidate = first
  while (candidate > 0 && !blank.test(characters[candidate - 1] ?? ''))
    candidate = characters.indexOf(bare, candidate + 1)
  return candidate >= 0 ? candidate : first
}

function bareOf(piece: string, { continuation, bytes }: PieceStyle): string {
  if (continuation !== '' && piece.length > continuation.length && piece.startsWith(continuation))
    return piece.slice(continuation.length)
  return bytes ? piece.replace(/^Ġ+/u, '') : piece.replace(blanks, '')
}

/** Normalised letter by letter (with its combining marks), so that each result is known to come from somewhere. */
function see(text: string, { normalise, bytes }: PieceStyle): Seen {
  let characters = ''
  const at: number[] = []
  let unit = 0
  for (const [letter] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const normal = normalise(letter)
    const written = bytes ? inByteAlphabet(normal) : normal
    characters += written
    for (let count = 0; count < written.length; count++) at.push(unit)
    unit += letter.length
  }
  at.push(unit)
  return { characters, at }
}

/** Several characters may come from one unit: the end of a piece is where the next other unit begins. */
function endOf(at: readonly number[], end: number): number {
  const last = at[end - 1] ?? 0
  let position = end
  while (position < at.length - 1 && at[position] === last) position++
  return at[position] ?? last
}

/** GPT-2 writes each byte as a visible character: printable Latin-1 as itself, the others as U+0100 and up, in order. */
const byteAlphabet: readonly string[] = (() => {
  let other = 0x100
  const isVisible = (byte: number) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad)
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isVisible(byte) ? byte : other++))
})()

const inByteAlphabet = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => byteAlphabet[byte] ?? '').join('')
