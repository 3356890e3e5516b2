import { describe, expect, test } from 'vitest'
import type { Conversation } from '#domain/conversation.ts'
import { emptyDialogue, type Pending } from '#domain/dialogue-state.ts'
import { recordedTurn } from './fixture.ts'
import { playScenario } from './play.ts'
import { readScenarios } from './read.ts'
import { failureText, resultText, runScenarios, selectScenarios } from './run.ts'
import type { BackEnd, BackEndState, Stage, Theatre } from './stage.ts'

type Answer = Parameters<typeof recordedTurn>[0] & { pending?: Pending; changes?: BackEndState }

interface Played {
  said: string[]
  identities: unknown[]
  resets: number[]
  elapsed: number[]
  closed: number
}

/** A theatre whose assistant says the answers in order, whatever it hears. */
function theatre(
  answers: Answer[],
  rows: BackEndState | null = null,
  /** What it does by itself when time passes. */
  byItself: Answer[] = [],
): Theatre & { played: Played } {
  const played: Played = { said: [], identities: [], resets: [], elapsed: [], closed: 0 }
  let state = rows
  const backEnd: BackEnd | null = rows && {
    bookkeeping: [],
    async reset(atMs) {
      played.resets.push(atMs)
      state = rows
    },
    state: async () => state ?? {},
  }
  return {
    played,
    backEnd,
    flows: { format: 1, flows: {}, startedBy: {}, verification: null },
    signedIdentity: 'verified',
    async open() {
      let turns = 0
      let pending: Pending | null = null
      const stage: Stage = {
        async start(identity) {
          played.identities.push(identity)
          return recordedTurn({ reply: 'Welcome!', buttons: ['Track'] }).personal?.reply ?? null
        },
        async say(messages) {
          played.said.push(messages.map(({ text, payload }) => payload ?? text).join(' + '))
          const answer = answers[turns] ?? {}
          turns += 1
          pending = answer.pending ?? null
          if (answer.changes) state = { ...state, ...answer.changes }
          return { turn: recordedTurn(answer), ms: 1 }
        },
        async elapse(minutes) {
          played.elapsed.push(minutes)
          return byItself.map((answer) => recordedTurn({ commands: ['time-passed'], ...answer }))
        },
        async agent() {},
        conversation: async () => ({ status: 'open', dialogue: { ...emptyDialogue(), pending } }) as Conversation,
        events: async () => [],
        async close() {
          played.closed += 1
        },
      }
      return stage
    },
  }
}

function scenario(yaml: string) {
  const { scenarios, problems } = readScenarios([{ file: 'scenarios/a.yaml', text: `scenarios:\n  a:\n    ${yaml}\n` }])
  expect(problems).toEqual([])
  return scenarios[0]!
}

describe('playing a scenario', () => {
  test('says, presses and waits in order, on a stage that is closed afterwards', async () => {
    const stage = theatre([{}, {}, {}])
    const result = await playScenario(
      scenario(
        '{ turns: [{ press: track }, { say: [one, two] }, { wait: 2h }, { say: three }], expect: { status: open } }',
      ),
      stage,
    )
    expect(result).toMatchObject({ passed: true, turns: 3, failures: [] })
    expect(stage.played).toMatchObject({ said: ['p:Track', 'one + two', 'three'], elapsed: [120], closed: 1 })
    expect(result.transcript.map(({ from, text }) => `${from}: ${text}`)).toEqual([
      'assistant: Welcome!',
      'customer: [Track]',
      'assistant: Hello.',
      'customer: one',
      'customer: two',
      'assistant: Hello.',
      'time: 2h later',
      'customer: three',
      'assistant: Hello.',
    ])
  })

  test('what the assistant says while time passes can be expected and answered, and is part of the whole', async () => {
    const reminders: Answer[] = [{ reply: 'Still there?' }, { reply: null }, { reply: 'Shall I?', buttons: ['Go on'] }]
    const stage = theatre([{ outcome: 'acted' }, {}], null, reminders)
    const result = await playScenario(
      scenario(
        `{ turns: [{ say: hi }, { wait: 10m, expect: { reply: { contains: [still there, shall i], quick_replies: Go on }, commands: time-passed } }, { press: go on }], expect: { replies: { contain: still there } } }`,
      ),
      stage,
    )
    expect(result.failures).toEqual([])
    expect(stage.played.said).toEqual(['hi', 'p:Go on'])
    expect(result.transcript.map(({ text }) => text)).toEqual([
      'Welcome!',
      'hi',
      'Hello.',
      '10m later',
      'Still there?',
      'Shall I?',
      '[Go on]',
      'Hello.',
    ])
  })

  test('silence while time passes can be expected too', async () => {
    const quiet = '{ turns: [{ say: hi }, { wait: 10m, expect: { held: true, status: open } }] }'
    expect((await playScenario(scenario(quiet), theatre([{}]))).failures).toEqual([])
    expect((await playScenario(scenario(quiet), theatre([{}], null, [{ reply: 'Boo.' }]))).failures).toMatchObject([
      { expectation: 'held', got: 'answered' },
    ])
    const loud = '{ turns: [{ say: hi }, { wait: 10m, expect: { reply: { contains: still there } } }] }'
    expect((await playScenario(scenario(loud), theatre([{}]))).failures).toMatchObject([
      { expectation: 'reply.contains', got: '(silence)', turn: 1 },
    ])
  })

  test('a button that is not offered ends it', async () => {
    const result = await playScenario(scenario('{ turns: [{ press: Buy }], expect: { status: open } }'), theatre([]))
    expect(result.failures).toEqual([{ expectation: 'press', expected: 'a quick reply "Buy"', got: 'Track' }])
  })

  test('a failing expectation names its turn, and the others are still looked at', async () => {
    const result = await playScenario(
      scenario('{ turns: [{ say: a, expect: { outcome: acted } }, { say: b, expect: { outcome: asked } }] }'),
      theatre([{ outcome: 'acted' }, { outcome: 'failed' }]),
    )
    expect(result.failures).toEqual([{ turn: 2, expectation: 'outcome', expected: 'asked', got: 'failed' }])
    expect(resultText(result)).toContain('turn 2, outcome\n    expected  asked\n    got       failed')
  })

  test('an outcome at the end is that of the last turn that was more than a courtesy', async () => {
    const turns: Answer[] = [
      { outcome: 'acted', commands: ['affirm'], pending: { kind: 'anything-else' } },
      { outcome: 'answered', commands: ['deny'] },
      { outcome: 'answered', commands: ['small-talk'] },
    ]
    const result = await playScenario(
      scenario('{ turns: [{ say: yes }, { say: no }, { say: thanks }], expect: { outcome: acted } }'),
      theatre(turns),
    )
    expect(result.passed).toBe(true)
  })

  test('a goal-driven customer opens, answers and leaves', async () => {
    const stage = theatre([
      { reply: 'Hi.' },
      { reply: 'Which order?', pending: { kind: 'slot', frame: 1, slot: 'order_number' } },
      { reply: 'Shall I?', pending: { kind: 'confirm', frame: 1, step: '1' } },
      { reply: 'Done. Anything else?', outcome: 'acted', pending: { kind: 'anything-else' } },
    ])
    const result = await playScenario(
      scenario(
        '{ opening: [hi, cancel it], answers: { order number: MF-1, confirm: go on }, expect: { outcome: acted } }',
      ),
      stage,
    )
    expect(result.failures).toEqual([])
    expect(stage.played.said).toEqual(['hi', 'cancel it', 'MF-1', 'go on'])
  })

  test('a customer who is asked what they do not know fails with the question', async () => {
    const result = await playScenario(
      scenario('{ opening: hi, answers: { pin: 1 }, expect: { outcome: acted } }'),
      theatre([{ reply: 'Which order?', pending: { kind: 'slot', frame: 1, slot: 'order_number' } }]),
    )
    expect(result.failures[0]).toMatchObject({
      turn: 1,
      expectation: 'answers',
      expected: 'an answer for "order_number"',
    })
  })

  test('a conversation that does not end is ended after max_turns', async () => {
    const asking: Answer = { reply: 'And?', pending: { kind: 'slot', frame: 1, slot: 'x' } }
    const result = await playScenario(
      scenario('{ opening: hi, answers: { x: [a, b, c] }, max_turns: 2, expect: { outcome: acted } }'),
      theatre([asking, asking, asking]),
    )
    expect(result.failures[0]).toMatchObject({ expectation: 'max_turns', expected: 'the end within 2 turns' })
  })

  test('a signed-in customer has what the website would sign', async () => {
    const rows = { customers: [{ id: 'C-1', firstName: 'Ada', lastName: 'Moor', email: 'ada@example.com', pin: 'x' }] }
    const stage = theatre([{}], rows)
    await playScenario(
      scenario('{ customer: C-1, at: 2026-11-21T03:00:00Z, opening: hi, expect: { status: open } }'),
      stage,
    )
    expect(stage.played.identities).toEqual([
      {
        level: 'verified',
        customer: 'C-1',
        by: 'signed-token',
        attributes: { customerId: 'C-1', name: 'Ada Moor', email: 'ada@example.com' },
      },
    ])
    expect(stage.played.resets).toEqual([Date.parse('2026-11-21T03:00:00Z')])
    const unknown = await playScenario(scenario('{ customer: C-9, opening: hi, expect: { status: open } }'), stage)
    expect(unknown.failures[0]).toMatchObject({ expectation: 'customer', expected: 'a customer C-9' })
  })

  test('changes behind the tools are seen', async () => {
    const rows = { orders: [{ number: 'A', state: 'received' }] }
    const cancels: Answer = { changes: { orders: [{ number: 'A', state: 'cancelled' }] } }
    const result = await playScenario(
      scenario(
        '{ opening: hi, expect: { shop: [{ order: A, field: state, equals: cancelled }, { unchanged: true }] } }',
      ),
      theatre([cancels], rows),
    )
    expect(result.failures).toEqual([
      { expectation: 'records.unchanged', expected: 'nothing changed', got: 'orders A: state received → cancelled' },
    ])
  })

  test('an error while it is played is its failure', async () => {
    const broken: Theatre = { ...theatre([]), open: () => Promise.reject(new Error('no stage')) }
    const result = await playScenario(scenario('{ opening: hi, expect: { status: open } }'), broken)
    expect(result.failures[0]).toMatchObject({ expectation: 'runs' })
    expect(result.failures[0]?.got).toContain('no stage')
  })
})

describe('a run of scenarios', () => {
  const { scenarios } = readScenarios([
    {
      file: 'scenarios/a.yaml',
      text: ['cancel-one', 'cancel-two', 'return']
        .map((name) => `  ${name}: { tags: [${name.slice(0, 3)}], opening: hi, expect: { outcome: acted } }`)
        .join('\n')
        .replace(/^/, 'scenarios:\n'),
    },
  ])
  const run = (bail: boolean, answers: Answer[]) =>
    runScenarios(scenarios, scenarios, theatre(answers), { bail, nowMs: () => 0 })

  test('is selected by name, pattern and tag', () => {
    const names = (only: string | null, tags: string[]) =>
      selectScenarios(scenarios, { only, tags }).map(({ name }) => name)
    expect(names('cancel', [])).toEqual(['cancel-one', 'cancel-two'])
    expect(names('/^RET/', [])).toEqual(['return'])
    expect(names(null, ['ret', 'xyz'])).toEqual(['return'])
    expect(names('cancel', ['ret'])).toEqual([])
  })

  test('counts what passed, failed and was not run', async () => {
    expect(await run(false, [{ outcome: 'acted' }])).toMatchObject({ passed: 3, failed: 0, skipped: 0, failures: [] })
    expect(await run(false, [{}])).toMatchObject({ passed: 0, failed: 3, skipped: 0 })
    expect(await run(true, [{}])).toMatchObject({ passed: 0, failed: 1, skipped: 2 })
  })

  test('reports a failure with its place and its transcript', async () => {
    const { failures } = await run(true, [{ reply: 'No.' }])
    expect(failures[0]).toMatchObject({
      scenario: 'cancel-one',
      place: 'scenarios/a.yaml:2',
      expectation: 'outcome',
      expected: 'acted',
      got: 'answered',
      others: [],
    })
    expect(failureText(failures[0]!)).toContain('  │ › hi\n  │ ‹ No.\n')
  })
})
