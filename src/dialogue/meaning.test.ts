import { describe, expect, test } from 'vitest'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import type { Condition, Meaning, TextPart } from '#domain/understanding.ts'
import { flowsYaml } from './fixture/flows.ts'
import { command, compiled, decisionContext, flows, order, Talk, understanding, verified } from './fixture/index.ts'
import { decideCommands } from './policy/index.ts'
import { flowChecks } from './proposer/conditions.ts'
import { propose, stillNeeded, taskFrame } from './proposer/index.ts'

/** What a frame of meaning changes in what is done; that the frame itself is right is tested where it is read. */
const number = order.number

const part = (text: string, words: string): TextPart => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, text: words }
}

function condition(text: string, when: string, role: Condition['role'] = 'whole', connective = 'if'): Condition {
  const { start, end } = part(text, when)
  return {
    start,
    end,
    text: when,
    connective,
    inverted: connective === 'unless',
    condition: part(text, when),
    consequence: null,
    alternative: null,
    role,
  }
}

function conditional(text: string, when: string, intent: string, confidence = 0.95) {
  return { wishes: [{ text, intents: { [intent]: confidence }, meaning: { conditions: [condition(text, when)] } }] }
}

describe('a wish under a condition', () => {
  test('that the flow or the business knows of begins: the flow says where it cannot go on', async () => {
    const talk = new Talk()
    const text = 'if it has not shipped, cancel my order'
    expect(await talk.says(text, conditional(text, 'it has not shipped', 'orders/cancel'))).toEqual([
      'repair.verify-first',
      'ask-order-number',
    ])
  })

  test('that only the customer knows of is asked about, and begins with a yes', async () => {
    const talk = new Talk({ identity: verified })
    const text = `cancel ${number} if my wife agrees`
    const read = { ...conditional(text, 'my wife agrees', 'orders/cancel'), entities: { [number]: 'order_number' } }
    expect(await talk.says(text, read)).toEqual(['repair.confirm-start'])
    expect(talk.state.stack).toEqual([])
    expect(await talk.says('yes', { intents: { 'control/affirm': 0.9 } })).toEqual(['cancel-sure'])
  })

  test('asked as a question is not taken for one', async () => {
    const talk = new Talk({ identity: verified })
    const text = `can you cancel ${number} if my wife agrees`
    const meaning: Partial<Meaning> = {
      act: { kind: 'question', form: 'yes-no', about: 'case' },
      conditions: [condition(text, 'my wife agrees')],
    }
    const read = {
      wishes: [{ text, intents: { 'orders/cancel': 0.95 }, meaning }],
      entities: { [number]: 'order_number' },
    }
    expect(await talk.says(text, read)).toEqual(['cancel-sure'])
  })

  test.each([
    ['it has not been shipped yet', 'if', true],
    ['it was already cancelled', 'unless', true],
    ['it is there again', 'once', true],
    ['my husband likes it', 'if', false],
    ['it does not fit me', 'if', false],
    ['the weather is bad', 'if', false],
  ])('"%s" after "%s": known to the flow %s', (words, connective, expected) => {
    const cancel = flows.flows['cancel-order']
    if (cancel === undefined) throw new Error('the fixture has no such flow')
    expect(flowChecks(cancel, condition(words, words, 'whole', connective))).toBe(expected)
  })
})

describe('an alternative', () => {
  const text = `if it has not shipped cancel ${number}, otherwise change its address`
  const says = (talk: Talk) => {
    const both = (role: Condition['role']) => ({ conditions: [condition(text, 'it has not shipped', role)] })
    return talk.says(text, {
      wishes: [
        {
          text: `if it has not shipped cancel ${number}`,
          intents: { 'orders/cancel': 0.95 },
          meaning: both('consequence'),
        },
        { text: 'change its address', intents: { 'orders/change-address': 0.95 }, meaning: both('alternative') },
      ],
      entities: { [number]: 'order_number' },
    })
  }

  test('is forgotten where the first comes to its end', async () => {
    const talk = new Talk({ identity: verified })
    expect(await says(talk)).toEqual(['cancel-sure'])
    expect(await talk.says('yes', { intents: { 'control/affirm': 0.95 } })).toEqual([
      'cancel-done',
      'repair.anything-else',
    ])
    expect(talk.state.queue).toEqual([])
  })

  test('follows where it does not, without having been promised', async () => {
    const endsUnresolved = compiled(
      flowsYaml.replace(
        '- say: already-cancelled\n            - end: resolved',
        '- say: already-cancelled\n            - end: unresolved',
      ),
    )
    const talk = new Talk({
      identity: verified,
      flows: endsUnresolved,
      tool: ({ name }) =>
        name === 'cancel_order'
          ? { kind: 'refused', code: 'already_cancelled', message: '' }
          : { kind: 'ok', value: order },
    })
    await says(talk)
    expect(await talk.says('yes', { intents: { 'control/affirm': 0.95 } })).toEqual([
      'already-cancelled',
      'repair.queued-next',
      'ask-order-number',
    ])
  })

  test('of something that was not understood well enough is not done in its place', async () => {
    const talk = new Talk({ identity: verified })
    const both = (role: Condition['role']) => ({ conditions: [condition(text, 'it has not shipped', role)] })
    const said = await talk.says(text, {
      wishes: [
        { text: `cancel ${number}`, intents: { 'orders/cancel': 0.35, gifts: 0.3 }, meaning: both('consequence') },
        { text: 'change its address', intents: { 'orders/change-address': 0.95 }, meaning: both('alternative') },
      ],
    })
    expect(said).toEqual(['repair.clarify'])
  })
})

describe('a question about the rules', () => {
  const rules = (text: string, intent: string, confidence: number, extra: Partial<Meaning> = {}) => ({
    wishes: [
      {
        text,
        intents: { [intent]: confidence },
        meaning: { act: { kind: 'question', form: 'yes-no', about: 'rules' }, ...extra } as const,
      },
    ],
  })

  test('is answered where the knowledge base is surer than the flow', async () => {
    const text = 'can I return worn shoes?'
    expect(await new Talk({ knows: () => 0.9 }).says(text, rules(text, 'returns/start', 0.7))).toEqual([
      `answer: ${text}`,
    ])
    expect(await new Talk({ knows: () => 0.65 }).says(text, rules(text, 'returns/start', 0.9))).toEqual([
      'repair.verify-first',
      'ask-order-number',
    ])
  })

  test('that only supposes is answered where the knowledge base is sure, however likely the flow', async () => {
    const text = 'can I cancel after it shipped'
    expect(await new Talk({ knows: () => 0.7 }).says(text, rules(text, 'orders/cancel', 0.97))).toEqual([
      `answer: ${text}`,
    ])
    expect(await new Talk({ knows: () => 0.3 }).says(text, rules(text, 'orders/cancel', 0.97))).toEqual([
      'repair.verify-first',
      'ask-order-number',
    ])
  })

  test('with a case behind it is a case', async () => {
    const text = 'do you take returns? My boots are too small'
    expect(await new Talk({ knows: () => 0.95 }).says(text, rules(text, 'returns/size', 0.8))).toEqual([
      'repair.verify-first',
      'ask-order-number',
    ])
  })
})

describe('a constraint', () => {
  const withBounds = compiled(`${flowsYaml}
  find-boots:
    description: Finds boots
    intents: [gifts]
    priority: 5
    slots:
      colour: { type: colour }
      not_colour: { type: colour, role: is-not }
      max_price: { type: number }
    steps:
      - say: gift-summary
`)

  const started = (text: string, meaning: Partial<Meaning>, entities: Record<string, string>) => {
    const read = understanding(text, { wishes: [{ text, intents: { gifts: 0.95 }, meaning }], entities })
    const [command] = propose(read, emptyDialogue(), { ...decisionContext, flows: withBounds, text })
    return command?.kind === 'start-flow' ? command.slots : null
  }

  test('fills the slot that is named after what it bounds', () => {
    const text = 'boots under 50 euros in blue'
    const bound = {
      ...part(text, 'under 50 euros'),
      attribute: 'price',
      operator: 'at-most',
      strength: 'must',
    } as const
    const meaning = { constraints: [{ ...bound, value: { amount: 50, currency: 'EUR' } }] }
    expect(started(text, meaning, { blue: 'colour' })).toEqual({ max_price: 50, colour: 'blue' })
  })

  test('that excludes fills no slot but one of that role', () => {
    const text = 'boots, anything but black'
    const bound = {
      ...part(text, 'anything but black'),
      attribute: 'colour',
      operator: 'is-not',
      strength: 'must',
    } as const
    const meaning = { constraints: [{ ...bound, value: 'black', entity: 0 }] }
    expect(started(text, meaning, { black: 'colour' })).toEqual({ not_colour: 'black' })
  })

  test('of a contrast: what is not meant fills nothing', () => {
    const text = 'boots, not the black ones but the blue ones'
    const contrast = {
      ...part(text, 'not the black ones but the blue ones'),
      kind: 'contrast',
      cue: part(text, 'not'),
      scope: part(text, 'the black ones'),
      instead: part(text, 'the blue ones'),
    } as const
    expect(started(text, { negations: [contrast] }, { black: 'colour', blue: 'colour' })).toEqual({ colour: 'blue' })
  })
})

describe('what is shared with another part of the message', () => {
  test('fills the slots of both tasks', () => {
    const text = `cancel ${number} and tell me where it is`
    const read = understanding(text, {
      wishes: [
        { text: `cancel ${number}`, intents: { 'orders/cancel': 0.95 } },
        { text: 'tell me where it is', intents: { 'orders/status': 0.95 } },
      ],
      entities: { [number]: 'order_number' },
    })
    const [first, second] = read.wishes
    if (first === undefined || second === undefined) throw new Error('there are two wishes')
    const commands = propose({ ...read, wishes: [first, { ...second, shared: [0] }] }, emptyDialogue(), decisionContext)
    expect(commands.map((command) => (command.kind === 'start-flow' ? command.slots : null))).toEqual([
      { order_number: number },
      { order_number: number },
    ])
  })
})

describe('what is still needed', () => {
  const returning = flows.flows['return-item']
  if (returning === undefined) throw new Error('the fixture has no such flow')

  test('is what the steps collect and the message did not give, with what depends marked', () => {
    expect(stillNeeded(returning, {})).toEqual([
      { slot: 'order_number', called: 'order number', always: true },
      { slot: 'thing', called: 'thing', always: true },
      { slot: 'reason', called: 'reason', always: true },
      { slot: 'proof', called: 'proof', always: false },
    ])
    expect(stillNeeded(returning, { order_number: number, reason: 'size' }).map(({ slot }) => slot)).toEqual([
      'thing',
      'proof',
    ])
  })

  test('is part of the frame of a task, in the words of its author', () => {
    expect(taskFrame(returning, { order_number: number }, null)).toMatchObject({
      goal: { flow: 'return-item', title: 'Return an item', description: 'Sends something back', object: null },
      given: { order_number: number },
    })
  })

  test('is told with the reasons of a decision', () => {
    const { reasons } = decideCommands(
      [command.start('return-item', { reason: 'size' })],
      null,
      emptyDialogue(),
      decisionContext,
    )
    expect(reasons).toContain('return-item still needs order number, thing, proof')
  })
})
