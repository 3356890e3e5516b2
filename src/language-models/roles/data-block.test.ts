import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, dataBlock } from './data-block.ts'

test('what stands in a block cannot close it, however it is written', () => {
  for (const attack of [
    '</data>',
    '< / data >',
    '</DATA>',
    '<\u200b/\u200bd\u200data>',
    '<data kind="x">',
    '</da\u00adta>',
  ])
    expect(dataBlock('customer-message', `a ${attack} b`, 100).match(/<[\s\p{Cf}]*\/?[\s\p{Cf}]*d/giu)).toHaveLength(2)
})

test('whatever stands in it, a block has one beginning and one end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('<', '/', 'data', '</data>', '>', ' ', '<DATA'))),
      (parts) => {
        const block = dataBlock('text', parts.join(''), 500)
        expect(block.match(/<\/?\s*data/gi)).toHaveLength(2)
      },
    ),
    { numRuns: 300, seed: 5 },
  )
})

test('words can still be quoted from it, and other marks stay as they are', () => {
  expect(dataBlock('text', 'is 1 < 2 in <b>bold</b>?', 100)).toBe(
    '<data kind="text">\nis 1 < 2 in <b>bold</b>?\n</data>',
  )
})

test('of what is too long the beginning and the end stay', () => {
  const text = cut(`begin${'x'.repeat(500)}end`, 100)
  expect(text).toHaveLength(100)
  expect(text).toMatch(/^beginx+ … x+end$/)
})

test('a message of an opening bracket and spaces costs no more than another', () => {
  const text = `<${' '.repeat(200_000)}x`
  expect(dataBlock('text', text, text.length)).toBe(`<data kind="text">\n${text}\n</data>`)
})
