import { describe, expect, test } from 'vitest'
import type { Meaning } from '#domain/understanding.ts'
import { command, order, Talk, verified } from '../fixture/index.ts'

const { start } = command
const question: Partial<Meaning> = { act: { kind: 'question', form: 'yes-no', about: 'case' } }
const asking = (knows: (query: string) => number) => new Talk({ identity: verified, knows })

describe('a question while something else is open', () => {
  test.each([
    'can I put the shirt in the machine?',
    'one sec, does the coat shrink?',
    'quick question: is the wool real?',
    'could the parcel go to a neighbour?',
    'will it be here before Christmas?',
    'do I have to iron it?',
    'is there a fee for that?',
    'may I wear them outside first?',
  ])('"%s" is answered and begins nothing, and the open question comes again', async (text) => {
    const talk = asking(() => 0.8)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    const wishes = [{ text, intents: { gifts: 0.9 }, meaning: question }]
    expect(await talk.says(text, { wishes })).toEqual([`answer: ${text}`, 'repair.back-to', 'cancel-sure'])
    expect(talk.state.stack.map(({ flow }) => flow)).toEqual(['cancel-order'])
  })

  test('the articles know little of is asked about before it begins a task that changes something', async () => {
    const talk = asking(() => 0.3)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    const text = 'can I have it sent to my aunt?'
    const wishes = [{ text, intents: { 'orders/change-address': 0.9 }, meaning: question }]
    const said = await talk.says(text, { wishes })
    expect(said).not.toContain('ask-address')
    expect(talk.state.stack.map(({ flow }) => flow)).not.toContain('change-address')
    expect(said.some((one) => one === 'repair.confirm-start' || one === 'repair.queued-asks')).toBe(true)
  })

  test('one that only tells something is begun', async () => {
    const talk = asking(() => 0.3)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    const text = 'can I have a gift card?'
    const wishes = [{ text, intents: { gifts: 0.9 }, meaning: question }]
    expect(await talk.says(text, { wishes })).toContain('ask-amount')
  })

  test('an order begins it, whatever the articles know', async () => {
    const talk = asking(() => 0.95)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    const text = 'I want a gift card'
    expect(await talk.says(text, { wishes: [{ text, intents: { gifts: 0.9 } }] })).toContain('ask-amount')
  })
})

describe('a question beside a yes', () => {
  test.each([
    ['yes, will I get a refund?', 'will I get a refund?'],
    ['Yes please. How long does the money take?', 'How long does the money take?'],
    ['go ahead. Is there a fee?', 'Is there a fee?'],
  ])('"%s": both', async (text, query) => {
    const talk = asking(() => 0.8)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    const said = await talk.says(text, { intents: { 'help/question': 0.5, 'control/affirm': 0.4 } })
    expect(said).toContain('cancel-done')
    expect(said.some((one) => one.startsWith('answer: ') && one.endsWith(query))).toBe(true)
  })

  test('what the articles do not know is left', async () => {
    const talk = asking(() => 0.2)
    await talk.commands(start('cancel-order', { order_number: order.number }))
    expect(await talk.says('yes, will I get a refund?', { intents: { 'help/question': 0.5 } })).toEqual([
      'cancel-done',
      'repair.anything-else',
    ])
  })
})
