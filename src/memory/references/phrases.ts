import type { Span } from '#domain/understanding.ts'
import { type Word, wordsIn } from '../words.ts'
import { standsForNothing } from './empty.ts'
import {
  type Comparison,
  type Count,
  clauseEnds,
  comparisons,
  demonstratives,
  determiners,
  failing,
  idle,
  negating,
  numbers,
  openers,
  places,
  pronouns,
  relative,
  specials,
  stops,
} from './vocabulary.ts'

/** Per entity type, the nouns it is called by: `order_number: [order, package, parcel]`. From the assistant's entity files. */
export type ReferableNouns = ReadonlyMap<string, readonly string[]>

/** Words that point at something, taken apart. English. */
export interface Phrase extends Span {
  text: string
  /** `noun`: names its kind; `one`: "the blue one", "the first"; `pronoun`: "it", "them". */
  kind: 'noun' | 'one' | 'pronoun'
  /** Kinds that its noun stands for; null where it has none. */
  types: string[] | null
  count: Count
  /** "The second": counted from 0, from the end where negative. */
  place: number | null
  special: 'other' | 'previous' | 'former' | 'latter' | null
  comparison: Comparison | null
  /** Words before the noun that describe it: "blue". */
  modifiers: string[]
  /** Words after it that describe it: "I cancelled", "with the boots". */
  clause: string[]
  /** Of the clause: said not to be so ("did not cancel"), or tried in vain ("could not cancel"). */
  negation: 'not-done' | 'failed' | null
  /** The clause tells which one is meant ("the one that I cancelled") rather than something more of it ("my order from home"). */
  mustFit: boolean
  /** "Not the boots, the other order": what it is not. */
  contrast: string[]
  /** "That one", "this one in red": the one at hand, whatever follows. */
  demonstrative: boolean
}

/** Words each of a clause at most: what is further away belongs to the sentence. */
const clauseWords = 6
const modifierWords = 5

/** Every phrase of a text that may point at something. Pronouns only where no noun does. */
export function phrasesIn(text: string, nouns: ReferableNouns): Phrase[] {
  const words = wordsIn(text)
  const typesOf = new Map<string, string[]>()
  for (const [type, names] of nouns)
    for (const name of names) {
      const key = name.toLowerCase()
      typesOf.set(key, [...(typesOf.get(key) ?? []), type])
    }
  const typesNamed = (word: string): { types: string[]; many: boolean } | null => {
    const bare = word.replace(/'s?$/, '')
    const single = typesOf.get(bare)
    if (single !== undefined) return { types: single, many: false }
    const many = bare.endsWith('s')
      ? (typesOf.get(bare.slice(0, -1)) ?? typesOf.get(bare.replace(/ies$/, 'y')))
      : undefined
    return many === undefined ? null : { types: many, many: true }
  }
  const found: Phrase[] = []
  let at = 0
  while (at < words.length) {
    const phrase = phraseAt(text, words, at, typesNamed)
    if (phrase === null) at += 1
    else {
      // "Not that one, the other one."
      if (words[at - 1]?.text !== 'not' || words[at]?.afterBreak === true) found.push(phrase.phrase)
      at = phrase.next
    }
  }
  return found.some(({ kind }) => kind !== 'pronoun') ? found.filter(({ kind }) => kind !== 'pronoun') : found
}

type TypesNamed = (word: string) => { types: string[]; many: boolean } | null

function phraseAt(
  text: string,
  words: readonly Word[],
  at: number,
  typesNamed: TypesNamed,
): { phrase: Phrase; next: number } | null {
  const first = words[at]
  if (first === undefined) return null
  if (determiners.has(first.text)) {
    const described = describedAt(text, words, at, typesNamed)
    if (described !== null) return described
  }
  if (Object.hasOwn(pronouns, first.text) && !standsForNothing(text.slice(first.start), words, at)) {
    const phrase = {
      ...plainPhrase(text, first, first),
      kind: 'pronoun',
      count: pronouns[first.text] ?? 'one',
    } as const
    return { phrase, next: at + 1 }
  }
  return null
}

const plainPhrase = (text: string, from: Word, to: Word): Phrase => ({
  start: from.start,
  end: to.end,
  text: text.slice(from.start, to.end),
  kind: 'one',
  types: null,
  count: 'one',
  place: null,
  special: null,
  comparison: null,
  modifiers: [],
  clause: [],
  negation: null,
  mustFit: false,
  contrast: [],
  demonstrative: false,
})

/** A determiner with what follows it: "the last two orders", "my blue one", "both of them". */
function describedAt(
  text: string,
  words: readonly Word[],
  at: number,
  typesNamed: TypesNamed,
): { phrase: Phrase; next: number } | null {
  const first = words[at] as Word
  const phrase = plainPhrase(text, first, first)
  phrase.demonstrative = demonstratives.has(first.text)
  const many = first.text === 'both' || first.text === 'all' || first.text === 'neither'
  if (first.text === 'all') phrase.count = 'all'
  else if (many) phrase.count = 2
  else if (first.text === 'those' || first.text === 'these') phrase.count = 'several'
  let head: number | null = null
  for (let i = at + 1; i < words.length && i <= at + modifierWords; i += 1) {
    const word = words[i] as Word
    if (word.afterBreak) break
    if (many && (pronouns[word.text] === 'several' || determiners.has(word.text))) {
      if (pronouns[word.text] === 'several') head = i
      continue
    }
    const named = typesNamed(word.text)
    if (named !== null) {
      phrase.kind = 'noun'
      phrase.types = named.types
      if (named.many && phrase.count === 'one') phrase.count = 'several'
      head = i
      // "Delivery address": of nouns in a row the last one counts.
      const after = words[i + 1]
      if (after !== undefined && !after.afterBreak && typesNamed(after.text) !== null) continue
      break
    }
    if (head !== null && phrase.kind === 'noun') break
    if (word.text === 'one' || word.text === 'ones') {
      head = i
      // "The lamp one", but "the one order" has its noun still to come.
      if (typesNamed(words[i + 1]?.text ?? '') === null) break
    } else if (Object.hasOwn(places, word.text)) {
      phrase.place = places[word.text] ?? null
      head ??= i
    } else if (Object.hasOwn(numbers, word.text)) {
      phrase.count = numbers[word.text] ?? 'several'
      head = i
    } else if (specials.has(word.text)) {
      phrase.special = word.text as Phrase['special']
      head ??= i
    } else if (Object.hasOwn(comparisons, word.text)) {
      const comparison = comparisons[word.text] ?? null
      const isLess = /^(?:least|less)$/.test(words[i - 1]?.text ?? '')
      phrase.comparison = comparison && isLess ? { ...comparison, most: !comparison.most } : comparison
    } else if (stops.has(word.text)) break
    else if (!idle.has(word.text) && !determiners.has(word.text)) phrase.modifiers.push(word.text)
  }
  if (head === null && (first.text === 'both' || (first.text === 'same' && phrase.modifiers.length === 0))) head = at
  if (head === null) return null
  const last = words[head] as Word
  // "The last of them", "the second of those": the words in between describe nothing.
  if (phrase.kind === 'one' && phrase.modifiers.length > 0 && !/^ones?$/.test(last.text) && phrase.place !== null)
    return null
  const end = addClause(phrase, words, head)
  if (phrase.special === 'other') phrase.contrast = contrastBefore(words, at)
  phrase.end = last.end
  phrase.text = text.slice(phrase.start, phrase.end)
  return { phrase, next: end + 1 }
}

/** Takes what describes the noun from behind it; gives the last word that belongs to it. */
function addClause(phrase: Phrase, words: readonly Word[], head: number): number {
  const opener = words[head + 1]
  const isParticiple = phrase.place === null && /(?:ed|^sent|^bought)$/.test(opener?.text ?? '')
  if (opener === undefined || opener.afterBreak || !(openers.has(opener.text) || isParticiple)) return head
  let end = head
  let fails = false
  for (let i = head + 1; i < words.length && i <= head + clauseWords; i += 1) {
    const word = words[i] as Word
    if (word.afterBreak || clauseEnds.has(word.text)) break
    // "The order that I cancelled is back": from the second verb on it is the sentence again.
    if (i > head + 2 && /^(?:is|are|will|has|was)$/.test(word.text)) break
    end = i
    if (failing.test(word.text)) fails = true
    if (negating.test(word.text)) phrase.negation = fails ? 'failed' : 'not-done'
    else if (
      !stops.has(word.text) &&
      !determiners.has(word.text) &&
      !openers.has(word.text) &&
      !failing.test(word.text)
    )
      phrase.clause.push(word.text)
  }
  phrase.mustFit = relative.has(opener.text) && phrase.clause.length > 0
  return phrase.clause.length > 0 ? end : head
}

/** The words of "not the boots" shortly before. */
function contrastBefore(words: readonly Word[], at: number): string[] {
  for (let i = at - 1; i >= 0 && i >= at - modifierWords; i -= 1)
    if (words[i]?.text === 'not')
      return words
        .slice(i + 1, at)
        .flatMap(({ text }) => (stops.has(text) || determiners.has(text) || idle.has(text) ? [] : [text]))
  return []
}
