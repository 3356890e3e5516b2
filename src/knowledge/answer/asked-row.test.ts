import { describe, expect, test } from 'vitest'
import { buildKnowledge, loadKnowledge, readDocuments } from '../index.ts'
import { askedValues, rowAsked } from './asked-row.ts'

const asked = (question: string, row: string): number => {
  const values = askedValues(question)
  return values === null ? 0 : rowAsked(row, values)
}

describe('the row that is asked for', () => {
  test('has the number as its name, in digits or words', () => {
    expect(asked('how wide are they in an 11?', '11 – Width: 4.2 in')).toBe(1)
    expect(asked('seven pairs of eyelets', '7 – Length: 54 in')).toBe(1)
    expect(asked('ten pairs of eyelets', '9 or 10 – Length: 72 in')).toBe(1)
    expect(asked('how wide are they in an 11?', '10 – Width: 4.1 in')).toBe(0)
  })

  test('has the size as its name, in letters or words', () => {
    expect(asked('sleeve of a medium?', 'M – Sleeve: 34 in')).toBe(1)
    expect(asked('sleeve of an extra large?', 'XL – Sleeve: 36 in')).toBe(1)
    expect(asked('sleeve of an extra large?', 'L – Sleeve: 35 in')).toBe(0)
    expect(asked("what's the sleeve?", 'S – Sleeve: 33 in')).toBe(0)
  })

  test('has the number in the cell whose header is said, also within a range', () => {
    const row = '11 – US women: 12.5; EU: 44.5; UK: 10.5'
    expect(asked('what is a UK 10.5', row)).toBeGreaterThan(asked('what is a UK 10.5', '9 – US women: 10.5; UK: 8.5'))
    expect(asked('my hips are 45 inches', 'XL – Bust: 41 to 43; Hip: 44.5 to 46')).toBeGreaterThan(0.5)
    expect(asked('my bust is 45 inches', 'XL – Bust: 41 to 43; Hip: 44.5 to 46')).toBe(0)
  })

  test('has the height within its bounds', () => {
    expect(asked("I'm 5'2", 'below 5 ft 5 in – Falls: covers the shoe')).toBe(1)
    expect(asked('I am 5 foot 10', '5 ft 9 in to 6 ft – Falls: above the shoe')).toBe(1)
    expect(asked('I am 6 foot 3', '5 ft 9 in to 6 ft – Falls: above the shoe')).toBe(0)
  })

  test('is none where no number or size is named', () => {
    expect(askedValues('how wide are your boots?')).toBeNull()
  })
})

test('a question about one size is answered with its row and not with the example before the table', async () => {
  const { documents } = readDocuments([
    {
      file: 'boots.md',
      text: `---
title: Boot width
questions:
  - How wide are your boots?
  - What is the width of a boot?
---

Our boots come in one width. At size 9 they measure 4 inches across the foot.

## How wide the boots are

| Size | Width |
| --- | --- |
| 9 | 4.0 in |
| 10 | 4.1 in |
| 11 | 4.2 in |
`,
    },
    {
      file: 'refunds.md',
      text: '---\ntitle: Refunds\nquestions:\n  - When do I get my money?\n---\n\nA refund takes 5 days.\n',
    },
  ])
  const knowledge = loadKnowledge(await buildKnowledge(documents, { locale: 'en', threshold: 0 }))
  const answer = await knowledge.answer('how wide are the boots in an 11?', { locale: 'en', nowMs: 0 })
  expect(answer?.text).toBe('11 – Width: 4.2 in')
})
