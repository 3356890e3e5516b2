import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entity, Meaning, Span } from '#domain/understanding.ts'
import { EntityExtractor } from '../entities/extractor.ts'
import { readingContext, smallAssistant } from '../small-assistant.fixture.ts'
import { tokenise } from '../tokens.ts'
import { MeaningReader } from './index.ts'

const extractor = new EntityExtractor(smallAssistant.entities, [], () => true)

function read(text: string, part: Span = { start: 0, end: text.length }): { meaning: Meaning; entities: Entity[] } {
  const tokens = tokenise(text)
  const entities = extractor.extract(text, tokens, readingContext)
  return { meaning: new MeaningReader(text, tokens, entities).read(part), entities }
}

/** Every part with words anywhere in a frame. */
function partsOf(value: unknown): (Span & { text: string })[] {
  if (value === null || typeof value !== 'object') return []
  const own = 'start' in value && 'end' in value && 'text' in value ? [value as Span & { text: string }] : []
  return [...own, ...Object.values(value).flatMap(partsOf)]
}

/** Words the rules know, in any order: far likelier to meet them than letters by chance. */
const words = fc
  .array(
    fc.constantFrom(
      ...`if unless otherwise not don't never mind cancel return the my order it has shipped under 50 euros between 20 and 40 dollars at least
      two before friday preferably I'd rather than instead of without zips only in blue asap no more cheaper , . ? ! … can you i want what where
      please but red one MF-104233 as soon possible then else € $ 49.99 ( ) - size 42 too if if not not`.split(/\s+/),
    ),
    { maxLength: 60 },
  )
  .map((said) => said.join(' '))
const texts = fc.oneof(
  words,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)

describe('whatever the text is', () => {
  it('the frame is valid: all its parts lie in the text and have its words', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { meaning, entities } = read(text)
        for (const { start, end, text: said } of partsOf(meaning)) {
          expect(start).toBeLessThan(end)
          expect(said).toBe(text.slice(start, end))
        }
        for (const { entity } of meaning.constraints) if (entity !== undefined) expect(entities[entity]).toBeDefined()
        expect(JSON.parse(JSON.stringify(meaning))).toEqual(meaning)
      }),
      { numRuns: 400 },
    )
  })

  it('the frame of a part stays in that part, but for conditions, which join parts', () => {
    fc.assert(
      fc.property(words, fc.nat(200), fc.nat(200), (text, a, b) => {
        const part = { start: Math.min(a, b, text.length), end: Math.min(Math.max(a, b), text.length) }
        const { conditions: _, ...meaning } = read(text, part).meaning
        for (const { start, end } of partsOf(meaning)) {
          expect(start).toBeGreaterThanOrEqual(part.start)
          expect(end).toBeLessThanOrEqual(part.end)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('the same text gives the same frame', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(text)).toEqual(read(text))
      }),
      { numRuns: 50 },
    )
  })
})

describe('a long message', () => {
  /** Word comparisons are what a frame costs; a table that looked back over the text would count them by the square of its length. */
  const compared = (text: string): number => {
    const tokens = tokenise(text)
    let count = 0
    const counted = tokens.map(({ start, end, norm }) => ({
      start,
      end,
      get norm() {
        count += 1
        return norm
      },
    }))
    new MeaningReader(text, counted, []).read({ start: 0, end: text.length })
    return count
  }

  it.each([
    'if ',
    'not the ',
    'between 2 and ',
    'i would rather ',
    'can you tell me if ',
    'never mind, ',
    'one hundred and ',
  ])('of nothing but "%s" costs twice as much at twice the length', (phrase) => {
    const [short, long] = [compared(phrase.repeat(200)), compared(phrase.repeat(400))]
    expect(long).toBeLessThan(short * 2.5)
  })
})
