import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '#compose/rehearsal.ts'
import { openWorkbench, type Workbench } from '#compose/workbench.ts'
import { ManualClock } from '#domain/clock.ts'
import { type Conversation, foldConversation, foldEvent } from '#domain/conversation.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { AgentId } from '#domain/ids.ts'
import { seededRandom } from '#domain/random.ts'
import { setShop, timedAssistant } from '#test/server/timed-assistant.ts'

const startMs = Date.parse('2026-03-03T10:00:00Z')
const minute = 60_000
const agent = { agent: 'ag_0001' as AgentId, name: 'Ada' }
const turnsWanted = 200

let folder: string
let bench: Workbench
beforeAll(async () => {
  setShop({
    charge: async () => ({ kind: 'ok', value: { receipt: 'R-1' } }),
    mail: async () => undefined,
  })
  folder = await timedAssistant()
  bench = await openWorkbench({
    assistantFolder: folder,
    clock: new ManualClock(startMs),
    environment: { PARLEY_CACHE: `${folder}/.cache` },
  })
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const lines = [
  'please paint it',
  'blue',
  'yes',
  'no, red',
  'please remind me',
  'wait until it is dry',
  'charge me later',
  'charge me now',
  'show my account',
  'ada@example.com',
  '123456',
  'how long does paint take to dry?',
  'never mind',
  'qwertz zuiop',
  'hello',
  'what is my balance',
]

/** Messages, presses, pauses of every length with all that is due in them, people taking over and giving back, ends; at random, seeded. */
async function play(seed: string) {
  const random = seededRandom(seed)
  const clock = new ManualClock(startMs)
  const world = await openWorld(bench, clock)
  const { tenant } = bench
  const conversation = await world.start({ locale: 'en' })
  const row = async () => (await world.conversations.load(tenant, conversation.id)).conversation
  const snapshots = new Map<number, string>()
  const keep = async () => {
    const { conversation: now, lastSeq } = await world.conversations.load(tenant, conversation.id)
    snapshots.set(lastSeq, JSON.stringify(now))
  }
  const any = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T
  for (let last = await row(); last.turns < turnsWanted; last = await row()) {
    const chance = random.next()
    if (chance < 0.6) await conversation.say(any(lines))
    else if (chance < 0.65) await conversation.say(['please paint it', 'green'])
    else if (chance < 0.9) {
      clock.advance(any([1, 5, 10, 30, 61, 24 * 60, 26 * 60]) * minute)
      await world.alarms.sweep()
      await world.sessions.sweep()
    } else if (chance < 0.95) await world.conversations.close(tenant, conversation.id)
    else {
      await conversation.say('talk to a human')
      if ((await row()).status !== 'waiting') continue
      await world.desk.take(tenant, conversation.id, agent)
      await conversation.say('are you there?')
      if (random.next() < 0.5) await world.desk.giveBack(tenant, conversation.id, agent)
      else await world.desk.resolve(tenant, conversation.id, agent)
    }
    await keep()
  }
  const { events } = await world.database.conversations.events(tenant, conversation.id, 0, 10_000)
  const stored = await row()
  await world.close()
  return { events, stored, snapshots }
}

describe('two hundred turns of every kind', () => {
  test('replayed from their events give the identical state, at every point and through JSON', async () => {
    const { events, stored, snapshots } = await play('replay-1')
    const turns = events.filter((event) => event.kind === 'turn-recorded')
    expect(turns.length).toBeGreaterThanOrEqual(turnsWanted)
    for (const kind of ['conversation-idled', 'conversation-resumed', 'conversation-closed', 'handoff-taken'] as const)
      expect(events.map((event) => event.kind)).toContain(kind)
    const due = turns.flatMap(({ data, personal }) => (data.messages.length === 0 ? [personal?.reply ?? null] : []))
    expect(due.filter((reply) => reply !== null).length).toBeGreaterThan(10)
    expect(due).toContain(null)

    expect(foldConversation(events)).toEqual(stored)
    const carried = JSON.parse(JSON.stringify(events)) as ConversationEvent[]
    expect(JSON.stringify(foldConversation(carried))).toBe(JSON.stringify(stored))
    let state: Conversation | null = null
    let compared = 0
    for (const event of events) {
      // From a snapshot as from the first event: the snapshot is only a cache.
      state = foldEvent(state === null ? null : (JSON.parse(JSON.stringify(state)) as Conversation), event)
      const kept = snapshots.get(event.seq)
      if (kept === undefined) continue
      compared += 1
      expect(JSON.parse(JSON.stringify(state))).toEqual(JSON.parse(kept))
    }
    expect(compared).toBeGreaterThan(100)
  })

  test('played again with the same clock give the same events, what was due among them', async () => {
    const untimed = (events: ConversationEvent[]) =>
      JSON.stringify(events, (key, value: unknown) => (key === 'ms' || key === 'durationMs' ? undefined : value))
    const [one, other] = [await play('replay-2'), await play('replay-2')]
    expect(untimed(one.events)).toBe(untimed(other.events))
  })
})
