import { describe, expect, test } from 'vitest'
import type { EventOf } from '#domain/events.ts'
import { changesBetween, checkBackEnd } from './expect-back-end.ts'
import { checkTurn, type PlayedTurn } from './expect-turn.ts'
import { recordedTurn } from './fixture.ts'
import { BackEndCheck, TurnExpectation } from './schema.ts'

const played = (over: Parameters<typeof recordedTurn>[0] = {}, more: Partial<PlayedTurn> = {}): PlayedTurn => ({
  number: 1,
  event: recordedTurn(over) as EventOf<'turn-recorded'>,
  ms: 5,
  status: 'open',
  smallTalk: false,
  ...more,
})
const mismatches = (turn: PlayedTurn, expectation: object) => checkTurn(turn, TurnExpectation.parse(expectation))
const failing = (turn: PlayedTurn, expectation: object) => mismatches(turn, expectation).map((one) => one.expectation)

describe('expectations on a turn', () => {
  const turn = played({
    outcome: 'acted',
    intents: [{ name: 'orders/cancel', confidence: 0.9 }],
    commands: ['start-flow', 'set-slot'],
    entities: [{ type: 'order_number', value: 'MF-104310', text: 'mf 104310' }],
    stack: [{ flow: 'cancel-order', slots: { order_number: 'MF-104310', reason: null, count: 2 } }],
    tools: [{ tool: 'cancel_order', outcome: 'ok', input: { orderNumber: 'MF-104310' } }],
    reply: 'It’s cancelled. You get $129.00 back.',
    citations: ['orders/cancel-an-order#2'],
    buttons: ['Yes', 'No'],
  })

  test('hold for what the turn was', () => {
    expect(
      mismatches(turn, {
        intent: 'orders',
        not_intent: 'orders/status',
        entities: { order_number: 'MF-104310' },
        commands: ['set-slot'],
        flow: 'cancel-order',
        slots: { order_number: 'MF-104310', count: '2', reason: null },
        tools: {
          called: [{ tool: 'cancel_order', with: { orderNumber: 'MF-104310' }, outcome: 'ok' }],
          not_called: 'create_return',
        },
        reply: {
          contains: ["it's CANCELLED", '$129'],
          matches: 'cancelled.*back',
          not_contains: 'sorry',
          citation: 'cancel-an-order',
          quick_replies: 'yes',
        },
        outcome: ['acted', 'answered'],
        status: 'open',
        language: 'en',
        within_ms: 50,
        held: false,
        reads_as_corrected: 'Cancel  my order',
      }),
    ).toEqual([])
  })

  test.each([
    [{ intent: 'orders/status' }, 'intent'],
    [{ not_intent: 'orders' }, 'not_intent'],
    [{ entities: { order_number: 'MF-1' } }, 'entities.order_number'],
    [{ commands: ['affirm'] }, 'commands'],
    [{ flow: null }, 'flow'],
    [{ flow: 'return-item' }, 'flow'],
    [{ slots: { reason: 'size' } }, 'slots.reason'],
    [{ slots: { count: 3 } }, 'slots.count'],
    [{ tools: { called: ['create_return'] } }, 'tools.called'],
    [{ tools: { called: [{ tool: 'cancel_order', outcome: 'refused' }] } }, 'tools.called'],
    [{ tools: { not_called: ['cancel_order'] } }, 'tools.not_called'],
    [{ reply: { contains: 'refunded' } }, 'reply.contains'],
    [{ reply: { matches: '^back' } }, 'reply.matches'],
    [{ reply: { not_contains: 'cancelled' } }, 'reply.not_contains'],
    [{ reply: { citation: 'shipping' } }, 'reply.citation'],
    [{ reply: { citation: false } }, 'reply.citation'],
    [{ reply: { quick_replies: ['Skip'] } }, 'reply.quick_replies'],
    [{ outcome: 'asked' }, 'outcome'],
    [{ status: 'waiting' }, 'status'],
    [{ language: 'de' }, 'language'],
    [{ within_ms: 1 }, 'within_ms'],
    [{ held: true }, 'held'],
    [{ reads_as_corrected: 'cancel' }, 'reads_as_corrected'],
  ])('%j fails otherwise', (expectation, failed) => {
    expect(failing(turn, expectation)).toEqual([failed])
  })

  test('say what came instead', () => {
    expect(mismatches(turn, { outcome: 'asked', flow: null })).toEqual([
      { expectation: 'flow', expected: 'no open flow', got: 'cancel-order' },
      { expectation: 'outcome', expected: 'asked', got: 'acted' },
    ])
  })

  test('a silent turn of a taken conversation is held', () => {
    expect(failing(played({ outcome: 'held', reply: null }), { held: true })).toEqual([])
    expect(failing(played({ outcome: 'held', reply: 'Still waiting.' }), { held: true })).toEqual(['held'])
  })
})

describe('expectations on the back end', () => {
  const before = {
    orders: [
      { number: 'MF-1', state: 'received', feeWaived: 0, paidCents: 800 },
      { number: 'MF-2', state: 'delivered', feeWaived: 0, paidCents: 900 },
    ],
    promoCodes: [],
    attempts: [],
  }
  const after = {
    orders: [
      { number: 'MF-1', state: 'cancelled', feeWaived: 1, paidCents: 800 },
      { number: 'MF-2', state: 'delivered', feeWaived: 0, paidCents: 900 },
    ],
    promoCodes: [{ code: 'P-1', orderNumber: 'MF-1' }],
    attempts: [{ subject: 'x' }],
  }
  const seen = { before, after, bookkeeping: ['attempts'] }
  const check = (expectation: object) => checkBackEnd(seen, BackEndCheck.parse(expectation))

  test.each([
    { order: 'MF-1', field: 'state', equals: 'cancelled' },
    { orders: 'MF-1', field: 'state', not_equals: 'received' },
    { order: 'MF-1', field: 'feeWaived', equals: true },
    { order: 'MF-1', field: 'paidCents', equals: '800' },
    { order: 'MF-1', field: 'state', matches: '^CANCEL' },
    { order: 'MF-9', exists: false },
    { promo_code: 'P-1', exists: true },
    { table: 'promoCodes', where: { orderNumber: 'MF-1' }, count: 1 },
    { table: 'orders', where: { state: 'delivered' }, field: 'number', contains: 'mf-2' },
  ])('%j holds', (expectation) => {
    expect(check(expectation)).toEqual([])
  })

  test.each([
    [{ order: 'MF-1', field: 'state', equals: 'received' }, 'cancelled'],
    [{ order: 'MF-9', field: 'state', equals: 'received' }, 'there is no such record'],
    [{ order: 'MF-1', field: 'stat', equals: 'received' }, 'fields: number, state, feeWaived, paidCents'],
    [{ ordr: 'MF-1', field: 'state', equals: 'received' }, 'tables: orders, promoCodes, attempts'],
    [{ table: 'promoCodes', count: 0 }, '1 rows'],
    [{ unchanged: true }, 'orders MF-1: state received → cancelled, feeWaived 0 → 1'],
  ])('%j fails with what is there', (expectation, got) => {
    expect(check(expectation)[0]?.got).toContain(got)
  })

  test('attempts are no changes', () => {
    expect(changesBetween({ attempts: [] }, { attempts: [{ subject: 'x' }] }, ['attempts'])).toEqual([])
  })
})
