import { expect, test } from 'vitest'
import { z } from 'zod'
import { anonymous } from '#domain/customer.ts'
import { type DialogueState, emptyDialogue, type Frame, type Pending } from '#domain/dialogue-state.ts'
import type { EventOf, ToolCallRecord } from '#domain/events.ts'
import type { ConversationId, ReleaseId, TenantId, TurnId } from '#domain/ids.ts'
import { defineTool, ok, toolSet } from '#tools/index.ts'
import { Watch } from './watch.ts'

const tools = toolSet([
  defineTool({
    name: 'cancel_order',
    description: 'Cancels an order',
    input: z.strictObject({ orderNumber: z.string() }),
    output: z.object({}),
    needs: 'anonymous',
    sideEffect: 'write',
    idempotent: true,
    confirm: true,
    run: async () => ok({}),
  }),
  defineTool({
    name: 'refund',
    description: 'Gives money back',
    input: z.strictObject({ amount: z.number().positive(), slot: z.enum(['morning', 'evening']) }),
    output: z.object({ slot: z.string() }),
    needs: 'anonymous',
    sideEffect: 'none',
    run: async () => ok({ slot: 'blue' }),
  }),
])

interface Told {
  commands?: ('affirm' | 'deny')[]
  calls?: Partial<ToolCallRecord>[]
  dialogue?: Partial<DialogueState>
  reply?: string | null
}

/** A turn as it would have been recorded. */
function turn({ commands = [], calls = [], dialogue = {}, reply = 'Fine.' }: Told): EventOf<'turn-recorded'> {
  return {
    kind: 'turn-recorded',
    tenant: 'tn_1' as TenantId,
    conversation: 'cv_1' as ConversationId,
    seq: 2,
    atMs: 0,
    data: {
      turn: 'tu_1' as TurnId,
      messages: [1],
      release: 'rl_1' as ReleaseId,
      outcome: 'answered',
      intents: [],
      commands,
      language: 'en',
      durationMs: 1,
      nextFrame: 2,
    },
    personal: {
      reply:
        reply === null
          ? null
          : { parts: [{ kind: 'text', text: reply }], quickReplies: [], locale: 'en', confidence: 1, reasons: [] },
      dialogue: { ...emptyDialogue(), ...dialogue },
      mentions: [],
      identity: anonymous,
      understanding: null,
      commands: commands.map((kind) => ({ kind, confidence: 1, proposer: 'embedded' })),
      toolCalls: calls.map((call) => ({
        key: 'cv_1:1:0:0',
        tool: 'cancel_order',
        outcome: 'ok',
        input: { orderNumber: 'A' },
        result: {},
        ms: 1,
        ...call,
      })),
      trace: [],
    },
  }
}

const frame: Frame = {
  id: 1,
  flow: 'cancel-order',
  at: [0],
  slots: {},
  said: {},
  asked: {},
  variables: {},
  calls: {},
  confirmed: [],
  trail: [],
  done: {},
  caller: null,
  interrupted: false,
}
const confirming: Pending = { kind: 'confirm', frame: 1, step: '0' }
const redoing: Pending = { kind: 'redo', frame: 1, step: '0' }
const asked = (pending: Pending): Told => ({ dialogue: { stack: [frame], pending } })

function found(...turns: Told[]): string[] {
  const watch = new Watch(tools)
  for (const told of turns) watch.turn(turn(told), false)
  return watch.violations
}

test('a tool that was confirmed and used once breaks nothing', () => {
  expect(found(asked(confirming), { commands: ['affirm'], calls: [{}] })).toEqual([])
})

test('a tool that wants a yes and was used without one is found', () => {
  expect(found(asked(confirming), { commands: ['deny'], calls: [{}] })).toEqual(['cancel_order was used without a yes'])
})

test('the same thing done again in the same task is found, unless the customer said yes to that', () => {
  const first: Told = { commands: ['affirm'], calls: [{}], ...asked(redoing) }
  const again: Told = { commands: ['affirm'], calls: [{ key: 'cv_1:1:0:1' }] }
  expect(found(asked(confirming), first, again)).toEqual([])
  expect(found(asked(confirming), { ...first, dialogue: {} }, { ...again, commands: [] })).toEqual([
    'cancel_order was done 2 times with the same input',
  ])
})

test('a key that is used twice is found', () => {
  expect(
    found(asked(confirming), { commands: ['affirm'], calls: [{}] }, { calls: [{ input: { orderNumber: 'B' } }] }),
  ).toContain('cancel_order: the key cv_1:1:0:0 was used before')
})

test('a call that lacks an input, or the identity, is found', () => {
  const refused = (reason: string) => ({
    calls: [{ outcome: 'failed', result: { reason } }],
    commands: ['affirm'] as 'affirm'[],
  })
  expect(found(asked(confirming), refused('bad-arguments'))).toEqual(['cancel_order: bad-arguments'])
  expect(found(asked(confirming), refused('not-permitted'))).toEqual(['cancel_order: not-permitted'])
})

test('silence, an unbounded stack, and an open task that asks nothing are found', () => {
  expect(found({ reply: null })).toEqual(['the customer got no answer'])
  expect(found({ dialogue: { stack: Array.from({ length: 9 }, () => frame), pending: confirming } })).toEqual([
    '9 flows on the stack',
  ])
  expect(found({ dialogue: { stack: [frame] } })).toEqual(['a task is open and nothing is asked'])
})

test('wrong inputs are the assistant’s fault, unless chance made up the record they come from', () => {
  const refund = (input: Record<string, number | string>, key: string) => ({
    tool: 'refund',
    key,
    outcome: 'failed' as const,
    input,
    result: { reason: 'bad-arguments' },
  })
  const told = { tool: 'refund', key: 'cv_1:1:0:1', input: {}, result: { slot: 'blue' } }
  const found = (...calls: Partial<ToolCallRecord>[]) => {
    const watch = new Watch(tools)
    watch.turn(turn({ calls, dialogue: { stack: [{ ...frame, slots: { sum: -5 }, said: { sum: '-5' } }] } }), false)
    return watch.violations.filter((what) => what.includes('bad-arguments'))
  }
  expect(found(told, refund({ amount: -7, slot: 'blue' }, 'k1'))).toEqual([])
  expect(found(refund({ amount: 3, slot: 'blue' }, 'k1'))).toEqual(['refund: bad-arguments'])
  expect(found(told, refund({ amount: -5, slot: 'blue' }, 'k1'))).toEqual(['refund: bad-arguments'])
  expect(found(told, refund({ slot: 'blue' }, 'k1'))).toEqual(['refund: bad-arguments'])
  expect(found(told, refund({ amount: 3, slot: 'morning', more: 1 }, 'k1'))).toEqual(['refund: bad-arguments'])
})
