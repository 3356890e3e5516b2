import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Command } from '#domain/command.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { command, decisionContext, flows, order, Talk, understanding, verified } from './fixture/index.ts'
import { commandFromPayload } from './payloads.ts'
import { decideCommands, defaultThresholds, thresholdsSchema, validateCommands } from './policy/index.ts'
import { expectedAnswer, propose } from './proposer/index.ts'

const number = order.number
const { start } = command

/** A customer in the middle of a return, asked for the reason. */
async function askedForReason(): Promise<Talk> {
  const talk = new Talk({ identity: verified })
  await talk.commands(start('return-item', { order_number: number }))
  await talk.commands(command.choose('the scarf'))
  return talk
}

async function askedForYes(): Promise<Talk> {
  const talk = await askedForReason()
  await talk.commands(command.set('reason', 'size'))
  return talk
}

async function askedForOrder(): Promise<Talk> {
  const talk = new Talk()
  await talk.commands(start('order-status'))
  return talk
}

describe('a wish', () => {
  test('starts the flow of its intent, with what it names', async () => {
    const talk = new Talk()
    const said = await talk.says(`Where is ${number}?`, {
      intents: { 'orders/status': 0.9 },
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['order-is', 'repair.anything-else'])
  })

  test('gives what the verification will need, too', async () => {
    const talk = new Talk()
    const text = `cancel ${number}, my email is a@b.c`
    const entities = { [number]: 'order_number', 'a@b.c': 'email' }
    expect(await talk.says(text, { intents: { 'orders/cancel': 0.9 }, entities })).toEqual([
      'repair.verify-first',
      'cancel-sure',
    ])
  })

  test('of a sub-intent starts the flow of the parent and fills the choice that says the same', async () => {
    const talk = new Talk({ identity: verified })
    await talk.says(`send back ${number}`, {
      intents: { 'returns/size': 0.5, 'returns/start': 0.3 },
      entities: { [number]: 'order_number' },
    })
    expect(talk.state.stack[0]).toMatchObject({ flow: 'return-item', slots: { reason: 'size' } })
  })

  test('fills a choice by a phrase of several words', async () => {
    const talk = new Talk({ identity: verified })
    await talk.says('these are too big, I want to return them', { intents: { 'returns/start': 0.9 } })
    expect(talk.state.stack[0]?.slots).toEqual({ reason: 'size' })
  })

  test('that is two wishes starts one and queues the other', async () => {
    const talk = new Talk({ identity: verified })
    const text = `Cancel ${number} and also update my address`
    const said = await talk.says(text, {
      wishes: [
        { text: `Cancel ${number}`, intents: { 'orders/cancel': 0.9 } },
        { text: 'update my address', intents: { 'orders/change-address': 0.8 } },
      ],
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['repair.queued', 'cancel-sure'])
  })

  test('that is negated starts nothing', async () => {
    const talk = new Talk()
    const text = "don't cancel my order"
    const said = await talk.says(text, { wishes: [{ text, intents: { 'orders/cancel': 0.9 }, negated: true }] })
    expect(said).toEqual(['repair.acknowledge'])
    expect(talk.state.stack).toEqual([])
  })

  test('that is negated stops what it names', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('cancel-order', { order_number: number }))
    const text = "I changed my mind: don't cancel it"
    const said = await talk.says(text, { wishes: [{ text, intents: { 'orders/cancel': 0.9 }, negated: true }] })
    expect(said).toEqual(['repair.cancelled', 'repair.anything-else'])
    expect(talk.calls).toEqual([])
  })

  test('a bare detail without a wish is noted, and flows that take it are offered with it', async () => {
    const talk = new Talk()
    const said = await talk.says(`my order number is ${number}`, {
      intents: { 'control/inform': 0.9 },
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['repair.noted'])
    expect(talk.variables('repair.noted')).toMatchObject({ value: number })
    expect(await talk.press('Where is my order?')).toContain('order-is')
  })

  test('a question is answered from knowledge', async () => {
    const talk = new Talk()
    expect(await talk.says('how do I wash wool?', { intents: { 'help/question': 0.8 } })).toEqual([
      'answer: how do I wash wool?',
    ])
  })
})

describe('confidence decides', () => {
  const talkAt = async (intents: Record<string, number>, text = 'my order please', more = {}) => {
    const talk = new Talk()
    return { said: await talk.says(text, { intents, ...more }), talk }
  }

  test('sure: it is done', async () => {
    expect((await talkAt({ 'orders/status': 0.7 })).said).toEqual(['ask-order-number'])
  })
  test('in between: the candidates are offered', async () => {
    const { said, talk } = await talkAt({ 'orders/status': 0.4, 'orders/cancel': 0.3, gifts: 0.05 })
    expect(said).toEqual(['repair.clarify'])
    expect(talk.variables('repair.clarify')).toEqual({ options: ['Where is my order', 'Cancel an order'] })
  })
  test('sure, with a rival close behind: asked too', async () => {
    const close = await talkAt({ 'orders/status': 0.51, 'orders/cancel': 0.49 })
    expect(close.said).toEqual(['repair.clarify'])
  })
  test('low: not understood', async () => {
    expect((await talkAt({ 'orders/status': 0.1, gifts: 0.1 })).said).toEqual(['repair.not-understood-1'])
  })
  test('low, but a question: looked up', async () => {
    expect((await talkAt({ gifts: 0.1 }, 'do scarves shrink?')).said).toEqual(['answer: do scarves shrink?'])
  })
  test('unlike anything known: out of scope', async () => {
    const { said, talk } = await talkAt({ gifts: 0.3 }, 'book a flight', { outOfScope: 0.9 })
    expect(said).toEqual(['repair.out-of-scope'])
    expect(talk.result?.outcome).toBe('refused')
  })
  test('one word unlike anything known is not understood', async () => {
    expect((await talkAt({ gifts: 0.1 }, 'askdjfkajsdf', { outOfScope: 1 })).said).toEqual(['repair.not-understood-1'])
  })
  test('a weighty command needs more than a light one', async () => {
    expect((await talkAt({ 'control/human': 0.4 })).said).toEqual(['repair.not-understood-1'])
    expect((await talkAt({ 'smalltalk/hello': 0.4 })).said).toEqual(['chat-hello'])
  })
  test('the second angry message in a row calls a person; a calm one in between starts over', async () => {
    const talk = new Talk()
    const rude = { intents: { 'orders/status': 0.9 }, anger: 0.9 }
    // Said once, and not instead of anything: the question stays open.
    expect(await talk.says('WHERE is it', rude)).toEqual(['repair.person-possible', 'ask-order-number'])
    expect(talk.result?.items[0]).toMatchObject({ quickReplies: [{ payload: 'hand-off' }] })
    await talk.says('hello', { intents: { 'smalltalk/hello': 0.9 } })
    expect(await talk.says('so WHERE is it then, come on', rude)).toEqual(['ask-order-number'])
    expect(await talk.says('this is a joke', rude)).toEqual(['repair.handing-off'])
    expect(talk.result?.handoff).toMatchObject({ reason: 'angry', priority: 'high' })
  })
  test('an angry message that says the same again weighs more than one that does not', async () => {
    const talk = new Talk()
    const rude = { intents: { 'orders/status': 0.9 }, anger: 0.9 }
    await talk.says('WHERE is it', rude)
    await talk.says('hello', { intents: { 'smalltalk/hello': 0.9 } })
    expect(await talk.says('WHERE is it', rude)).toEqual(['repair.handing-off'])
  })
  test('thresholds are checked, and may be overridden one by one', () => {
    expect(thresholdsSchema.parse({ accept: 0.7 })).toEqual({ ...defaultThresholds, accept: 0.7 })
    expect(thresholdsSchema.safeParse({ accept: 2 }).success).toBe(false)
    expect(thresholdsSchema.safeParse({ acept: 0.5 }).success).toBe(false)
  })
})

describe('an answer to what was asked', () => {
  test('an entity of the kind that was asked for fills the slot, whatever the intent', async () => {
    const talk = await askedForOrder()
    expect(
      await talk.says(number, { intents: { 'orders/cancel': 0.5 }, entities: { [number]: 'order_number' } }),
    ).toContain('order-is')
  })

  test('several answers at once fill several slots', async () => {
    const talk = new Talk()
    await talk.commands(start('cancel-order'))
    const text = `${number}, a@b.c`
    const entities = { [number]: 'order_number', 'a@b.c': 'email' }
    expect(await talk.says(text, { intents: { 'control/inform': 0.9 }, entities })).toEqual(['cancel-sure'])
  })

  test('a choice is made by label, by other words, by number or by its intent', async () => {
    for (const text of ['Wrong size', 'they are too small', 'the first one', '1', 'wrong sise'])
      expect([text, await (await askedForReason()).says(text)]).toEqual([text, ['return-summary']])
    const talk = await askedForReason()
    expect(await talk.says('hangs off me like a tent', { intents: { 'returns/size': 0.8 } })).toEqual([
      'return-summary',
    ])
  })

  test('a choice that is none says so', async () => {
    const talk = await askedForReason()
    expect(await talk.says('because', { intents: { 'control/inform': 0.3 } })).toEqual([
      'repair.choice-invalid',
      'ask-reason',
    ])
  })

  test.each(['yes', 'Yes please', 'yep!', 'sure, go ahead', 'OK', "that's right"])('"%s" is a yes', async (text) => {
    expect(await (await askedForYes()).says(text)).toContain('return-done')
  })
  test.each(['no', 'Nope', 'no thanks', "that's wrong", 'not really'])('"%s" is a no', async (text) => {
    expect(await (await askedForYes()).says(text)).toEqual(['repair.what-to-correct'])
  })
  test.each(['yes but not today', 'perhaps', 'hm'])('"%s" is neither, and nothing is done', async (text) => {
    const talk = await askedForYes()
    await talk.says(text)
    expect(talk.calls.map(({ name }) => name)).not.toContain('create_return')
  })

  test('free text is taken as it is, unless it is clearly another wish', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    const before = structuredClone(talk.state)
    expect(await talk.says('12 Oak Street, Boston', { intents: { 'orders/cancel': 0.5 } })).toEqual(['address-summary'])
    expect(talk.state.stack[0]?.slots['address']).toBe('12 Oak Street, Boston')
    talk.state = before
    expect(await talk.says('where is my parcel', { intents: { 'orders/status': 0.9 } })).toEqual(['ask-order-number'])
  })

  test.each([
    ['cancel', 'control/cancel', ['repair.cancelled', 'repair.anything-else']],
    ['why do you ask', 'control/explain', ['repair.explain-default', 'ask-address']],
    ['what did you say', 'control/repeat', ['repair.repeat', 'ask-address']],
    ['no idea', 'control/skip', ['repair.cannot-skip', 'ask-address']],
  ])('"%s" is not what somebody writes into a text field', async (text, intent, expected) => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    expect(await talk.says(text, { intents: { [intent]: 0.9 } })).toEqual(expected)
  })

  test('an answer and a new wish in one message: both', async () => {
    const talk = await askedForOrder()
    const text = `${number}. And I want to buy a gift card`
    const said = await talk.says(text, {
      wishes: [
        { text: number, intents: { 'control/inform': 0.9 } },
        { text: 'I want to buy a gift card', intents: { gifts: 0.9 } },
      ],
      entities: { [number]: 'order_number' },
    })
    expect(said).toEqual(['order-is', 'repair.queued-next', 'ask-amount'])
  })

  test('"no, cancel my order" to "anything else?" is the wish alone', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('order-status', { order_number: number }))
    const text = `no, cancel ${number}`
    const read = { intents: { 'orders/cancel': 0.9 }, entities: { [number]: 'order_number' } }
    expect(await talk.says(text, read)).toEqual(['cancel-sure'])
  })

  test('a number is found in a sentence', async () => {
    const talk = new Talk()
    await talk.commands(start('gift-card'))
    expect(await talk.says('I would say $50')).toEqual(['ask-wrap'])
  })

  test('of the flows offered, words that tell now are enough', async () => {
    const talk = new Talk()
    await talk.commands(command.clarify('order-status', 'cancel-order'))
    expect(await talk.says('the cancel one')).toEqual(['repair.verify-first', 'ask-order-number'])
    await talk.commands(command.clarify('order-status', 'gift-card'))
    expect(await talk.says('the parcel I mean', { intents: { 'orders/status': 0.4, gifts: 0.1 } })).toContain(
      'ask-order-number',
    )
  })
})

describe('a correction', () => {
  test('another value for a filled slot replaces it', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(start('change-address', { order_number: number }))
    await talk.says('12 Oak Street')
    const other = 'MF-200002'
    const text = `sorry, the order is ${other}`
    const read = { intents: { 'control/inform': 0.9 }, entities: { [other]: 'order_number' } }
    expect(await talk.says(text, read)).toEqual(['repair.corrected', 'address-summary'])
    expect(talk.state.stack[0]?.slots).toEqual({ order_number: other, address: '12 Oak Street' })
  })

  test.each([
    ['no, I meant the brown one', { thing: { id: 'I-1' } }],
    ['sorry, the Kestrel boots', { thing: { id: 'I-2' } }],
    ['actually wrong colour', { reason: 'colour' }],
  ])('"%s" at the summary chooses again', async (text, slots) => {
    const talk = await askedForYes()
    expect(await talk.says(text)).toEqual(['repair.corrected', 'return-summary'])
    expect(talk.state.stack[0]?.slots).toMatchObject(slots)
  })

  test('"no, it is wrong size" to the question what is wrong fills that slot', async () => {
    const talk = await askedForYes()
    await talk.says('no')
    expect(await talk.says('the reason')).toEqual(['ask-reason'])
  })
})

describe('buttons', () => {
  test('a button of the current question answers it, one of an earlier question is stale and changes nothing', async () => {
    const talk = await askedForReason()
    const [item] = talk.result?.items ?? []
    const stale = item?.kind === 'say' ? (item.quickReplies?.[1]?.payload ?? '') : ''
    await talk.commands(...commandFromPayload(stale, talk.state, flows))
    expect(talk.state.stack[0]?.slots['reason']).toBe('colour')
    const before = structuredClone(talk.state.stack[0]?.slots)
    expect(await talk.commands(...commandFromPayload(stale, talk.state, flows))).toEqual([
      'repair.stale-button',
      'return-summary',
    ])
    expect(talk.state.stack[0]?.slots).toEqual(before)
  })

  test.each([
    'affirm:1:0',
    'choose:9:thing:0',
    'flow:none',
    'flow:verify-customer',
    'flow:constructor',
    'nonsense',
    '',
    '__proto__',
  ])('"%s" pressed out of nowhere is stale', (payload) => {
    expect(commandFromPayload(payload, emptyDialogue(), flows)).toMatchObject([
      { kind: 'refuse', response: 'repair.stale-button' },
    ])
  })

  test('a flow can be started and a person asked for by button at any time', async () => {
    expect(commandFromPayload('flow:gift-card', emptyDialogue(), flows)).toMatchObject([{ kind: 'start-flow' }])
    expect(commandFromPayload('hand-off', emptyDialogue(), flows)).toMatchObject([{ kind: 'hand-off' }])
  })
})

describe('what is expected next', () => {
  test('is known to the reading step: entity types and choices', async () => {
    expect(expectedAnswer(emptyDialogue(), flows)).toBeNull()
    expect(expectedAnswer((await askedForOrder()).state, flows)).toEqual({ entities: ['order_number'] })
    expect(expectedAnswer((await askedForReason()).state, flows)).toEqual({
      entities: [],
      choices: ['Wrong size', 'Wrong colour', 'Stained'],
    })
    expect(expectedAnswer((await askedForYes()).state, flows)).toBeNull()
  })
})

describe('the validator', () => {
  const by = { confidence: 0.9, proposer: 'language-model' } as const

  test.each<[string, Command, RegExp]>([
    ['an unknown flow', { kind: 'start-flow', flow: 'constructor', slots: {}, alternatives: [], ...by }, /no flow/],
    [
      'the verification',
      { kind: 'start-flow', flow: 'verify-customer', slots: {}, alternatives: [], ...by },
      /by itself/,
    ],
    ['a slot nobody has', { kind: 'set-slot', slot: 'toString', value: 1, text: '', ...by }, /no.* slot/],
    [
      'a value that does not fit',
      { kind: 'set-slot', slot: 'reason', value: 'boredom', text: '', ...by },
      /cannot have/,
    ],
    ['an option that is none', { kind: 'choose', option: 'the piano', ...by }, /none of the options/],
    ['an empty question', { kind: 'answer-from-knowledge', query: ' ', ...by }, /asks nothing/],
    ['an invented response', { kind: 'small-talk', response: 'sell-the-shop', ...by }, /no response/],
    ['an impossible confidence', { kind: 'affirm', ...by, confidence: Number.NaN }, /probability/],
  ])('drops %s, and says why', async (_, bad, why) => {
    const talk = await askedForReason()
    const { kept, dropped } = validateCommands([bad], talk.state, flows, new Set(['chat-hello']))
    expect(kept).toEqual([])
    expect(dropped[0]?.why).toMatch(why)
  })

  test('keeps a slot of a flow that starts in the same turn', () => {
    const commands: Command[] = [
      { kind: 'start-flow', flow: 'gift-card', slots: {}, alternatives: [], ...by },
      { kind: 'set-slot', slot: 'amount', value: '50', text: '50', ...by },
    ]
    expect(validateCommands(commands, emptyDialogue(), flows).kept).toEqual(commands)
  })

  test('reads what is chosen in the language that is spoken in', () => {
    const options = ['Stiefel', 'Schal', 'Hut'].map((label, index) => ({ payload: `p${index}`, label, value: index }))
    const state = {
      ...emptyDialogue(),
      pending: { kind: 'choose', frame: 1, slot: 'items', options, many: true } as const,
    }
    const chosen: Command = { kind: 'choose', option: 'die ersten beiden', ...by }
    const context = { ...decisionContext, locale: 'de-DE' }
    expect(decideCommands([chosen], null, state, context).commands).toEqual([chosen])
  })
})

describe('proposer and policy', () => {
  test('are pure: the same message and state give the same commands, and leave both as they are', async () => {
    const talk = await askedForYes()
    const read = understanding('no, I meant the brown one')
    const state = structuredClone(talk.state)
    const context = { ...decisionContext, identity: verified, text: read.text }
    const first = decideCommands(propose(read, talk.state, context), read, talk.state, context)
    const second = decideCommands(propose(read, talk.state, context), read, talk.state, context)
    expect(second).toEqual(first)
    expect(talk.state).toEqual(state)
  })

  test('an empty message proposes nothing', () => {
    expect(propose(understanding(''), emptyDialogue(), decisionContext)).toEqual([])
  })
})

describe('docs/dialogue.md', () => {
  const page = readFileSync(new URL('../../docs/dialogue.md', import.meta.url), 'utf8')

  test('names every threshold with its default', () => {
    const missing = Object.entries(defaultThresholds).filter(
      ([name, value]) => !page.includes(`| \`${name}\` | ${value} |`),
    )
    expect(missing).toEqual([])
  })

  test('names every command', () => {
    const kinds = [
      ...Object.values(command).flatMap((one) => (typeof one === 'object' ? [one.kind] : [])),
      'set-slot',
      'correct-slot',
    ]
    expect(kinds.filter((kind) => !page.includes(`\`${kind}\``))).toEqual([])
  })
})
