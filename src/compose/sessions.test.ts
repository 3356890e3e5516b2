import { describe, expect, test } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import type { AssistantRuntime } from '#assistant/index.ts'
import type { EventBody } from '#domain/events.ts'
import { newId, newScene } from '#ports/contract-scene.ts'
import { Sessions } from './sessions.ts'

const minute = 60_000
const quiet = { info() {}, warn() {}, error: (fields: Record<string, unknown>) => expect.fail(String(fields.err)) }

async function scene() {
  const { database, bus } = openMemory()
  const s = await newScene(database)
  const live = { config: { sessions: { idle_after_minutes: 30, close_after_hours: 24 } } } as AssistantRuntime
  const releases = { live: async () => live, get: async () => live }
  const store = database.conversations
  const sessions = new Sessions({ store, bus, clock: s.clock, log: quiet, releases, tenant: s.tenant })
  const status = async () => (await s.load()).conversation.status
  return { ...s, store, bus, sessions, status }
}

const handedOff = (): EventBody => ({
  kind: 'handoff-requested',
  data: { ticket: newId('ticket'), reason: 'asked', team: 'all', priority: 'normal', open: true } as never,
  personal: { summary: '' },
})

describe('a silent conversation', () => {
  test('becomes idle, then closed, each once and never earlier; who listens is told', async () => {
    const s = await scene()
    const heard: number[] = []
    s.bus.subscribe(s.tenant, s.conversation, ({ seq }) => heard.push(seq))
    s.clock.advance(30 * minute - 1)
    await s.sessions.sweep()
    expect(await s.status()).toBe('open')
    s.clock.advance(2)
    await Promise.all([s.sessions.sweep(), s.sessions.sweep()])
    expect(await s.status()).toBe('idle')
    s.clock.advance(24 * 60 * minute)
    await s.sessions.sweep()
    await s.sessions.sweep()
    expect(await s.status()).toBe('closed')
    expect((await s.events()).map((event) => event.kind).slice(1)).toEqual([
      'conversation-idled',
      'conversation-closed',
    ])
    expect(heard).toEqual([2, 3])
  })

  test('that waits for a person, or that one has, does not expire', async () => {
    const s = await scene()
    await s.append(handedOff())
    s.clock.advance(100 * 24 * 60 * minute)
    await s.sessions.sweep()
    expect(await s.status()).toBe('waiting')
  })

  test('with a message that is not answered yet does not expire', async () => {
    const s = await scene()
    s.clock.advance(31 * minute)
    const { inactive } = s.store
    // Found silent; and then, before it is written down, the customer writes.
    s.store.inactive = async (...given) => {
      const found = await inactive(...given)
      if (found.length > 0) await s.acceptAndClaim()
      return found
    }
    await s.sessions.sweep()
    expect(await s.status()).toBe('open')
  })

  test('among hundreds is not left for later sweeps', async () => {
    const s = await scene()
    const ids = []
    for (let n = 0; n < 230; n += 1) {
      const id = newId('conversation')
      const started = (await s.events())[0] as EventBody
      await s.store.start(s.tenant, id, started, { ...s.snapshot, id }, s.clock.now())
      ids.push(id)
    }
    s.clock.advance(31 * minute)
    await s.sessions.sweep()
    const open = await s.store.list(s.tenant, { status: ['open'], limit: 1_000 })
    expect(open).toEqual([])
  })
})
