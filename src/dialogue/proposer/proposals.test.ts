import { describe, expect, test } from 'vitest'
import type { Command } from '#domain/command.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import { pick, seededRandom } from '#domain/random.ts'
import { command, decisionContext, flows, order, Talk, understanding, verified } from '../fixture/index.ts'
import { decideCommands } from '../policy/index.ts'
import { describeForProposer, mergeProposals, propose, readProposal } from './index.ts'

const number = order.number
const context = (text: string) => ({ ...decisionContext, text })
const read = (given: Json, text: string, entities: Record<string, string> = {}, state = emptyDialogue()) =>
  readProposal(given, understanding(text, { entities }), state, context(text))

describe('the description of the dialogue for a proposer', () => {
  test('is JSON with every flow that can be begun, what it needs and what it costs', () => {
    const request = describeForProposer(emptyDialogue(), context('hello'))
    expect(JSON.parse(JSON.stringify(request))).toEqual(request)
    expect(request.flows.map(({ flow }) => flow)).not.toContain('verify-customer')
    expect(request.flows.find(({ flow }) => flow === 'return-item')).toMatchObject({
      title: 'Return an item',
      stakes: 'asks',
      slots: expect.arrayContaining([
        expect.objectContaining({ slot: 'reason', type: 'choice', choices: ['Wrong size', 'Wrong colour', 'Stained'] }),
      ]),
    })
    expect(request.flows.find(({ flow }) => flow === 'order-status')?.stakes).toBe('reads')
  })

  test('says what is open and what was asked', async () => {
    const talk = new Talk({ identity: verified })
    await talk.commands(command.start('return-item', { order_number: number }))
    const request = describeForProposer(talk.state, context('the blue one'))
    expect(request.open).toEqual([{ flow: 'return-item', title: 'Return an item', given: { order_number: number } }])
    expect(request.asked).toEqual({
      kind: 'choose',
      slot: 'thing',
      called: 'thing',
      options: ['Fellside Boots', 'Kestrel Boots', 'Oakhart Scarf'],
    })
  })
})

describe('what was proposed from outside', () => {
  test('becomes commands with the words they rest on', () => {
    const given = { commands: [{ kind: 'start-flow', flow: 'order-status', confidence: 0.9, evidence: 'where is' }] }
    expect(read(given, 'tell me WHERE IS my parcel').commands).toEqual([
      {
        kind: 'start-flow',
        flow: 'order-status',
        slots: {},
        alternatives: [],
        confidence: 0.9,
        proposer: 'language-model',
        evidence: { start: 8, end: 16, text: 'WHERE IS' },
      },
    ])
  })

  test('is never as sure as a button', () => {
    const [only] = read([{ kind: 'affirm', confidence: 1 }], 'yes').commands
    expect(only?.confidence).toBe(decisionContext.thresholds.modelMost)
  })

  test('that quotes what was not said is not acted on without asking', () => {
    const [only] = read(
      [{ kind: 'start-flow', flow: 'cancel-order', confidence: 1, evidence: 'cancel everything' }],
      'hello there',
    ).commands
    expect(only?.confidence).toBeLessThan(decisionContext.thresholds.accept)
  })

  test('keeps values that stand in the message, and invents none', () => {
    const slots = { order_number: number, reason: 'stain', address: '1 Evil Street' }
    const [said] = read(
      [{ kind: 'start-flow', flow: 'return-item', confidence: 0.9, slots }],
      `return ${number}`,
    ).commands
    expect(said).toMatchObject({ slots: { order_number: number, reason: 'stain' } })
    expect(said).not.toHaveProperty('slots.address')
    const [unsaid] = read([{ kind: 'start-flow', flow: 'return-item', confidence: 0.9, slots }], 'return it').commands
    expect(unsaid).not.toHaveProperty('slots.order_number')
  })

  test.each([
    ['the clock', { kind: 'time-passed', alarm: 1, confidence: 1 }],
    ['a refusal of the assistant', { kind: 'refuse', response: 'repair.goodbye', confidence: 1 }],
    ['small talk that is none', { kind: 'small-talk', response: 'repair.hurry', confidence: 1 }],
    ['a kind that does not exist', { kind: 'delete-customer', confidence: 1 }],
    ['no probability', { kind: 'affirm', confidence: 7 }],
    ['nothing', null],
  ])('is left out where it is %s', (_what, entry) => {
    expect(read([entry as Json], 'hello').commands).toEqual([])
  })

  test.each([null, 'yes', 7, [], {}, { commands: 'all' }])('may be nonsense: %j', (given) => {
    expect(read(given as Json, 'hello').commands).toEqual([])
  })
})

describe('two proposals', () => {
  const embedded = (flow: string, confidence: number): Command => ({ ...command.start(flow), confidence }) as Command
  const model = (flow: string, confidence: number): Command =>
    ({ ...command.start(flow), confidence, proposer: 'language-model' }) as Command
  const merge = (one: Command[], other: Command[]) => mergeProposals(one, other, decisionContext).commands

  test('that agree are surer than each', () => {
    const [only] = merge([embedded('order-status', 0.5)], [model('order-status', 0.6)])
    expect(only?.confidence).toBeGreaterThan(0.6)
    expect(only?.confidence).toBeLessThan(1)
  })

  test('that exclude each other are less sure, and the policy asks which is meant', () => {
    const commands = merge([embedded('order-status', 0.8)], [model('cancel-order', 0.8)])
    expect(commands.every(({ confidence }) => confidence < 0.6)).toBe(true)
    const decided = decideCommands(commands, null, emptyDialogue(), decisionContext)
    expect(decided.commands).toMatchObject([{ kind: 'clarify' }])
    const [asked] = decided.commands
    expect(asked?.kind === 'clarify' && asked.options.map(({ flow }) => flow).sort()).toEqual([
      'cancel-order',
      'order-status',
    ])
  })

  test('of a yes and a no are neither', () => {
    const yes = { ...command.yes, confidence: 0.7 }
    const no: Command = { kind: 'deny', confidence: 0.9, proposer: 'language-model' }
    expect(merge([yes], [no]).every(({ confidence }) => confidence < 0.6)).toBe(true)
  })

  test('where one understood nothing are the other', () => {
    const nothing: Command = { kind: 'clarify', options: [], confidence: 1, proposer: 'embedded' }
    expect(merge([nothing], [model('order-status', 0.8)])).toEqual([model('order-status', 0.8)])
    expect(merge([nothing], [])).toEqual([nothing])
  })

  test('about different words are both', () => {
    const at = (one: Command, start: number): Command => ({ ...one, evidence: { start, end: start + 5, text: 'x' } })
    expect(merge([at(embedded('order-status', 0.8), 0)], [at(model('cancel-order', 0.8), 20)])).toHaveLength(2)
  })

  test('a yes that only the model heard must be quite sure', () => {
    const yes = (confidence: number): Command => ({ kind: 'affirm', confidence, proposer: 'language-model' })
    const nothing: Command = { kind: 'clarify', options: [], confidence: 1, proposer: 'embedded' }
    expect(merge([nothing], [yes(0.7)])).toEqual([nothing])
    expect(merge([nothing], [yes(0.9)])).toEqual([yes(0.9)])
  })
})

/** Whatever somebody may come up with. */
function adversarial(seed: number): Json {
  const random = seededRandom(`proposals:${seed}`)
  const of = <T>(list: readonly T[]): T => pick(list, random) as T
  const flow = () => of([...Object.keys(flows.flows), 'gone', '__proto__', 'constructor', ''])
  const slot = () => of(['order_number', 'address', 'reason', 'thing', 'amount', 'wrap', 'nothing', 'toString'])
  const value = (): Json =>
    of<Json>([number, 'MF-999999', 'stain', 7, -1, true, null, 'x'.repeat(5000), { a: 1 }, ['b']])
  const kinds = [
    'start-flow',
    'set-slot',
    'correct-slot',
    'choose',
    'affirm',
    'deny',
    'undo',
    'cancel-flow',
    'hand-off',
    'end',
  ]
  const kind = () => of([...kinds, 'repeat', 'time-passed', 'refuse', 'small-talk', 'clarify', 'verify', 'skip-slot'])
  const entry = (): Json => ({
    kind: kind(),
    confidence: of<Json>([0, 0.3, 0.7, 1, 2, -1, 'high']),
    flow: flow(),
    slot: slot(),
    value: value(),
    option: of(['the first', 'choose:1:thing:0', 'flow:endless', 'nothing like it']),
    response: of(['chat-hello', 'repair.hurry', 'gone']),
    query: 'what about it',
    slots: { [slot()]: value() },
    alternatives: [{ flow: flow(), confidence: 0.5 }],
    proposer: 'button',
    reason: 'safety',
    alarm: 1,
    ...(random.next() < 0.5 && { evidence: of(['hello', 'cancel', 'not there']) }),
  })
  return { commands: Array.from({ length: 1 + Math.floor(random.next() * 30) }, entry) }
}

describe('whatever is proposed', () => {
  test('no tool is used above the identity or with what was not said, and the dialogue stays whole', async () => {
    for (let seed = 0; seed < 250; seed += 1) {
      const talk = new Talk({
        ...(seed % 2 === 0 && { identity: verified }),
        tool: (call, identity) => {
          if (['cancel_order', 'change_address', 'create_return'].includes(call.name))
            expect(identity.level).toBe('verified')
          expect(JSON.stringify(call.input)).not.toMatch(/MF-999999|Evil/)
          return call.name === 'get_order' ? { kind: 'ok', value: order } : { kind: 'ok', value: { verified: false } }
        },
      })
      for (let turn = 0; turn < 6; turn += 1) {
        const text = turn % 2 === 0 ? `hello, cancel ${number}` : 'ok'
        const understood = understanding(text, turn % 2 === 0 ? { entities: { [number]: 'order_number' } } : {})
        const around = { ...talk.context(text) }
        const proposed = readProposal(adversarial(seed * 10 + turn), understood, talk.state, around)
        for (const one of proposed.commands) {
          expect(one.proposer).toBe('language-model')
          expect(one.confidence).toBeLessThanOrEqual(around.thresholds.modelMost)
          expect(one.kind).not.toBe('time-passed')
        }
        const merged = mergeProposals(propose(understood, talk.state, around), proposed.commands, around)
        const decided = decideCommands(merged.commands, understood, talk.state, around)
        for (const one of decided.commands)
          if (one.kind === 'start-flow') expect(Object.hasOwn(flows.flows, one.flow)).toBe(true)
        talk.state = decided.state
        const before = talk.identity.level
        await talk.commands(...decided.commands)
        expect(talk.identity.level).toBe(before)
        expect(talk.state.stack.length).toBeLessThanOrEqual(8)
        expect(talk.state.queue.length).toBeLessThanOrEqual(8)
        expect(JSON.parse(JSON.stringify(talk.state))).toEqual(talk.state)
        if (talk.result?.handoff != null) break
      }
    }
  })
})
