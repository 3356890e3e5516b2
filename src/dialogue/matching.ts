import { distance } from 'fastest-levenshtein'
import type { Option } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import { english, type Words } from './words/index.ts'

export type Match =
  | { kind: 'one'; option: Option }
  /** Several fit equally: "the blue one" of two blue ones. */
  | { kind: 'many'; options: Option[] }
  | { kind: 'none' }

const none: Match = { kind: 'none' }

/** Small letters without accents and punctuation; hyphens and apostrophes inside words go too. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
}

const wordsOf = (text: string): string[] => plain(text).split(' ').filter(Boolean)

/** "l'autre" → "l autre", where the language writes so. */
const elided = (text: string, { choice }: Words): string =>
  choice.elides ? text.replace(/(?<=^|[^\p{L}])(\p{L}{1,4})['’](?=\p{L})/gu, '$1 ') : text

/** All texts in a value: the attributes an option can be called by. */
function textsIn(value: Json, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (value === null || typeof value === 'boolean' || depth > 3) return []
  return (Array.isArray(value) ? value : Object.values(value)).flatMap((item) => textsIn(item, depth + 1))
}

/** Exact names of an option: label, plain value, other words for it. */
export function namesOf(option: Option, words: Words): string[] {
  const value = typeof option.value === 'object' ? [] : [String(option.value)]
  const means = option.attributes?.['means']
  return [option.label, ...value, ...(means === undefined ? [] : textsIn(means))]
    .map((name) => plain(elided(name, words)))
    .filter(Boolean)
}

/**
 * Which option a text means: by its payload, its name, its place ("the second", "2"), or what distinguishes it ("the blue one"),
 * slips of the pen included. "Both" and "all" mean several. The same text and options give the same answer.
 */
export function matchOption(options: readonly Option[], text: string, words: Words = english): Match {
  const pressed = options.find((option) => option.payload === text)
  if (pressed !== undefined) return { kind: 'one', option: pressed }
  const said = plain(elided(text, words))
  if (said === '' || options.length === 0) return none
  const names = new Map(options.map((option) => [option, namesOf(option, words)]))
  const named = (option: Option) => names.get(option) ?? []
  const exact = options.filter((option) => named(option).includes(said))
  if (exact.length > 0) return among(exact)
  const phrase = options.filter((option) => named(option).some((name) => ` ${said} `.includes(` ${name} `)))
  if (phrase.length === 1) return among(phrase)
  const shown = options.filter(({ hidden }) => hidden === undefined)
  const counted = byNumber(shown, said.split(' '), words)
  if (counted !== null) return { kind: 'one', option: counted }
  const content = said.split(' ').filter((word) => !words.choice.fillers.has(word))
  if (shown.length > 1 && meansAll(said, content, words)) return among(shown)
  const placed = byPlace(shown, content, words)
  if (placed !== null) return { kind: 'one', option: placed }
  return byWords(phrase.length > 1 ? phrase : options, [...new Set(content)], (option) => [
    ...named(option),
    ...textsIn(option.attributes ?? {}),
  ])
}

const meansAll = (said: string, content: readonly string[], { choice }: Words): boolean =>
  choice.all.has(said) || choice.all.has(content.join(' '))

const among = (options: Option[]): Match =>
  options.length === 1 && options[0] ? { kind: 'one', option: options[0] } : { kind: 'many', options }

/** Among options that are numbers, the first number that is said: "one of the two". */
function byNumber(options: readonly Option[], said: readonly string[], { choice }: Words): Option | null {
  if (options.length < 2 || !options.every(({ label }) => /^\d+$/.test(label))) return null
  const numbers = said.flatMap((word) => (/^\d+$/.test(word) ? Number(word) : (own(choice.numbers, word) ?? [])))
  return options.find(({ label }) => Number(label) === numbers[0]) ?? null
}

function byPlace(options: readonly Option[], content: readonly string[], { choice }: Words): Option | null {
  const [word] = content
  if (word === undefined || content.length > 1) return null
  const place = own(choice.ordinals, word) ?? (options.length === 2 ? own(choice.ofTwo, word) : undefined)
  if (place !== undefined) return options.at(place) ?? null
  const number = /^\d{1,2}$/.test(word) ? Number(word) : 0
  return number >= 1 ? (options[number - 1] ?? null) : null
}

const own = (record: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** At least half of the words that say something must fit, so that a new wish is not taken for a choice. */
const neededShare = 0.5

function byWords(options: readonly Option[], content: readonly string[], textsOf: (option: Option) => string[]): Match {
  if (content.length === 0) return none
  const scores = options.map((option) => {
    const known = new Set(textsOf(option).flatMap(wordsOf))
    return content.reduce((sum, word) => sum + wordScore(word, known), 0)
  })
  const best = Math.max(0, ...scores)
  if (best === 0 || best < content.length * neededShare) return none
  return among(options.filter((_, index) => scores[index] === best))
}

/** 1 for a word as it stands, a little less for one with a slip: one letter from 4 letters on, two from 8 on. */
function wordScore(word: string, known: ReadonlySet<string>): number {
  if (known.has(word)) return 1
  const slips = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  if (slips === 0) return 0
  for (const other of known)
    if (Math.abs(other.length - word.length) <= slips && distance(word, other) <= slips) return 0.9
  return 0
}
