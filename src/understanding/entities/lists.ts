import type { EntityName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { distanceWithin } from '../spelling/distance.ts'
import { type Token, tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import type { Candidate } from './candidate.ts'

interface Phrase {
  type: EntityName
  value: Json
  words: string[]
  fuzzy: boolean
  learned: boolean
  order: number
}

/** Words of a phrase that may be recognised. */
const longestPhrase = 8
/** Edits allowed by length of the word: none where one letter makes another word. */
const editsFor = (length: number) => (length < 5 ? 0 : length < 8 ? 1 : 2)
const confidences = { exact: 0.97, perEdit: 0.12, learned: 0.7 }
/** Comparisons with words of fuzzy lists, for one word and for one message. */
const mostComparisons = 400
const mostComparisonsInMessage = 20_000

/** Finds the values of list entities, word by word: exactly, and with small slips where the list allows it. */
export class ListFinder {
  /** First word of the phrase → phrases, longest first. */
  readonly #byFirst = new Map<string, Phrase[]>()
  /** First words of fuzzy phrases by first and by last letter: a slip seldom hits both. */
  readonly #fuzzyFirst = new Map<string, Set<string>>()
  readonly #isWord: (word: string) => boolean
  #compared = 0

  /** `isWord` tells words that are right as they are: they are never taken as a slip of another. */
  constructor(
    definitions: readonly EntityDefinition[],
    learned: readonly LearnedValue[],
    isWord: (word: string) => boolean,
  ) {
    this.#isWord = isWord
    definitions.forEach((definition, order) => {
      for (const { value, synonyms } of definition.list ?? []) {
        const own = typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
        for (const name of new Set([...own, ...synonyms])) {
          this.#add(name, { type: definition.name, value, fuzzy: definition.fuzzy ?? false, learned: false, order })
        }
      }
    })
    for (const { type, text, value } of learned) {
      this.#add(text, { type, value, fuzzy: false, learned: true, order: definitions.length })
    }
    for (const phrases of this.#byFirst.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  }

  find(text: string, written: readonly Token[]): Candidate[] {
    const tokens = written.map(withoutPossessive)
    const found: Candidate[] = []
    this.#compared = 0
    tokens.forEach((token, at) => {
      for (const phrase of this.#byFirst.get(token.norm) ?? []) {
        const match = matchFrom(phrase, tokens, at, 0, this.#isWord)
        if (match !== undefined) found.push(candidate(text, tokens, at, phrase, match))
      }
      if (this.#compared > mostComparisonsInMessage || editsFor(token.norm.length) === 0 || this.#isWord(token.norm))
        return
      for (const [first, edits] of this.#similarFirsts(token.norm)) {
        for (const phrase of this.#byFirst.get(first) ?? []) {
          if (!phrase.fuzzy) continue
          const match = matchFrom(phrase, tokens, at, edits, this.#isWord)
          if (match !== undefined) found.push(candidate(text, tokens, at, phrase, match))
        }
      }
    })
    return found
  }

  #add(name: string, phrase: Omit<Phrase, 'words'>) {
    const words = tokenise(name).map((token) => withoutPossessive(token).norm)
    const first = words[0]
    if (first === undefined || words.length > longestPhrase) return
    const phrases = this.#byFirst.get(first) ?? []
    phrases.push({ ...phrase, words })
    this.#byFirst.set(first, phrases)
    if (!phrase.fuzzy || editsFor(first.length) === 0) return
    for (const key of keysOf(first)) {
      const words = this.#fuzzyFirst.get(key) ?? new Set()
      this.#fuzzyFirst.set(key, words.add(first))
    }
  }

  #similarFirsts(word: string): [string, number][] {
    const found = new Map<string, number>()
    const most = this.#compared + mostComparisons
    for (const key of keysOf(word)) {
      for (const first of this.#fuzzyFirst.get(key) ?? []) {
        this.#compared += 1
        if (this.#compared > most) return [...found]
        if (first === word || found.has(first)) continue
        const edits = distanceWithin(word, first, Math.min(editsFor(first.length), editsFor(word.length)))
        if (edits !== undefined && edits > 0) found.set(first, edits)
      }
    }
    return [...found]
  }
}

/** "the shirt's too small": the word is the shirt. */
function withoutPossessive(token: Token): Token {
  return token.norm.endsWith("'s") ? { norm: token.norm.slice(0, -2), start: token.start, end: token.end - 2 } : token
}

/** A value that authors marked in examples for an entity type without pattern, list or built-in kind. */
export interface LearnedValue {
  type: EntityName
  text: string
  value: Json
}

interface Match {
  length: number
  edits: number
}

function matchFrom(
  phrase: Phrase,
  tokens: readonly Token[],
  at: number,
  editsInFirst: number,
  isWord: (word: string) => boolean,
): Match | undefined {
  let edits = editsInFirst
  for (let i = 1; i < phrase.words.length; i += 1) {
    const wanted = phrase.words[i] as string
    const token = tokens[at + i]
    if (token === undefined) return undefined
    if (token.norm === wanted) continue
    if (!phrase.fuzzy || isWord(token.norm)) return undefined
    const more = distanceWithin(token.norm, wanted, editsFor(wanted.length))
    if (more === undefined) return undefined
    edits += more
  }
  return { length: phrase.words.length, edits }
}

function candidate(text: string, tokens: readonly Token[], at: number, phrase: Phrase, match: Match): Candidate {
  const start = (tokens[at] as Token).start
  const end = (tokens[at + match.length - 1] as Token).end
  const sure = phrase.learned ? confidences.learned : confidences.exact
  return {
    type: phrase.type,
    start,
    end,
    text: text.slice(start, end),
    value: phrase.value,
    confidence: Math.max(0.3, sure - confidences.perEdit * match.edits),
    source: phrase.learned ? 'learned' : 'list',
    order: phrase.order,
  }
}

const keysOf = (word: string) => [`^${word[0]}`, `${word.at(-1)}$`]
