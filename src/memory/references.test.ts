import { describe, expect, test } from 'vitest'
import type { Mention } from '#domain/customer.ts'
import type { Entity } from '#domain/understanding.ts'
import { mentionsOf, rememberMentions } from './mentions.ts'
import { doubtfulTypes, referencedEntities, resolveReferences } from './references/index.ts'
import { thingsOfMentions } from './things.ts'

const nouns = new Map([
  ['order_number', ['order', 'package', 'parcel']],
  ['product', ['item', 'product']],
])
const mention = (type: string, value: string, seq: number): Mention => ({
  type,
  value,
  text: value,
  seq,
  by: 'customer',
})
const twoOrders = [mention('order_number', 'A', 2), mention('order_number', 'B', 4)]
const atOnce = [mention('order_number', 'A', 2), mention('order_number', 'B', 2)]
const entity = (type: string): Entity => ({
  type,
  start: 0,
  end: 1,
  text: 'x',
  value: 'x',
  confidence: 1,
  source: 'pattern',
})

describe('references', () => {
  const meant = (text: string, mentions: Mention[]) =>
    resolveReferences({ text, entities: [], things: thingsOfMentions(mentions), nouns })

  test('a reference says where it stands, what it stands for and why', () => {
    expect(meant('where is that package', twoOrders)).toMatchObject([
      {
        start: 9,
        end: 21,
        text: 'that package',
        mention: { value: 'B' },
        reason: 'the last of its kind',
        doubtful: false,
      },
    ])
  })

  test('two things that fit as well make it doubtful: too unsure to fill a slot, with the other one to ask about', () => {
    const references = meant('cancel it', atOnce)
    expect(references).toMatchObject([{ doubtful: true, alternatives: [{ mention: { value: 'A' } }] }])
    expect(referencedEntities(references)).toMatchObject([{ value: 'B', alternatives: [{ value: 'A' }] }])
    expect(referencedEntities(references)[0]?.confidence).toBeLessThan(0.5)
    expect(doubtfulTypes(references)).toEqual(new Set(['order_number']))
  })

  test('references are less sure than what is said outright, and less so the longer ago', () => {
    const later = Array.from({ length: 30 }, (_, index) => mention('product', `p${index}`, 6 + 2 * index))
    const sureness = (mentions: Mention[]) => meant('where is my order', mentions)[0]?.confidence ?? 0
    expect(sureness(twoOrders)).toBeLessThan(1)
    expect(sureness([...twoOrders, ...later.slice(0, 3)])).toBeLessThan(sureness(twoOrders))
    expect(sureness([...twoOrders.slice(1), ...later.slice(0, 20)])).toBeGreaterThanOrEqual(0.6)
  })

  test('"it" twice in one wish is one thing, in two wishes it is the same thing for each', () => {
    const request = { entities: [], things: thingsOfMentions(twoOrders), nouns, text: 'cancel it and refund it' }
    expect(resolveReferences(request)).toHaveLength(1)
    const apart = resolveReferences({ ...request, wishAt: (place) => (place < 10 ? 0 : 1) })
    expect(apart.map(({ text, mention: found }) => [text, found.value])).toEqual([
      ['it', 'B'],
      ['it', 'B'],
    ])
  })

  test('what the open task is about is meant before what was named beside it', () => {
    const inPlay = new Set(['order_number:"A"'])
    const request = { entities: [], things: thingsOfMentions(atOnce), nouns, text: 'when will it arrive', inPlay }
    expect(resolveReferences(request)).toMatchObject([{ mention: { value: 'A' }, doubtful: false }])
  })

  test('whatever the text, spans lie in it and nothing is thrown', () => {
    for (const text of [
      '',
      ' ',
      'it',
      "the 's",
      'the '.repeat(500),
      'the first second third last two of them',
      '"it',
      '\u0000 the one',
    ])
      for (const { start, end } of meant(text, twoOrders)) expect(text.slice(start, end).length).toBe(end - start)
  })
})

describe('what is remembered', () => {
  test('a thing that is named again moves to the end, and the oldest are forgotten', () => {
    const again = rememberMentions(twoOrders, [mention('order_number', 'A', 6)], 10)
    expect(again.map(({ value }) => value)).toEqual(['B', 'A'])
    expect(rememberMentions(twoOrders, [mention('product', 'boots', 6)], 2).map(({ value }) => value)).toEqual([
      'B',
      'boots',
    ])
  })

  test('only what can be come back to is a mention, and a reference is none of its own', () => {
    const found = mentionsOf(
      [entity('order_number'), entity('date'), { ...entity('product'), source: 'reference' }],
      new Set(nouns.keys()),
      7,
    )
    expect(found).toEqual([{ type: 'order_number', value: 'x', text: 'x', seq: 7, by: 'customer' }])
  })
})
