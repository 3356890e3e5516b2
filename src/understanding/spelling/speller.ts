import type { Correction, Span } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import type { Token } from '../tokens.ts'
import { chatWords } from './chat-words.ts'
import { commonElsewhere } from './common-elsewhere.ts'
import { Dictionary, type Proposal } from './dictionary.ts'
import { english } from './english.ts'
import { properNames } from './proper-names.ts'
import { isUntouchable } from './untouchable.ts'

/** Chosen on the development list of slips and on the sentences of the shop and of banking77; see docs/understanding/spelling.md. */
const settings = {
  /** Letters from which on a word is corrected at all; shorter ones have too many neighbours. */
  shortest: 4,
  /** Edits within which all words are compared. Where nothing is near, what sounds the same is, too, and then what is farther. */
  edits: 2,
  farEdits: 3,
  farFromLength: 7,
  /** Above this cost the best proposal is none that one would believe at sight. */
  nearCost: 1.2,
  /** Cost of a slip that is proposed at all. */
  mostProposed: 3.2,
  /** Cost of a slip that is still believed, by the length of the word. */
  mostCost: (length: number) => (length <= 4 ? 0.8 : length <= 6 ? 1.15 : length <= 8 ? 1.6 : 2.1),
  /** How much a unit of cost weighs against the logarithm of a frequency. */
  costWeight: 5,
  /** A correction is made from this confidence on; short words have more neighbours than the proposals show. */
  leastConfidence: (length: number) => (length <= 5 ? 0.75 : 0.65),
  /** Weight of an English word: 1 for each power of ten by which it is more frequent (less than it is: a slip is often in a rare word). */
  englishWeight: (frequency: number) => frequency - 10,
  /** Rarer English words are right, but never proposed. */
  leastFrequency: 3.5,
  /** Weight of a word that the assistant's examples have so often. */
  ownWeight: (count: number) => Math.log(1 + count) - 1,
  /** Contractions ("can't") are written often; the frequency list has few. */
  contractionFrequency: 8.5,
  /** Taken from a suggestion that is the word itself, where only the frequency list knows it. */
  rarePenalty: 2,
  splitCost: 1,
  /** Letters of two words that are taken apart, and how often the assistant must know each. */
  shortestSplit: 6,
  leastSplitCount: 3,
  stretchCost: 0.3,
  /** A key that was leant on longer than that says nothing. */
  longestStretched: 30,
  /** Messages of up to so many words are left alone where a name or an address is expected. */
  freeFormWords: 10,
  remembered: 2_000,
}

/** Languages that have a general dictionary. */
const dictionaryLanguages: ReadonlySet<string> = new Set(['en'])

let general: Dictionary | undefined

/** English words that may be proposed; made at the first slip (20 ms), shared by all assistants of the process. */
function generalDictionary(): Dictionary {
  general ??= new Dictionary(proposableEnglish())
  return general
}

function* proposableEnglish(): Generator<[string, number]> {
  for (const [word, frequency] of english().words()) {
    if (frequency >= settings.leastFrequency) yield [word, settings.englishWeight(frequency)]
  }
  for (const word of chatWords) {
    if (word.includes("'")) yield [word, settings.englishWeight(settings.contractionFrequency)]
  }
}

/** Corrects slips towards the words of one assistant. Keeps a memory of what it has seen. */
export class Speller {
  readonly #dictionary: Dictionary
  readonly #vocabulary: ReadonlyMap<string, number>
  readonly #languages: readonly string[]
  readonly #isEnglish: boolean
  readonly #seen = new Map<string, { word: string; confidence: number } | null>()

  constructor(vocabulary: ReadonlyMap<string, number>, languages: readonly string[]) {
    this.#vocabulary = vocabulary
    this.#languages = languages.map((language) => language.slice(0, 2).toLowerCase())
    this.#isEnglish = this.#languages.includes('en')
    this.#dictionary = new Dictionary(proposable(vocabulary, this.#isEnglish))
  }

  /**
   * `isFreeForm`: a name or an address is waited for. The language is that of the message: what is in a language without a general
   * dictionary is left alone, since nothing tells a rare word from a slip there; so are `foreign` parts of the text.
   */
  correct(
    text: string,
    tokens: readonly Token[],
    language: string,
    isFreeForm: boolean,
    foreign: readonly Span[] = [],
  ): { corrected: string; corrections: Correction[] } {
    const corrections: Correction[] = []
    const isReadable = this.#languages.includes(language) && dictionaryLanguages.has(language)
    if (!isReadable || (isFreeForm && tokens.length <= settings.freeFormWords)) {
      return { corrected: text, corrections }
    }
    let corrected = ''
    let copied = 0
    let looked = 0
    for (let at = 0; at < tokens.length && looked < limits.correctedTokens; at += 1) {
      const { norm, start, end } = tokens[at] as Token
      if (norm.length < settings.shortest || this.#isRight(norm) || isUntouchable(text, tokens, at)) continue
      if (foreign.some((part) => part.start < end && part.end > start)) continue
      looked += 1
      const best = this.#best(norm)
      if (best === null) continue
      const original = text.slice(start, end)
      const word = inCaseOf(original, best.word)
      corrected += text.slice(copied, start)
      corrections.push({
        start: corrected.length,
        end: corrected.length + word.length,
        original,
        corrected: word,
        confidence: best.confidence,
      })
      corrected += word
      copied = end
    }
    return { corrected: corrected + text.slice(copied), corrections }
  }

  #isRight(word: string): boolean {
    if (this.#isKnown(word)) return true
    const stem = inflected.exec(word)?.[1]
    if (stem !== undefined && stem.length >= shortestStem && this.#isKnown(stem)) return true
    const base = this.#isEnglish ? derivedFrom(word) : undefined
    return base !== undefined && english().has(base)
  }

  #isKnown(word: string): boolean {
    if (this.#vocabulary.has(word) || chatWords.has(word) || commonElsewhere.has(word)) return true
    return this.#isEnglish && (english().has(word) || english().frequency(word) !== undefined || properNames.has(word))
  }

  #best(written: string): { word: string; confidence: number } | null {
    const known = this.#seen.get(written)
    if (known !== undefined) return known
    const best = this.#choose(written)
    if (this.#seen.size >= settings.remembered) this.#seen.clear()
    this.#seen.set(written, best)
    return best
  }

  #choose(written: string): { word: string; confidence: number } | null {
    const most = settings.mostCost(written.length)
    // Who types an apostrophe means one.
    const fits = (word: string) => !written.includes("'") || word.includes("'")
    const proposals = this.#rank(written).filter(({ word, cost }) => cost <= most && fits(word))
    const best = proposals[0]
    if (best === undefined) return null
    // Among the proposals, and against the chance that the word is right and merely unknown.
    const nothing = -settings.costWeight * most - 1
    const total = proposals.reduce(
      (sum, { score }) => sum + Math.exp(score - best.score),
      Math.exp(nothing - best.score),
    )
    const confidence = 1 / total
    return confidence >= settings.leastConfidence(written.length) ? { word: best.word, confidence } : null
  }

  /**
   * What a word as tokens have it may have been meant to be, the likeliest first; the word itself where it is right. Names and rare words
   * ("calender") may be meant, or be slips of what is met much more often: they stand among the suggestions.
   */
  suggest(written: string, most = 5): string[] {
    const isRare = this.#isEnglish && !this.#isCommon(written)
    if (this.#isRight(written) && !isRare) return [written]
    const ranked = this.#rank(written)
    if (this.#isRight(written)) {
      const itself = { word: written, cost: 0, weight: 0, score: this.#weight(written) - settings.rarePenalty }
      const others = ranked.filter(({ word }) => word !== written)
      ranked.splice(0, ranked.length, ...[...others, itself].sort((a, b) => b.score - a.score))
    }
    return ranked.slice(0, most).map(({ word }) => word)
  }

  /** Whether it is general English or the assistant's: then it is meant. */
  #isCommon(word: string): boolean {
    if (this.#vocabulary.has(word) || chatWords.has(word) || english().has(word)) return true
    const stem = inflected.exec(word)?.[1] ?? derivedFrom(word)
    return stem !== undefined && english().has(stem)
  }

  #rank(written: string): (Proposal & { score: number })[] {
    const { edits, farEdits, farFromLength, mostProposed, nearCost } = settings
    const dictionaries = this.#isEnglish ? [this.#dictionary, generalDictionary()] : [this.#dictionary]
    const proposals = dictionaries.flatMap((dictionary) => dictionary.near(written, edits, mostProposed))
    const isNear = () => proposals.some(({ cost }) => cost <= nearCost)
    if (this.#isEnglish && !isNear()) {
      for (const dictionary of dictionaries) proposals.push(...dictionary.alike(written, mostProposed))
    }
    if (written.length >= farFromLength && !isNear()) {
      for (const dictionary of dictionaries) proposals.push(...dictionary.near(written, farEdits, mostProposed))
    }
    proposals.push(...this.#stretched(written), ...this.#split(written))
    const best = new Map<string, Proposal & { score: number }>()
    for (const proposal of proposals) {
      const score = proposal.weight - settings.costWeight * proposal.cost
      if (score > (best.get(proposal.word)?.score ?? Number.NEGATIVE_INFINITY))
        best.set(proposal.word, { ...proposal, score })
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
  }

  /** "pleeease", "sooooo": letters held down. */
  #stretched(written: string): Proposal[] {
    if (written.length > settings.longestStretched || !/(.)\1\1/u.test(written)) return []
    return [written.replace(/(.)\1{2,}/gu, '$1'), written.replace(/(.)\1{2,}/gu, '$1$1')]
      .filter((word) => word.length > 1 && this.#isRight(word))
      .map((word) => ({ word, cost: settings.stretchCost, weight: this.#weight(word) }))
  }

  /** "myorder": a space left out between two words that the assistant knows. */
  #split(written: string): Proposal[] {
    const proposals: Proposal[] = []
    if (written.length < settings.shortestSplit) return proposals
    const isFrequent = (word: string) => (this.#vocabulary.get(word) ?? 0) >= settings.leastSplitCount
    for (let at = 2; at <= written.length - 2; at += 1) {
      const [left, right] = [written.slice(0, at), written.slice(at)]
      if (!isFrequent(left) || !isFrequent(right)) continue
      if ((left.length < 3 || right.length < 3) && !shortWords.has(left.length < 3 ? left : right)) continue
      proposals.push({
        word: `${left} ${right}`,
        cost: settings.splitCost,
        weight: Math.min(this.#weight(left), this.#weight(right)),
      })
    }
    return proposals
  }

  #weight(word: string): number {
    return weightOf(word, this.#vocabulary.get(word) ?? 0, this.#isEnglish)
  }
}

function weightOf(word: string, count: number, isEnglish: boolean): number {
  const frequency = isEnglish ? english().frequency(word) : undefined
  const asEnglish = frequency === undefined ? Number.NEGATIVE_INFINITY : settings.englishWeight(frequency)
  return Math.max(count > 0 || frequency === undefined ? settings.ownWeight(count) : asEnglish, asEnglish)
}

/** A plural or possessive of a known word is a word, too. Other endings are not trusted: "begining", "completly". */
const inflected = /^(.+[^s'])(?:'s|s'|s)$/
const shortestStem = 4
/** Endings that English puts to any noun or verb and that few slips look like; with the short forms of "will", "would", "are", "have". */
const derived = /^(.{4,})(?:less|able|ness|like|wise)$|^(.{3,})(?:'ll|'d|'re|'ve)$/

function derivedFrom(word: string): string | undefined {
  const match = derived.exec(word)
  return match?.[1] ?? match?.[2]
}

/** Two-letter words that a left-out space may have hidden. */
const shortWords = new Set('my is to do it in on me i a an of we he us at be go if no or so up am'.split(' '))

/** The assistant's words, unless seen once and not English (they may be slips themselves). */
function* proposable(vocabulary: ReadonlyMap<string, number>, isEnglish: boolean): Generator<[string, number]> {
  for (const [word, count] of vocabulary) {
    if (word.length >= 2 && (count > 1 || (isEnglish && english().has(word)))) {
      yield [word, weightOf(word, count, isEnglish)]
    }
  }
}

function inCaseOf(original: string, word: string): string {
  if (original.length > 1 && original === original.toUpperCase()) return word.toUpperCase()
  const first = original[0] as string
  return first === first.toLowerCase() ? word : word.slice(0, 1).toUpperCase() + word.slice(1)
}
