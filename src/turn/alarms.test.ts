import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { earliestAlarm } from '#domain/alarms.ts'
import { foldEvent } from '#domain/conversation.ts'
import { anonymous } from '#domain/customer.ts'
import { type Alarm, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import { type ConversationId, countedIds, type ReleaseId, type TenantId } from '#domain/ids.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { Alarms } from './alarms.ts'
import { noFailpoint } from './failpoints.ts'
import { turnLimits } from './limits.ts'
import { type RunResult, Turns } from './turns.ts'

const tenant = 'tn_alarms' as TenantId
const release = 'rl_test' as ReleaseId
const quiet = { info() {}, warn() {}, error() {} }
const clock = { now: () => Date.now() }
const second = 1_000

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** One store, and as many replicas on it as wanted. A turn for an alarm says its number; a message sets the alarms it names ("3 9"). */
function scene(slow: (claim: ClaimedTurn) => Promise<void> = () => Promise.resolve()) {
  const ids = countedIds()
  const { database, bus } = openMemory()
  const store = { ...database.conversations, due: vi.fn(database.conversations.due) }
  const stops: (() => void)[] = []

  const record = async (claim: ClaimedTurn): Promise<RunResult> => {
    await slow(claim)
    const due = claim.pending.length > 0 ? null : earliestAlarm(claim.conversation.dialogue)
    const set = claim.pending
      .flatMap(({ text }) => text.split(' ').map(Number))
      .map((after): Alarm => ({ id: after, atMs: clock.now() + after * second, what: { kind: 'silence', nth: 0 } }))
    const kept = (claim.conversation.dialogue.alarms ?? []).filter((alarm) => alarm.id !== due?.id)
    const messages = claim.pending.map((message) => message.seq)
    const text = due === null ? 'set' : `alarm ${due.id}`
    const body: EventBody = {
      kind: 'turn-recorded',
      data: {
        turn: claim.turn,
        messages,
        release,
        outcome: 'answered',
        intents: [],
        commands: due === null ? [] : ['time-passed'],
        language: 'und',
        durationMs: 1,
        nextFrame: 1,
      },
      personal: {
        reply: { parts: [{ kind: 'text', text }], quickReplies: [], locale: 'en', confidence: 1, reasons: [] },
        dialogue: { ...emptyDialogue(), alarms: claim.pending.length > 0 ? set : kept },
        mentions: [],
        identity: anonymous,
        understanding: null,
        commands: [],
        toolCalls: [],
        trace: [],
      },
    }
    const stamp = (seq: number): ConversationEvent => ({
      ...body,
      tenant,
      conversation: claim.conversation.id,
      seq,
      atMs: clock.now(),
    })
    const snapshot = foldEvent(claim.conversation, stamp(claim.seq + 1))
    const written = { events: [body], snapshot, messages, ticket: null, withdrawTicket: null }
    const outcome = await store.record(claim, written, clock.now())
    return outcome.kind === 'recorded'
      ? { kind: 'recorded', events: [stamp(outcome.firstSeq)], pending: outcome.pending }
      : outcome
  }

  return {
    store,
    replica() {
      const turns: Turns = new Turns({
        store,
        bus,
        clock,
        ids,
        holder: ids.next('holder'),
        log: quiet,
        failpoint: noFailpoint,
        leaseMs: turnLimits.leaseMs,
        dueAt: (atMs) => alarms.expect(atMs),
        run: record,
      })
      const alarms = new Alarms({ store, turns, clock, log: quiet })
      stops.push(() => {
        alarms.stop()
        void turns.stop(0)
      })
      return { turns, alarms }
    },
    async conversation(): Promise<ConversationId> {
      const conversation = ids.next('conversation')
      const data = { channel: 'rest', locale: 'en', release, identity: 'anonymous' } as const
      const body: EventBody = { kind: 'conversation-started', data, personal: null }
      const first = foldEvent(null, { ...body, tenant, conversation, seq: 1, atMs: clock.now() })
      await store.start(tenant, conversation, body, first, clock.now())
      return conversation
    },
    async send(turns: Turns, conversation: ConversationId, text: string) {
      const clientId = `c-${ids.next('message')}`
      const message = { clientId, message: ids.next('message'), via: 'text' as const, text, payload: null }
      await turns.send(tenant, conversation, [message])
      await vi.advanceTimersByTimeAsync(0)
    },
    async said(conversation: ConversationId): Promise<string[]> {
      const { events } = await store.events(tenant, conversation, 0, 1_000)
      return events.flatMap((event) => {
        const [part] = event.kind === 'turn-recorded' ? (event.personal?.reply?.parts ?? []) : []
        return part?.kind === 'text' && part.text !== 'set' ? [part.text] : []
      })
    },
    stop() {
      for (const stop of stops) stop()
    },
  }
}

describe('what is due', () => {
  test('is taken up at its time, one after the other, and between them nothing is asked', async () => {
    const s = scene()
    const { turns, alarms } = s.replica()
    alarms.start()
    await vi.advanceTimersByTimeAsync(second)
    const conversation = await s.conversation()
    await s.send(turns, conversation, '3 9')
    const looks = s.store.due.mock.calls.length
    await vi.advanceTimersByTimeAsync(2.9 * second)
    expect(await s.said(conversation)).toEqual([])
    expect(s.store.due.mock.calls.length).toBe(looks)
    await vi.advanceTimersByTimeAsync(0.2 * second)
    expect(await s.said(conversation)).toEqual(['alarm 3'])
    await vi.advanceTimersByTimeAsync(6 * second)
    expect(await s.said(conversation)).toEqual(['alarm 3', 'alarm 9'])
    // Two looks for each that was due (one finds it, one that nothing is left), none besides.
    expect(s.store.due.mock.calls.length).toBeLessThanOrEqual(looks + 4)
    s.stop()
  })

  test('where nothing is due, the store is asked twice a minute', async () => {
    const s = scene()
    s.replica().alarms.start()
    await vi.advanceTimersByTimeAsync(10 * 60 * second)
    expect(s.store.due.mock.calls.length).toBeLessThanOrEqual(21)
    s.stop()
  })

  test('is not spoken twice by replicas that look at once', async () => {
    const s = scene()
    const replicas = [s.replica(), s.replica(), s.replica()]
    const conversations = [await s.conversation(), await s.conversation(), await s.conversation()]
    for (const conversation of conversations) await s.send(replicas[0]!.turns, conversation, '5')
    await vi.advanceTimersByTimeAsync(5 * second)
    await Promise.all([...replicas, ...replicas].map(({ alarms }) => alarms.sweep()))
    for (const conversation of conversations) expect(await s.said(conversation)).toEqual(['alarm 5'])
    s.stop()
  })

  test('is found at the start after a downtime, however much it is', async () => {
    const s = scene()
    const before = s.replica()
    const conversations: ConversationId[] = []
    for (let n = 0; n < turnLimits.alarmsAtOnce * 2 + 3; n += 1) {
      const conversation = await s.conversation()
      await s.send(before.turns, conversation, '5')
      conversations.push(conversation)
    }
    s.stop()
    await vi.advanceTimersByTimeAsync(3_600 * second)
    const after = s.replica()
    after.alarms.start()
    await vi.advanceTimersByTimeAsync(0)
    for (const conversation of conversations) expect(await s.said(conversation)).toEqual(['alarm 5'])
    s.stop()
  })

  test('is not held up by the slow tool of another conversation', async () => {
    const s = scene((claim) => {
      const isSlow = claim.pending.length === 0 && claim.conversation.dialogue.alarms?.[0]?.id === 5
      return isSlow ? new Promise((resolve) => setTimeout(resolve, 30 * second)) : Promise.resolve()
    })
    const { turns, alarms } = s.replica()
    alarms.start()
    await vi.advanceTimersByTimeAsync(second)
    const [slow, quick, late] = [await s.conversation(), await s.conversation(), await s.conversation()]
    await s.send(turns, slow, '5')
    await s.send(turns, quick, '6')
    await s.send(turns, late, '9')
    await vi.advanceTimersByTimeAsync(6.5 * second)
    expect(await s.said(quick)).toEqual(['alarm 6'])
    await vi.advanceTimersByTimeAsync(3 * second)
    expect(await s.said(late)).toEqual(['alarm 9'])
    expect(await s.said(slow)).toEqual([])
    await vi.advanceTimersByTimeAsync(30 * second)
    expect(await s.said(slow)).toEqual(['alarm 5'])
    s.stop()
  })

  test('by another replica’s doing is found within the time of the net', async () => {
    const s = scene()
    const [one, other] = [s.replica(), s.replica()]
    other.alarms.start()
    await vi.advanceTimersByTimeAsync(0)
    const conversation = await s.conversation()
    await s.send(one.turns, conversation, '5')
    await vi.advanceTimersByTimeAsync(turnLimits.alarmSweepMs)
    expect(await s.said(conversation)).toEqual(['alarm 5'])
    s.stop()
  })

  test('gives way to a message that comes while its turn runs', async () => {
    let begun = 0
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const s = scene((claim) => {
      if (claim.pending.length > 0) return Promise.resolve()
      begun += 1
      return gate
    })
    const { turns, alarms } = s.replica()
    const conversation = await s.conversation()
    await s.send(turns, conversation, '5')
    await vi.advanceTimersByTimeAsync(5 * second)
    const swept = alarms.sweep()
    await vi.advanceTimersByTimeAsync(0)
    expect(begun).toBe(1)
    await s.send(turns, conversation, '60')
    go()
    await swept
    expect(await s.said(conversation)).toEqual([])
    expect((await s.store.load(tenant, conversation))?.pending).toBe(0)
    s.stop()
  })

  test('withdrawn while its turn runs leaves the conversation free: who writes next is answered at once', async () => {
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const s = scene((claim) => (claim.pending.length > 0 ? Promise.resolve() : gate))
    const { turns, alarms } = s.replica()
    const conversation = await s.conversation()
    await s.send(turns, conversation, '5')
    await vi.advanceTimersByTimeAsync(5 * second)
    const swept = alarms.sweep()
    await vi.advanceTimersByTimeAsync(0)
    const idled: EventBody = { kind: 'conversation-idled', data: { afterMs: 1 }, personal: null }
    await s.store.append(tenant, conversation, () => ({ events: [idled] }), clock.now())
    go()
    await swept
    await s.send(turns, conversation, '60')
    expect((await s.store.load(tenant, conversation))?.pending).toBe(0)
    s.stop()
  })

  test('is left alone where the store is away, and taken up when it is back', async () => {
    const s = scene()
    const { turns, alarms } = s.replica()
    const conversation = await s.conversation()
    await s.send(turns, conversation, '5')
    s.store.due.mockRejectedValueOnce(new Error('away'))
    alarms.start()
    await vi.advanceTimersByTimeAsync(turnLimits.alarmSweepMs)
    expect(await s.said(conversation)).toEqual(['alarm 5'])
    s.stop()
  })

  test('is not taken up by a replica that stops', async () => {
    const s = scene()
    const { turns, alarms } = s.replica()
    alarms.start()
    await vi.advanceTimersByTimeAsync(0)
    const conversation = await s.conversation()
    await s.send(turns, conversation, '5')
    alarms.stop()
    await turns.stop(0)
    await vi.advanceTimersByTimeAsync(3_600 * second)
    expect(await s.said(conversation)).toEqual([])
    expect(await turns.takeUpDue(tenant, conversation)).toBe(false)
  })
})

test('a slow turn is kept by its process, also where it is not the first that was claimed in a row', async () => {
  let begun = 0
  const s = scene(async (claim) => {
    begun += 1
    const slow = claim.pending.some(({ text }) => text === '60')
    await new Promise((resolve) => setTimeout(resolve, slow ? 4 * turnLimits.leaseMs : second))
  })
  const [{ turns }] = [s.replica(), s.replica()]
  const conversation = await s.conversation()
  await s.send(turns, conversation, '50')
  await s.send(turns, conversation, '60')
  await vi.advanceTimersByTimeAsync(5 * turnLimits.leaseMs)
  expect(begun).toBe(2)
  expect((await s.store.load(tenant, conversation))?.pending).toBe(0)
  s.stop()
})
