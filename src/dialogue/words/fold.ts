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
/** Is one of the phrases, with any of `beside` around it. */
export const whole = (list: string, beside = ''): RegExp =>
  new RegExp(`^(?:${either(beside)} )*${either(list)}(?: ${either(beside)})*$`)
/** Consists of nothing but the phrases. */
export const sequence = (list: string): RegExp => new RegExp(`^(?:${either(list)}(?: |$))+$`)
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
