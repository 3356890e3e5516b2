/** Letters of a run that are read together, at most. */
export const longestGram = 5
/** Letters of a word that are read; longer ones are no words. */
const readLetters = 40

/**
 * Calls `onGram` with a hash for every run of 1 to 5 letters within a word that is already small; a hash is 32 bits of FNV-1a over UTF-16
 * units, mixed. Used by the detector and by the script that makes its table: what it gives must not change without a new table.
 */
export function eachLetterGram(word: string, onGram: (hash: number) => void) {
  const length = Math.min(word.length, readLetters)
  for (let from = 0; from < length; from += 1) {
    if (isTrailing(word.charCodeAt(from))) continue
    let hash = 0x811c9dc5
    let letters = 0
    for (let at = from; at < length && letters < longestGram; at += 1) {
      const unit = word.charCodeAt(at)
      hash = Math.imul(hash ^ unit, 0x01000193)
      if (isLeading(unit)) continue
      letters += 1
      onGram(mixed(hash))
    }
  }
}

const isLeading = (unit: number) => unit >= 0xd800 && unit < 0xdc00
const isTrailing = (unit: number) => unit >= 0xdc00 && unit < 0xe000

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 15)
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  h = Math.imul(h, 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}
