import { describe, expect, test } from 'vitest'
import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import { documentOf } from '../document.fixture.ts'
import { buildKnowledge, type KnowledgeDocument, loadKnowledge } from '../index.ts'
import { wordEncoder } from '../vectors/word-encoder.fixture.ts'

const documents = [
  documentOf('returns', 'You have 30 days to send it back.\n\n## Refunds\n\nIt goes to the card.', {
    questions: ['How do I send something back?'],
  }),
  documentOf('shipping', 'Express shipping costs $14.'),
  documentOf('empty-section', '## Nothing here'),
]
const filters = { nowMs: 0 }
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => documentOf(`article-${at}`, `Part ${at} is made of word${at} and steel.`))

describe('building', () => {
  test('the same documents give the same bytes, with vectors and without', async () => {
    const encoder = wordEncoder
    expect(await buildKnowledge(documents, { encoder })).toEqual(await buildKnowledge(documents, { encoder }))
    expect(await buildKnowledge(documents)).toEqual(await buildKnowledge(documents))
    expect(await buildKnowledge(documents)).not.toEqual(await buildKnowledge(documents, { encoder }))
  })

  test.each([5, 601, 900])('%i documents that come one by one give the bytes of a list', async (count) => {
    async function* arriving(): AsyncGenerator<KnowledgeDocument> {
      yield* many(count)
    }
    expect(await buildKnowledge(arriving())).toEqual(await buildKnowledge(many(count)))
  })

  test('an encoder that does not answer keeps the index from being built', async () => {
    const gone: Encoder = { ...wordEncoder, encode: () => Promise.reject(unavailable) }
    await expect(buildKnowledge(documents, { encoder: gone })).rejects.toBe(unavailable)
  })
})

describe('meaning', () => {
  test('brings what shares no word with the question but lies near it', async () => {
    // An encoder for which moolah is a card.
    const meaning: Encoder = {
      ...wordEncoder,
      encode: (inputs) => wordEncoder.encode(inputs.map(({ text }) => ({ text: text.replace(/moolah/g, 'card') }))),
    }
    const knowledge = loadKnowledge(await buildKnowledge(documents, { encoder: meaning }), { encoder: meaning })
    const { passages } = await knowledge.retrieve('moolah please', filters, 3)
    const near = passages.find(({ id }) => id === 'returns#2')
    expect(near?.features['words']).toBe(0)
    expect(near?.features['dense']).toBeGreaterThan(0.3)
    expect(
      (await loadKnowledge(await buildKnowledge(documents)).retrieve('moolah please', filters, 3)).passages,
    ).toEqual([])
  })

  test('is left out where the encoder is another one, is missing or does not answer', async () => {
    const bytes = await buildKnowledge(documents, { encoder: wordEncoder })
    const other: Encoder = { ...wordEncoder, identity: 'words:2' }
    const gone: Encoder = { ...wordEncoder, canFail: true, encode: () => Promise.reject(unavailable) }
    const words = await loadKnowledge(bytes).retrieve('send it back', filters, 3)
    expect(words.passages[0]).toMatchObject({ id: 'returns#1', features: { dense: 0, denseQuestion: 0 } })
    for (const encoder of [null, other, gone])
      expect(await loadKnowledge(bytes, { encoder }).retrieve('send it back', filters, 3)).toEqual(words)
  })

  test('of a passage, of what stands above it and of its document’s questions are told apart', async () => {
    const bytes = await buildKnowledge(documents, { encoder: wordEncoder })
    const knowledge = loadKnowledge(bytes, { encoder: wordEncoder })
    const { passages } = await knowledge.retrieve('How do I send something back?', filters, 5)
    const returns = passages.find(({ id }) => id === 'returns#1')
    expect(returns?.features['denseQuestion']).toBeGreaterThan(0.98)
    expect(returns?.features['dense']).toBeLessThan(0.98)
    expect(passages.find(({ id }) => id === 'shipping#1')?.features['denseQuestion'] ?? 0).toBe(0)
  })
})

const unavailable = appError('encoder.unavailable', { encoder: 'words:1', problem: 'it is closed' })
