import { describe, expect, test } from 'vitest'
import type { Command } from '#domain/command.ts'
import type { Mention } from '#domain/customer.ts'
import { type DialogueState, emptyDialogue, type Frame } from '#domain/dialogue-state.ts'
import type { ToolCallRecord } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import type { ConversationMemory } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'
import { rememberTurn, type TurnToRemember } from './remember-turn.ts'
import { summaryOf } from './summary.ts'
import { thingsTalkedAbout } from './things.ts'

const order = (value: string, seq: number): Mention => ({
  type: 'order_number',
  value,
  text: value,
  seq,
  by: 'customer',
})
const call = (tool: string, input: Json, result: Json, outcome = 'ok'): ToolCallRecord => ({
  key: `k-${tool}`,
  tool,
  outcome,
  input,
  result,
  ms: 1,
})
const frame = (flow: string, slots: Record<string, Json>): Frame =>
  ({ id: 1, flow, at: [0], slots, said: {}, caller: null }) as unknown as Frame
const state = (more: Partial<DialogueState>): DialogueState => ({ ...emptyDialogue(), ...more })
const start = (flow: string, slots: Record<string, Json> = {}): Command => ({
  kind: 'start-flow',
  flow,
  slots,
  alternatives: [],
  confidence: 1,
  proposer: 'rule',
})

const turn = (seq: number, more: Partial<TurnToRemember> = {}): TurnToRemember => ({
  seq,
  atMs: seq * 1000,
  before: emptyDialogue(),
  after: emptyDialogue(),
  commands: [],
  toolCalls: [],
  changes: (tool) => tool.startsWith('create') || tool.startsWith('cancel'),
  cameUp: [],
  topic: null,
  handoff: null,
  titleOf: (flow) => flow.replaceAll('-', ' '),
  slotCalled: (slot) => slot.replaceAll('_', ' '),
  mayKeep: (name) => !/card|pin/.test(name),
  ...more,
})
const told = (turns: TurnToRemember[]): ConversationMemory => {
  const memory = turns.reduce<ConversationMemory | undefined>(rememberTurn, undefined)
  if (memory === undefined) throw new Error('no turn')
  return memory
}

describe('things talked about', () => {
  test('each is kept once, with when it first and last came up and how often', () => {
    const { things } = told([
      turn(2, { cameUp: [order('A', 2)] }),
      turn(4, { cameUp: [order('B', 4)] }),
      turn(6, { cameUp: [order('A', 6)] }),
    ])
    expect(things).toMatchObject([
      { value: 'B', nth: 2, times: 1 },
      { value: 'A', nth: 1, times: 2, first: { seq: 2 }, last: { seq: 6, atMs: 6000 } },
    ])
  })

  test('what tools told of a thing is known of it, secrets and deep records apart', () => {
    const result = {
      orders: [
        {
          id: 'A',
          total: 80,
          status: 'delivered',
          card: '4111 1111',
          items: [{ name: 'boots', colour: 'black', sku: 'x1' }],
        },
        { id: 'B', total: 40 },
      ],
    }
    const { things } = told([turn(2, { cameUp: [order('A', 2)], toolCalls: [call('find_orders', {}, result)] })])
    expect(things[0]?.attributes).toEqual({ total: 80, status: 'delivered', items: ['boots', 'black'] })
  })

  test('a flow that took it is its history: under way, then done', () => {
    const before = state({ stack: [frame('return-item', { order: 'A' })] })
    const begun = turn(2, { cameUp: [order('A', 2)], after: before })
    const ended = turn(4, {
      before,
      after: state({ finished: [{ flow: 'return-item', resolved: true }] }),
      toolCalls: [call('create_return', { order: 'A' }, { label: 'L1' })],
    })
    expect(told([begun]).things[0]?.done).toMatchObject([{ kind: 'flow', what: 'return-item', outcome: 'begun' }])
    expect(told([begun, ended]).things[0]?.done).toMatchObject([
      { kind: 'tool', what: 'create_return', outcome: 'done' },
      { kind: 'flow', what: 'return-item', outcome: 'done', seq: 4 },
    ])
  })

  test('a flow begun and ended in one turn, and one that did not work out, are known as well', () => {
    const { things } = told([
      turn(2, {
        cameUp: [order('A', 2)],
        commands: [start('order-status', { order: 'A' })],
        after: state({ finished: [{ flow: 'order-status', resolved: false }] }),
      }),
    ])
    expect(things[0]?.done).toMatchObject([{ what: 'order-status', outcome: 'not-done' }])
  })

  test('the twenty-first finished flow is still seen as new', () => {
    const full = Array.from({ length: 20 }, (_, index) => ({ flow: `f${index}`, resolved: true }))
    const moved = [...full.slice(1), { flow: 'cancel-order', resolved: true }]
    const { things } = told([
      turn(2, {
        cameUp: [order('A', 2)],
        before: state({ finished: full, stack: [frame('cancel-order', { order: 'A' })] }),
        after: state({ finished: moved }),
      }),
    ])
    expect(things[0]?.done).toMatchObject([{ what: 'cancel-order', outcome: 'done' }])
  })

  test('they can be asked for by kind, by what was done, and since when', () => {
    const { things } = told([
      turn(2, { cameUp: [order('A', 2), { ...order('boots', 2), type: 'product' }] }),
      turn(4, { cameUp: [order('B', 4)], toolCalls: [call('cancel_order', { order: 'B' }, {})] }),
    ])
    const values = (query: Parameters<typeof thingsTalkedAbout>[1]) =>
      thingsTalkedAbout(things, query).map(({ value }) => value)
    expect(values({ type: 'order_number' })).toEqual(['A', 'B'])
    expect(values({ done: 'cancel_order' })).toEqual(['B'])
    expect(values({ sinceSeq: 3 })).toEqual(['B'])
  })

  test('things and their history are bounded', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      turn(2 * index, {
        cameUp: [order(`A${index % 60}`, 2 * index)],
        toolCalls: [call('cancel_order', { order: `A${index % 60}` }, {})],
      }),
    )
    const memory = told(many)
    expect(memory.things.length).toBe(memoryLimits.things)
    expect(memory.notes.length).toBeLessThanOrEqual(memoryLimits.notes)
    expect(JSON.stringify(memory).length).toBeLessThan(30_000)
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
  })
})

describe('the running summary', () => {
  const talk = [
    turn(2, { commands: [start('return-item')] }),
    turn(4, {
      commands: [
        { kind: 'set-slot', slot: 'reason', value: 'small', text: 'too small', confidence: 1, proposer: 'embedded' },
      ],
    }),
    turn(6, { toolCalls: [call('create_return', { order: 'MF-1', card: '4111' }, { label: 'L' })] }),
    turn(8, {
      toolCalls: [call('cancel_order', { order: 'MF-2' }, { code: 'already_shipped', message: '' }, 'refused')],
    }),
    turn(10, { handoff: { team: 'support', reason: 'asked' } }),
  ]

  test('it says what was wanted, done, promised, refused and said, and what is open', () => {
    const dialogue = state({ stack: [{ ...frame('exchange-item', {}), said: { size: 'M' } }] })
    expect(summaryOf({ dialogue, memory: told(talk) }).split('\n')).toEqual([
      'Wanted: return item',
      'Done: create return (MF-1)',
      'Promised: a person takes over (support, asked)',
      'Open: exchange-item (M)',
      'Refused or failed: cancel order (MF-2): already shipped',
      'Said: reason: too small',
    ])
  })

  test('what matters most stays where there is no room for everything', () => {
    const short = summaryOf({ dialogue: emptyDialogue(), memory: told(talk) }, { maxCharacters: 80 })
    expect(short).toBe('Done: create return (MF-1)\nPromised: a person takes over (support, asked)')
    expect(summaryOf({ dialogue: emptyDialogue(), memory: told(talk) }, { maxCharacters: 5 })).toBe('')
  })

  test('of many notes the least important and oldest go first', () => {
    const chatter = Array.from({ length: 40 }, (_, index) => turn(20 + index, { commands: [start(`flow-${index}`)] }))
    const { notes } = told([...talk, ...chatter])
    expect(notes.filter(({ kind }) => kind !== 'wish').map(({ kind }) => kind)).toEqual(['done', 'refused', 'promised'])
    expect(notes.at(-1)?.text).toBe('flow 39')
  })
})
