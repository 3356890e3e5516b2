import { describe, expect, test } from 'vitest'
import { documentOf } from '../document.fixture.ts'
import { buildKnowledge, type KnowledgeFilters, loadKnowledge } from '../index.ts'
import { wordEncoder } from '../vectors/word-encoder.fixture.ts'

const day = Date.parse('2026-06-15T00:00:00Z')
const body = 'The lamp shines.'
const documents = [
  documentOf('plain', body),
  documentOf('german', body, { locale: 'de' }),
  documentOf('british', body, { locale: 'en-GB' }),
  documentOf('staff', body, { audience: ['staff', 'press'] }),
  documentOf('june', body, { validFromMs: day, validUntilMs: day + 86_400_000 }),
  documentOf('orders', body, { category: 'orders' }),
  documentOf('returns', body, { category: 'orders/returns' }),
  documentOf('orders-abroad', body, { category: 'orders-abroad' }),
]

describe.each([
  ['in this thread', 5_000],
  ['in a thread of its own', 0],
])('what a reader sees of an index %s', (_, passagesInProcess) => {
  const seen = async (filters: Partial<KnowledgeFilters>): Promise<string[]> => {
    const bytes = await buildKnowledge(documents, { encoder: wordEncoder })
    const knowledge = loadKnowledge(bytes, { encoder: wordEncoder, passagesInProcess })
    try {
      const { passages } = await knowledge.retrieve('does the lamp shine', { nowMs: 0, ...filters }, 50)
      return passages.map(({ slug }) => slug).sort()
    } finally {
      await knowledge.close()
    }
  }
  const everyone = ['british', 'german', 'orders', 'orders-abroad', 'plain', 'returns']

  test('is of every language where none is said, else of the reader’s', async () => {
    expect(await seen({})).toEqual(everyone)
    expect(await seen({ locale: 'de-AT' })).toEqual(['german'])
    expect(await seen({ locale: 'en-GB' })).toEqual(everyone.filter((slug) => slug !== 'german'))
    expect(await seen({ locale: 'en-US' })).toEqual(['orders', 'orders-abroad', 'plain', 'returns'])
    expect(await seen({ locale: 'fr' })).toEqual([])
  })

  test('is for everyone, and for the audiences that the reader belongs to', async () => {
    expect(await seen({ audience: ['press'] })).toEqual([...everyone, 'staff'].sort())
    expect(await seen({ audience: ['owners'] })).toEqual(everyone)
  })

  test('is valid at the time, from its first millisecond until before its last', async () => {
    const within = [...everyone, 'june'].sort()
    expect(await seen({ nowMs: day })).toEqual(within)
    expect(await seen({ nowMs: day + 86_399_999 })).toEqual(within)
    expect(await seen({ nowMs: day - 1 })).toEqual(everyone)
    expect(await seen({ nowMs: day + 86_400_000 })).toEqual(everyone)
  })

  test('is of a category and of those below it', async () => {
    expect(await seen({ category: 'orders' })).toEqual(['orders', 'returns'])
    expect(await seen({ category: 'orders/returns' })).toEqual(['returns'])
    expect(await seen({ category: 'nothing' })).toEqual([])
  })

  test('is of its own company only, whatever others are loaded and asked meanwhile', async () => {
    const ours = await buildKnowledge([documentOf('ours', body)], { encoder: wordEncoder })
    const theirs = await buildKnowledge([documentOf('theirs', body)], { encoder: wordEncoder })
    const options = { encoder: wordEncoder, passagesInProcess }
    const [us, them] = [loadKnowledge(ours, options), loadKnowledge(theirs, options)]
    const ask = (knowledge: typeof us) => knowledge.retrieve('does the lamp shine', { nowMs: 0 }, 50)
    for (const _ of [1, 2]) {
      const [forUs, forThem] = await Promise.all([ask(us), ask(them)])
      expect(forUs.passages.map(({ slug }) => slug)).toEqual(['ours'])
      expect(forThem.passages.map(({ slug }) => slug)).toEqual(['theirs'])
    }
    expect(us.documents().map(({ slug }) => slug)).toEqual(['ours'])
    await Promise.all([us.close(), them.close()])
  })
})
