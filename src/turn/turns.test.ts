import { afterEach, describe, expect, test, vi } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { ManualClock } from '#domain/clock.ts'
import { foldEvent } from '#domain/conversation.ts'
import { anonymous } from '#domain/customer.ts'
import { emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import { type ConversationId, countedIds, type ReleaseId, type TenantId } from '#domain/ids.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { noFailpoint } from './failpoints.ts'
import { turnLimits } from './limits.ts'
import { type RunResult, Turns } from './turns.ts'

const tenant = 'tn_turns' as TenantId
const release = 'rl_test' as ReleaseId
const quiet = { info() {}, warn() {}, error() {} }

/** Turns over the in-memory store, with a run that records an answer naming what it took up. */
async function scene(run?: (claim: ClaimedTurn, record: () => Promise<RunResult>) => Promise<RunResult>) {
  const clock = new ManualClock(1_000_000)
  const ids = countedIds()
  const { database, bus } = openMemory()
  const store = database.conversations
  const runs: ClaimedTurn[] = []
  const recordAnswer = async (claim: ClaimedTurn): Promise<RunResult> => {
    const body: EventBody = {
      kind: 'turn-recorded',
      data: {
        turn: claim.turn,
        messages: claim.pending.map((message) => message.seq),
        release,
        outcome: 'answered',
        intents: [],
        commands: [],
        language: 'en',
        durationMs: 1,
        nextFrame: 1,
      },
      personal: {
        reply: { parts: [{ kind: 'text', text: 'yes' }], quickReplies: [], locale: 'en', confidence: 1, reasons: [] },
        dialogue: emptyDialogue(),
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
    const messages = claim.pending.map((message) => message.seq)
    const outcome = await store.record(
      claim,
      { events: [body], snapshot, messages, ticket: null, withdrawTicket: null },
      clock.now(),
    )
    return outcome.kind === 'recorded'
      ? { kind: 'recorded', events: [stamp(outcome.firstSeq)], pending: outcome.pending }
      : outcome
  }
  const turns = new Turns({
    store,
    bus,
    clock,
    ids,
    holder: ids.next('holder'),
    log: quiet,
    failpoint: noFailpoint,
    leaseMs: turnLimits.leaseMs,
    run: async (claim) => {
      runs.push(claim)
      return run ? run(claim, () => recordAnswer(claim)) : recordAnswer(claim)
    },
  })
  const conversation = ids.next('conversation')
  const started: EventBody = {
    kind: 'conversation-started',
    data: { channel: 'rest', locale: 'en', release, identity: 'anonymous' },
    personal: null,
  }
  await store.start(
    tenant,
    conversation,
    started,
    foldEvent(null, { ...started, tenant, conversation, seq: 1, atMs: clock.now() }),
    clock.now(),
  )
  const send = (clientId: string, by: 'typed' | 'program' = 'program') =>
    turns.send(
      tenant,
      conversation,
      [{ clientId, message: ids.next('message'), via: 'text', text: clientId, payload: null }],
      by,
    )
  const answersTo = async () => {
    const { events } = await store.events(tenant, conversation, 0, 1000)
    return events.flatMap((event) => (event.kind === 'turn-recorded' ? [event.data.messages] : []))
  }
  return { turns, conversation, send, runs, answersTo, answer: recordAnswer, bus, store, clock }
}

type Scene = Awaited<ReturnType<typeof scene>>
let open: Scene | null = null
const begin = async (...parameters: Parameters<typeof scene>) => {
  open = await scene(...parameters)
  return open
}
const answered = (s: Scene, seqs: number[]) => s.turns.waitFor(tenant, s.conversation, seqs, 5_000)

afterEach(async () => {
  await open?.turns.stop(100)
  open = null
})

describe('turns', () => {
  test('a message is acknowledged and then answered', async () => {
    const s = await begin()
    const [accepted] = await s.send('a')
    expect(accepted).toMatchObject({ clientId: 'a', seq: 2, seen: false })
    await answered(s, [2])
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('a message that is sent again is not answered again', async () => {
    const s = await begin()
    await s.send('a')
    await answered(s, [2])
    const [again] = await s.send('a')
    expect(again).toMatchObject({ seq: 2, seen: true })
    await answered(s, [2])
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('messages that come while a turn runs are taken up by the next one together', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const s = await begin(async (claim, record) => {
      if (claim.pending[0]?.clientId === 'a') await gate
      return record()
    })
    await s.send('a')
    await s.send('b')
    await s.send('c')
    release()
    await answered(s, [2, 3, 4])
    expect(await s.answersTo()).toEqual([[2], [3, 4]])
  })

  test('fragments that are sent together are one turn', async () => {
    const s = await begin()
    const fragments = ['a', 'b'].map((clientId) => ({
      clientId,
      message: `ms_000${clientId}` as never,
      via: 'text' as const,
      text: clientId,
      payload: null,
    }))
    const accepted = await s.turns.send(tenant, s.conversation, fragments)
    await answered(
      s,
      accepted.map((message) => message.seq),
    )
    expect(await s.answersTo()).toEqual([[2, 3]])
  })

  test('a turn waits for the fragment that the customer is typing', async () => {
    const s = await begin()
    await s.send('a', 'typed')
    s.turns.customerTyping(s.conversation, true)
    s.clock.advance(turnLimits.fragmentQuietMs + 1)
    await s.send('b', 'typed')
    expect(await s.answersTo()).toEqual([])
    s.clock.advance(turnLimits.fragmentQuietMs + 1)
    await answered(s, [2, 3])
    expect(await s.answersTo()).toEqual([[2, 3]])
  })

  test('a customer who types on and on is answered all the same', async () => {
    const s = await begin()
    await s.send('a', 'typed')
    s.turns.customerTyping(s.conversation, true)
    s.clock.advance(turnLimits.fragmentWaitMs - 1)
    s.turns.customerTyping(s.conversation, true)
    s.clock.advance(turnLimits.fragmentWaitAtMostMs)
    await answered(s, [2])
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('a turn that a person superseded runs again', async () => {
    let superseded = false
    const s = await begin(async (_claim, record) => {
      if (superseded) return record()
      superseded = true
      return { kind: 'superseded' }
    })
    await s.send('a')
    await answered(s, [2])
    expect(s.runs).toHaveLength(2)
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('a turn that fails outside its steps is tried again', async () => {
    let failures = 0
    const s = await begin(async (_claim, record) => {
      if (failures > 0) return record()
      failures += 1
      throw new Error('the store is away')
    })
    await s.send('a')
    await answered(s, [2])
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('messages that came meanwhile are answered although the claim for them failed at first', async () => {
    const s = await begin(async (claim, record) => {
      if (claim.pending[0]?.clientId === 'a') await s.send('b')
      return record()
    })
    const { claim } = s.store
    let failures = 0
    s.store.claim = async (...given) => {
      if (failures > 0) return claim(...given)
      failures += 1
      throw new Error('the store is away')
    }
    await s.send('a')
    await answered(s, [2, 3])
    expect(await s.answersTo()).toEqual([[2], [3]])
    expect(s.runs).toHaveLength(2)
  })

  test('a record whose confirmation got lost is not answered again, and who listens hears of it', async () => {
    const s = await begin(async (_claim, record) => {
      await record()
      throw new Error('the connection broke')
    })
    const heard: number[] = []
    s.bus.subscribe(tenant, s.conversation, ({ seq }) => heard.push(seq))
    await s.send('a')
    await answered(s, [2])
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('what a dead holder left is taken over when its lease has ended', async () => {
    const s = await begin()
    const hold = { holder: 'ho_dead1' as never, turn: 'tu_dead1' as never, leaseMs: turnLimits.leaseMs }
    const message = { clientId: 'a', message: 'ms_dead1' as never, via: 'text' as const, text: 'a', payload: null }
    await s.store.accept(tenant, s.conversation, [message], hold, s.clock.now())
    await s.turns.sweep()
    expect(s.runs).toHaveLength(0)
    s.clock.advance(turnLimits.leaseMs + 1)
    await s.turns.sweep()
    await answered(s, [2])
    expect(s.runs[0]?.takenOver).toBe(true)
    expect(await s.answersTo()).toEqual([[2]])
  })

  test('waiting for what never comes ends with an error, and for what is there at once', async () => {
    const s = await begin(() => new Promise(() => undefined))
    await s.send('a')
    await expect(s.turns.waitFor(tenant, s.conversation, [2], 20)).rejects.toMatchObject({ code: 'turn.timeout' })
  })

  test('an answer that another replica records while the wait looks at the store is not slept through', async () => {
    const s = await begin()
    const hold = { holder: 'ho_other1' as never, turn: 'tu_other1' as never, leaseMs: turnLimits.leaseMs }
    const message = { clientId: 'a', message: 'ms_other1' as never, via: 'text' as const, text: 'a', payload: null }
    const accepted = await s.store.accept(tenant, s.conversation, [message], hold, s.clock.now())
    if (accepted.kind !== 'accepted' || !accepted.claimed) throw new Error('not claimed')
    const { claimed } = accepted
    const { events } = s.store
    let looks = 0
    s.store.events = async (...given) => {
      looks += 1
      const page = await events(...given)
      if (looks === 1) {
        await s.answer(claimed)
        s.bus.publish({ tenant, conversation: s.conversation, seq: 3 })
      }
      return page
    }
    await expect(s.turns.waitFor(tenant, s.conversation, [2], 1_000)).resolves.toHaveLength(1)
  })

  test('a message to an unknown conversation is refused', async () => {
    const s = await begin()
    const message = { clientId: 'a', message: 'ms_00a1' as never, via: 'text' as const, text: 'a', payload: null }
    await expect(s.turns.send(tenant, 'cv_none' as ConversationId, [message])).rejects.toMatchObject({
      code: 'conversation.unknown',
    })
  })
})
