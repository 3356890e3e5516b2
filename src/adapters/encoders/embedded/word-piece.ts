import type { Span } from '#domain/understanding.ts'

/** A piece of a word: its number in the vocabulary and the characters (UTF-16 units of the original text) of the word it is part of. */
export interface Piece extends Span {
  id: number
}

/** Words of more characters are unknown as a whole, as in the original. */
const longestWord = 100

/**
 * Splits texts into the word pieces of an uncased BERT vocabulary (Devlin et al. 2019): control characters dropped, lower case, accents
 * removed, punctuation and ideographs stand alone, then the longest known pieces from the left. Knows where each piece stood, which
 * general tokenisers lose when they normalise.
 */
export class WordPiece {
  readonly #ids: Map<string, number>
  readonly #unknown: number
  readonly start: number
  readonly end: number

  /** `vocabulary`: one piece a line; pieces that go on within a word begin with "##". */
  constructor(vocabulary: string) {
    this.#ids = new Map(vocabulary.split('\n').map((piece, id) => [piece, id]))
    this.#unknown = this.#ids.get('[UNK]') ?? 0
    this.start = this.#ids.get('[CLS]') ?? 0
    this.end = this.#ids.get('[SEP]') ?? 0
  }

  /** At most `most` pieces, without the marks of start and end. */
  pieces(text: string, most: number): Piece[] {
    const pieces: Piece[] = []
    let word = ''
    let start = 0
    let end = 0
    const close = () => {
      if (word !== '') this.#split(word, start, end, pieces)
      word = ''
    }
    let at = 0
    for (const character of text) {
      if (pieces.length >= most) break
      const from = at
      at += character.length
      const kind = kindOf(character)
      if (kind === 'space') close()
      else if (kind === 'alone') {
        close()
        this.#split(normal(character), from, at, pieces)
      } else if (kind === 'letter') {
        if (word === '') start = from
        word += normal(character)
        end = at
      }
    }
    close()
    return pieces.slice(0, most)
  }

  #split(word: string, start: number, end: number, pieces: Piece[]) {
    if (word === '') return
    const found: Piece[] = []
    let from = 0
    while (from < word.length) {
      let id: number | undefined
      let to = Math.min(word.length, from + longestWord)
      for (; to > from; to -= 1) {
        id = this.#ids.get(from === 0 ? word.slice(0, to) : `##${word.slice(from, to)}`)
        if (id !== undefined) break
      }
      if (id === undefined || word.length > longestWord) {
        pieces.push({ id: this.#unknown, start, end })
        return
      }
      found.push({ id, start, end })
      from = to
    }
    pieces.push(...found)
  }
}

const isLatin = /^[a-z0-9]$/i

function normal(character: string): string {
  if (isLatin.test(character)) return character.toLowerCase()
  return character
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
}

const cache = new Map<string, 'space' | 'alone' | 'letter' | 'nothing'>()

function kindOf(character: string): 'space' | 'alone' | 'letter' | 'nothing' {
  if (isLatin.test(character)) return 'letter'
  const known = cache.get(character)
  if (known !== undefined) return known
  const kind = /[\s\p{Zs}]/u.test(character)
    ? 'space'
    : /[\0\uFFFD\p{C}]/u.test(character)
      ? 'nothing'
      : /\p{P}|[$+<=>^`|~]|\p{Script=Han}/u.test(character)
        ? 'alone'
        : 'letter'
  // As many as a language has; a text of rare characters must not fill the memory.
  if (cache.size < 4_000) cache.set(character, kind)
  return kind
}
