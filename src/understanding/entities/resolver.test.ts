import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import { EntityExtractor } from './extractor.ts'
import { Resolver } from './resolver.ts'

const product: EntityDefinition = {
  name: 'product',
  fuzzy: true,
  list: [
    { value: 'Juniper & Co Lace-Up Boots', synonyms: [] },
    { value: 'Juniper & Co Silk Shirt', synonyms: ['the good shirt'] },
    { value: 'Kestrel Runner Sneakers', synonyms: ['runners'] },
    { value: 'Kestrel Trail Sneakers', synonyms: ['runners'] },
    { value: 'Oakhart Leather Belt', synonyms: [] },
    { value: 42, synonyms: ['the answer'] },
  ],
}
const resolver = new Resolver([product])
const values = (words: string) => resolver.resolve('product', words).map(({ value }) => value)

describe('words of a catalogue', () => {
  it('mean the value that shares most and rarest of them, others after it', () => {
    expect(values('juniper boots')).toEqual(['Juniper & Co Lace-Up Boots', 'Juniper & Co Silk Shirt'])
    expect(values('trail sneakers from kestrel')[0]).toBe('Kestrel Trail Sneakers')
  })

  it('are forgiven slips and endings', () => {
    expect(values('oakhart lether belts')[0]).toBe('Oakhart Leather Belt')
  })

  it('mean nothing where nothing is alike, or nobody knows the list', () => {
    expect(values('an aubergine')).toEqual([])
    expect(resolver.resolve('colour', 'red')).toEqual([])
  })

  it('have confidences from 0 to 1, best first, whatever is written', () => {
    const word = fc.constantFrom('juniper', 'boots', 'kestrl', 'runners', '42', 'the', '&', '-', '👢', 'sneakers')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 30 }).map((list) => list.join(' ')),
          fc.string(),
        ),
        (words) => {
          const confidences = resolver.resolve('product', words).map(({ confidence }) => confidence)
          expect(confidences).toEqual(confidences.toSorted((a, b) => b - a))
          for (const confidence of confidences) expect(confidence > 0 && confidence <= 1).toBe(true)
        },
      ),
    )
  })
})

describe('lists in a message', () => {
  const extractor = new EntityExtractor([product], [], (word) => ['the', 'i', 'want', 'no', 'thanks'].includes(word))
  const read = (text: string, expected: string[] = []) =>
    extractor.extract(text, tokenise(text), { timeZone: 'UTC', nowMs: 0, expected: { entities: expected } })

  it('give every value that has the same name, each with its share of the confidence', () => {
    const [runners] = read('i want the runners')
    expect(runners).toMatchObject({
      value: 'Kestrel Runner Sneakers',
      alternatives: [{ value: 'Kestrel Trail Sneakers' }],
    })
    expect(runners?.confidence).toBeLessThan(0.5)
  })

  it('take an answer that is like a value where one is expected, with the others as alternatives', () => {
    expect(read('juniper lace up', ['product'])).toMatchObject([
      { value: 'Juniper & Co Lace-Up Boots', alternatives: [{ value: 'Juniper & Co Silk Shirt' }] },
    ])
    expect(read('juniper lace up')).toEqual([])
    expect(read('no thanks', ['product'])).toEqual([])
  })
})
