import type { Json } from '#domain/json.ts'
import type { Entity } from '#domain/understanding.ts'
import { findMoney } from '../entities/built-in/money.ts'
import { readNumberWords } from '../entities/built-in/number-words.ts'
import type { Clauses } from './clauses.ts'
import { wordSet } from './phrases.ts'
import { colours, determiners, materials, phraseEnds, sizes, timeWords, units } from './words.ts'

export type ValueKind = 'money' | 'number' | 'quantity' | 'time' | 'entity' | 'words'

/** A value said at a word. */
export interface ReadValue {
  kind: ValueKind
  value: Json
  /** Words it takes, `[from, end)`. */
  from: number
  end: number
  /** What it is a value of, where the words tell: `price`, `duration`, `colour`, an entity's type … */
  attribute: string | null
  /** Index into the message's entities. */
  entity?: number
  /** Numbers only: the noun that is counted ("two pairs"). */
  unit?: string
}

const skipped = wordSet(
  'the a an my about around roughly approximately like some of any in on at my this coming next made',
)
/** After "next" and the like a time goes on. */
const mostWordsOfPhrase = 4
const isObject = (value: Json): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isoDate = /^\d{4}-\d{2}-\d{2}/

/** Reads values of one message; money is looked for once, and only where something is bounded. */
export class ValueReader {
  readonly #clauses: Clauses
  #money: { start: number; end: number; value: Json }[] | undefined

  constructor(clauses: Clauses) {
    this.#clauses = clauses
  }

  /** The value at a word, articles skipped; `words`: also a mere noun phrase. */
  read(at: number, words: boolean): ReadValue | undefined {
    const { gaps } = this.#clauses
    let from = at
    for (let step = 0; step < 3; step += 1) {
      const found = this.#strict(from)
      if (found !== undefined) return found
      if (!skipped.has(this.#clauses.words[from] ?? '') || gaps[from + 1] !== '') break
      from += 1
    }
    return this.#known(at) ?? (words ? this.#phrase(at) : undefined)
  }

  /** Money, a number with what it counts, a time, an entity. */
  #strict(at: number): ReadValue | undefined {
    const { tokens, words, text, entities } = this.#clauses
    const token = tokens[at]
    if (token === undefined) return undefined
    const money = this.#moneyAt(at)
    const index = entities.findIndex(
      (entity) => entity.source !== 'reference' && entity.start <= token.start && entity.end > token.start,
    )
    const entity = entities[index]
    if (entity !== undefined && !(money !== undefined && money.end > entity.end))
      return this.#ofEntity(entity, index, at)
    if (money !== undefined)
      return { kind: 'money', value: money.value, from: at, end: this.#past(money.end, at), attribute: 'price' }
    const number = /^\d{1,12}$/.test(token.norm) ? { ...decimal(this.#clauses, at) } : readNumberWords(text, tokens, at)
    if (number !== undefined) return this.#counted(at, number)
    if (timeWords.has(words[at] ?? '') || clock.test(token.norm)) return this.#time(at)
    return undefined
  }

  #ofEntity(entity: Entity, index: number, at: number): ReadValue {
    const { value, type, end: stop } = entity
    const base = { value, from: at, end: this.#past(stop, at), entity: index }
    if (isObject(value) && 'amount' in value && 'currency' in value)
      return { ...base, kind: 'money', attribute: 'price' }
    if (isObject(value) && 'amount' in value && 'unit' in value) {
      const unit = String(value['unit'])
      return { ...base, kind: 'quantity', attribute: units.get(unit) ?? 'quantity', unit }
    }
    const day = isObject(value) ? value['from'] : value
    if (typeof day === 'string' && isoDate.test(day)) return { ...base, kind: 'time', attribute: 'time' }
    if (typeof value === 'number') return this.#counted(at, { value, length: base.end - at }, index)
    return { ...base, kind: 'entity', attribute: type }
  }

  #counted(at: number, { value, length }: { value: number; length: number }, entity?: number): ReadValue {
    const { words, gaps } = this.#clauses
    const bound = entity === undefined ? {} : { entity }
    let next = at + length
    if (gaps[next] === '' && /^(?:more|other|different|full|whole|business|working|new|extra)$/.test(words[next] ?? ''))
      next += 1
    const unit = gaps[next] === '' ? words[next] : undefined
    if (unit !== undefined && !phraseEnds.has(unit) && /^[a-z]{1,12}$/.test(unit)) {
      const attribute = units.get(unit) ?? 'quantity'
      return { kind: 'quantity', value: { amount: value, unit }, from: at, end: next + 1, attribute, unit, ...bound }
    }
    const named = words[at - 1] === 'size' || words[at - 2] === 'size' ? 'size' : null
    return { kind: 'number', value, from: at, end: at + length, attribute: named, ...bound }
  }

  #time(at: number): ReadValue {
    const { words, gaps, tokens } = this.#clauses
    let end = at + 1
    while (
      end - at < mostWordsOfPhrase &&
      gaps[end] === '' &&
      (timeWords.has(words[end] ?? '') || clock.test(words[end] ?? ''))
    )
      end += 1
    const from = /^(?:this|next|the|coming)$/.test(words[at - 1] ?? '') ? at - 1 : at
    const value = this.#clauses.text.slice(tokens[from]?.start, tokens[end - 1]?.end)
    return { kind: 'time', value, from: at, end, attribute: 'time' }
  }

  /** Words that name a property wherever they stand: a colour, a material, a size. */
  #known(at: number): ReadValue | undefined {
    const { words, gaps } = this.#clauses
    let from = at
    for (let step = 0; step < 3 && skipped.has(words[from] ?? '') && gaps[from + 1] === ''; step += 1) from += 1
    const word = words[from] ?? ''
    const attribute = colours.has(word) ? 'colour' : materials.has(word) ? 'material' : sizes.has(word) ? 'size' : null
    if (attribute === null) return undefined
    return { kind: 'words', value: word, from, end: from + 1, attribute }
  }

  /** A noun phrase: up to where one cannot go on. */
  #phrase(at: number): ReadValue | undefined {
    const { words, gaps, tokens, text } = this.#clauses
    let from = at
    while (determiners.has(words[from] ?? '') && gaps[from + 1] === '') from += 1
    let end = from
    while (end - from < mostWordsOfPhrase && end < words.length && !phraseEnds.has(words[end] ?? '')) {
      if (end > from && gaps[end] !== '') break
      end += 1
    }
    if (end === from) return undefined
    return { kind: 'words', value: text.slice(tokens[from]?.start, tokens[end - 1]?.end), from, end, attribute: null }
  }

  #moneyAt(at: number): { end: number; value: Json } | undefined {
    const { text, tokens } = this.#clauses
    const token = tokens[at]
    if (token === undefined) return undefined
    this.#money ??= findMoney({
      text,
      tokens,
      context: { timeZone: 'UTC', nowMs: 0 },
      isExpected: false,
      isWord: () => true,
    })
    return this.#money.find(({ start, end }) => start <= token.start && end > token.start)
  }

  /** The first word behind an offset. */
  #past(offset: number, from: number): number {
    const { tokens } = this.#clauses
    let at = from + 1
    while (at < tokens.length && (tokens[at]?.start ?? offset) < offset) at += 1
    return at
  }
}

/** "5pm", "17h", "noon". */
const clock = /^\d{1,2}(?:am|pm|h)$/

/** "49.99" is two words with a point between. */
function decimal({ tokens, text }: Clauses, at: number): { value: number; length: number } {
  const [one, two] = [tokens[at], tokens[at + 1]]
  const isFraction = one && two && /^\d{1,2}$/.test(two.norm) && text.slice(one.end, two.start) === '.'
  if (isFraction) return { value: Number(`${one.norm}.${two.norm}`), length: 2 }
  const isThousand = one && two && /^\d{3}$/.test(two.norm) && text.slice(one.end, two.start) === ','
  return isThousand ? { value: Number(`${one.norm}${two.norm}`), length: 2 } : { value: Number(one?.norm), length: 1 }
}
