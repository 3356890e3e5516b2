import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Encoder, Encoding } from '#ports/encoder.ts'
import { packBytes, unpackBytes } from '../../bytes.ts'
import { parseMarkedExample } from '../../marked-example.ts'
import { tokenise } from '../../tokens.ts'
import type { EntityDefinition, TrainingData } from '../../types.ts'
import { EntityExtractor } from '../extractor.ts'
import { type LearnedEntities, learnEntities } from './learn-entities.ts'
import { readLearned, type StoredLearned, storeLearned } from './stored.ts'

const isWord = (word: string) =>
  'from to the a i want fly flight please need ticket going leaving'.split(' ').includes(word)
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 21, 15) }
const cities = ['Boston', 'Denver', 'Oslo', 'New York', 'Lima', 'Quito', 'San Jose', 'Paris', 'Rome', 'Cairo']
const trips = (names: readonly string[]) =>
  names.flatMap((city, i) => {
    const other = names[(i + 3) % names.length] as string
    return [
      `i want to fly from [${city}](city:from) to [${other}](city:to)`,
      `a flight to [${city}](city:to) please`,
      `i need a ticket leaving from [${city}](city:from)`,
      `is the flight to [${city}](city:to) from [${other}](city:from) on time`,
      'i want to cancel my ticket',
      'is it on time',
    ]
  })
const marked = trips(cities)
const dataOf = (lines: readonly string[], entities: EntityDefinition[]): TrainingData => ({
  intents: [{ name: 'fly', examples: lines.map(parseMarkedExample) }],
  entities,
  vocabulary: [],
  languages: ['en'],
})
const data = dataOf(marked, [{ name: 'city' }])
const learn = (from: TrainingData, seed = 'a') => {
  const rules = new EntityExtractor(from.entities, [], isWord)
  return learnEntities(from, (text) => rules.byRule(text, tokenise(text), context), { seed })
}
const learned = await learn(data)
const extractor = new EntityExtractor(data.entities, [], isWord, learned)
const read = (text: string, expected: string[] = [], reader = extractor) =>
  reader.extract(text, tokenise(text), { ...context, expected: { entities: expected } })
const roles = (text: string) => read(text).map(({ text: written, role }) => [written, role])

describe('spans learned from marks', () => {
  it('are found for values that were never marked, in their roles', () => {
    expect(roles('i want to fly from Kinshasa to Mandalay')).toEqual([
      ['Kinshasa', 'from'],
      ['Mandalay', 'to'],
    ])
    expect(roles('a flight to Ulan Bator please')).toEqual([['Ulan Bator', 'to']])
  })

  it('are none where nothing of the kind is said', () => {
    expect(read('i want to cancel my ticket')).toEqual([])
  })

  it('have no role of their own where the bare value answers a question', () => {
    expect(read('Kinshasa', ['city'])).toMatchObject([{ type: 'city', value: 'Kinshasa', source: 'learned' }])
    expect(read('Kinshasa', ['city'])[0]?.role).toBeUndefined()
  })

  it('come again from the same seed, byte for byte, and from stored bytes', async () => {
    const bytesOf = (model: LearnedEntities | null) => {
      const { value, arrays } = storeLearned(model)
      return packBytes(value, arrays)
    }
    const bytes = bytesOf(learned)
    expect(bytesOf(await learn(data))).toEqual(bytes)
    expect(bytesOf(await learn(data, 'b'))).not.toEqual(bytes)
    const { value, array } = unpackBytes(bytes)
    const loaded = new EntityExtractor(data.entities, [], isWord, readLearned(value as StoredLearned, array))
    const text = 'i want to fly from Kinshasa to Mandalay'
    expect(read(text, [], loaded)).toEqual(read(text))
  })

  it('are not learned where rules find every mark, nor from two or three marks', async () => {
    const listed: EntityDefinition = { name: 'city', list: cities.map((value) => ({ value, synonyms: [] })) }
    expect(
      await learn(
        dataOf(
          marked.map((line) => line.replace(/:(?:from|to)\)/g, ')')),
          [listed],
        ),
      ),
    ).toBeNull()
    expect(await learn(dataOf(marked.slice(0, 1), [{ name: 'city' }]))).toBeNull()
  })

  it('lie inside the text and are sure by a probability, whatever is written', () => {
    const words = fc.constantFrom(
      'from',
      'to',
      'Boston',
      'flight',
      '?',
      '🙂',
      '\u200f',
      '東京',
      "Anna's",
      '7:30pm',
      '<b>',
      'İ',
      '\n',
    )
    const text = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((list) => list.join(' ')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    )
    fc.assert(
      fc.property(text, fc.boolean(), (written, isAsked) => {
        const found = read(written, isAsked ? ['city', 'unknown'] : [])
        found.forEach(({ start, end, text: words, confidence }, i) => {
          expect(written.slice(start, end)).toBe(words)
          expect(start).toBeLessThan(end)
          expect(start).toBeGreaterThanOrEqual(found[i - 1]?.end ?? 0)
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1.0001)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('give their roles to what rules find', async () => {
    const listed: EntityDefinition = {
      name: 'city',
      list: [...cities, 'Kinshasa', 'Mandalay'].map((value) => ({ value, synonyms: [] })),
    }
    const withList = dataOf(marked, [listed])
    const reader = new EntityExtractor([listed], [], isWord, await learn(withList))
    expect(read('i want to fly from kinshasa to mandalay', [], reader)).toMatchObject([
      { value: 'Kinshasa', role: 'from', source: 'list' },
      { value: 'Mandalay', role: 'to', source: 'list' },
    ])
  })

  it('read with an encoder where it is there, and by words alone where it is not', async () => {
    // It knows nothing but capitals.
    const encoder: Encoder = {
      identity: 'toy',
      dimensions: 8,
      readsWords: true,
      canFail: false,
      encode: async (inputs) =>
        inputs.map(({ text, words = [] }) => ({
          vector: new Float32Array(8).fill(1),
          words: words.map(({ start, end }) =>
            Float32Array.from({ length: 8 }, (_, i) => (/^\p{Lu}/u.test(text.slice(start, end)) ? i : -i)),
          ),
        })),
      close: async () => {},
    }
    const rules = new EntityExtractor(data.entities, [], isWord)
    const byRule = (text: string) => rules.byRule(text, tokenise(text), context)
    const more = 'Madrid Lisbon Vienna Prague Athens Dublin Warsaw Berlin Zurich Geneva'.split(' ')
    const many = dataOf(trips([...cities, ...more]), data.entities)
    const model = await learnEntities(many, byRule, { seed: 'a', encoder })
    const { value, arrays } = storeLearned(model)
    const { array } = unpackBytes(packBytes(value, arrays))
    const reader = new EntityExtractor(data.entities, [], isWord, readLearned(value, array))
    const text = 'i want to fly from Kinshasa to Mandalay'
    const input = reader.encoderInput(text, encoder)
    expect(input?.words).toHaveLength(8)
    expect(reader.encoderInput(text, { ...encoder, identity: 'another' })).toBeNull()
    const [encoding = null] = input === null ? [] : await encoder.encode([input])
    const rolesWith = (heard: Encoding | null) =>
      reader.extract(text, tokenise(text), context, heard).map(({ role }) => role)
    expect(rolesWith(encoding)).toEqual(['from', 'to'])
    expect(rolesWith(null)).toContain('from')
  })
})
