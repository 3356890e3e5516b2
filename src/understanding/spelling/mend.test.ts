import { expect, test } from 'vitest'
import { slipMender } from './mend.ts'

const mend = slipMender({
  intents: [{ name: 'returns', examples: [{ text: 'I want to return my monogram shirt', entities: [] }] }],
  entities: [],
  vocabulary: ['monogram'],
  languages: ['en'],
})

test('slips are mended as understanding would, towards words of the assistant too', () => {
  expect(mend('how do i retrun a monogramm shirt')).toBe('how do i return a monogram shirt')
})

test('a text without slips stays as it is', () => {
  expect(mend('Where is my order?')).toBe('Where is my order?')
})
