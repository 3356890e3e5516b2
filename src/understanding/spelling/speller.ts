import type { Correction } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import type { Token } from '../tokens.ts'
import { chatWords } from './chat-words.ts'
import { Dictionary, type Proposal } from './dictionary.ts'
import { english } from './english.ts'
import { properNames } from './proper-names.ts'
import { isUntouchable } from './untouchable.ts'

/** Chosen on synthetic slips in the storefront's and banking77's sentences; see docs/understanding.md. */
const settings = {
  /** Letters from which on a word is corrected at all; shorter ones have too many neighbours. */
  shortest: 4,
  /** Cost of a slip that is still believed, by the length of the word. */
  mostCost: (length: number) => (length <= 4 ? 0.8 : length <= 6 ? 1.15 : length <= 8 ? 1.5 : 1.9),
  edits: (length: number) => (length <= 4 ? 1 : 2),
  /** How much a unit of cost weighs against the logarithm of a frequency. */
  costWeight: 5,
  /** A correction is made from this confidence on; short words have more neighbours than the proposals show. */
  leastConfidence: (length: number) => (length <= 5 ? 0.75 : 0.6),
  /** Weight of a common English word that the assistant has never seen. */
  strangerWeight: -1,
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

  /** `isFreeForm`: a name or an address is waited for. The language is that of the message: a foreign one is left alone. */
  correct(
    text: string,
    tokens: readonly Token[],
    language: string,
    isFreeForm: boolean,
  ): { corrected: string; corrections: Correction[] } {
    const corrections: Correction[] = []
    if (!this.#languages.includes(language) || (isFreeForm && tokens.length <= settings.freeFormWords)) {
      return { corrected: text, corrections }
    }
    let corrected = ''
    let copied = 0
    let looked = 0
    for (let at = 0; at < tokens.length && looked < limits.correctedTokens; at += 1) {
      const { norm, start, end } = tokens[at] as Token
      if (norm.length < settings.shortest || this.#isRight(norm) || isUntouchable(text, tokens, at)) continue
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
    return stem !== undefined && stem.length >= shortestStem && this.#isKnown(stem)
  }

  #isKnown(word: string): boolean {
    if (this.#vocabulary.has(word) || chatWords.has(word)) return true
    return this.#isEnglish && (english().has(word) || properNames.has(word))
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
    const proposals = [
      ...this.#dictionary.near(written, settings.edits(written.length)),
      ...this.#stretched(written),
      ...this.#split(written),
    ]
      .filter(({ cost }) => cost <= most)
      .map((proposal) => ({ ...proposal, score: proposal.weight - settings.costWeight * proposal.cost }))
      .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
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
    const count = this.#vocabulary.get(word)
    return count === undefined ? settings.strangerWeight : Math.log(1 + count)
  }
}

/** A plural or possessive of a known word is a word, too. Other endings are not trusted: "begining", "completly". */
const inflected = /^(.+[^s'])(?:'s|s'|s)$/
const shortestStem = 4

/** Two-letter words that a left-out space may have hidden. */
const shortWords = new Set('my is to do it in on me i a an of we he us at be go if no or so up am'.split(' '))

/** The assistant's words, unless seen once and not English (they may be slips themselves), and common English ones. */
function* proposable(vocabulary: ReadonlyMap<string, number>, isEnglish: boolean): Generator<[string, number]> {
  for (const [word, count] of vocabulary) {
    if (word.length >= 2 && (count > 1 || (isEnglish && english().has(word)))) yield [word, Math.log(1 + count)]
  }
  if (!isEnglish) return
  for (const word of english().common) if (!vocabulary.has(word)) yield [word, settings.strangerWeight]
  for (const word of chatWords) if (word.includes("'") && !vocabulary.has(word)) yield [word, 1]
}

function inCaseOf(original: string, word: string): string {
  if (original.length > 1 && original === original.toUpperCase()) return word.toUpperCase()
  const first = original[0] as string
  return first === first.toLowerCase() ? word : word.slice(0, 1).toUpperCase() + word.slice(1)
}
