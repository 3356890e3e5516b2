import { describe, expect, test } from 'vitest'
import { buildKnowledge, loadKnowledge, readDocuments } from '../index.ts'
import { mattersOf } from './matters.ts'

const article = (file: string, title: string, questions: string[], body: string) => ({
  file: `${file}.md`,
  text: `---\ntitle: ${title}\nquestions:\n${questions.map((question) => `  - ${question}`).join('\n')}\n---\n\n${body}\n`,
})
const { documents } = readDocuments([
  article(
    'shipping',
    'Shipping prices and times',
    ['What does shipping cost?', 'How long does delivery take?'],
    `We ship from one warehouse.

## Prices and times

| Service | Cost | Delivery time |
| --- | --- | --- |
| Standard to the United States | $8 | 3 to 5 business days |
| Express to the United States | $14 | 2 business days |
| Express to Canada | $29 | 4 business days |`,
  ),
  article(
    'cancel',
    'Cancel an order',
    ['How do I cancel my order?', 'Can I stop an order?'],
    'You can cancel an order until it is packed: open My orders and choose Cancel.',
  ),
  article(
    'refund-times',
    'How long a refund takes',
    ['When do I get my money back?', 'How long does a refund take?'],
    'A refund takes 5 to 7 business days. Your bank may need a day more.',
  ),
  article(
    'vouchers',
    'Vouchers',
    ['Can I pay with a voucher?', 'How is a voucher used?'],
    'A purchase that was paid with a voucher is refunded as a voucher.',
  ),
  article(
    'clearance',
    'Clearance items',
    ['Can I return clearance items?', 'Are clearance items returnable?'],
    'Clearance items can be returned within 14 days.',
  ),
  article(
    'deaf',
    'Is there a chat for deaf people?',
    ['Is there a chat for deaf people?'],
    'Yes. The chat on every page needs no sound. Our people answer it from 9 to 5. Ask for a video call if you sign.',
  ),
  {
    file: 'parking.md',
    text: `---
title: Getting here
questions:
  - How do I get to you?
  - question: Can I charge an electric car?
    answer: Yes, at two places behind the house. The first hour is free. Ask at the desk for the cable.
---

Take the green line to Market Square.
`,
  },
])
const knowledge = loadKnowledge(await buildKnowledge(documents))
const ask = (question: string) => knowledge.answer(question, { nowMs: 0 })

describe('what a message asks for', () => {
  test.each([
    ['how do I cancel my order and when do I get my money back?', 2],
    ['Where is the store? What does parking cost?', 2],
    ['Do you ship to Canada, and how long does it take, and what does it cost?', 3],
  ])('"%s" is so many matters: %i', (text, count) => {
    expect(mattersOf(text)).toHaveLength(count)
  })

  test.each([
    'how do I cancel my order',
    'I bought boots and a coat, can I return both?',
    'do you sell shirts and what not',
    'My order came. It is broken. What now?',
    '',
  ])('"%s" is one', (text) => {
    expect(mattersOf(text)).toBeNull()
  })

  test('a second one that leans on the first gets its matter', () => {
    expect(mattersOf('do you ship to Canada and how long does it take?')?.[1]).toBe('how long does it take ship canada')
  })

  test('what was told before a question stays with it', () => {
    expect(mattersOf('I moved. Can I change my address? When does it count?')?.[0]).toBe(
      'I moved. Can I change my address?',
    )
  })
})

const steps = Array.from({ length: 12 }, (_, at) => `${at + 1}. Turn screw number ${at + 1} to the left.`).join('\n')

describe('answers', () => {
  test('what goes on behind the answer can be offered', async () => {
    const long = readDocuments([article('shelf', 'Take the shelf apart', ['How do I take the shelf apart?'], steps)])
    const shelf = loadKnowledge(await buildKnowledge([...documents, ...long.documents]))
    const answer = await shelf.answer('how do I take the shelf apart?', { nowMs: 0 })
    expect(answer?.text.split('\n')).toHaveLength(8)
    expect(answer?.goesOn).toBe(true)
    expect((await ask('how long does express to Canada take?'))?.goesOn).toBe(false)
  })

  test('two matters are both answered, each with its citation', async () => {
    const answer = await ask('how do I cancel my order and when do I get my money back?')
    expect(answer?.citations.map(({ passage }) => passage)).toEqual(['cancel#1', 'refund-times#1'])
    expect(answer?.text).toMatch(/^You can cancel an order .*\nA refund takes 5 to 7 business days/)
  })

  test('a table is answered by its row and by what is asked of it', async () => {
    expect((await ask('how long does express to Canada take?'))?.text).toBe(
      'Express to Canada – Cost: $29; Delivery time: 4 business days',
    )
    expect((await ask('what does standard shipping to the United States cost'))?.text).toBe(
      'Standard to the United States – Cost: $8; Delivery time: 3 to 5 business days',
    )
  })

  test('an entry of questions and answers is given as it was written', async () => {
    expect((await ask('is there a chat for deaf people'))?.text).toBe(
      'Yes. The chat on every page needs no sound. Our people answer it from 9 to 5. Ask for a video call if you sign.',
    )
  })

  test('a question that has an answer in the front matter gets it word for word', async () => {
    expect((await ask('can I charge my electric car'))?.text).toBe(
      'Yes, at two places behind the house. The first hour is free. Ask at the desk for the cable.',
    )
  })

  test('a question whose answer needs two articles finds the passages of both', async () => {
    const { passages, secondQuery } = await knowledge.retrieve(
      'can I return clearance items that I paid with a voucher?',
      { nowMs: 0 },
      3,
    )
    expect(passages.slice(0, 2).map(({ slug }) => slug)).toEqual(expect.arrayContaining(['clearance', 'vouchers']))
    expect(secondQuery).not.toBeNull()
  })

  test('a line of it stands in a quote, whatever it was joined from', async () => {
    for (const question of [
      'how do I cancel my order and when do I get my money back?',
      'what does express to Canada cost and can I return clearance items?',
    ]) {
      const answer = await ask(question)
      expect(answer, question).not.toBeNull()
      for (const line of answer!.text.split('\n'))
        expect(
          answer!.citations.some(({ quote }) => quote.includes(line.replace(/^• /, ''))),
          line,
        ).toBe(true)
    }
  })
})
