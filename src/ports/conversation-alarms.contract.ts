import { describe, expect, test } from 'vitest'
import type { Alarm } from '#domain/dialogue-state.ts'
import type { AgentId, TicketId } from '#domain/ids.ts'
import { foldOnto, leaseMs, newId, newScene, type Scene, says, turnRecord, withAlarms } from './contract-scene.ts'
import type { Database } from './database.ts'

const minute = 60_000

const silence = (atMs: number, id = 1): Alarm => ({ id, atMs, what: { kind: 'silence', nth: 0 } })
const scheduled = (atMs: number, id = 2): Alarm => ({
  id,
  atMs,
  what: { kind: 'scheduled', flow: null, response: 'later', values: {} },
})

/** What is due at a time rather than at a message. */
export function conversationAlarmsContract(database: () => Database): void {
  const dueOf = async (scene: Scene, atMs = scene.clock.now()) => {
    const { conversations, nextAtMs } = await database().conversations.due(atMs, 10_000)
    return { at: conversations.find((row) => row.conversation === scene.conversation)?.dueAtMs ?? null, nextAtMs }
  }
  /** A conversation whose last turn left these alarms. */
  const sceneWith = async (...alarms: ((nowMs: number) => Alarm)[]) => {
    const scene = await newScene(database())
    const claim = await scene.acceptAndClaim()
    await scene.record(
      claim,
      withAlarms(
        claim,
        alarms.map((alarm) => alarm(scene.clock.now())),
      ),
    )
    return scene
  }
  const claimNow = async (scene: Scene, by = newId('holder')) => {
    const claim = await scene.claimDue(by)
    if (claim === null) throw new Error('nothing was claimed')
    return claim
  }

  describe('alarms', () => {
    test('a conversation is due from the time of its earliest alarm on', async () => {
      const scene = await sceneWith(
        (now) => scheduled(now + 2 * minute),
        (now) => silence(now + minute),
      )
      const at = scene.clock.now()
      expect(await dueOf(scene, at + minute - 1)).toMatchObject({ at: null })
      expect(await dueOf(scene, at + minute)).toMatchObject({ at: at + minute })
      expect((await dueOf(scene, at)).nextAtMs).toBeLessThanOrEqual(at + minute)
      expect(await scene.claimDue()).toBeNull()
    })

    test('when the next one is due is told, whosever it is; null where nothing is', async () => {
      const scene = await sceneWith((now) => scheduled(now + minute))
      const far = scene.clock.now() + minute
      expect((await dueOf(scene, far)).nextAtMs).toBeNull()
      const later = await sceneWith((now) => scheduled(now + 2 * minute))
      expect((await dueOf(scene, far)).nextAtMs).toBe(later.clock.now() + 2 * minute)
      const claim = await later.acceptAndClaim()
      await later.record(claim, withAlarms(claim, []))
      expect((await dueOf(scene, far)).nextAtMs).toBeNull()
    })

    test('the longest due come first, at most as many as asked for', async () => {
      const [second, first] = [await sceneWith((now) => silence(now + 2)), await sceneWith((now) => silence(now + 1))]
      const { conversations } = await database().conversations.due(second.clock.now() + 2, 10_000)
      const places = [first, second].map((scene) =>
        conversations.findIndex((row) => row.conversation === scene.conversation),
      )
      expect(places[0]).toBeGreaterThanOrEqual(0)
      expect(places[0]).toBeLessThan(places[1] ?? -1)
      expect((await database().conversations.due(second.clock.now() + 2, 1)).conversations).toHaveLength(1)
    })

    test('a due alarm is claimed as a turn without messages, and recorded it is gone', async () => {
      const scene = await sceneWith((now) => silence(now + minute))
      scene.clock.advance(minute)
      const claim = await claimNow(scene)
      expect(claim).toMatchObject({ pending: [], takenOver: false, seq: 3 })
      expect(claim.conversation.dialogue.alarms).toEqual([silence(scene.clock.now())])
      expect(await dueOf(scene)).toMatchObject({ at: null })
      expect(await scene.record(claim)).toEqual({ kind: 'recorded', firstSeq: 4, pending: 0 })
      expect(await dueOf(scene)).toMatchObject({ at: null })
      expect(await scene.claimDue()).toBeNull()
      expect((await scene.events()).at(-1)).toMatchObject({ kind: 'turn-recorded', data: { messages: [] } })
    })

    test('nothing is due while a person has the conversation, and what was is due again when they are done', async () => {
      const scene = await sceneWith((now) => scheduled(now + minute))
      const data = { ticket: 'tk_1' as TicketId, agent: 'ag_1' as AgentId }
      await scene.append({ kind: 'handoff-taken', data: { ...data, agentName: 'Ada' }, personal: null })
      scene.clock.advance(2 * minute)
      expect(await dueOf(scene)).toMatchObject({ at: null })
      expect(await scene.claimDue()).toBeNull()
      await scene.append({ kind: 'handoff-returned', data, personal: null })
      expect(await dueOf(scene)).toMatchObject({ at: scene.clock.now() - minute })
    })

    test('what is still due after such a turn is due at once', async () => {
      const scene = await sceneWith(
        (now) => silence(now + minute),
        (now) => scheduled(now + minute),
      )
      scene.clock.advance(minute)
      const claim = await claimNow(scene)
      await scene.record(claim, withAlarms(claim, [scheduled(scene.clock.now())]))
      expect(await dueOf(scene)).toMatchObject({ at: scene.clock.now() })
    })

    test('of many processes that claim at once exactly one gets it', async () => {
      const scene = await sceneWith((now) => silence(now + minute))
      scene.clock.advance(minute)
      const claims = await Promise.all(Array.from({ length: 20 }, () => scene.claimDue(newId('holder'))))
      const got = claims.filter((claim) => claim !== null)
      expect(got).toHaveLength(1)
      expect(got[0] && (await scene.record(got[0]))).toMatchObject({ kind: 'recorded' })
      expect(await scene.claimDue()).toBeNull()
    })

    test('with a message pending the turn is the message’s; the alarm waits', async () => {
      const scene = await sceneWith((now) => silence(now + minute))
      scene.clock.advance(minute)
      const claim = await scene.acceptAndClaim('here I am')
      expect(claim.pending).toMatchObject([{ text: 'here I am' }])
      scene.clock.advance(leaseMs)
      // Its holder died: that is abandoned work and not an alarm.
      expect(await dueOf(scene)).toMatchObject({ at: null })
      await scene.record(claim, withAlarms(claim, [silence(scene.clock.now())]))
      expect(await dueOf(scene)).toMatchObject({ at: scene.clock.now() })
    })

    test('a message that comes while such a turn runs supersedes it; claimed again the turn is the message’s', async () => {
      const scene = await sceneWith((now) => silence(now + minute))
      scene.clock.advance(minute)
      const holder = newId('holder')
      const claim = await claimNow(scene, holder)
      expect(await scene.accept(says('sorry, I was away'))).toMatchObject({ claimed: null })
      expect(await scene.record(claim)).toEqual({ kind: 'superseded' })
      expect(await scene.claimDue(holder)).toBeNull()
      const again = await scene.claim(holder)
      if (again === null) throw new Error('not claimed again')
      expect(again.pending).toMatchObject([{ text: 'sorry, I was away' }])
      expect(await scene.record(again)).toMatchObject({ kind: 'recorded', pending: 0 })
    })

    test('a person’s change supersedes such a turn; its own process claims it again, and nobody else', async () => {
      const scene = await sceneWith((now) => scheduled(now + minute))
      scene.clock.advance(minute)
      const claim = await claimNow(scene)
      await scene.append({ kind: 'satisfaction-given', data: { score: 4 }, personal: null })
      expect(await scene.record(claim)).toEqual({ kind: 'superseded' })
      expect(await scene.claimDue(claim.holder)).toBeNull()
      expect(await scene.claim(newId('holder'))).toBeNull()
      const again = await scene.claim(claim.holder)
      expect(again).toMatchObject({ pending: [], takenOver: false, conversation: { satisfaction: 4 } })
      expect(again && (await scene.record(again))).toMatchObject({ kind: 'recorded', pending: 0 })
    })

    test('one that had started a tool is recorded all the same, and the message keeps the hold', async () => {
      const scene = await sceneWith((now) => scheduled(now + minute))
      scene.clock.advance(minute)
      const claim = await claimNow(scene)
      await scene.accept(says('wait'))
      await database().journal.begin(claim, 'k-1', 'charge', { order: 1 }, scene.clock.now())
      expect(await scene.record(claim)).toMatchObject({ kind: 'recorded', pending: 1 })
      expect((await scene.claim(claim.holder))?.pending).toMatchObject([{ text: 'wait' }])
    })

    test('after a crash it is claimed again; started tools bind it to no messages, whatever came since', async () => {
      for (const tool of [false, true]) {
        const scene = await sceneWith((now) => scheduled(now + minute))
        scene.clock.advance(minute)
        const claim = await claimNow(scene)
        if (tool) await database().journal.begin(claim, 'k-1', 'charge', { order: 1 }, scene.clock.now())
        expect((await dueOf(scene)).nextAtMs).toBeLessThanOrEqual(scene.clock.now() + leaseMs)
        scene.clock.advance(leaseMs)
        expect(await dueOf(scene)).toMatchObject({ at: claim.conversation.dialogue.alarms?.[0]?.atMs })
        const message = await scene.accept(says('hello?'), newId('holder'))
        const successor = message.kind === 'accepted' ? message.claimed : null
        expect(successor).toMatchObject({ takenOver: true, conversation: claim.conversation })
        expect(successor?.pending.map(({ text }) => text)).toEqual(tool ? [] : ['hello?'])
        expect(await scene.record(claim)).toEqual({ kind: 'lost-hold' })
        expect(successor && (await scene.record(successor))).toMatchObject({ kind: 'recorded', pending: tool ? 1 : 0 })
      }
    })

    test('what is appended may end alarms: reminders with idling, all but promises with the end', async () => {
      const scene = await sceneWith(
        (now) => silence(now + minute),
        (now) => scheduled(now + 2 * minute),
      )
      const at = scene.clock.now()
      await scene.append({ kind: 'conversation-idled', data: { afterMs: 1 }, personal: null })
      expect(await dueOf(scene, at + 10 * minute)).toMatchObject({ at: at + 2 * minute })
      await scene.append({ kind: 'conversation-closed', data: { reason: 'ended' }, personal: null })
      expect(await dueOf(scene, at + 10 * minute)).toMatchObject({ at: at + 2 * minute })
      for (const reason of ['ended', 'silence'] as const) {
        const asked = await sceneWith((now) => silence(now + minute))
        await asked.append({ kind: 'conversation-closed', data: { reason }, personal: null })
        expect(await dueOf(asked, at + 10 * minute)).toMatchObject({ at: null })
      }
    })

    test('an idle conversation that has something due does not expire before that', async () => {
      const scene = await sceneWith((now) => scheduled(now + 100 * minute))
      await scene.append({ kind: 'conversation-idled', data: { afterMs: 1 }, personal: null })
      const found = async () =>
        (await database().conversations.inactive('idle', scene.clock.now() + minute, 10_000)).some(
          (row) => row.conversation === scene.conversation,
        )
      expect(await found()).toBe(false)
      scene.clock.advance(100 * minute)
      const claim = await claimNow(scene)
      const resumed = { kind: 'conversation-idled', data: { afterMs: 1 }, personal: null } as const
      const events = [...turnRecord(claim).events, resumed]
      await scene.record(claim, { events, snapshot: foldOnto(claim.conversation, events) })
      expect(await found()).toBe(true)
    })

    test('an erased conversation has nothing due', async () => {
      const scene = await sceneWith((now) => scheduled(now + minute))
      await database().conversations.erase(scene.tenant, scene.conversation)
      expect(await dueOf(scene, scene.clock.now() + 10 * minute)).toMatchObject({ at: null })
    })
  })
}
