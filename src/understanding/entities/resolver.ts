import type { EntityName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { distanceWithin } from '../spelling/distance.ts'
import { tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'

export interface Resolved {
  value: Json
  /** [0, 1]: how much of the words and of the value's name are the same, rare words counting more. */
  confidence: number
}

interface Name {
  value: number
  words: number[]
  weight: number
}

/** Values that are offered at most, and what a value must reach to be one. */
const mostValues = 5
const leastAlike = 0.2
/** Words of a span that are looked up, and names compared for one span. */
const mostWords = 12
const mostNames = 2_000
/** What a word with a slip counts for. */
const slipShare = 0.8

/** Finds which values of a list some words may mean: "juniper boots" are the lace-up boots or the ankle boots of that brand. */
export class Resolver {
  readonly #lists = new Map<EntityName, ListIndex>()

  constructor(definitions: readonly EntityDefinition[]) {
    for (const { name, list } of definitions) if (list !== undefined) this.#lists.set(name, new ListIndex(list))
  }

  has(type: EntityName): boolean {
    return this.#lists.has(type)
  }

  /** Best first; empty where nothing is alike. */
  resolve(type: EntityName, words: string): Resolved[] {
    return this.#lists.get(type)?.resolve(words) ?? []
  }
}

class ListIndex {
  readonly #values: Json[]
  readonly #names: Name[] = []
  readonly #words = new Map<string, number>()
  readonly #weights: number[] = []
  readonly #namesByWord: number[][] = []
  readonly #byLength = new Map<number, string[]>()

  constructor(list: NonNullable<EntityDefinition['list']>) {
    this.#values = list.map(({ value }) => value)
    list.forEach(({ value, synonyms }, index) => {
      const own = typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
      for (const name of new Set([...own, ...synonyms])) {
        const words = [...new Set(tokenise(name).map(({ norm }) => this.#note(norm)))]
        for (const word of words) this.#namesByWord[word]?.push(this.#names.length)
        this.#names.push({ value: index, words, weight: 0 })
      }
    })
    for (const names of this.#namesByWord) this.#weights.push(Math.log(1 + this.#names.length / names.length))
    for (const name of this.#names) name.weight = this.#sum(name.words)
    for (const word of this.#words.keys()) {
      const same = this.#byLength.get(word.length)
      if (same === undefined) this.#byLength.set(word.length, [word])
      else same.push(word)
    }
  }

  resolve(written: string): Resolved[] {
    const tokens = tokenise(written).slice(0, mostWords)
    const matched = new Map<number, number>()
    let weight = 0
    for (const { norm } of tokens) {
      const found = this.#similar(norm)
      weight += found === undefined ? Math.log(1 + this.#names.length) / 2 : (this.#weights[found.word] as number)
      if (found === undefined) continue
      for (const name of (this.#namesByWord[found.word] ?? []).slice(0, mostNames))
        matched.set(name, (matched.get(name) ?? 0) + found.share * (this.#weights[found.word] as number))
    }
    const best = new Map<number, number>()
    for (const [index, common] of matched) {
      const { value, weight: whole } = this.#names[index] as Name
      const alike = (2 * common) / (weight + whole)
      if (alike >= leastAlike && alike > (best.get(value) ?? 0)) best.set(value, alike)
    }
    return [...best]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostValues)
      .map(([value, alike]) => ({ value: this.#values[value] as Json, confidence: Math.min(1, alike) }))
  }

  #note(word: string): number {
    const known = this.#words.get(word)
    if (known !== undefined) return known
    const id = this.#words.size
    this.#words.set(word, id)
    this.#namesByWord.push([])
    return id
  }

  #sum(words: readonly number[]): number {
    return words.reduce((sum, word) => sum + (this.#weights[word] as number), 0)
  }

  #similar(word: string): { word: number; share: number } | undefined {
    const exact = this.#words.get(word) ?? this.#words.get(word.replace(/'?s$/, '')) ?? this.#words.get(`${word}s`)
    if (exact !== undefined) return { word: exact, share: 1 }
    if (word.length < 5) return undefined
    const edits = word.length < 8 ? 1 : 2
    for (let length = word.length - edits; length <= word.length + edits; length += 1) {
      for (const other of (this.#byLength.get(length) ?? []).slice(0, mostNames))
        if (distanceWithin(word, other, edits) !== undefined)
          return { word: this.#words.get(other) as number, share: slipShare }
    }
    return undefined
  }
}
