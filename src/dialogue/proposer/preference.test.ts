import { describe, expect, test } from 'vitest'
import type { Entity } from '#domain/understanding.ts'
import { wordsFor } from '../words/index.ts'
import { othersThan, preferenceAmong } from './preference.ts'

/** The entities of "…[words](type)…" by their marks. */
function read(marked: string): { text: string; entities: Entity[] } {
  const entities: Entity[] = []
  let text = ''
  let last = 0
  for (const match of marked.matchAll(/\[([^\]]+)\]/g)) {
    text += marked.slice(last, match.index)
    const [whole, value = ''] = match
    const start = text.length
    text += value
    entities.push({ type: 'it', start, end: text.length, text: value, value, confidence: 1, source: 'list' })
    last = match.index + whole.length
  }
  return { text: text + marked.slice(last), entities }
}

describe('of several values of a kind, the message wants', () => {
  test.each([
    ["The delivery says [morning]. I'm only home in the [evening], can you move it?", 'evening'],
    ['im at work in the [afternoon]s so pls bring it in the [morning] instead', 'morning'],
    ['A [gift card] is of no use to me, I would prefer [store credit].', 'store credit'],
    ['please take it off [paypal] and put it on my [debit card]', 'debit card'],
    ['I ordered a [rain coat] today and need a shirt. Please add the [Oxford Shirt].', 'Oxford Shirt'],
    ['the [boots] are already in there, its the [jeans] i want added', 'jeans'],
    ['not the [boots] but the [jeans]', 'jeans'],
    ['send it to [Boston] instead of [Chicago]', 'Boston'],
    ['[blue] please', 'blue'],
  ])('%s → %s', (marked, wanted) => {
    const { text, entities } = read(marked)
    const preference = preferenceAmong(text, entities, wordsFor('en'))
    const best = [...entities].sort(
      (a, b) => (preference.get(b) ?? 0) - (preference.get(a) ?? 0) || a.start - b.start,
    )[0]
    expect(best?.value).toBe(wanted)
  })
})

test('a value that is there already is no correction of itself where another one was said', () => {
  const { entities } = read('by [mail], the [drop-off] is miles away')
  const values = (current: string) => othersThan(current, entities, ['it']).map(({ value }) => value)
  expect(values('drop-off')).toEqual(['mail'])
  expect(othersThan('mail', entities.slice(0, 1), ['it']).map(({ value }) => value)).toEqual(['mail'])
})
