import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from '#domain/command.ts'
import { anonymous, meets } from '#domain/customer.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { ReplyItem } from '#domain/reply.ts'
import type { ToolCall, ToolOutcome } from './engine/index.ts'
import { command, flows, intents, order, shop, Talk, tools, verified } from './fixture/index.ts'
import { stepsOf } from './flow-language/index.ts'
import { limits } from './limits.ts'
import { commandFromPayload } from './payloads.ts'

/**
 * A customer who does anything at any time, and a shop that answers anything. Whatever happens, the invariants of the engine hold.
 */

const values: Json[] = [
  order.number,
  'MF-9',
  'a@b.c',
  'size',
  'stain',
  'the blue one',
  12,
  3,
  -3,
  '',
  true,
  null,
  { a: [1] },
  [],
]
const slots = [
  'order_number',
  'email',
  'reason',
  'thing',
  'address',
  'amount',
  'wrap',
  'rating',
  'people',
  'name',
  'place',
  'extras',
  'seats',
  'constructor',
  '__proto__',
]
const settings = {
  extras: [
    { id: 'E-1', name: 'Blue blanket' },
    { id: 'E-2', name: 'Red pillow' },
  ],
}
const silence = [{ afterMs: 180_000, response: 'own-failed' }]
const listed = new Map(stepsOf(flows).map((step) => [`${step.flow} ${step.path}`, step]))

const flowNames = [...Object.keys(flows.flows), 'nothing', 'constructor']

const value = fc.constantFrom(...values)
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ flow: fc.constantFrom(...flowNames), slots: fc.dictionary(fc.constantFrom(...slots), value) })
      .map(({ flow, slots }) => command.start(flow, slots)),
  },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...slots), value).map(([slot, given]) => command.set(slot, given)) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...slots), value).map(([slot, given]) => command.correct(slot, given)),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('1', 'the blue one', 'last', 'size', 'Return an item', 'x', 'the first two', 'all', 'people')
      .map(command.choose),
  },
  { weight: 4, arbitrary: fc.constantFrom(command.yes, command.yes, command.no) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      command.cancel,
      command.repeat,
      command.explain,
      command.skip,
      command.undo,
      command.end,
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(command.chat, command.ask('x'), command.outOfScope, command.handOff) },
  { weight: 1, arbitrary: fc.subarray(flowNames).map((names) => command.clarify(...names)) },
)

interface Turn {
  commands: Command[]
  /** Nobody writes for so many minutes instead. */
  silent: number | null
  /** What is asked is answered, in one of some ways: who only does as they please gets nowhere. */
  helpful: number | null
  /** Said with the answer: "yes, but to Elm Street". */
  but: Command | null
  /** Which button of the last reply is pressed instead, if any. */
  press: number | null
}
const turn: fc.Arbitrary<Turn> = fc.record({
  commands: fc.array(anyCommand, { maxLength: 4 }),
  press: fc.option(fc.nat(5), { freq: 3 }),
  but: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(command.correct('address', 'Elm Street 34'), command.correct('order_number', 'MF-9')),
    },
  ),
  silent: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(1, 4, 15, 200, 3000) },
  ),
  helpful: fc.option(fc.nat(11), { freq: 4 }),
})

/** A change that names its way back; the way back has none of its own. */
const takesBack = (call: ToolCall): ToolOutcome => {
  const outcome = shop(call)
  if (outcome.kind !== 'ok' || call.name !== 'change_address' || call.key.includes(':undo')) return outcome
  return {
    ...outcome,
    compensation: { tool: 'change_address', input: { orderNumber: order.number, address: '1 Old Street' } },
  }
}

const answers: ((call: ToolCall) => ToolOutcome)[] = [
  shop,
  takesBack,
  takesBack,
  shop,
  () => ({ kind: 'refused', code: 'order_not_found', message: 'no' }),
  () => ({ kind: 'failed', reason: 'timeout' }),
  () => ({ kind: 'unknown' }),
  () => ({ kind: 'ok', value: null }),
]

/** What a tool cannot be called without: the inputs its flow collects first. */
const required: Record<string, string[]> = {
  verify: ['orderNumber', 'email'],
  get_order: ['orderNumber'],
  cancel_order: ['orderNumber'],
  change_address: ['orderNumber', 'address'],
  create_return: ['reason'],
  check_name: ['name'],
  reserve: ['number', 'name'],
}

const sensible: Record<string, Json[]> = {
  order_number: [order.number],
  email: ['a@b.c'],
  people: [2, 3, 1],
  name: ['Anna', 'Ben', 'Cem'],
  place: ['aisle', 'window'],
  reason: ['stain', 'size'],
  amount: [20],
  rating: [5],
  address: ['Main Street 12'],
}

/** Answers what is asked, or begins something where nothing is. */
function answer({ state }: Talk, way: number): Command[] {
  const { pending } = state
  const pick = <T>(from: readonly T[]): T | undefined => from[way % from.length]
  if (pending === null) return state.stack.length > 0 ? [command.yes] : [command.start(pick(flowNames) ?? 'book-seats')]
  switch (pending.kind) {
    case 'slot': {
      const value = pick(sensible[pending.slot] ?? [true, false])
      return [command.set(pending.slot, value ?? true)]
    }
    case 'choose':
    case 'correct':
    case 'clarify':
      return [command.choose(pick(pending.options)?.payload ?? '1')]
    case 'anything-else':
      return [command.start(pick(['book-seats', 'gold-seats', 'return-item', 'change-address']) ?? 'book-seats')]
    default:
      return [way === 0 ? command.no : command.yes]
  }
}

/** Writes after a summary: what was summed up last, and agreed to, is what is done. */
const summedUp: Record<string, { response: string; inputs: Record<string, string> }> = {
  cancel_order: { response: 'cancel-sure', inputs: { orderNumber: 'order_number' } },
  change_address: { response: 'address-summary', inputs: { orderNumber: 'order_number', address: 'address' } },
}

/** The customer saw a summary of just this, and was asked for a yes to it (or to doing it once more). */
function checkSummary(call: ToolCall, { state }: Talk, summaries: ReadonlyMap<string, Record<string, Json>>): void {
  const known = summedUp[call.name]
  if (known === undefined || call.key.includes(':undo') || state.pending?.kind === 'redo') return
  expect(state.pending?.kind, `${call.name} after a summary`).toBe('confirm')
  const seen = summaries.get(known.response)
  for (const [input, slot] of Object.entries(known.inputs)) expect(call.input[input]).toEqual(seen?.[slot])
}

interface Walked {
  said: string[][]
  states: DialogueState[]
}

async function walk(turns: readonly Turn[], outcomes: readonly number[], startVerified: boolean): Promise<Walked> {
  let called = 0
  const keys = new Set<string>()
  const summaries = new Map<string, Record<string, Json>>()
  const talk: Talk = new Talk({
    identity: startVerified ? verified : anonymous,
    settings,
    silence,
    closeAfterMs: 1_800_000,
    tool: (call, identity) => {
      expect(
        meets(identity.level, tools.get(call.name)?.needs ?? 'verified'),
        `${call.name} as ${identity.level}`,
      ).toBe(true)
      for (const name of required[call.name] ?? [])
        expect(call.input[name], `${call.name} without ${name}`).toBeDefined()
      checkSummary(call, talk, summaries)
      if (tools.get(call.name)?.effect === 'write') {
        expect(keys, 'a write has a key of its own').not.toContain(call.key)
        keys.add(call.key)
      }
      const outcome = answers[outcomes[called % outcomes.length] ?? 0] ?? shop
      called += 1
      return outcome(call)
    },
  })
  const walked: Walked = { said: [], states: [] }
  const remember = () => {
    for (const item of talk.result?.items ?? []) if (item.kind === 'say') summaries.set(item.response, item.variables)
  }
  for (const { commands, press, silent, helpful, but } of turns) {
    remember()
    if (silent !== null) {
      await talk.timePasses(silent, () => {
        remember()
        check(talk)
      })
      walked.states.push(talk.state)
      if (talk.result?.handoff) break
      continue
    }
    const buttons = (talk.result?.items ?? []).flatMap((item) => (item.kind === 'say' ? (item.quickReplies ?? []) : []))
    const button = press === null ? undefined : buttons[press]
    const sent = button
      ? commandFromPayload(button.payload, talk.state, flows)
      : helpful === null
        ? commands
        : [...answer(talk, helpful), ...(but === null ? [] : [but])]
    walked.said.push(await talk.commands(...sent))
    walked.states.push(talk.state)
    check(talk)
    if (talk.result?.ended || talk.result?.handoff) break
  }
  return walked
}

const goodbyes = ['repair.rests', 'repair.goodbye', 'repair.acknowledge']
const isGoodbye = (item: ReplyItem): boolean => item.kind === 'say' && goodbyes.includes(item.response)

function check(talk: Talk): void {
  const { state, result } = talk
  expect(state.stack.length).toBeLessThanOrEqual(limits.stackDepth)
  expect(state.queue.length).toBeLessThanOrEqual(limits.queuedWishes)
  expect(state.finished.length).toBeLessThanOrEqual(limits.remembered)
  expect(JSON.parse(JSON.stringify(state))).toEqual(state)
  if (result?.outcome !== 'held') expect(result?.items.length, 'never silent').toBeGreaterThan(0)
  expect(result?.visited.length).toBeLessThanOrEqual(limits.stepsPerTurn)
  // What is open waits for an answer: no task is left that nobody asks about, unless the customer left it with a goodbye.
  const top = state.stack.at(-1)
  const rests = Object.values(top?.waits ?? {}).some((until) => until > talk.nowMs)
  const left = top?.interrupted === true && result?.items.some(isGoodbye)
  if (top !== undefined && !rests && !left) expect(state.pending).not.toBeNull()
  checkTime(talk)
  checkWays(talk)
  if (state.pending !== null && 'frame' in state.pending) {
    const { frame } = state.pending
    expect(state.stack.map(({ id }) => id)).toContain(frame)
  }
  for (const { caller } of state.stack)
    if (caller !== null) expect(state.stack.some(({ id }) => id === caller.frame)).toBe(true)
  // Ids are never used again: they are part of the keys of tool calls.
  const ids = state.stack.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toBeLessThan(state.nextFrame)
}

/** Every alarm can be done, and who rests is woken. */
function checkTime({ state, nowMs }: Talk): void {
  const alarms = state.alarms ?? []
  expect(alarms.length).toBeLessThanOrEqual(limits.alarms)
  expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length)
  expect(alarms.filter(({ what }) => what.kind === 'silence').length).toBeLessThanOrEqual(1)
  for (const { what } of alarms)
    if (what.kind === 'wait')
      expect(state.stack.some(({ id, waits }) => id === what.frame && waits?.[what.step])).toBe(true)
  for (const { id, waits } of state.stack)
    for (const [step, until] of Object.entries(waits ?? {}))
      if (until > nowMs)
        expect(alarms.some(({ what }) => what.kind === 'wait' && what.frame === id && what.step === step)).toBe(true)
}

/** Coverage speaks of steps and ways that the listing of the flows has. */
function checkWays({ result }: Talk): void {
  const strange = (result?.visited ?? []).filter(({ flow, step, branch }) => {
    const known = listed.get(`${flow} ${step}`)
    if (known === undefined) return true
    return branch !== undefined && known.branches.length > 0 && !known.branches.includes(branch)
  })
  expect(strange).toEqual([])
}

describe('whatever the customer and the shop do', () => {
  test('the engine keeps its invariants, and the same walk goes the same way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat(answers.length - 1), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (turns, outcomes, startVerified) => {
          const first = await walk(turns, outcomes, startVerified)
          const second = await walk(turns, outcomes, startVerified)
          expect(second).toEqual(first)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a message that is read in any way gets an answer', async () => {
    const names = intents.map(([name]) => name)
    const reading = fc.record({
      text: fc.constantFrom(
        'yes',
        'no',
        'the blue one',
        `it is ${order.number}`,
        'a@b.c',
        'cancel that',
        'hmm',
        '12',
        'why?',
        'x',
      ),
      intents: fc.dictionary(fc.constantFrom(...names), fc.double({ min: 0, max: 1, noNaN: true }), { maxKeys: 3 }),
      outOfScope: fc.double({ min: 0, max: 1, noNaN: true }),
      anger: fc.constantFrom(0, 0, 0, 0.9),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(reading, { minLength: 1, maxLength: 20 }), async (messages) => {
        const talk = new Talk()
        for (const { text, ...read } of messages) {
          const entities: Record<string, string> = text.includes(order.number)
            ? { [order.number]: 'order_number' }
            : text.includes('@')
              ? { [text]: 'email' }
              : {}
          await talk.says(text, { ...read, entities })
          check(talk)
          if (talk.result?.ended || talk.result?.handoff) break
        }
      }),
      { numRuns: 400 },
    )
  })
})
