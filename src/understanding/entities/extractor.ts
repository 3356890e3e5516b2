import type { EntityName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Entity, ReadingContext } from '#domain/understanding.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import { normaliseUtterance, type Token, tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import { answerParts, answersInPart } from './answer-parts.ts'
import { findBuiltIn } from './built-in/index.ts'
import type { Candidate } from './candidate.ts'
import type { LearnedEntities } from './learned/learn-entities.ts'
import { LearnedReader, type LearnedSpan } from './learned/learned-reader.ts'
import { type LearnedValue, ListFinder } from './lists.ts'
import { settleOverlaps } from './overlap.ts'
import { type CompiledPattern, compilePattern, findPattern } from './patterns.ts'
import { Resolver } from './resolver.ts'

/** Words of an answer that is compared with a list as a whole, how alike it must be to a value, and what the likeness counts for. */
const longestAnswer = 8
const leastAlike = 0.5
const nearestShare = 0.9

/** Finds and normalises the entities of one assistant. Keeps scratch memory: one per thread. */
export class EntityExtractor {
  readonly definitions: readonly EntityDefinition[]
  readonly #byName: ReadonlyMap<EntityName, EntityDefinition>
  readonly #patterns: CompiledPattern[]
  readonly #lists: ListFinder
  readonly #resolver: Resolver
  readonly #reader: LearnedReader | null
  readonly #marked: ReadonlyMap<string, Json>
  readonly #weak: ReadonlySet<EntityName>
  /** Types whose words may be others', too. */
  readonly #beside: ReadonlySet<EntityName>
  readonly #isWord: (word: string) => boolean

  /**
   * `values` are those that authors marked, `learned` the spans that were learned from marks. `isWord` tells words that are right as they
   * are: they are never taken as a slip of another.
   */
  constructor(
    definitions: readonly EntityDefinition[],
    values: readonly LearnedValue[],
    isWord: (word: string) => boolean,
    learned: LearnedEntities | null = null,
  ) {
    this.definitions = definitions
    this.#byName = new Map(definitions.map((definition) => [definition.name, definition]))
    this.#isWord = isWord
    this.#patterns = definitions.flatMap(({ name, patterns }, order) =>
      (patterns ?? []).map((source) => compilePattern(name, source, order)),
    )
    const isLearned = new Set(learned?.labels.map(({ type }) => type))
    this.#lists = new ListFinder(
      definitions,
      values.filter(({ type }) => !isLearned.has(type)),
      isWord,
    )
    this.#resolver = new Resolver(definitions)
    this.#reader = learned === null ? null : new LearnedReader(learned)
    this.#marked = new Map(values.map(({ type, text, value }) => [`${type}\n${normaliseUtterance(text)}`, value]))
    this.#weak = new Set(definitions.filter(isBareNumber).map(({ name }) => name))
    this.#beside = new Set(definitions.filter(({ alongside }) => alongside === true).map(({ name }) => name))
  }

  /** What an encoder must read before `extract`; null where its vectors are of no use here. */
  encoderInput(text: string, encoder: Encoder): EncoderInput | null {
    return this.#reader?.encoderInput(text, encoder) ?? null
  }

  /** `encoding`: what the encoder said to `encoderInput`; without it the words alone are read. */
  extract(text: string, tokens: readonly Token[], context: ReadingContext, encoding: Encoding | null = null): Entity[] {
    const expected = context.expected?.entities ?? []
    const candidates = this.byRule(text, tokens, context)
    candidates.push(...this.#inParts(text, context, candidates))
    const spans = this.#reader?.read(text, candidates, expected, encoding) ?? []
    if (spans.length === 0) candidates.push(...this.#nearest(text, tokens, expected, candidates))
    const learned = spans.flatMap((span) => this.#toCandidate(span, text, context, candidates))
    const all = withRoles(candidates, spans).concat(learned)
    const sums = this.definitions.flatMap(({ name }) => (this.#isSum(name, context) ? [name] : []))
    const wanted = [...expected, ...sums]
    const settle = (some: Candidate[]) => settleOverlaps(some, wanted, (type) => this.#weak.has(type))
    const settled = settle(all.filter(({ type }) => !this.#beside.has(type)))
    const beside = [...this.#beside].flatMap((name) => settle(all.filter(({ type }) => type === name)))
    return beside.length === 0 ? settled : [...settled, ...beside].sort((a, b) => a.start - b.start)
  }

  /** A bare number would put right this sum of money. */
  #isSum(type: EntityName, { expected }: ReadingContext): boolean {
    return expected?.sums?.includes(type) === true && this.#byName.get(type)?.builtIn === 'money'
  }

  /** What patterns, lists and built-in kinds find, before overlaps are settled. */
  byRule(text: string, tokens: readonly Token[], context: ReadingContext): Candidate[] {
    const expected = context.expected?.entities ?? []
    const candidates: Candidate[] = []
    for (const pattern of this.#patterns)
      candidates.push(...findPattern(pattern, text, expected.includes(pattern.type)))
    candidates.push(...this.#lists.find(text, tokens))
    this.definitions.forEach((definition, order) => {
      const { builtIn, name } = definition
      if (builtIn === undefined) return
      const isExpected = expected.includes(name) || this.#isSum(name, context)
      const input = { text, tokens, context, isExpected, isWord: this.#isWord }
      for (const { shown, ...found } of findBuiltIn(builtIn, input)) {
        const written = shown ?? text.slice(found.start, found.end)
        candidates.push({ ...found, type: name, text: written, source: 'built-in', order })
      }
    })
    return candidates
  }

  /** What is asked for and no rule found in the message as a whole: in a part of it, read as if it were all that is said ("fine. 30303"). */
  #inParts(text: string, context: ReadingContext, candidates: readonly Candidate[]): Candidate[] {
    const missing = (context.expected?.entities ?? []).filter((type) => !candidates.some((one) => one.type === type))
    if (missing.length === 0) return []
    const wanted = new Set<EntityName>(missing)
    const found = answerParts(text).flatMap(({ text: part, start: from }) => {
      const tokens = tokenise(part)
      return this.byRule(part, tokens, context)
        .filter((one) => wanted.has(one.type) && one.source !== 'list' && answersInPart(one, tokens, this.#isWord))
        .map(({ start, end, reason: _reason, ...one }) => ({
          ...one,
          start: start + from,
          end: end + from,
          wholeMessage: true,
        }))
    })
    // Of two the last counts: "98115, no, 98103".
    return found.filter((one) => found.every((other) => other.type !== one.type || other.start <= one.start))
  }

  /** An answer that is none of a fuzzy list's values as they are written, but like one: "juniper lace ups". */
  #nearest(
    text: string,
    tokens: readonly Token[],
    expected: readonly EntityName[],
    candidates: readonly Candidate[],
  ): Candidate[] {
    const [first, last] = [tokens[0], tokens.at(-1)]
    if (first === undefined || last === undefined || tokens.length > longestAnswer) return []
    return expected.flatMap((type) => {
      const definition = this.#byName.get(type)
      if (!definition?.fuzzy || candidates.some((candidate) => candidate.type === type)) return []
      const [best, ...others] = this.#resolver.resolve(type, text)
      if (best === undefined || best.confidence < leastAlike) return []
      return [
        {
          type,
          start: first.start,
          end: last.end,
          text: text.slice(first.start, last.end),
          value: best.value,
          confidence: best.confidence * nearestShare,
          source: 'list',
          order: this.definitions.indexOf(definition),
          wholeMessage: true,
          ...(others.length === 0 ? {} : { alternatives: others }),
        },
      ]
    })
  }

  /** A learned span as an entity, if its words have a value: of a list the one they mean, of a built-in kind what its rule reads. */
  #toCandidate(
    span: LearnedSpan,
    text: string,
    context: ReadingContext,
    candidates: readonly Candidate[],
  ): Candidate[] {
    const { type, role, start, end, confidence } = span
    // Where a rule finds the same, it has the better value; the role goes there.
    if (candidates.some((other) => other.type === type && other.start < end && other.end > start)) return []
    const definition = this.#byName.get(type)
    const written = text.slice(start, end)
    const common = {
      type,
      start,
      end,
      text: written,
      source: 'learned' as const,
      order: definition === undefined ? this.definitions.length : this.definitions.indexOf(definition),
      ...(role === undefined ? {} : { role }),
    }
    if (this.#resolver.has(type)) {
      const [first, ...others] = this.#resolver.resolve(type, written)
      if (first === undefined || first.confidence < leastAlike / 2) return []
      const alternatives = others.map((other) => ({ value: other.value, confidence: confidence * other.confidence }))
      return [
        {
          ...common,
          value: first.value,
          confidence: confidence * first.confidence,
          ...(alternatives.length === 0 ? {} : { alternatives }),
        },
      ]
    }
    if (definition?.builtIn !== undefined) {
      const input = { text: written, tokens: tokenise(written), context, isExpected: true, isWord: this.#isWord }
      const read = findBuiltIn(definition.builtIn, input).find((found) => found.end - found.start === written.length)
      return read === undefined ? [] : [{ ...common, value: read.value, confidence: confidence * read.confidence }]
    }
    if (definition?.patterns !== undefined) return []
    const value = this.#marked.get(`${type}\n${normaliseUtterance(written)}`) ?? written
    return [{ ...common, value, confidence }]
  }
}

/** What rules found takes the role of the learned span of its type that it shares words with. */
function withRoles(candidates: readonly Candidate[], spans: readonly LearnedSpan[]): Candidate[] {
  return candidates.map((candidate) => {
    const span = spans.find(
      ({ type, role, start, end }) =>
        role !== undefined && type === candidate.type && start < candidate.end && end > candidate.start,
    )
    return span?.role === undefined ? candidate : { ...candidate, role: span.role }
  })
}

const isBareNumber = ({ builtIn, patterns, list }: EntityDefinition) =>
  (builtIn === 'number' || builtIn === 'ordinal') && patterns === undefined && list === undefined
