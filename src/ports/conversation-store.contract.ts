import { describe, expect, test } from 'vitest'
import { foldConversation } from '#domain/conversation.ts'
import { leaseMs, newHold, newId, newScene, note, says, seqs, turnRecord, upTo } from './contract-scene.ts'
import type { Database } from './database.ts'

/** Accepting, reading and erasing. Turns have a contract of their own: conversation-turns.contract.ts. */
export function conversationStoreContract(database: () => Database): void {
  describe('messages', () => {
    test('a stored message is an event with its words, and the conversation counts it as pending', async () => {
      const scene = await newScene(database())
      const message = { ...says('where is my order?'), via: 'button' as const, payload: '/status' }
      await scene.accept(message)
      const { events, lastSeq } = await database().conversations.events(scene.tenant, scene.conversation, 1, 10)
      expect(lastSeq).toBe(2)
      expect(events).toEqual([
        {
          kind: 'message-received',
          data: { message: message.message, clientId: message.clientId, via: 'button', length: 18 },
          personal: { text: 'where is my order?', payload: '/status' },
          tenant: scene.tenant,
          conversation: scene.conversation,
          seq: 2,
          atMs: scene.clock.now(),
        },
      ])
      expect(await scene.load()).toMatchObject({ lastSeq: 2, pending: 1, lastCustomerAtMs: scene.clock.now() })
    })

    test('sending the same client id again changes nothing and gives the first one back', async () => {
      const scene = await newScene(database())
      const first = await scene.accept(says('hello', 'c-1'))
      const again = await scene.accept({ ...says('something else', 'c-1') })
      expect(first).toMatchObject({ messages: [{ seq: 2, seen: false }] })
      expect(again).toMatchObject({
        claimed: null,
        messages: [{ ...(first.kind === 'accepted' && first.messages[0]), seen: true }],
      })
      expect(await scene.events()).toHaveLength(2)
      expect(await scene.load()).toMatchObject({ lastSeq: 2, pending: 1 })
    })

    test('the same client id twice in one call is stored once', async () => {
      const scene = await newScene(database())
      const outcome = await scene.accept([says('a', 'c-1'), says('b', 'c-2'), says('a', 'c-1')])
      expect(outcome).toMatchObject({
        messages: [
          { clientId: 'c-1', seq: 2, seen: false },
          { clientId: 'c-2', seq: 3, seen: false },
          { clientId: 'c-1', seq: 2, seen: true },
        ],
      })
      expect(await scene.load()).toMatchObject({ lastSeq: 3, pending: 2 })
    })

    test('a client id that cannot be kept is refused, and nothing is stored of the whole call', async () => {
      const scene = await newScene(database())
      for (const wrong of ['', 'a\u0000b', 'half \ud83d', 'x'.repeat(201)]) {
        const refused = scene.accept([says('fine'), says('hello', wrong)])
        await expect(refused).rejects.toMatchObject({ code: 'request.invalid' })
      }
      expect(await scene.load()).toMatchObject({ lastSeq: 1, pending: 0 })
    })

    test('the same client id in another conversation is another message', async () => {
      const one = await newScene(database())
      const two = await newScene(database(), one.tenant)
      await one.accept(says('hello', 'c-1'))
      expect(await two.accept(says('hello', 'c-1'))).toMatchObject({ messages: [{ seen: false }] })
    })

    test('a message seen again after its turn was recorded claims nothing', async () => {
      const scene = await newScene(database())
      const outcome = await scene.accept(says('hello', 'c-1'))
      if (outcome.kind === 'accepted' && outcome.claimed) await scene.record(outcome.claimed)
      expect(await scene.accept(says('hello', 'c-1'))).toMatchObject({ claimed: null, messages: [{ seen: true }] })
    })

    test('a conversation that does not exist accepts nothing', async () => {
      const scene = await newScene(database())
      const { conversations } = database()
      const elsewhere = newId('conversation')
      expect(await conversations.accept(scene.tenant, elsewhere, [says('hi')], newHold(scene.holder), 1)).toEqual({
        kind: 'unknown-conversation',
      })
      expect(await conversations.load(scene.tenant, elsewhere)).toBeNull()
      expect(await conversations.claim(scene.tenant, elsewhere, newHold(scene.holder), 1)).toBeNull()
      expect(await conversations.events(scene.tenant, elsewhere, 0, 10)).toEqual({ events: [], lastSeq: 0 })
      expect(await conversations.append(scene.tenant, elsewhere, () => ({ events: [note('x')] }), 1)).toEqual({
        kind: 'unknown-conversation',
      })
    })

    test('a hundred messages at once get a hundred numbers without a gap, and one claim', async () => {
      const scene = await newScene(database())
      const outcomes = await Promise.all(upTo(100).map((n) => scene.accept(says(`message ${n}`))))
      const accepted = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.messages : []))
      expect(accepted.map((message) => message.seq).sort((a, b) => a - b)).toEqual(upTo(101).slice(1))
      expect(outcomes.filter((outcome) => outcome.kind === 'accepted' && outcome.claimed)).toHaveLength(1)
      expect(seqs(await scene.events())).toEqual(upTo(101))
      expect(await scene.load()).toMatchObject({ lastSeq: 101, pending: 100 })
    })

    test('text survives exactly: quotes, emoji, right-to-left, control characters, a lone surrogate', async () => {
      const scene = await newScene(database())
      const texts = [
        `it's "so" \\ 'good'`,
        '👩‍👩‍👧‍👦 …',
        'שלום',
        'a\u0000b\u0007\n\t',
        'broken \ud83d end',
        '$1 %s',
        '',
      ]
      await scene.accept(texts.map((text) => says(text)))
      const events = await scene.events()
      expect(events.slice(1).map((event) => event.kind === 'message-received' && event.personal?.text)).toEqual(texts)
    })
  })

  describe('reading', () => {
    test('events come in order, after a number, at most as many as asked for', async () => {
      const scene = await newScene(database())
      await scene.accept(['a', 'b', 'c', 'd'].map((text) => says(text)))
      const page = await database().conversations.events(scene.tenant, scene.conversation, 2, 2)
      expect(seqs(page.events)).toEqual([3, 4])
      expect(page.lastSeq).toBe(5)
    })

    test('the loaded conversation is the fold of its events', async () => {
      const scene = await newScene(database())
      await scene.record(await scene.acceptAndClaim())
      await scene.append({ kind: 'satisfaction-given', data: { score: 4 }, personal: { comment: 'fine' } })
      const row = await scene.load()
      expect(row.conversation).toEqual(foldConversation(await scene.events()))
      expect(row.conversation).toMatchObject({ turns: 1, satisfaction: 4 })
    })

    test('lists go by last activity, newest first, and page by its time', async () => {
      const first = await newScene(database())
      const second = await newScene(database(), first.tenant)
      const third = await newScene(database(), first.tenant)
      for (const scene of [second, first, third]) {
        const later = scene === second ? 1_000 : scene === first ? 2_000 : 3_000
        scene.clock.advance(later)
        await scene.accept(says('hi'))
      }
      const { conversations } = database()
      const page = await conversations.list(first.tenant, { limit: 2 })
      expect(page.map((row) => row.conversation.id)).toEqual([third.conversation, first.conversation])
      const rest = await conversations.list(first.tenant, { limit: 2, beforeMs: page[1]?.lastActivityAtMs ?? 0 })
      expect(rest.map((row) => row.conversation.id)).toEqual([second.conversation])
      expect(rest[0]).toEqual(await second.load())
    })

    test('lists can be of some statuses or of one customer', async () => {
      const open = await newScene(database())
      const closed = await newScene(database(), open.tenant)
      await closed.append({ kind: 'conversation-closed', data: { reason: 'ended' }, personal: null })
      const claim = await open.acceptAndClaim()
      const customer = newId('customer')
      const written = turnRecord(claim)
      const known = { level: 'verified' as const, customer, by: 'signed-token', attributes: {} }
      await open.record(claim, { snapshot: { ...written.snapshot, identity: known } })
      const { conversations } = database()
      const of = async (filter: object) =>
        (await conversations.list(open.tenant, { limit: 10, ...filter })).map((row) => row.conversation.id)
      expect(await of({ status: ['closed', 'idle'] })).toEqual([closed.conversation])
      expect(await of({ status: ['taken'] })).toEqual([])
      expect(await of({ customer })).toEqual([open.conversation])
      expect(await of({ customer: newId('customer') })).toEqual([])
    })
  })

  describe('time', () => {
    test('a conversation without activity is found by its status; expiry itself is no activity', async () => {
      const scene = await newScene(database())
      const { conversations } = database()
      const found = async (status: 'open' | 'idle', beforeMs: number) =>
        (await conversations.inactive(status, beforeMs, 10_000)).some((row) => row.conversation === scene.conversation)
      const at = scene.clock.now()
      expect(await found('open', at)).toBe(false)
      expect(await found('open', at + 1)).toBe(true)
      expect(await found('idle', at + 1)).toBe(false)
      scene.clock.advance(5_000)
      await scene.append({ kind: 'conversation-idled', data: { afterMs: 5_000 }, personal: null })
      expect(await found('open', at + 1)).toBe(false)
      expect(await found('idle', at + 1)).toBe(true)
      await scene.append(note('still there?'))
      expect(await found('idle', at + 1)).toBe(false)
      expect(await found('idle', at + 5_001)).toBe(true)
    })

    test('a conversation that waits for an answer does not expire', async () => {
      const scene = await newScene(database())
      await scene.accept(says('hello?'))
      const found = await database().conversations.inactive('open', scene.clock.now() + 1, 10_000)
      expect(found.some((row) => row.conversation === scene.conversation)).toBe(false)
    })

    test('pending messages are abandoned work once the lease has ended, and not before', async () => {
      const scene = await newScene(database())
      const found = async () =>
        (await database().conversations.abandoned(scene.clock.now(), 10_000)).find(
          (row) => row.conversation === scene.conversation,
        )
      const claim = await scene.acceptAndClaim()
      expect(await found()).toBeUndefined()
      scene.clock.advance(leaseMs)
      expect(await found()).toEqual({ tenant: scene.tenant, conversation: scene.conversation })
      await scene.record(claim)
      expect(await found()).toBeUndefined()
    })
  })

  describe('events that are not a turn', () => {
    test('what decide sees is what it changes; the version rises', async () => {
      const scene = await newScene(database())
      await scene.accept(says('hi'))
      const before = await scene.load()
      const seen: unknown[] = []
      const outcome = await database().conversations.append(
        scene.tenant,
        scene.conversation,
        (row) => {
          seen.push(row)
          return { events: [note('one'), { kind: 'satisfaction-given', data: { score: 5 }, personal: null }] }
        },
        scene.clock.now(),
      )
      expect(seen).toEqual([before])
      expect(outcome).toMatchObject({ kind: 'appended', firstSeq: 3, conversation: { satisfaction: 5 } })
      const after = await scene.load()
      expect(after).toMatchObject({ lastSeq: 4, pending: 1 })
      expect(after.version).toBeGreaterThan(before.version)
      expect(outcome).toMatchObject({ conversation: after.conversation })
    })

    test('a decide that declines or throws changes nothing', async () => {
      const scene = await newScene(database())
      const before = await scene.load()
      const { conversations } = database()
      const declined = await conversations.append(scene.tenant, scene.conversation, () => null, scene.clock.now())
      expect(declined).toEqual({ kind: 'declined' })
      const thrown = conversations.append(
        scene.tenant,
        scene.conversation,
        () => {
          throw new Error('no')
        },
        scene.clock.now(),
      )
      await expect(thrown).rejects.toThrow('no')
      expect(await scene.load()).toEqual(before)
    })

    test('appends and messages at the same time leave no gap and lose nothing', async () => {
      const scene = await newScene(database())
      await Promise.all(
        upTo(40).map((n) => (n % 2 ? scene.append(note(`note ${n}`)) : scene.accept(says(`message ${n}`)))),
      )
      const events = await scene.events()
      expect(seqs(events)).toEqual(upTo(41))
      expect(events.filter((event) => event.kind === 'note-added')).toHaveLength(20)
      expect((await scene.load()).conversation).toEqual(foldConversation(events))
    })
  })

  describe('erasing', () => {
    test('erasing blanks what people wrote and what came of it; the sequence and the counts stay', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim('my name is Bond')
      await database().journal.begin(claim, 'k-1', 'find_person', { name: 'Bond' }, scene.clock.now())
      await database().journal.finish(claim, 'k-1', { found: 'Bond' }, scene.clock.now())
      const ticket = {
        ticket: newId('ticket'),
        reason: 'asked',
        team: 't',
        priority: 'normal' as const,
        summary: 'Bond',
      }
      await scene.record(claim, { ticket })
      await scene.append(note('Bond again'))
      await database().conversations.erase(scene.tenant, scene.conversation)
      const events = await scene.events()
      expect(seqs(events)).toEqual(upTo(4))
      expect(events.map((event) => event.personal)).toEqual([null, null, null, null])
      const row = await scene.load()
      expect(row.conversation).toEqual(foldConversation(events))
      expect(row.conversation.turns).toBe(1)
      const queued = await database().desk.ticket(scene.tenant, ticket.ticket)
      expect(JSON.stringify([events, row, queued])).not.toContain('Bond')
    })

    test('a message erased before its turn is taken up without its words', async () => {
      const scene = await newScene(database())
      const claim = await scene.acceptAndClaim('my name is Bond')
      await database().journal.begin(claim, 'k-1', 'find_person', { name: 'Bond' }, scene.clock.now())
      await database().conversations.erase(scene.tenant, scene.conversation)
      expect(await scene.record(claim)).toEqual({ kind: 'superseded' })
      const again = await scene.claim()
      expect(again?.pending).toMatchObject([{ seq: 2, text: '', payload: null }])
      const entry = again && (await database().journal.begin(again, 'k-1', 'find_person', null, scene.clock.now()))
      expect(entry).toMatchObject({ kind: 'existing', entry: { status: 'started', input: null } })
    })
  })
}
