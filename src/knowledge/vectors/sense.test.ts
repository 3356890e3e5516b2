import { expect, test } from 'vitest'
import type { KnowledgeDocument } from '../documents/document.ts'
import { readSections } from '../index/bytes.ts'
import { indexOf } from '../index/index-form.ts'
import { buildKnowledge, loadKnowledge, readDocuments } from '../index.ts'
import { sensing } from './sense.ts'
import { SharedMemory } from './shared-memory.ts'
import { wordEncoder } from './word-encoder.fixture.ts'

const article = (slug: string, title: string, questions: string[], body: string) => ({
  file: `${slug}.md`,
  text: `---\ntitle: ${title}\nquestions:\n${questions.map((question) => `  - ${question}`).join('\n')}\n---\n\n${body}\n`,
})
const { documents } = readDocuments([
  article(
    'returns',
    'Returns',
    ['bring boots back', 'give a coat back', 'send trousers back'],
    'Goods come back to us.',
  ),
  article('repairs', 'Repairs', ['mend boots', 'sew a coat', 'patch trousers'], 'Our tailors work on Mondays.'),
])
const outside = ['weather tomorrow', 'football results', 'a joke about cats']

const senseOf = async (from: readonly KnowledgeDocument[]) => {
  const bytes = await buildKnowledge(from, { encoder: wordEncoder, outside })
  const { dense } = indexOf(readSections(bytes))
  const sense = sensing(dense!.sense!, dense!.dimensions, new SharedMemory())
  return {
    bytes,
    of: async (text: string) => [...sense((await wordEncoder.encode([{ text }]))[0]!.vector)],
  }
}

test('a meaning sounds like the document whose wordings it shares, and like none where it is of another world', async () => {
  const { of } = await senseOf(documents)
  // In order of their slugs: repairs, returns, none.
  const [, returns = 0] = await of('bring a coat back')
  const [repairs = 0] = await of('patch a coat')
  const none = (await of('football and weather')).at(-1)!
  expect(Math.min(returns, repairs, none)).toBeGreaterThan(0.5)
})

test('probabilities add up to one', async () => {
  const { of } = await senseOf(documents)
  expect((await of('boots')).reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1)
})

test('the same articles teach the same', async () => {
  expect((await senseOf(documents)).bytes).toEqual((await senseOf(documents)).bytes)
})

test('an index that was built without an encoder has none, and is searched by words', async () => {
  const bytes = await buildKnowledge(documents)
  expect(indexOf(readSections(bytes)).dense).toBeNull()
  const { passages } = await loadKnowledge(bytes).retrieve('send trousers back', { nowMs: 0 }, 1)
  expect(passages[0]?.slug).toBe('returns')
  expect(passages[0]?.features['sense']).toBe(0)
})
