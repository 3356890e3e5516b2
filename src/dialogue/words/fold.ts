/** Small letters without accents, everything else than letters and digits as one space: what the patterns of `Words` are for. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

/** Clauses of a message, folded: what stands between full stops, commas and dashes. */
export const clausesOf = (text: string): string[] => text.split(/[.,;:!?¡¿\n…]+|\s[-–—]+\s/).map(fold)

/** Phrases of a table: separated by commas or line breaks. */
const phrasesOf = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map(fold)
    .filter((phrase) => phrase !== '')
    // The longest first, so that "no problem" is not read as "no".
    .sort((a, b) => b.length - a.length)

const either = (list: string): string => `(?:${phrasesOf(list).join('|') || '(?!)'})`

/** Begins with one of the phrases. */
export const begins = (list: string): RegExp => new RegExp(`^${either(list)}(?= |$)`)
/** One of the phrases at the front, with the space after it. */
export const front = (list: string): RegExp => new RegExp(`^${either(list)}(?: |$)`)
/** Has one of the phrases in it. */
export const within = (list: string): RegExp => new RegExp(`(?:^| )${either(list)}(?= |$)`)
/** All of them, for taking out. */
export const everywhere = (list: string): RegExp => new RegExp(`(?:^| )${either(list)}(?= |$)`, 'g')

/** What a text as a whole is held against. */
export type Whole = Pick<RegExp, 'test'>

/** Is one of the phrases, with any of `beside` around it. */
export function whole(list: string, beside = ''): Whole {
  const [phrases, around] = [phrasesByLength(list), phrasesByLength(beside)]
  return {
    test(text) {
      const words = wordsOf(text)
      const begun = afterAny(words, new Set([0]), around)
      return afterAny(words, afterOne(words, begun, phrases), around).has(words.length)
    },
  }
}

/** Consists of nothing but the phrases. */
export function sequence(list: string): Whole {
  const phrases = phrasesByLength(list)
  return {
    test(text) {
      const words = wordsOf(text)
      return words.length > 0 && afterAny(words, new Set([0]), phrases).has(words.length)
    },
  }
}

// Not as patterns: "yes", "please" and "yes please" in one list have two ways through every "yes please", and as a pattern each of them would be
// tried with each of the next. Here a place in the text is reached once, so that the longest message costs a few milliseconds.

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '')

interface Phrases {
  all: ReadonlySet<string>
  /** Lengths in words. */
  lengths: readonly number[]
}

function phrasesByLength(list: string): Phrases {
  const all = phrasesOf(list)
  return { all: new Set(all), lengths: [...new Set(all.map((phrase) => phrase.split(' ').length))] }
}

/** Where a phrase ends that begins at this word. */
const endsFrom = (words: readonly string[], at: number, { all, lengths }: Phrases): number[] =>
  lengths.map((length) => at + length).filter((end) => end <= words.length && all.has(words.slice(at, end).join(' ')))

const afterOne = (words: readonly string[], from: ReadonlySet<number>, phrases: Phrases): Set<number> =>
  new Set([...from].flatMap((at) => endsFrom(words, at, phrases)))

/** What can be reached by none, one or more of them. A set that grows while it is gone through is gone through to its end. */
function afterAny(words: readonly string[], from: ReadonlySet<number>, phrases: Phrases): Set<number> {
  const reached = new Set(from)
  for (const at of reached) for (const end of endsFrom(words, at, phrases)) reached.add(end)
  return reached
}

export const setOf = (list: string): ReadonlySet<string> => new Set(phrasesOf(list))
/** "first: 0, 1st: 0". */
export const places = (list: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    list.split(/[,\n]/).flatMap((entry) => {
      const [words = '', place = ''] = entry.split(':')
      return words.trim() === ''
        ? []
        : words
            .trim()
            .split(/\s+/)
            .map((word) => [fold(word), Number(place)] as const)
    }),
  )
