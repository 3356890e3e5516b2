import { describe, expect, test } from 'vitest'
import { order, Talk, verified } from '../fixture/index.ts'

const asks = ['repair.verify-first', 'ask-order-number']
const said = (
  text: string,
  confidence: number,
  options: ConstructorParameters<typeof Talk>[0],
  intent = 'returns/size',
) => new Talk(options).says(text, { intents: { [intent]: confidence } })

describe("a question that says nothing of a matter of one's own", () => {
  const general = 'what sleeve does one get on a large?'

  test('is answered where the article is sure and about nothing that a task does, however sure the task is', async () => {
    const talk = new Talk({ knows: () => 0.8, isOfTask: () => false })
    expect(await talk.says(general, { intents: { 'returns/size': 0.97 } })).toEqual([`answer: ${general}`])
    const [item] = talk.result?.items ?? []
    expect(item).toMatchObject({ kind: 'answer', quickReplies: [{ payload: 'flow:return-item' }] })
  })

  test('begins the task where the article is not sure, or is about the very task', async () => {
    expect(await said(general, 0.97, { knows: () => 0.65, isOfTask: () => false })).toEqual(asks)
    expect(await said(general, 0.97, { knows: () => 0.8, isOfTask: () => true })).toEqual(asks)
  })

  test('of what others get is answered where the article is the surer', async () => {
    const others = 'do bronze members get another size?'
    expect(await said(others, 0.8, { knows: () => 0.9, isOfTask: () => true })).toEqual([`answer: ${others}`])
    expect(await said(others, 0.95, { knows: () => 0.9, isOfTask: () => true })).toEqual(asks)
  })
})

describe("a case of one's own", () => {
  const sure = { knows: () => 0.95, isOfTask: () => false }

  test.each([
    'I ordered the wrong size, what now?',
    'can you send me another size please?',
    'these are too big, what size do I take?',
    'why is my order too small?',
  ])('"%s" begins the task', async (text) => {
    expect(await said(text, 0.97, sure)).toEqual(asks)
  })

  test('with a number begins the task', async () => {
    const talk = new Talk({ ...sure, identity: verified })
    const text = `what size is in ${order.number}?`
    const entities = { [order.number]: 'order_number' }
    const words = await talk.says(text, { intents: { 'returns/size': 0.97 }, entities })
    expect(words).not.toEqual([`answer: ${text}`])
  })
})

describe('where nothing else was understood', () => {
  test('what the articles surely say is no other business', async () => {
    const text = 'price tag on that insurance thing'
    const strange = { intents: { 'returns/size': 0.1 }, outOfScope: 0.8 }
    expect(await new Talk({ knows: () => 0.9 }).says(text, strange)).toEqual([`answer: ${text}`])
    expect(await new Talk({ knows: () => 0.6 }).says(text, strange)).toEqual(['repair.out-of-scope'])
  })
})
