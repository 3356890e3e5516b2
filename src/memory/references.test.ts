import { describe, expect, test } from 'vitest'
import type { Mention } from '#domain/customer.ts'
import type { Entity } from '#domain/understanding.ts'
import { mentionsOf, rememberMentions } from './mentions.ts'
import { referencedEntities, resolveReferences } from './references.ts'

const nouns = new Map([
  ['order_number', ['order', 'package', 'parcel']],
  ['product', ['item', 'product']],
])
const mention = (type: string, value: string): Mention => ({ type, value, text: value, seq: 1, by: 'customer' })
const twoOrders = [mention('order_number', 'A'), mention('order_number', 'B')]
const entity = (type: string): Entity => ({
  type,
  start: 0,
  end: 1,
  text: 'x',
  value: 'x',
  confidence: 1,
  source: 'pattern',
})

describe('what words stand for', () => {
  const meant = (text: string, mentions: Mention[], entities: Entity[] = [], choosing = false) =>
    resolveReferences(text, entities, mentions, nouns, choosing).map(({ text: said, mention: found }) => [
      said,
      found.value,
    ])

  test.each([
    ['when will it arrive', [['it', 'B']]],
    ['where is that package', [['that package', 'B']]],
    ['cancel the first order', [['the first order', 'A']]],
    ['and the other order?', [['the other order', 'A']]],
    ['I want to return the first one', [['the first one', 'A']]],
    ['no, the last one', [['the last one', 'B']]],
    ['that is all', []],
    ['that is right', []],
    ['my dress does not fit', []],
  ])('"%s" after two orders', (text, found) => {
    expect(meant(text, twoOrders)).toEqual(found)
  })

  test('a noun takes the thing of its kind, a bare pronoun the last thing', () => {
    const mentions = [mention('order_number', 'A'), mention('product', 'boots')]
    expect(meant('where is my parcel', mentions)).toEqual([['my parcel', 'A']])
    expect(meant('is it in stock', mentions)).toEqual([['it', 'boots']])
  })

  test('what the message names itself is not looked up', () => {
    expect(meant('when will it arrive, order C', twoOrders, [entity('order_number')])).toEqual([])
  })

  test('with a list to choose from, "the first one" is an answer and no reference', () => {
    expect(meant('the first one', twoOrders, [], true)).toEqual([])
  })

  test('with nothing talked about nothing is meant', () => {
    expect(meant('where is it, the first one', [])).toEqual([])
  })

  test('references are less sure than what is said outright, and less so the longer the conversation', () => {
    const [reference] = resolveReferences('where is it', [], twoOrders, nouns)
    const sureness = (count: number) => referencedEntities(reference ? [reference] : [], count)[0]?.confidence ?? 0
    expect(sureness(2)).toBeLessThan(1)
    expect(sureness(40)).toBeLessThan(sureness(2))
    expect(sureness(1_000)).toBeGreaterThanOrEqual(0.6)
  })
})

describe('what is remembered', () => {
  test('a thing that is named again moves to the end, and the oldest are forgotten', () => {
    const again = rememberMentions(twoOrders, [mention('order_number', 'A')], 10)
    expect(again.map(({ value }) => value)).toEqual(['B', 'A'])
    expect(rememberMentions(twoOrders, [mention('product', 'boots')], 2).map(({ value }) => value)).toEqual([
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
