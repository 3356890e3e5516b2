import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerEvent } from '#contracts'
import { entriesOf } from './entries.ts'
import type { OutboxEntry } from './outbox.ts'
import { emptyTimeline, extend } from './timeline.ts'

const at = '2026-01-05T10:00:00.000Z'
const said = (seq: number, clientId = `c${seq}`): CustomerEvent => ({
  kind: 'message',
  seq,
  at,
  clientId,
  text: clientId,
})
const replied = (seq: number, answers: number[], labels: string[] = []): CustomerEvent => ({
  kind: 'reply',
  seq,
  at,
  turn: null,
  answers,
  outcome: 'answered',
  parts: [],
  quickReplies: labels.map((label) => ({ label, payload: label })),
  confidence: 1,
  locale: 'en',
})
const draft = (clientId: string, order: number): OutboxEntry => ({
  clientId,
  text: clientId,
  payload: null,
  order,
  refusal: null,
})

test('events come out in order and once each, however they arrive', () => {
  const all = Array.from({ length: 30 }, (_, index) => said(index * 2 + 1))
  const arrival = fc.array(fc.array(fc.constantFrom(...all), { maxLength: 8 }), { maxLength: 12 })
  fc.assert(
    fc.property(arrival, (batches) => {
      let timeline = emptyTimeline
      for (const batch of batches) timeline = extend(timeline, batch)
      const expected = [...new Set(batches.flat().map((event) => event.seq))].sort((a, b) => a - b)
      expect(timeline.events.map((event) => event.seq)).toEqual(expected)
      expect(timeline.lastSeq).toBe(expected.at(-1) ?? 0)
    }),
  )
})

test('a repeated event changes nothing, not even the object', () => {
  const timeline = extend(emptyTimeline, [said(1)])
  expect(extend(timeline, [said(1)])).toBe(timeline)
})

test('a message known from its event, its acknowledgement and the outbox shows once', () => {
  const entries = entriesOf({
    timeline: extend(emptyTimeline, [said(1, 'a')]),
    acknowledged: [draft('a', 1), draft('b', 2)],
    waiting: [draft('b', 2), draft('c', 3)],
    ratings: {},
  })
  expect(entries.map((entry) => [entry.id, entry.kind === 'mine' && entry.state])).toEqual([
    ['a', 'sent'],
    ['b', 'sent'],
    ['c', 'sending'],
  ])
})

test('quick replies go stale with the next message, sent or not, and the pressed one is remembered', () => {
  const timeline = extend(emptyTimeline, [replied(1, [], ['Yes', 'No'])])
  const sources = { timeline, acknowledged: [], waiting: [], ratings: {} }
  expect(entriesOf(sources)[0]).toMatchObject({ stale: false, chosen: null })
  expect(entriesOf({ ...sources, waiting: [draft('No', 1)] })[0]).toMatchObject({ stale: true, chosen: 'No' })
  const answered = extend(timeline, [said(2, 'Yes'), replied(3, [2], ['More'])])
  expect(entriesOf({ ...sources, timeline: answered }).map((entry) => entry.kind === 'reply' && entry.stale)).toEqual([
    true,
    false,
    false,
  ])
})

test('a reminder leaves the buttons of the question before it, unless it has some of its own', () => {
  const asked = extend(emptyTimeline, [said(1, 'return'), replied(2, [1], ['Yes', 'No'])])
  const stale = (...labels: string[]) =>
    entriesOf({
      timeline: extend(asked, [{ ...replied(3, [], labels), turn: 'tu_2' } as CustomerEvent]),
      acknowledged: [],
      waiting: [],
      ratings: {},
    }).map((entry) => entry.kind === 'reply' && entry.stale)
  expect(stale()).toMatchObject([false, false, true])
  expect(stale('Go on')).toMatchObject([false, true, false])
})

test('a message that a person will answer is marked so', () => {
  const timeline = extend(emptyTimeline, [said(1), { kind: 'held', seq: 2, at, answers: [1] }])
  expect(entriesOf({ timeline, acknowledged: [], waiting: [], ratings: {} })).toMatchObject([
    { kind: 'mine', held: true },
  ])
})
