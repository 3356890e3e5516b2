import { describe, expect, test } from 'vitest'
import { evaluateSpans } from './evaluate.ts'
import { findAllPersonalData, findPersonalData, redactThoroughly } from './index.ts'

const found = (text: string): string[] =>
  findAllPersonalData(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)

describe('the tagger finds what no pattern does', () => {
  const cases: [string, string[]][] = [
    ['I spoke with Katarzyna Nowak yesterday', ['name: Katarzyna Nowak']],
    ['We moved from Lisbon to Norway.', ['place: Lisbon', 'place: Norway']],
    ['see https://www.example-shop.de/orders for it', ['url: https://www.example-shop.de/orders']],
    ['My card 4111111111111111 was declined', ['card: 4111111111111111']],
  ]
  for (const [text, spans] of cases)
    test(`${JSON.stringify(text)} has ${spans.join(', ')}`, () => {
      expect(found(text)).toEqual(spans)
    })

  test('sentences without anything personal have nothing', () => {
    for (const text of [
      'Where is my order?',
      'I want to return the shoes I bought',
      'How do I reset my password?',
      'thanks, that was quick!',
    ])
      expect(found(text), text).toEqual([])
  })

  test('parts of one address are one span', () => {
    const text = 'Ana Horvat\n12 Oak Street 9\nApt. 4'
    expect(findAllPersonalData(text).filter(({ kind }) => kind === 'address')).toHaveLength(1)
  })

  test('weak kinds never reach the finder that withholds replies', () => {
    expect(findPersonalData('Our Boston store opens on Monday; see https://shop.example/stores')).toEqual([])
  })

  test('thorough redaction leaves no name', () => {
    expect(redactThoroughly('Please call Katarzyna Nowak at (212) 555-0142')).toBe('Please call [name] at [phone]')
  })

  test('spans lie inside the text, in order and without overlaps, whatever the text', () => {
    for (const text of [
      '',
      '\n\n',
      '👍👍 Ana',
      'a'.repeat(9_000),
      `${'Ana Horvat, 12 Oak Street, Paris\n'.repeat(300)}`,
    ]) {
      let before = 0
      for (const { start, end } of findAllPersonalData(text)) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(end).toBeGreaterThan(start)
        before = end
      }
      expect(before).toBeLessThanOrEqual(text.length)
    }
  })
})

test('a span counts where start, end and label are the same; overlap is a figure of its own', () => {
  const expected = [
    { start: 0, end: 4, label: 'PERSON' },
    { start: 10, end: 26, label: 'CREDIT_CARD' },
  ]
  const measured = evaluateSpans([
    {
      expected,
      found: [
        { start: 0, end: 6, label: 'PERSON' },
        { start: 10, end: 26, label: 'CREDIT_CARD' },
      ],
    },
  ])
  expect(measured).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, f1Overlap: 1, checksummed: 1 })
})

test('house numbers side by side are an address, no phone', () => {
  expect(findAllPersonalData('Our flat is at 3178 254 Mill Lane, Leeds').map(({ kind }) => kind)).not.toContain('phone')
})
