import { describe, expect, test } from 'vitest'
import type { Conversation } from '#domain/conversation.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import { AppError } from '#domain/errors.ts'
import { recordedTurn } from '../scenarios/fixture.ts'
import type { BackEnd, BackEndState, CustomerScript, Theatre } from '../scenarios/index.ts'
import { differences, notCommunicated } from './compare.ts'
import { runTau2 } from './run.ts'
import { readTau2Tasks } from './tasks.ts'
import { tau2ReportText, tau2ResultText } from './text.ts'

const task = (over: Record<string, unknown> = {}, id = '1') =>
  JSON.stringify({
    id,
    user_scenario: { instructions: 'whatever' },
    evaluation_criteria: {
      actions: [
        { name: 'look', arguments: {} },
        { name: 'cancel', arguments: { id: 'B-1' } },
      ],
      communicate_info: [],
      reward_basis: ['DB', 'COMMUNICATE'],
      ...over,
    },
  })

describe('reading tasks', () => {
  test('what a task lacks is empty', () => {
    const [only] = readTau2Tasks('t.jsonl', '{"id":"7","evaluation_criteria":{"actions":null}}\n\n')
    expect(only).toEqual({ id: '7', actions: [], communicate: [], basis: ['DB', 'COMMUNICATE'] })
  })

  test.each([
    ['no JSON', '{', 't.jsonl:1'],
    ['no task', '{"id":7}', 'this is no task: id'],
    ['the same task twice', `${task()}\n${task()}`, 'another task 1'],
    ['nothing', '\n', 'no tasks'],
  ])('%s is an error with its line', (_what, text, problem) => {
    expect(() => readTau2Tasks('t.jsonl', text)).toThrow(AppError)
    expect(() => readTau2Tasks('t.jsonl', text)).toThrow(problem)
  })
})

describe('comparing', () => {
  test('differences are told by path, whatever the order of keys; tables of attempts do not count', () => {
    const expected = { bookings: [{ id: 'B-1', state: 'cancelled', who: [{ a: 1, b: 2 }] }], tries: [{ id: 1 }] }
    const actual = { bookings: [{ id: 'B-1', who: [{ b: 2, a: 1 }] }, { id: 'B-2' }] }
    expect(differences(expected, actual, ['tries'])).toEqual([
      'bookings B-1.state: expected "cancelled", is nothing',
      'bookings B-2: expected nothing, is {"id":"B-2"}',
    ])
    expect(differences(expected, structuredClone(expected), [])).toEqual([])
    expect(differences({ a: [{ id: 1, list: [1, 2] }] }, { a: [{ id: 1, list: [2, 1] }] }, [])).toHaveLength(2)
  })

  test('a text must be in one message; capitals and commas of thousands do not matter', () => {
    const said = ['You will get $23,553 back.', 'Seat CLASS: Business']
    expect(notCommunicated(['23553', 'class: business', '23553 class'], said)).toEqual(['23553 class'])
  })
})

/** One booking; the assistant says "Done, $1,200." and cancels it where it is to. */
function ground({ cancels, script }: { cancels: boolean; script: CustomerScript | null }) {
  const fresh = (): BackEndState => ({ bookings: [{ id: 'B-1', state: 'booked' }] })
  let state = fresh()
  const cancel = () => {
    state = { bookings: [{ id: 'B-1', state: 'cancelled' }] }
  }
  const backEnd: BackEnd = {
    bookkeeping: [],
    reset: async () => {
      state = fresh()
    },
    state: async () => state,
  }
  const theatre: Theatre = {
    backEnd,
    flows: { format: 1, flows: {}, startedBy: {}, verification: null },
    signedIdentity: 'verified',
    open: async () => ({
      start: async () => null,
      say: async () => {
        if (cancels) cancel()
        return { turn: recordedTurn({ reply: 'Done, $1,200.' }), ms: 1 }
      },
      elapse: async () => [],
      agent: async () => {},
      conversation: async () => ({ status: 'open', dialogue: emptyDialogue() }) as unknown as Conversation,
      events: async () => [],
      close: async () => {},
    }),
  }
  return {
    theatre,
    backEnd,
    atMs: 0,
    script: () => script,
    operate: async (name: string) => {
      if (name !== 'cancel') return { kind: 'no-effect' as const }
      cancel()
      return { kind: 'done' as const }
    },
  }
}

const says: CustomerScript = { opening: ['cancel B-1'] }
const run = (
  text: string,
  { cancels = false, script = says }: { cancels?: boolean; script?: CustomerScript | null } = {},
) => runTau2(readTau2Tasks('t.jsonl', text), ground({ cancels, script }), { nowMs: () => 0 })

describe('playing and grading', () => {
  test('the database must be what the actions make of it', async () => {
    expect(await run(task(), { cancels: true })).toMatchObject({ tasks: 1, passed: 1, passRate: 1 })
    const { results } = await run(task())
    expect(results[0]).toMatchObject({
      passed: false,
      database: 'different',
      differences: ['bookings B-1.state: expected "cancelled", is "booked"'],
    })
  })

  test('what had to be told must have been told; only what the task counts is counted', async () => {
    const told = task({ actions: [], communicate_info: ['1200', '99'] })
    expect((await run(told)).results[0]).toMatchObject({ passed: false, notCommunicated: ['99'], database: 'same' })
    const onlyDatabase = task({ actions: [], communicate_info: ['99'], reward_basis: ['DB'] })
    expect((await run(onlyDatabase)).passed).toBe(1)
    const onlyWords = task({ communicate_info: ['1200'], reward_basis: ['COMMUNICATE'] })
    expect((await run(onlyWords)).results[0]).toMatchObject({ passed: true, database: 'not graded' })
  })

  test('tasks that doing nothing would pass are counted apart', async () => {
    const report = await run([task(), task({ actions: [] }, '2')].join('\n'))
    expect(report).toMatchObject({ tasks: 2, passed: 1, passRate: 0.5 })
    expect(report.needingWriteOrStatement).toEqual({ tasks: 1, passed: 0, passRate: 0 })
    expect(tau2ReportText(report)).toContain('1 of 2 tasks passed (50.0 %)')
  })

  test('a task without a script has failed; so has one without an end', async () => {
    const { results } = await run(task({ actions: [] }), { script: null })
    expect(results[0]).toMatchObject({ passed: false, problem: 'no script: customers/1.yaml is missing' })
    const endless = { opening: ['hi'], max_turns: 3, reactions: [{ when: ['done'], say: ['again'], once: false }] }
    const unfinished = await run(task({ actions: [] }), { script: endless })
    expect(unfinished.results[0]).toMatchObject({ passed: false, turns: 3 })
    expect(unfinished.results[0]?.problem).toContain('within 3 turns')
  })

  test('a result says what was wrong', async () => {
    const { results } = await run(task({ communicate_info: ['99'] }))
    const text = tau2ResultText({ ...results[0]!, transcript: [{ from: 'customer', text: 'hello' }] }, true)
    expect(text).toContain('FAILED  1  (1 turns)')
    expect(text).toContain('database: bookings B-1.state')
    expect(text).toContain('never said: 99')
    expect(text).toContain('hello')
  })
})
