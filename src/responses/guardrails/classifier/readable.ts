/** A word of a text as the classifier compares it; marks that matter ("!", "<") are words, too. */
export interface ReadWord {
  form: string
  /** Written in capitals. */
  shouted: boolean
  start: number
  end: number
}

/** Beyond this a text is read at its beginning and its end: an attack stands where it is read last or first, and time stays bounded. */
const readCharacters = 5000
/** A word has this many units at most; what is longer is no word. */
const wordLength = 32

const wordPattern = /[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}]|['’](?=\p{L}))*|[!?:"“”„«<>{}[\]\\|#=*`]/gu

const lookAlikes: ReadonlyMap<string, string> = new Map([
  ...[...'аеорсхуіјѕһԁкмтвнѵ'].map((letter, i) => [letter, [...'aeopcxyijshdkmtbhv'][i]] as [string, string]),
  ...[...'οανιρυκτεχμ'].map((letter, i) => [letter, [...'oavipuktexm'][i]] as [string, string]),
])
const marks: ReadonlyMap<string, string> = new Map([
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
])

/** What of a text is read. */
export const excerpt = (text: string): string =>
  text.length <= readCharacters
    ? text
    : `${text.slice(0, readCharacters / 2)}\n${text.slice(text.length - readCharacters / 2)}`

/** Words that may stand in a row twice before their repeating counts for once. */
const longestRepeat = 40
/** Shorter texts are read as they are: "no no no" is how people talk. */
const leastRepeated = 12

/**
 * What is written again and again is read once: a hundred times "hello" says no more than one. Only where a third or more of the text is such
 * repeating. Some hundred thousand comparisons at most.
 */
export function withoutRepeats(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '')
  if (words.length < leastRepeated) return text
  const folded = words.map((word) => word.toLowerCase())
  const kept: number[] = []
  for (let at = 0; at < words.length; ) {
    const run = repeatAt(folded, kept, at)
    if (run === 0) {
      kept.push(at)
      at += 1
    } else at += run
  }
  return kept.length <= words.length * (2 / 3) ? kept.map((at) => words[at]).join(' ') : text
}

/** How many words from `at` on say again just what was kept last; 0 where they do not. */
function repeatAt(words: readonly string[], kept: readonly number[], at: number): number {
  for (let length = 1; length <= Math.min(longestRepeat, kept.length, words.length - at); length += 1) {
    let same = 0
    while (same < length && words[kept[kept.length - length + same] as number] === words[at + same]) same += 1
    if (same === length) return length
  }
  return 0
}

/** Lower case without accents, letters of other scripts that only look Latin as the Latin ones, numbers as "0". */
export function readWords(text: string): ReadWord[] {
  const read = excerpt(text)
  const words: ReadWord[] = []
  for (const match of read.matchAll(wordPattern)) {
    const written = match[0]
    const shouted = written.length > 2 && written === written.toUpperCase() && written !== written.toLowerCase()
    const form = formOf(written)
    if (form !== '') words.push({ form, shouted, start: match.index, end: match.index + written.length })
  }
  return words
}

const ascii = /^[a-z']*$/
function formOf(written: string): string {
  const lower = written.slice(0, wordLength).toLowerCase()
  if (ascii.test(lower)) return lower
  const mark = marks.get(lower)
  if (mark !== undefined) return mark
  if (/^\p{N}+$/u.test(lower)) return '0'
  const plain = lower
    .replaceAll('’', "'")
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  if (/[a-z]/.test(plain) && /[\u0370-\u052f]/.test(plain))
    return [...plain].map((letter) => lookAlikes.get(letter) ?? letter).join('')
  return plain
}

/** Another reading of a text: what it hides, made plain. */
export interface HiddenReading {
  how: 'spaced letters' | 'digits for letters' | 'base64' | 'escapes' | 'rot13' | 'reversed'
  text: string
}

const leet: ReadonlyMap<string, string> = new Map(
  [...'013457@$!|'].map((sign, i) => [sign, [...'oieastasii'][i] ?? '']),
)
const leetSign = /[013457@$!|]/g

/** What a text may hide from a reader of words. Empty for nearly every message; each reading is scored like a message of its own. */
export function hiddenReadings(whole: string): HiddenReading[] {
  const readings: HiddenReading[] = []
  const text = excerpt(whole)
  const joined = withoutGaps(text)
  if (joined !== null) readings.push({ how: 'spaced letters', text: joined })
  let [swapped, hasCode] = [false, false]
  const plain = text.replace(/\S{3,}/g, (word) => {
    if (word.length >= encodedLeast) hasCode = true
    if (word.length > wordLength || !isLeet(word)) return word
    swapped = true
    return word.replace(leetSign, (sign) => leet.get(sign) ?? sign)
  })
  if (swapped) readings.push({ how: 'digits for letters', text: plain })
  if (hasCode)
    for (const word of text.split(/[\s"'`<>()]+/)) {
      if (word.length < encodedLeast || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(word)) continue
      const decoded = Buffer.from(word, 'base64').toString('utf8')
      if (/^[\p{L}\p{N}\p{P}\p{S}\s]+$/u.test(decoded) && decoded.trim().includes(' '))
        readings.push({ how: 'base64', text: decoded })
    }
  const unescaped = text
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/gi, (_, a?: string, b?: string) =>
      String.fromCharCode(Number.parseInt(a ?? b ?? '20', 16)),
    )
    .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
  if (unescaped !== text) readings.push({ how: 'escapes', text: unescaped })
  // What says that it is turned, and what only reads as words once it is.
  const isPlain = plainWordsIn(text) > 0
  const turned = rot13(text)
  if (/\brot-?13\b|\bcaesar\b/i.test(text) || (!isPlain && plainWordsIn(turned) >= plainLeast))
    readings.push({ how: 'rot13', text: turned })
  const reversed = [...text].reverse().join('')
  if (
    /\b(?:reversed?|backwards?|rückwärts|al revés|à l'envers)\b/i.test(text) ||
    (!isPlain && plainWordsIn(reversed) >= plainLeast)
  )
    readings.push({ how: 'reversed', text: reversed })
  return readings.slice(0, mostReadings)
}

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
  })

/** Words that nearly every order has, in the languages that attacks come in most; none of them is another one turned. */
const plainWords =
  /(?<!\p{L})(?:the|and|your|you|all|with|that|this|how|what|write|print|show|tell|give|ignore|forget|previous|instructions?|prompt|system|rules|please|now|die|und|alle|deine?|vergiss|ignoriere|zeige?|anweisungen|ignora|olvida|todas|tus|instrucciones|oublie|toutes|les)(?!\p{L})/giu
const plainWordsIn = (text: string): number => text.slice(0, readCharacters).match(plainWords)?.length ?? 0
/** So many of them make a text plain. */
const plainLeast = 2

/** Shorter words may be in base64 and are not worth a look: nothing that harms is said in them. */
const encodedLeast = 16
/** Whoever hides a text in six ways is read in four. */
const mostReadings = 4

/** A word in which signs stand for letters: at least two letters, a sign between or before letters, and not all of it a code ("MF-104233"). */
function isLeet(word: string): boolean {
  let [letters, signs, followed] = [0, 0, 0]
  for (let i = 0; i < word.length; i += 1) {
    const sign = word[i] as string
    if (leet.has(sign)) {
      signs += 1
      if (/\p{L}/u.test(word[i + 1] ?? '')) followed += 1
    } else if (/\p{L}/u.test(sign)) letters += 1
  }
  return letters >= 2 && followed > 0 && signs <= letters
}

/** Single letters with gaps between them, in a row, before they count as a spaced word. */
const spacedLeast = 6

/** "i g n o r e": joined; two or more gaps in a row are the end of a word. Null where nothing is spaced. */
function withoutGaps(text: string): string | null {
  let found = false
  const joined = text.replace(/[^\n]+/g, (line) => {
    const pieces = line.split(/([ ._*-]+)/)
    const kept: string[] = []
    for (let i = 0; i < pieces.length; ) {
      let end = i
      while (end < pieces.length && /^\p{L}$/u.test(pieces[end] as string)) end += 2
      if ((end - i) / 2 >= spacedLeast) {
        found = true
        for (let at = i; at < end; at += 2)
          kept.push(pieces[at] as string, (pieces[at + 1] ?? '').length > 1 ? ' ' : '')
        kept.push(' ')
        i = end
      } else {
        kept.push(pieces[i] as string, pieces[i + 1] ?? '')
        i += 2
      }
    }
    return kept.join('')
  })
  return found ? joined : null
}
