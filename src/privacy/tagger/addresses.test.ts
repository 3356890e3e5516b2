import { describe, expect, test } from 'vitest'
import { readAddresses } from './addresses.ts'
import type { TaggedSpan } from './tagger.ts'

/** Spans of a text by their words, in order. */
const spansIn = (text: string, said: [TaggedSpan['label'], string][]): TaggedSpan[] => {
  let from = 0
  return said.map(([label, words]) => {
    const start = text.indexOf(words, from)
    from = start + words.length
    return { start, end: from, label }
  })
}
const read = (text: string, said: [TaggedSpan['label'], string][]): string[] =>
  readAddresses(text, spansIn(text, said)).map(({ start, end, label }) => `${label}: ${text.slice(start, end)}`)

describe('an address is read as a whole', () => {
  test('inside a sentence a flat and a country belong to it', () => {
    expect(
      read('Send it to 98 12 Mill Lane Apt. 3, Leeds, Norway please', [
        ['STREET_ADDRESS', '98'],
        ['STREET_ADDRESS', '12 Mill Lane Apt. 3'],
        ['GPE', 'Leeds'],
        ['GPE', 'Norway'],
      ]),
    ).toEqual(['STREET_ADDRESS: 98 12 Mill Lane Apt. 3, Leeds, Norway'])
  })

  test('a street and its town stay two', () => {
    const said: [TaggedSpan['label'], string][] = [
      ['STREET_ADDRESS', '12'],
      ['STREET_ADDRESS', '98 Mill Lane'],
      ['GPE', 'Leeds'],
    ]
    expect(read('She lives at 12 98 Mill Lane, Leeds', said)).toHaveLength(3)
  })

  test('a block of its own has parts, whatever stands before its lines', () => {
    const text = '> 98 Mill Lane\n> Apt. 3\n> Leeds\n> Norway 12345'
    expect(read(text, [['STREET_ADDRESS', '98 Mill Lane\n> Apt. 3']])).toEqual([
      'STREET_ADDRESS: 98',
      'STREET_ADDRESS: Mill Lane',
      'STREET_ADDRESS: Apt. 3',
      'GPE: Leeds',
      'GPE: Norway',
      'STREET_ADDRESS: 12345',
    ])
  })

  test('under a company a block is one', () => {
    const text = 'Quillworks Ltd\n98 Mill Lane\n Apt. 3\n Leeds\n Norway 12345'
    const said: [TaggedSpan['label'], string][] = [
      ['ORGANIZATION', 'Quillworks Ltd'],
      ['STREET_ADDRESS', '98'],
      ['STREET_ADDRESS', 'Mill Lane'],
    ]
    expect(read(text, said)).toEqual([
      'ORGANIZATION: Quillworks Ltd',
      'STREET_ADDRESS: 98 Mill Lane\n Apt. 3\n Leeds\n Norway 12345',
    ])
  })

  test('a flat before the number is a part', () => {
    expect(read('Apt. 3 98 Mill Lane', [['STREET_ADDRESS', 'Apt. 3 98 Mill Lane']])).toEqual([
      'STREET_ADDRESS: Apt. 3',
      'STREET_ADDRESS: 98',
      'STREET_ADDRESS: Mill Lane',
    ])
  })
})
