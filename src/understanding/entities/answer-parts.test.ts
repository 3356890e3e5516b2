import { describe, expect, test } from 'vitest'
import { english } from '../spelling/english.ts'
import { tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import { EntityExtractor } from './extractor.ts'

const definitions: EntityDefinition[] = [
  { name: 'zip', patterns: [String.raw`\bzip(?: code)? (?<value>\d{5})\b`, String.raw`^\W*(?<value>\d{5})\W*$`] },
  { name: 'pin', patterns: [String.raw`^\W*(?<value>\d{4})\W*$`] },
  { name: 'user', patterns: [String.raw`^\W*(?<value>[a-z][a-z._]{1,24}\d{1,4})\W*$`] },
  { name: 'quantity', builtIn: 'number' },
  { name: 'person', builtIn: 'person-name' },
]
const extractor = new EntityExtractor(definitions, [], (word) => english().has(word))
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 21, 15) }
const found = (text: string, expected: string) => {
  const entities = extractor.extract(text, tokenise(text), { ...context, expected: { entities: [expected] } })
  const entity = entities.find(({ type }) => type === expected)
  if (entity !== undefined) expect(text.slice(entity.start, entity.end)).toBe(entity.text)
  return entity?.value
}

describe('the value that was asked for, wherever it stands', () => {
  test.each([
    ['zip', 'alright then. 60614', '60614'],
    ['zip', 'hm, one sec... 60614', '60614'],
    ['zip', '60614, I think', '60614'],
    ['zip', "that was the flat before, it's 60614 now", '60614'],
    ['zip', 'okay, 60614 please', '60614'],
    ['zip', '60613 - no, 60614', '60614'],
    ['zip', 'we moved. 60614 these days', '60614'],
    ['zip', 'if you must: 60614', '60614'],
    ['zip', 'no problem, 60614!', '60614'],
    ['pin', "4711 I'm pretty sure", '4711'],
    ['pin', 'let me think... 4711', '4711'],
    ['pin', 'it should be 4711', '4711'],
    ['pin', 'my pin? 4711', '4711'],
    ['pin', '4711, if I remember correctly', '4711'],
    ['user', 'ok, jdoe12', 'jdoe12'],
    ['user', 'the login is the same as ever, jdoe12', 'jdoe12'],
    ['person', 'emma stone, zip 60614', 'Emma Stone'],
    ['person', 'fine. emma stone', 'Emma Stone'],
    ['person', 'sure, it is Emma Stone', 'Emma Stone'],
    ['person', 'oliver twist (with two t)', 'Oliver Twist'],
  ])('%s: "%s"', (type, text, value) => expect(found(text, type)).toBe(value))

  test('two values of one message are both read', () => {
    const text = 'emma stone, zip 60614'
    const entities = extractor.extract(text, tokenise(text), { ...context, expected: { entities: ['person'] } })
    expect(entities.map(({ type }) => type)).toEqual(['person', 'zip'])
  })

  test.each([
    ['zip', 'I have ordered 60614 times, or so it feels, and nothing came'],
    ['zip', 'in June. I paid 60,614 dollars'],
    ['pin', 'where do I find it, since I moved in 1999 and forgot'],
    ['person', 'well, wrong window'],
    ['person', 'sorry. why do you ask'],
    ['person', 'hm, not today'],
    ['user', 'ok, thanks'],
  ])('%s: not in "%s"', (type, text) => expect(found(text, type)).toBeUndefined())

  test('nothing is looked for that was not asked', () => {
    const text = 'alright then. 60614'
    const entities = extractor.extract(text, tokenise(text), context)
    expect(entities.map(({ type }) => type)).toEqual(['quantity'])
  })
})

test('where a sum may be put right, a bare number is one, and nothing else is read more freely', () => {
  const kinds: EntityDefinition[] = [
    { name: 'amount', builtIn: 'money' },
    { name: 'day', builtIn: 'date' },
    { name: 'quantity', builtIn: 'number' },
  ]
  const reader = new EntityExtractor(kinds, [], (word) => english().has(word))
  const read = (text: string) =>
    reader
      .extract(text, tokenise(text), { ...context, expected: { entities: [], sums: ['amount', 'day'] } })
      .map(({ type, value }) => [type, value])
  expect(read('no no not 99, 40 I said')).toContainEqual(['amount', { amount: 40, currency: 'USD' }])
  expect(read('evening is better')).toEqual([])
})
