import { describe, expect, test } from 'vitest'
import { documentOf } from '../document.fixture.ts'
import { buildKnowledge, loadKnowledge } from '../index.ts'
import { wordEncoder } from '../vectors/word-encoder.fixture.ts'

const knowledge = loadKnowledge(
  await buildKnowledge(
    [
      documentOf('refund-times', 'A refund takes five days after the parcel arrives.', { title: 'Refund times' }),
      documentOf('gift-vouchers', 'Vouchers never expire. A voucher is given back as a voucher.', {
        title: 'Gift vouchers',
      }),
      documentOf('washing', 'Wash wool in cold water.', { title: 'Washing' }),
    ],
    { encoder: wordEncoder },
  ),
  { encoder: wordEncoder },
)
const filters = { nowMs: 0 }

describe('a second search', () => {
  test('follows where the best article leaves part of the question open, and brings what says it', async () => {
    const { passages, secondQuery } = await knowledge.retrieve('refund days after arrival with vouchers', filters, 5)
    expect(secondQuery).toMatch(/vouchers/)
    expect(passages.map(({ slug }) => slug)).toEqual(['refund-times', 'gift-vouchers'])
  })

  test('leaves the first as it was: best passage, its score and the confidence', async () => {
    const question = 'refund days after arrival with vouchers'
    const alone = await knowledge.retrieve(question, filters, 1)
    const both = await knowledge.retrieve(question, filters, 5)
    expect(alone).toEqual({ ...both, passages: both.passages.slice(0, 1), secondQuery: null })
    for (const [at, { score }] of both.passages.entries())
      expect(score).toBeLessThanOrEqual(both.passages[Math.max(0, at - 1)]?.score ?? 0)
  })

  test('is spared where one article says all of it, or nothing is found', async () => {
    for (const question of ['how long does a refund take', 'wash wool', 'zebra', ''])
      expect((await knowledge.retrieve(question, filters, 5)).secondQuery, question).toBeNull()
  })
})
