import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SentenceReader } from './sentences.ts'

/** Read in pieces of a size, put together again as they stand. */
function read(text: string, size: number): { sentences: string[]; whole: string } {
  const reader = new SentenceReader()
  const found = []
  for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)))
  found.push(...reader.end())
  return { sentences: found.map(({ text: one }) => one), whole: found.map((one) => one.before + one.text).join('') }
}

describe('a text that comes in pieces', () => {
  test.each([
    ['Returns are free [1]. You have 30 days [2].', ['Returns are free [1].', 'You have 30 days [2].']],
    ['It costs $14.50 by express. Standard is free!', ['It costs $14.50 by express.', 'Standard is free!']],
    ['Some items, e.g. gift cards, stay. That is all.', ['Some items, e.g. gift cards, stay.', 'That is all.']],
    ['1. Open the app.\n2. Press Return.', ['1. Open the app.', '2. Press Return.']],
    ['Really? Yes.', ['Really?', 'Yes.']],
    ['Open at 9 a.m. on weekdays.', ['Open at 9 a.m. on weekdays.']],
    ['Without an end', ['Without an end']],
    ['Two days. [1] And more.', ['Two days. [1]', 'And more.']],
  ])('%s', (text, sentences) => {
    expect(read(text, 1_000).sentences).toEqual(sentences)
  })

  test('a sentence is there with its full stop, before the next begins', () => {
    expect(new SentenceReader().push('You have thirty days.').map(({ text }) => text)).toEqual([
      'You have thirty days.',
    ])
  })

  test('where more digits may follow it waits for what comes next', () => {
    const reader = new SentenceReader()
    expect(reader.push('It costs 14.')).toEqual([])
    expect(reader.push('50 dollars')).toEqual([])
    expect(reader.push('. ').map(({ text }) => text)).toEqual(['It costs 14.50 dollars.'])
  })

  test('lines stay lines', () => {
    expect(read('Two ways:\n- by post\n- in a store\n\nBoth are free.', 3).whole).toBe(
      'Two ways:\n- by post\n- in a store\nBoth are free.',
    )
  })

  test('a sentence that never ends is cut', () => {
    expect(new SentenceReader().push('word '.repeat(300)).length).toBe(1)
  })

  test('whatever the text and its pieces, no word is lost, doubled or moved', () => {
    const word = fc.constantFrom(
      'word',
      '3.5',
      '30.',
      'e.g.',
      'end.',
      'why?',
      '[1]',
      '\n',
      '- item',
      '"so."',
      'a.m.',
      '…',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (words, size) => {
        const text = words.join(' ')
        const bare = (given: string) => given.replace(/\s+/g, ' ').trim()
        expect(bare(read(text, size).whole)).toBe(bare(text))
      }),
    )
  })
})

test('a text without any end, or of nothing but white space, costs no more than another', () => {
  for (const text of ['a'.repeat(100_000), `x${' '.repeat(100_000)}y`, `${'\n'.repeat(100_000)}x`, 'a. '.repeat(3_000)])
    expect(read(text, text.length).sentences.join('').length).toBeGreaterThan(0)
})
