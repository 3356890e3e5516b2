import { describe, expect, test } from 'vitest'
import { documentOf } from '../document.fixture.ts'
import { buildKnowledge, loadKnowledge } from '../index.ts'

/** Three passages in one section: longer than a passage may be. */
const long = (word: string) =>
  Array.from({ length: 3 }, (_, at) => `Paragraph ${at} says ${`${word}${at} `.repeat(130).trim()}.`).join('\n\n')

const documents = [
  documentOf(
    'warranty',
    `The warranty lasts two years.\n\n## Claims\n\n${long('claim')}\n\n## Costs\n\nA claim is free.`,
    {
      url: 'https://shop.example/warranty',
    },
  ),
  documentOf('about-us', 'The warranty lasts two years.'),
  documentOf('shipping', 'Express shipping costs $14.\n\nThe warranty does not cover shipping.'),
]
const filters = { nowMs: 0 }
const knowledge = loadKnowledge(await buildKnowledge(documents))

describe('context for a prompt', () => {
  test('has the found passages with their neighbours of the same section, in the order of the article', async () => {
    const { passages } = await knowledge.context('paragraph claim1', filters, 20_000)
    const warranty = passages.filter(({ slug }) => slug === 'warranty')
    expect(warranty.map(({ passage }) => passage)).toEqual(
      warranty.map(({ passage }) => passage).sort((a, b) => (a < b ? -1 : 1)),
    )
    expect(warranty.map(({ passage }) => passage)).toEqual(
      expect.arrayContaining(['warranty#2', 'warranty#3', 'warranty#4']),
    )
    expect(warranty.find(({ passage }) => passage === 'warranty#3')).toMatchObject({
      title: 'warranty',
      headings: ['Claims'],
      url: 'https://shop.example/warranty',
    })
  })

  test('says with each passage what its article is about, once', async () => {
    const { passages } = await knowledge.context('is a claim free, what does it cost', filters, 400)
    expect(passages[0]).toMatchObject({ passage: 'warranty#5', lead: 'The warranty lasts two years.' })
    const whole = await knowledge.context('how long does the warranty last', filters, 400)
    expect(whole.passages[0]).toMatchObject({ passage: 'warranty#1', lead: null })
  })

  test('cites each passage word for word', async () => {
    const { passages } = await knowledge.context('how long does the warranty last', filters, 5_000)
    expect(passages.length).toBeGreaterThan(1)
    for (const { passage, title, text, citation } of passages)
      expect(citation).toMatchObject({ passage, title, quote: text })
    expect(passages[0]?.citation.url).toBe('https://shop.example/warranty')
  })

  test('leaves out what another passage says already', async () => {
    const { passages } = await knowledge.context('how long does the warranty last', filters, 20_000)
    expect(passages.filter(({ text }) => text === 'The warranty lasts two years.')).toHaveLength(1)
  })

  test('stays within its budget, and is empty where nothing fits or is found', async () => {
    for (const budget of [0, 40, 300, 1_000, 2_500]) {
      const { passages, characters } = await knowledge.context('warranty claim', filters, budget)
      expect(characters).toBeLessThanOrEqual(budget)
      const used = passages.flatMap(({ title, headings, lead, text }) => [title, ...headings, lead ?? '', text])
      expect(used.join('').length).toBeLessThanOrEqual(budget)
    }
    expect((await knowledge.context('pizza', filters, 5_000)).passages).toEqual([])
  })
})
