import { describe, expect, test } from 'vitest'
import { compileFlows, defaultThresholds } from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import { anonymous } from '#domain/customer.ts'
import { type DialogueState, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { Understanding } from '#domain/understanding.ts'
import { frontier, sweepPage, sweepSvg } from './chart.ts'
import { judge } from './judge.ts'
import { momentsOf } from './moments.ts'
import { readRecording } from './recording.ts'
import { defaultCosts, gridValues, settingsOf, sweep } from './sweep.ts'
import { sweepText } from './text.ts'

const start = (flow: string, confidence = 0.9, asks?: true): Command => ({
  kind: 'start-flow',
  flow,
  slots: {},
  alternatives: [],
  confidence,
  proposer: 'embedded',
  ...(asks && { asks }),
})
const clarify = (...flows: string[]): Command => ({
  kind: 'clarify',
  options: flows.map((flow) => ({ flow, confidence: 0.4 })),
  confidence: 0.5,
  proposer: 'embedded',
})
const affirm: Command = { kind: 'affirm', confidence: 0.9, proposer: 'embedded' }
const handOff: Command = { kind: 'hand-off', reason: 'angry', confidence: 1, proposer: 'rule' }

describe('a decision', () => {
  test.each([
    ['begins what was wanted', [start('a')], ['a'], 'resolved'],
    ['begins something else', [start('b')], ['a'], 'error'],
    ['begins that and something else', [start('a'), start('b')], ['a'], 'error'],
    ['asks, with the right thing among it', [clarify('b', 'a')], ['a'], 'asked'],
    ['asks whether it is the right thing', [start('a', 0.65, true)], ['a'], 'asked'],
    ['asks, without it', [clarify('b')], ['a'], 'lost'],
    ['does nothing for it', [affirm], ['a'], 'lost'],
    ['calls a person', [handOff], ['a'], 'handoff'],
  ] as const)('that %s', (_what, commands, flows, verdict) => {
    expect(judge([...commands], { kind: 'flows', flows: [...flows] })).toBe(verdict)
  })
  test('beside a wish is right where no flow was wanted', () => {
    expect(judge([affirm], { kind: 'no-flow' })).toBe('resolved')
    expect(judge([start('a')], { kind: 'no-flow' })).toBe('error')
    expect(judge([clarify('a')], { kind: 'no-flow' })).toBe('asked')
  })
  test('about which nothing is known is not judged', () => {
    expect(judge([start('a')], null)).toBeNull()
  })
})

describe('a grid', () => {
  test.each([
    ['0.4:0.6:0.1', [0.4, 0.5, 0.6]],
    ['0.5,0.7', [0.5, 0.7]],
    ['2', [2]],
    ['0.6:0.4:0.1', null],
    ['0.4:0.6', null],
    ['much', null],
    ['0.4:0.6:0', null],
  ])('is read from %s', (text, values) => {
    expect(gridValues(text)).toEqual(values)
  })
  test('tries all values of one with all of the others', () => {
    expect(settingsOf({ accept: [0.5, 0.6], margin: [0.1, 0.2] })).toHaveLength(4)
    expect(settingsOf({})).toEqual([{}])
  })
})

const flowsYaml = `
flows:
  status: { description: d, intents: [status], steps: [{ say: hello }] }
  cancel: { description: d, intents: [cancel], steps: [{ say: hello }] }
  leave: { description: d, steps: [{ link: cancel }] }
`
const { flows } = compileFlows([{ file: 'f.yaml', text: flowsYaml }], {
  tools: new Map(),
  responses: new Map([['hello', null]]),
  entities: new Set(),
  intents: new Set(['status', 'cancel']),
  verification: null,
})

const read = (text: string, intents: Record<string, number>): Understanding => {
  const ranked = Object.entries(intents).map(([name, confidence]) => ({ name, confidence }))
  return {
    text,
    corrected: text,
    corrections: [],
    language: { code: 'en', confidence: 1 },
    intents: ranked,
    outOfScope: 0,
    wishes: [{ text, start: 0, end: text.length, intents: ranked, outOfScope: 0, entities: [], negated: false }],
    entities: [],
    mood: { polarity: 0, anger: 0, urgency: 0 },
  }
}

/** A conversation of turns, each with what was read, decided and finished. */
function recorded(
  turns: {
    text: string
    intents: Record<string, number>
    commands: Command[]
    finished?: [string, boolean][]
    button?: true
  }[],
): ConversationEvent[] {
  let state: DialogueState = emptyDialogue()
  const common = { tenant: 'tn_1', conversation: 'cv_1', atMs: 0 }
  const events: unknown[] = [
    {
      ...common,
      seq: 1,
      kind: 'conversation-started',
      data: { channel: 'rest', locale: 'en', release: 'r', identity: 'anonymous' },
      personal: null,
    },
  ]
  for (const [index, { text, intents, commands, finished = [], button }] of turns.entries()) {
    state = { ...state, finished: [...state.finished, ...finished.map(([flow, resolved]) => ({ flow, resolved }))] }
    const personal = {
      reply: null,
      dialogue: state,
      mentions: [],
      identity: anonymous,
      understanding: button ? null : read(text, intents),
      commands,
      toolCalls: [],
      trace: [],
    }
    events.push({ ...common, seq: index + 2, kind: 'turn-recorded', data: { messages: [index + 2] }, personal })
  }
  return events as ConversationEvent[]
}

describe('the decisions of a recorded conversation', () => {
  const events = recorded([
    { text: 'where is it', intents: { status: 0.9 }, commands: [start('status')], finished: [['status', true]] },
    { text: 'about my parcel', intents: { status: 0.4, cancel: 0.38 }, commands: [clarify('status', 'cancel')] },
    {
      text: 'cancel',
      intents: {},
      commands: [{ kind: 'choose', option: 'flow:cancel', confidence: 1, proposer: 'button' }, start('cancel')],
      finished: [['cancel', true]],
      button: true,
    },
    { text: 'thanks', intents: {}, commands: [affirm] },
    { text: 'where is it', intents: { status: 0.9 }, commands: [start('status')], finished: [['status', false]] },
  ])

  test('know what was right where the conversation went right', () => {
    const moments = momentsOf({ name: 'one', passed: true, events }, flows)
    expect(moments.map(({ expected }) => expected)).toEqual([
      { kind: 'flows', flows: ['status'] },
      { kind: 'flows', flows: ['cancel'] },
      { kind: 'no-flow' },
      null,
    ])
  })

  test('know what a scenario expects of a turn, also where the conversation went wrong', () => {
    const moments = momentsOf({ name: 'one', passed: false, events, expected: ['cancel', null, null, 'status'] }, flows)
    expect(moments.map(({ expected }) => expected)).toEqual([
      { kind: 'flows', flows: ['cancel'] },
      null,
      { kind: 'flows', flows: ['status'] },
      null,
    ])
  })

  test('count a flow that went over into another as done', () => {
    const went = recorded([
      { text: 'stop it', intents: { leave: 0.9 }, commands: [start('leave')], finished: [['cancel', true]] },
    ])
    expect(momentsOf({ name: 'one', passed: true, events: went }, flows)[0]?.expected).toEqual({
      kind: 'flows',
      flows: ['leave'],
    })
  })

  test.each([false, null])('know nothing of it where that was not checked, or was wrong (%s)', (passed) => {
    expect(momentsOf({ name: 'one', passed, events }, flows).every(({ expected }) => expected === null)).toBe(true)
  })

  test('are decided again from the state they were recorded in', async () => {
    const report = await sweep(
      momentsOf({ name: 'one', passed: true, events }, flows),
      { flows, intents: new Map(), thresholds: defaultThresholds },
      { grids: [{ clarify: [0.2, 0.39, 0.5] }, { accept: [0.3, 0.6] }], costs: defaultCosts },
    )
    expect(report).toMatchObject({ conversations: 1, decisions: 4, known: 3 })
    expect(report.points).toHaveLength(5)
    const shares = Object.values(report.current.shares).reduce((sum, share) => sum + share, 0)
    expect(shares).toBeCloseTo(1)
    // From 0.5 on the question back is not asked any more, and the wish is lost.
    expect(report.points[2]?.shares.lost).toBeGreaterThan(report.current.shares.lost)
    expect(report.recommended.cost).toBeLessThanOrEqual(report.current.cost)
    expect(sweepText(report)).toContain('leave the thresholds as they are')
  })

  test('are drawn, with what cannot be bettered joined', async () => {
    const report = await sweep(
      momentsOf({ name: '<one>', passed: true, events }, flows),
      { flows, intents: new Map(), thresholds: defaultThresholds },
      { grids: [{ accept: [0.3, 0.9] }], costs: defaultCosts },
    )
    expect(sweepSvg(report)).toMatch(/^<svg[\s\S]*<\/svg>$/)
    expect(sweepSvg(report)).not.toContain('NaN')
    expect(sweepPage(report)).toContain('<!doctype html>')
    const best = frontier([report.current, ...report.points])
    expect(best.length).toBeGreaterThan(0)
    for (const [at, point] of best.entries())
      if (at > 0) expect(point.shares.resolved).toBeGreaterThan(best[at - 1]?.shares.resolved ?? 1)
  })
})

describe('a file of recorded conversations', () => {
  const events = recorded([{ text: 'hi', intents: {}, commands: [] }])
  test('has a conversation a line, or an event a line', () => {
    const whole = readRecording(`${JSON.stringify({ name: 'one', passed: true, events })}\n`)
    expect(whole).toMatchObject({ kind: 'read', conversations: [{ name: 'one', passed: true }] })
    const loose = readRecording(
      events
        .map((event) => JSON.stringify(event))
        .reverse()
        .join('\n'),
    )
    expect(loose.kind === 'read' && loose.conversations[0]?.events.map(({ seq }) => seq)).toEqual([1, 2])
    expect(loose).toMatchObject({ conversations: [{ name: 'cv_1', passed: null }] })
  })
  test.each(['', 'not json', '{"text":"hi"}', '7'])('that is none is told: %j', (content) => {
    expect(readRecording(content).kind).toBe('unreadable')
  })
})
