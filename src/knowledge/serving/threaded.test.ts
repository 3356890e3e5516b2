import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentOf } from '../document.fixture.ts'
import { buildKnowledge, type KnowledgeDocument, loadKnowledge } from '../index.ts'
import { wordEncoder } from '../vectors/word-encoder.fixture.ts'
import { ThreadedAnswering } from './threaded.ts'

const document = (slug: string, title: string, body: string): KnowledgeDocument =>
  documentOf(slug, body, { title, questions: [`What about ${title.toLowerCase()}?`] })
const documents = [
  document('shipping', 'Shipping', 'Express shipping costs $14. It takes two days.\n\n## Weekends\n\nNot on Sundays.'),
  document('returns', 'Returns', 'You have 30 days to send it back. The refund goes to your card.'),
]
const filters = { nowMs: 0 }
let bytes: Uint8Array

beforeAll(async () => {
  bytes = await buildKnowledge(documents, { encoder: wordEncoder })
})

describe('an index in a thread of its own', () => {
  const load = (over: Uint8Array = bytes) => loadKnowledge(over, { encoder: wordEncoder, passagesInProcess: 0 })
  let threaded: ReturnType<typeof load>
  beforeAll(() => {
    threaded = load()
  })
  afterAll(() => threaded.close())

  test('answers as it does in this one', async () => {
    const here = loadKnowledge(bytes, { encoder: wordEncoder })
    for (const question of ['what does express shipping cost', 'how long may I send it back?', 'pizza', '']) {
      expect(await threaded.retrieve(question, filters, 5)).toEqual(await here.retrieve(question, filters, 5))
      expect(await threaded.answer(question, filters)).toEqual(await here.answer(question, filters))
      expect(await threaded.context(question, filters, 2_000)).toEqual(await here.context(question, filters, 2_000))
    }
    expect(threaded.documents()).toEqual(here.documents())
    expect(threaded.vocabulary()).toEqual(here.vocabulary())
  })

  test('is asked for the meaning of a question by this one, which has the encoder', async () => {
    const { passages } = await threaded.retrieve('express shipping', filters, 1)
    expect(passages[0]?.features['dense']).toBeGreaterThan(0.5)
  })

  test('refuses more questions than may wait, and answers the others', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 100 }, (_, at) => threaded.retrieve(`shipping ${at}`, filters, 1)),
    )
    const refused = asked.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(36)
    expect(refused[0]).toMatchObject({ reason: { code: 'knowledge.unavailable' } })
  })

  test('that is closed rejects what is asked', async () => {
    const closing = load()
    const asked = closing.retrieve('shipping', filters, 1)
    await closing.close()
    await expect(asked).rejects.toMatchObject({ code: 'knowledge.unavailable' })
    await expect(closing.answer('shipping', filters)).rejects.toMatchObject({ code: 'knowledge.unavailable' })
  })

  test('with bytes that lack a section says that they cannot be read', async () => {
    const { readSections, writeSections } = await import('../index/bytes.ts')
    const { idf: _, ...rest } = readSections(bytes)
    const broken = load(writeSections(rest))
    await expect(broken.retrieve('shipping', filters, 1)).rejects.toMatchObject({ code: 'knowledge.unreadable' })
    await broken.close()
  })
})

describe('an index that nobody refers to any more', () => {
  test('ends when the last question was answered, and not before', async () => {
    const threaded = new ThreadedAnswering(bytes, null)
    const asked = threaded.retrieve('shipping', filters, 1)
    threaded.retire()
    expect((await asked).passages[0]).toMatchObject({ slug: 'shipping' })
    await expect(threaded.retrieve('shipping', filters, 1)).rejects.toMatchObject({ code: 'knowledge.unavailable' })
  })
})

describe('a thread that dies', () => {
  const entry = (name: string) => new URL(`./${name}.fixture.ts`, import.meta.url)

  test('once is started again, and what it was asked is asked once more', async () => {
    const threaded = new ThreadedAnswering(bytes, null, { entry: entry('dies-once') })
    expect(await threaded.retrieve('shipping', filters, 1)).toMatchObject({ threshold: 0.6 })
    expect(await threaded.retrieve('returns', filters, 1)).toMatchObject({ threshold: 0.6 })
    await threaded.close()
  })

  test('over a question twice rejects that question', async () => {
    const threaded = new ThreadedAnswering(bytes, null, { entry: entry('dies-always') })
    await expect(threaded.retrieve('shipping', filters, 1)).rejects.toMatchObject({ code: 'knowledge.unavailable' })
    await threaded.close()
  })

  test('or never answers is ended in time', async () => {
    const threaded = new ThreadedAnswering(bytes, null, { entry: entry('never-answers'), answerWithinMs: 50 })
    await expect(threaded.retrieve('shipping', filters, 1)).rejects.toThrow('within 50 ms')
    await threaded.close()
  })
})
