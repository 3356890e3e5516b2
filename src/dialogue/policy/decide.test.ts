import { describe, expect, test } from 'vitest'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { flowsYaml } from '../fixture/flows.ts'
import { compiled, decisionContext, order, Talk, understanding, verified } from '../fixture/index.ts'
import { propose } from '../proposer/index.ts'
import { decideCommands } from './decide.ts'

const number = order.number

describe('one candidate', () => {
  test('ahead of all others is started rather than asked about', async () => {
    const talk = new Talk()
    expect(await talk.says('my parcel?!', { intents: { 'orders/status': 0.5, 'orders/cancel': 0.1 } })).toEqual([
      'ask-order-number',
    ])
  })

  test('that is too weak is offered beside the next likely one', async () => {
    const talk = new Talk()
    const intents = { 'orders/status': 0.35, 'orders/cancel': 0.15, gifts: 0.02 }
    expect(await talk.says('my parcel', { intents })).toEqual(['repair.clarify'])
    expect(talk.variables('repair.clarify')['options']).toHaveLength(2)
  })

  test('far ahead of all others is asked about alone', async () => {
    const talk = new Talk()
    const intents = { 'orders/status': 0.42, 'orders/cancel': 0.1, gifts: 0.02 }
    expect(await talk.says('my parcel', { intents })).toEqual(['repair.confirm-start'])
    expect(talk.variables('repair.confirm-start')).toMatchObject({ title: 'Where is my order' })
    expect(await talk.press('Yes')).toEqual(['ask-order-number'])
  })

  test('beside another wish is done after it', async () => {
    const talk = new Talk({ identity: verified })
    const said = await talk.says(`cancel ${number} and a voucher`, {
      wishes: [
        { text: `cancel ${number}`, intents: { 'orders/cancel': 0.95 } },
        { text: 'a voucher', intents: { gifts: 0.55 } },
      ],
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['repair.queued', 'cancel-sure'])
  })
})

describe('candidates of one family', () => {
  const yaml = flowsYaml.replace('intents: [gifts]', 'intents: [orders/gifts]')
  const flows = compiled(yaml, ['orders/gifts'])
  const asked = (parents: { name: string; confidence: number }[], intents: Record<string, number>) => {
    const read = understanding('my order', { intents })
    const [wish] = read.wishes
    if (wish === undefined) throw new Error('there is a wish')
    const context = { ...decisionContext, flows, text: 'my order' }
    const weighed = { ...read, wishes: [{ ...wish, parents }] }
    const { commands, reasons } = decideCommands(
      propose(weighed, emptyDialogue(), context),
      weighed,
      emptyDialogue(),
      context,
    )
    const [command] = commands
    return { offered: command?.kind === 'clarify' ? command.options.map(({ flow }) => flow) : [], reasons }
  }
  const intents = { 'orders/status': 0.3, returns: 0.25, 'orders/cancel': 0.12, 'orders/gifts': 0.11 }

  test('that is sure as a whole are asked about alone, the less likely ones too', () => {
    const { offered, reasons } = asked([{ name: 'orders', confidence: 0.7 }], intents)
    expect(offered).toEqual(['order-status', 'cancel-order', 'gift-card'])
    expect(reasons).toContain('orders as a whole is sure: asks which of it')
  })

  test('that is not sure are no family', () => {
    expect(asked([{ name: 'orders', confidence: 0.53 }], intents).offered).toEqual(['order-status', 'return-item'])
  })
})

describe('anger', () => {
  test('with a wish for a person calls one at once, with priority', async () => {
    const talk = new Talk()
    const said = await talk.says('USELESS. get me your manager', { intents: { 'control/human': 0.5 }, anger: 0.95 })
    expect(said).toEqual(['repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'angry', priority: 'high' })
  })
})

test('what names a number that its likeliest flow takes is not out of scope, however it is put', async () => {
  const far = { intents: { 'orders/cancel': 0.32, gifts: 0.1 }, outOfScope: 0.65 }
  expect(await new Talk().says('so this thing arrives or whatever', far)).toEqual(['repair.out-of-scope'])
  const named = { ...far, entities: { [number]: 'order_number' } }
  expect(await new Talk().says(`so this ${number} thing arrives or whatever`, named)).toEqual(['repair.confirm-start'])
})

describe('a question that supposes', () => {
  const rules = { kind: 'question', form: 'interrogative', about: 'rules' } as const
  const supposing = (text: string, entities: Record<string, string>) => ({
    wishes: [
      { text, intents: { 'orders/cancel': 0.7 }, meaning: { act: rules as never, hypothetical: text as never } },
    ],
    entities,
  })

  test('is answered, unless it names what the flow takes: then it is a case', async () => {
    const general = 'what would I get back if I cancelled'
    expect(await new Talk({ knows: () => 0.9 }).says(general, supposing(general, {}))).toEqual([`answer: ${general}`])
    const own = `what would I get back if I cancelled ${number}`
    const talk = new Talk({ knows: () => 0.9, identity: verified })
    expect(await talk.says(own, supposing(own, { [number]: 'order_number' }))).toEqual(['cancel-sure'])
  })
})

test('whichever of the tasks is meant has what was said with the wish', async () => {
  const talk = new Talk({ identity: verified })
  const text = `something about ${order.number}, mail me at a@b.c`
  const intents = { gifts: 0.4, 'orders/status': 0.3 }
  const entities = { [order.number]: 'order_number', 'a@b.c': 'email' }
  expect(await talk.says(text, { intents, entities })).toEqual(['repair.clarify'])
  const options = talk.state.pending?.kind === 'clarify' ? talk.state.pending.options : []
  expect(options.find(({ payload }) => payload === 'flow:order-status')?.value).toMatchObject({
    slots: { order_number: order.number },
  })
  expect(await talk.press('Where is my order?')).toContain('order-is')
})
