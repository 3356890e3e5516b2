import { describe, expect, test } from 'vitest'
import { leaseMs, newHold, newId, newScene, note, says, turnRecord } from './contract-scene.ts'
import type { ClaimedTurn, RecordOutcome, TicketChange } from './conversation-store.ts'
import type { Database } from './database.ts'

/** Who may answer, and that each message is answered in exactly one recorded turn. */
export function conversationTurnsContract(database: () => Database): void {
  const ticketOf = (summary = 'wants a person') => ({
    ticket: newId('ticket'),
    reason: 'asked',
    team: 'service',
    priority: 'normal' as const,
    summary,
  })

  describe('holding', () => {
    test('accepting claims the turn with all that it needs', async () => {
      const scene = await newScene(database())
      const message = says('hello')
      const hold = newHold(scene.holder)
      const at = scene.clock.now()
      const { conversations } = database()
      const outcome = await conversations.accept(scene.tenant, scene.conversation, [message], hold, at)
      expect(outcome).toMatchObject({
        kind: 'accepted',
        claimed: {
          tenant: scene.tenant,
          turn: hold.turn,
          holder: scene.holder,
          conversation: scene.snapshot,
          seq: 2,
          pending: [{ ...message, seq: 2, receivedAtMs: at }],
          takenOver: false,
        },
      })
    })

    test('while a turn runs nobody else can claim, and its own process claims only when asked to', async () => {
      const scene = await newScene(database())
      await scene.acceptAndClaim()
      const other = newId('holder')
      expect(await scene.accept(says('more'), other)).toMatchObject({ claimed: null })
      expect(await scene.claim(other)).toBeNull()
      expect(await scene.accept(says('and more'))).toMatchObject({ claimed: null })
      expect((await scene.claim())?.pending).toHaveLength(3)
    })

    test('messages that came while a turn ran keep the hold; the next claim has only those', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim('one')
      await scene.accept([says('two'), says('three')])
      expect(await scene.record(claim)).toEqual({ kind: 'recorded', firstSeq: 5, pending: 2 })
      expect(await scene.claim(newId('holder'))).toBeNull()
      const next = await scene.claim()
      expect(next?.pending.map((message) => message.text)).toEqual(['two', 'three'])
      expect(next?.conversation).toEqual(turnRecord(claim).snapshot)
      expect(next && (await scene.record(next))).toEqual({ kind: 'recorded', firstSeq: 6, pending: 0 })
      expect(await scene.claim()).toBeNull()
      expect((await scene.accept(says('four'), newId('holder'))) as object).toMatchObject({ claimed: { seq: 7 } })
    })

    test('of many processes that claim at once exactly one gets the turn', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      scene.clock.advance(leaseMs)
      const claims = await Promise.all(Array.from({ length: 20 }, () => scene.claim(newId('holder'))))
      const got = claims.filter((one) => one !== null)
      expect(got).toHaveLength(1)
      expect(got[0]).toMatchObject({ takenOver: true, pending: claim.pending })
    })

    test('a renewed lease holds longer; a lost one cannot be renewed', async () => {
      const scene = await newScene(database())
      const { conversations } = database()
      const claim = await scene.acceptAndClaim()
      scene.clock.advance(leaseMs - 1)
      expect(await conversations.renew(claim, leaseMs, scene.clock.now())).toBe(true)
      scene.clock.advance(leaseMs - 1)
      expect(await scene.claim(newId('holder'))).toBeNull()
      scene.clock.advance(1)
      expect(await scene.claim(newId('holder'))).not.toBeNull()
      expect(await conversations.renew(claim, leaseMs, scene.clock.now())).toBe(false)
    })

    test('a turn without pending messages cannot be claimed', async () => {
      const scene = await newScene(database())
      expect(await scene.claim()).toBeNull()
    })
  })

  describe('recording', () => {
    test('a turn taken over by another process cannot be recorded by the first', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      scene.clock.advance(leaseMs)
      const successor = await scene.claim(newId('holder'))
      expect(await scene.record(claim)).toEqual({ kind: 'lost-hold' })
      expect(successor && (await scene.record(successor))).toMatchObject({ kind: 'recorded', pending: 0 })
      expect(await scene.record(claim)).toEqual({ kind: 'lost-hold' })
      expect((await scene.events()).filter((event) => event.kind === 'turn-recorded')).toHaveLength(1)
    })

    test('a lease that ran out unnoticed does not cost the turn', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      scene.clock.advance(leaseMs * 2)
      expect(await scene.record(claim)).toMatchObject({ kind: 'recorded' })
    })

    test('recording a turn twice records it once, also when more messages wait', async () => {
      for (const more of [[], [says('more')]]) {
        const scene = await newScene(database())
        const claim = await scene.acceptAndClaim()
        if (more.length > 0) await scene.accept(more)
        expect(await scene.record(claim)).toMatchObject({ kind: 'recorded', pending: more.length })
        expect(await scene.record(claim)).toEqual({ kind: 'lost-hold' })
      }
    })

    test('a turn claimed again by the same process cannot be recorded by its earlier run', async () => {
      const scene = await newScene(database())
      const first = await scene.acceptAndClaim()
      const second = await scene.claim()
      expect(await scene.record(first)).toEqual({ kind: 'lost-hold' })
      expect(second && (await scene.record(second))).toMatchObject({ kind: 'recorded' })
    })

    test('a change by a person supersedes the turn; claimed again it sees the change', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const agent = newId('agent')
      const ticket = newId('ticket')
      await scene.append({ kind: 'handoff-taken', data: { ticket, agent, agentName: 'Ada' }, personal: null })
      expect(await scene.record(claim)).toEqual({ kind: 'superseded' })
      expect(await scene.load()).toMatchObject({ pending: 1, lastSeq: 3 })
      const again = await scene.claim()
      expect(again).toMatchObject({ conversation: { status: 'taken' }, seq: 3, takenOver: false })
      expect(again?.pending).toEqual(claim.pending)
      expect(again && (await scene.record(again))).toMatchObject({ kind: 'recorded', firstSeq: 4 })
    })

    test('a turn may leave some of its messages for the next', async () => {
      const scene = await newScene(database())
      const outcome = await scene.accept([says('one'), says('two')])
      const claim = (outcome.kind === 'accepted' && outcome.claimed) as ClaimedTurn
      expect(await scene.record(claim, { messages: [2] })).toEqual({ kind: 'recorded', firstSeq: 4, pending: 1 })
      expect((await scene.claim())?.pending.map((message) => message.text)).toEqual(['two'])
    })

    test('taking up a message that is not pending is refused and changes nothing', async () => {
      const scene = await newScene(database())
      const first = await scene.acceptAndClaim()
      await scene.record(first)
      const second = await scene.acceptAndClaim()
      const before = await scene.load()
      for (const messages of [[2], [99], [4, 4]]) {
        await expect(scene.record(second, { messages })).rejects.toThrow()
      }
      expect(await scene.load()).toEqual(before)
      expect(await scene.record(second)).toMatchObject({ kind: 'recorded' })
    })

    test('many processes recording and accepting at once: every message ends in exactly one turn', async () => {
      const scene = await newScene(database())
      const { conversations } = database()
      const answered: number[] = []
      const work = async (claimed: ClaimedTurn | null, holder: ClaimedTurn['holder']) => {
        for (let claim = claimed; claim; ) {
          const outcome: RecordOutcome = await scene.record(claim)
          if (outcome.kind !== 'recorded') return
          answered.push(...claim.pending.map((message) => message.seq))
          claim = outcome.pending > 0 ? await scene.claim(holder) : null
        }
      }
      const customer = async (n: number) => {
        const holder = newId('holder')
        const messages = [says(`${n}a`), says(`${n}b`)]
        for (const message of messages) {
          const outcome = await scene.accept(message, holder)
          if (outcome.kind === 'accepted') await work(outcome.claimed, holder)
        }
      }
      await Promise.all(Array.from({ length: 12 }, (_, n) => customer(n)))
      const row = await conversations.load(scene.tenant, scene.conversation)
      expect(row?.pending).toBe(0)
      const received = (await scene.events()).filter((event) => event.kind === 'message-received')
      expect(answered.sort((a, b) => a - b)).toEqual(received.map((event) => event.seq))
      expect(answered).toHaveLength(24)
    })
  })

  describe('after a crash', () => {
    test('messages are all taken up together where no tool had started', async () => {
      const scene = await newScene(database())
      await scene.acceptAndClaim('one')
      await scene.accept(says('two'))
      scene.clock.advance(leaseMs)
      const successor = await scene.claim(newId('holder'))
      expect(successor).toMatchObject({ takenOver: true })
      expect(successor?.pending.map((message) => message.text)).toEqual(['one', 'two'])
    })

    test('a tool start binds the successor to the messages the dead turn had', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim('cancel my order')
      await scene.accept(says('no wait'))
      await database().journal.begin(claim, 'k-1', 'cancel_order', { order: 1 }, scene.clock.now())
      await scene.accept(says('keep it'))
      scene.clock.advance(leaseMs)
      const holder = newId('holder')
      const outcome = await scene.accept(says('please'), holder)
      const successor = (outcome.kind === 'accepted' && outcome.claimed) as ClaimedTurn
      expect(successor).toMatchObject({ takenOver: true, seq: 5 })
      expect(successor.pending.map((message) => message.text)).toEqual(['cancel my order'])
      expect(await scene.record(successor)).toMatchObject({ kind: 'recorded', pending: 3 })
      const next = await scene.claim(holder)
      expect(next?.pending.map((message) => message.text)).toEqual(['no wait', 'keep it', 'please'])
      expect(next?.takenOver).toBe(false)
    })

    test('a superseded turn that had started a tool runs again with the same messages', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim('cancel my order')
      await database().journal.begin(claim, 'k-1', 'cancel_order', { order: 1 }, scene.clock.now())
      await scene.accept(says('no wait'))
      await scene.append(note('looking'))
      expect(await scene.record(claim)).toEqual({ kind: 'superseded' })
      expect((await scene.claim())?.pending.map((message) => message.text)).toEqual(['cancel my order'])
    })
  })

  describe('tickets', () => {
    test('a promise and its queue entry are one commit', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      const ticket = ticketOf()
      await scene.record(claim, { ticket })
      expect(await database().desk.ticket(scene.tenant, ticket.ticket)).toEqual({
        ...ticket,
        conversation: scene.conversation,
        status: 'waiting',
        requestedAtMs: scene.clock.now(),
        agent: null,
      })
    })

    test('a turn that was not recorded leaves no queue entry', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim()
      await scene.append(note('hm'))
      const superseded = ticketOf()
      await scene.record(claim, { ticket: superseded })
      scene.clock.advance(leaseMs)
      await scene.claim(newId('holder'))
      const lost = ticketOf()
      await scene.record(claim, { ticket: lost })
      for (const { ticket } of [superseded, lost]) {
        expect(await database().desk.ticket(scene.tenant, ticket)).toBeNull()
      }
    })

    test('a turn whose queue entry cannot be made is not recorded either', async () => {
      const scene = await newScene(database())
      const ticket = ticketOf()
      await scene.record(await scene.acceptAndClaim(), { ticket })
      const claim = await scene.acceptAndClaim()
      const before = await scene.load()
      await expect(scene.record(claim, { ticket })).rejects.toThrow()
      await expect(scene.record(claim, { withdrawTicket: newId('ticket') })).rejects.toThrow()
      expect(await scene.load()).toEqual(before)
    })

    test('a turn can withdraw the ticket; agents take and end it with their events', async () => {
      const scene = await newScene(database())
      const [first, second] = [ticketOf(), ticketOf()]
      await scene.record(await scene.acceptAndClaim(), { ticket: first })
      await scene.record(await scene.acceptAndClaim(), { withdrawTicket: first.ticket, ticket: second })
      const status = async (ticket: typeof first) => await database().desk.ticket(scene.tenant, ticket.ticket)
      expect(await status(first)).toMatchObject({ status: 'withdrawn', agent: null })
      const agent = newId('agent')
      const change = (ticket: TicketChange) =>
        database().conversations.append(
          scene.tenant,
          scene.conversation,
          () => ({ events: [note('queue')], ticket }),
          scene.clock.now(),
        )
      await change({ kind: 'take', ticket: second.ticket, agent })
      expect(await status(second)).toMatchObject({ status: 'taken', agent })
      await change({ kind: 'end', ticket: second.ticket, as: 'resolved' })
      expect(await status(second)).toMatchObject({ status: 'resolved', agent })
    })
  })
}
