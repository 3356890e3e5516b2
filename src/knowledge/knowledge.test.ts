import { describe, expect, test } from 'vitest'
import { buildKnowledge, type KnowledgeDocument, loadKnowledge, readDocuments } from './index.ts'

const article = (title: string, body: string, extra = '') => ({
  file: `${title.toLowerCase().replaceAll(' ', '-')}.md`,
  text: `---\ntitle: ${title}\n${extra}---\n\n${body}\n`,
})
const read = (...files: { file: string; text: string }[]): KnowledgeDocument[] => {
  const { documents, problems } = readDocuments(files)
  expect(problems).toEqual([])
  return documents
}

const shop = read(
  article(
    'Shipping options',
    `We offer standard and express shipping.

## Prices

| Option | Cost | Time |
| --- | --- | --- |
| Standard | $8 | 3 to 5 business days |
| Express | $14 | 2 business days |

## Weekends

We do not deliver on Sundays.`,
    'url: https://shop.example/help/shipping\nquestions:\n  - How much is shipping?\n  - How long does delivery take?\n',
  ),
  article(
    'Returns',
    `You can send back what you do not like.

## How to start a return

You need:

- the order number
- the item in its original condition

The refund takes 5 to 7 business days after the item arrives. It goes to the card that paid.`,
    'questions:\n  - How do I return something?\n  - Can I send an item back?\n  - When is my refund paid?\n',
  ),
  article(
    'Washing wool',
    `Wool lasts long if it is washed gently.

## How to wash

1. Turn it inside out.
2. Move it in cold water.
3. Dry it flat. Never use a dryer.

## If it has shrunk

1. Soak it in lukewarm water.
2. Stretch it.`,
    'questions:\n  - How do I wash a sweater?\n',
  ),
  article(
    'Winter sale 2025',
    'The winter sale runs from January 5 to January 11, 2025.',
    'valid_from: 2025-01-01\nvalid_until: 2025-01-31\nquestions:\n  - When is the winter sale?\n',
  ),
  article(
    'Press office',
    'Journalists reach the press office by e-mail.',
    'audience: press\nquestions:\n  - Who answers journalists?\n',
  ),
)
const nowMs = Date.parse('2026-11-20T12:00:00Z')
const knowledge = loadKnowledge(await buildKnowledge(shop))

describe('answers', () => {
  test('a table is answered by its row, with the columns named', async () => {
    const answer = await knowledge.answer('what does express shipping cost', { nowMs })
    expect(answer?.text).toBe('Express – Cost: $14; Time: 2 business days')
    expect(answer?.slug).toBe('shipping-options')
    expect(answer?.citations).toEqual([
      {
        passage: 'shipping-options#2',
        title: 'Shipping options',
        url: 'https://shop.example/help/shipping',
        quote: 'Express – Cost: $14; Time: 2 business days',
      },
    ])
  })

  test('a list comes with the line that leads it', async () => {
    const answer = await knowledge.answer('what do I need to start a return?', { nowMs })
    expect(answer?.text).toBe('You need:\n• the order number\n• the item in its original condition')
  })

  test('asked how, the steps are given: whole, numbered, and those for the usual case', async () => {
    const answer = await knowledge.answer('How do I wash a wool sweater?', { nowMs })
    expect(answer?.text).toBe('1. Turn it inside out.\n2. Move it in cold water.\n3. Dry it flat. Never use a dryer.')
    expect(answer?.citations.map(({ quote }) => quote)).toEqual([
      'Turn it inside out. Move it in cold water. Dry it flat. Never use a dryer.',
    ])
  })

  test('asked how long, the sentence with the days is given and not the one before it', async () => {
    expect((await knowledge.answer('how long does the refund take?', { nowMs }))?.text).toMatch(
      /^The refund takes 5 to 7/,
    )
  })

  test('every line of an answer stands word for word in one of its quotes', async () => {
    for (const question of [
      'How do I wash a sweater?',
      'When is my refund paid?',
      'how long does delivery take',
      'start a return',
    ]) {
      const answer = await knowledge.answer(question, { nowMs })
      expect(answer, question).not.toBeNull()
      for (const line of answer!.text.split('\n'))
        expect(answer!.citations.some(({ quote }) => quote.includes(line.replace(/^(?:• |\d\. )/, '')))).toBe(true)
    }
  })

  test('what the articles do not say is not answered', async () => {
    for (const question of [
      'Do you sell pizza?',
      'What is the capital of France?',
      'tell me a joke',
      'asdf qwer',
      '',
      '🙂',
    ])
      expect(await knowledge.answer(question, { nowMs }), question).toBeNull()
  })
})

describe('finding', () => {
  test('another everyday word for the same thing finds the article', async () => {
    expect((await knowledge.retrieve('can I give my parcel back', { nowMs }, 1)).passages[0]?.slug).toBe('returns')
    expect((await knowledge.retrieve('clean a jumper', { nowMs }, 1)).passages[0]?.slug).toBe('washing-wool')
  })

  test('a misspelt word finds what was meant', async () => {
    expect((await knowledge.retrieve('expres shiping', { nowMs }, 1)).passages[0]?.slug).toBe('shipping-options')
  })

  test('an article outside its validity is not seen', async () => {
    expect((await knowledge.retrieve('winter sale', { nowMs }, 5)).passages.map(({ slug }) => slug)).not.toContain(
      'winter-sale-2025',
    )
    const then = Date.parse('2025-01-31T23:00:00Z')
    expect((await knowledge.answer('When is the winter sale?', { nowMs: then }))?.text).toContain('January 5')
  })

  test('an article for some is seen by them alone', async () => {
    const asked = 'Who answers journalists?'
    expect((await knowledge.retrieve(asked, { nowMs }, 5)).passages.map(({ slug }) => slug)).not.toContain(
      'press-office',
    )
    expect((await knowledge.retrieve(asked, { nowMs, audience: ['press'] }, 1)).passages[0]?.slug).toBe('press-office')
  })

  test('an article in another language is not seen', async () => {
    const first = shop.find(({ slug }) => slug === 'returns')
    const german = { ...first!, slug: 'versand', locale: 'de', body: 'Der Versand kostet acht Euro.', questions: [] }
    const both = loadKnowledge(await buildKnowledge([...shop, german]))
    expect(
      (await both.retrieve('Versand', { nowMs, locale: 'en-US' }, 9)).passages.map(({ slug }) => slug),
    ).not.toContain('versand')
    expect((await both.retrieve('Versand', { nowMs, locale: 'de-AT' }, 1)).passages[0]?.slug).toBe('versand')
  })
})

describe('the part of a release', () => {
  test('the same articles give the same bytes', async () => {
    expect(await buildKnowledge(shop)).toEqual(await buildKnowledge(shop))
  })

  test('bytes that are cut off or of something else are refused with what to do', async () => {
    const bytes = await buildKnowledge(shop)
    expect(() => loadKnowledge(bytes.subarray(0, bytes.length - 100))).toThrow('Build the release again')
    expect(() => loadKnowledge(new Uint8Array(40))).toThrow('Build the release again')
  })

  test('bytes at an odd place of a larger buffer load too', async () => {
    const bytes = await buildKnowledge(shop)
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(loadKnowledge(larger.subarray(3)).documents()).toHaveLength(5)
  })

  test('nothing to build from is an error that says where to look', async () => {
    await expect(buildKnowledge([])).rejects.toThrow('Check the knowledge folder')
  })
})
