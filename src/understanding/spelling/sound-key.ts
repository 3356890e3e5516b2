/**
 * How a word sounds, roughly: its consonants in classes (b, f = v = ph, k = c = q = hard g …), doubled ones once, silent ones not, vowels
 * only as a first letter. Words of the same key are candidates for each other however many letters differ ("fonetik", "phonetic"). After
 * the idea of Metaphone, for English; unlike it f and v, d and t fall together, since slips confuse them.
 */
export function soundKey(word: string): string {
  let key = ''
  let at = silentBeginnings.has(word.slice(0, 2)) ? 1 : 0
  while (at < word.length) {
    const letter = word[at] as string
    if (isVowel(letter) || letter === 'h' || letter === 'w') {
      if (key === '') key = isVowel(letter) ? 'A' : letter.toUpperCase()
      at += 1
      continue
    }
    const [sounds, length] = soundAt(word, at, key === '')
    for (const sound of sounds) if (!key.endsWith(sound)) key += sound
    at += length
  }
  return key
}

const silentBeginnings = new Set(['kn', 'gn', 'wr', 'ps', 'pn'])
const plainSounds: Readonly<Record<string, string>> = {
  b: 'B',
  f: 'F',
  v: 'F',
  j: 'J',
  k: 'K',
  q: 'K',
  l: 'L',
  m: 'M',
  n: 'N',
  r: 'R',
  z: 'S',
}
const isVowel = (letter: string) => 'aeiouy'.includes(letter) && letter !== ''
const isSoft = (next: string) => next === 'e' || next === 'i' || next === 'y'

/** The sounds at a place, and how many letters make them. */
function soundAt(word: string, at: number, isFirst: boolean): [sounds: string, length: number] {
  const letter = word[at] as string
  const next = word[at + 1] ?? ''
  const third = word[at + 2] ?? ''
  const plain = plainSounds[letter]
  if (plain !== undefined) return [plain, letter === 'm' && next === 'b' && third === '' ? 2 : 1]
  switch (letter) {
    case 'c':
      if (next === 'h') return ['X', 2]
      if (!isFirst && (next === 'i' || next === 'e') && /[aou]/.test(third)) return ['X', 1]
      if (isSoft(next)) return ['S', 1]
      return ['K', next === 'k' ? 2 : 1]
    case 'd':
      return next === 'g' && isSoft(third) ? ['J', 2] : ['T', 1]
    case 't':
      if (next === 'h') return ['0', 2]
      if (next === 'c' && third === 'h') return ['X', 3]
      return [next === 'i' && /[oae]/.test(third) ? 'X' : 'T', 1]
    case 'g':
      if (next === 'h') return [isFirst || isVowel(third) ? 'K' : '', 2]
      if (next === 'n' && third === '') return ['', 1]
      return [isSoft(next) ? 'J' : 'K', 1]
    case 'p':
      return next === 'h' ? ['F', 2] : ['P', 1]
    case 's': {
      if (next === 'h') return ['X', 2]
      if (next === 'c' && isSoft(third)) return ['S', 2]
      if (next === 'c' && third === 'h') return ['SK', 3]
      const isShun = (next === 'i' && third === 'o') || (next === 's' && third === 'i' && word[at + 3] === 'o')
      return [isShun ? 'X' : 'S', 1]
    }
    case 'x':
      return [isFirst ? 'S' : 'KS', 1]
    default:
      return ['', 1]
  }
}
