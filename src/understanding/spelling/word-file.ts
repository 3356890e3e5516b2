import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

/** A word of a language with how often it is met. */
export interface CountedWord {
  word: string
  /** Decimal logarithm of its occurrences in a trillion words, in tenths; at most 127. */
  frequency: number
  /** Of the general word list, not only of the frequency list (which has names, too). */
  general: boolean
}

const version = 1
const generalBit = 128
/** The letter that says how many letters a word shares with the one before; A is none. */
const none = 65

/** Words in alphabetical order, each as the letters it shares with the one before and the rest; small letters and apostrophes only. */
export function packWords(words: readonly CountedWord[]): Uint8Array {
  let previous = ''
  const folded = words.map(({ word }) => {
    let shared = 0
    while (shared < 25 && shared < word.length && word[shared] === previous[shared]) shared += 1
    previous = word
    return String.fromCharCode(none + shared) + word.slice(shared)
  })
  const header = JSON.stringify({ version, words: words.length })
  const marks = Uint8Array.from(words, ({ frequency, general }) => frequency | (general ? generalBit : 0))
  return brotliCompressSync(Buffer.concat([Buffer.from(`${header}\n`), marks, Buffer.from(folded.join(''))]))
}

export function unpackWords(packed: Uint8Array): CountedWord[] {
  const plain = brotliDecompressSync(packed)
  const headerEnd = plain.indexOf(10)
  const header = JSON.parse(plain.toString('latin1', 0, headerEnd)) as { version: number; words: number }
  if (header.version !== version) throw new Error(`The word file has version ${header.version}, not ${version}`)
  const marks = plain.subarray(headerEnd + 1, headerEnd + 1 + header.words)
  const folded = plain.toString('latin1', headerEnd + 1 + header.words)
  const words: CountedWord[] = []
  let previous = ''
  let at = 0
  for (const mark of marks) {
    const shared = folded.charCodeAt(at) - none
    let end = at + 1
    while (end < folded.length && !isCapital(folded.charCodeAt(end))) end += 1
    previous = previous.slice(0, shared) + folded.slice(at + 1, end)
    words.push({ word: previous, frequency: mark & ~generalBit, general: (mark & generalBit) !== 0 })
    at = end
  }
  return words
}

const isCapital = (code: number) => code >= none && code < none + 26
