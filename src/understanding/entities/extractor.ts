import type { EntityName } from '#domain/ids.ts'
import type { Entity, ReadingContext } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import { findBuiltIn } from './built-in/index.ts'
import type { Candidate } from './candidate.ts'
import { type LearnedValue, ListFinder } from './lists.ts'
import { settleOverlaps } from './overlap.ts'
import { type CompiledPattern, compilePattern, findPattern } from './patterns.ts'

/** Finds and normalises the entities of one assistant. */
export class EntityExtractor {
  readonly definitions: readonly EntityDefinition[]
  readonly #patterns: CompiledPattern[]
  readonly #lists: ListFinder
  readonly #weak: ReadonlySet<EntityName>
  readonly #isWord: (word: string) => boolean

  constructor(
    definitions: readonly EntityDefinition[],
    learned: readonly LearnedValue[],
    isWord: (word: string) => boolean,
  ) {
    this.definitions = definitions
    this.#isWord = isWord
    this.#patterns = definitions.flatMap(({ name, patterns }, order) =>
      (patterns ?? []).map((source) => compilePattern(name, source, order)),
    )
    this.#lists = new ListFinder(definitions, learned, isWord)
    this.#weak = new Set(definitions.filter(isBareNumber).map(({ name }) => name))
  }

  extract(text: string, tokens: readonly Token[], context: ReadingContext): Entity[] {
    const expected = context.expected?.entities ?? []
    const candidates: Candidate[] = []
    for (const pattern of this.#patterns)
      candidates.push(...findPattern(pattern, text, expected.includes(pattern.type)))
    candidates.push(...this.#lists.find(text, tokens))
    this.definitions.forEach((definition, order) => {
      if (definition.builtIn === undefined) return
      const isExpected = expected.includes(definition.name)
      for (const found of findBuiltIn(definition.builtIn, {
        text,
        tokens,
        context,
        isExpected,
        isWord: this.#isWord,
      })) {
        candidates.push({
          ...found,
          type: definition.name,
          text: text.slice(found.start, found.end),
          source: 'built-in',
          order,
        })
      }
    })
    return settleOverlaps(candidates, expected, (type) => this.#weak.has(type))
  }
}

const isBareNumber = ({ builtIn, patterns, list }: EntityDefinition) =>
  (builtIn === 'number' || builtIn === 'ordinal') && patterns === undefined && list === undefined
