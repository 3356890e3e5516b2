import { distance } from 'fastest-levenshtein'
import type { Option } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'

/** Words that choose nothing by themselves. English, as the intents that come with them are. */
const fillers = new Set(
  `a an and the one ones this that these those it its is was be i im id my me we our you your of for from in on at to with by as or
  want wanted like would love prefer pick choose choice select take go lets let get please thanks thank ok okay yes yeah yep well
  think guess maybe option number would ill just actually no not so hmm um uh item thing`.split(/\s+/),
)

const ordinals: Record<string, number> = {
  first: 0,
  '1st': 0,
  second: 1,
  '2nd': 1,
  third: 2,
  '3rd': 2,
  fourth: 3,
  '4th': 3,
  fifth: 4,
  '5th': 4,
  sixth: 5,
  '6th': 5,
  seventh: 6,
  '7th': 6,
  eighth: 7,
  '8th': 7,
  last: -1,
}

/** "other", "latter": of two. */
const ofTwo: Record<string, number> = { former: 0, latter: 1 }

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

/** All texts in a value: the attributes an option can be called by. */
function textsIn(value: Json, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (value === null || typeof value === 'boolean' || depth > 3) return []
  return (Array.isArray(value) ? value : Object.values(value)).flatMap((item) => textsIn(item, depth + 1))
}

/** Exact names of an option: label, plain value, other words for it. */
function namesOf(option: Option): string[] {
  const value = typeof option.value === 'object' ? [] : [String(option.value)]
  const means = option.attributes?.['means']
  return [option.label, ...value, ...(means === undefined ? [] : textsIn(means))].map(plain).filter(Boolean)
}

/**
 * Which option a text means: by its payload, its name, its place ("the second", "2"), or what distinguishes it ("the blue one"),
 * slips of the pen included. The same text and options give the same answer.
 */
export function matchOption(options: readonly Option[], text: string): Match {
  const pressed = options.find((option) => option.payload === text)
  if (pressed !== undefined) return { kind: 'one', option: pressed }
  const said = plain(text)
  if (said === '' || options.length === 0) return none
  const exact = options.filter((option) => namesOf(option).includes(said))
  if (exact.length > 0) return among(exact)
  const phrase = options.filter((option) => namesOf(option).some((name) => ` ${said} `.includes(` ${name} `)))
  if (phrase.length === 1) return among(phrase)
  const placed = byPlace(
    options.filter(({ hidden }) => hidden === undefined),
    said,
  )
  if (placed !== null) return { kind: 'one', option: placed }
  return byWords(phrase.length > 1 ? phrase : options, said)
}

const among = (options: Option[]): Match =>
  options.length === 1 && options[0] ? { kind: 'one', option: options[0] } : { kind: 'many', options }

function byPlace(options: readonly Option[], said: string): Option | null {
  const content = said.split(' ').filter((word) => !fillers.has(word))
  const [word] = content
  if (word === undefined || content.length > 1) return null
  const place = ordinals[word] ?? (options.length === 2 ? ofTwo[word] : undefined)
  if (place !== undefined) return options.at(place) ?? null
  const number = /^\d{1,2}$/.test(word) ? Number(word) : 0
  return number >= 1 ? (options[number - 1] ?? null) : null
}

/** At least half of the words that say something must fit, so that a new wish is not taken for a choice. */
const neededShare = 0.5

function byWords(options: readonly Option[], said: string): Match {
  const content = [...new Set(said.split(' ').filter((word) => !fillers.has(word)))]
  if (content.length === 0) return none
  const scores = options.map((option) => {
    const known = new Set([...namesOf(option), ...textsIn(option.attributes ?? {})].flatMap(wordsOf))
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
