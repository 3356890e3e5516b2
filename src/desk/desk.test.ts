import { beforeEach, describe, expect, test } from 'vitest'
import { type OpenedStore, openMemory } from '#adapters/store/index.ts'
import { anonymous } from '#domain/customer.ts'
import type { EventBody } from '#domain/events.ts'
import type { AgentId, ReleaseId } from '#domain/ids.ts'
import { newId, newScene, says } from '#ports/contract-scene.ts'
import { Desk } from './desk.ts'

const agent = { agent: 'ag_0001' as AgentId, name: 'Ada' }
const other = { agent: 'ag_0002' as AgentId, name: 'Ben' }

let store: OpenedStore
beforeEach(() => {
  store = openMemory()
})

async function scene(tenant?: Parameters<typeof newScene>[1]) {
  const s = await newScene(store.database, tenant)
  const { conversations, desk: tickets } = store.database
  const desk = new Desk({ store: conversations, tickets, bus: store.bus, clock: s.clock })
  const kinds = async () => (await s.events()).map((event) => event.kind)
  return { ...s, desk, kinds }
}

/** A conversation that waits for a person. */
async function waiting(tenant?: Parameters<typeof newScene>[1], priority: 'normal' | 'high' = 'normal') {
  const s = await scene(tenant)
  const ticket = newId('ticket')
  const data = { ticket, reason: 'asked', team: 'all', priority, open: true }
  const body: EventBody = { kind: 'handoff-requested', data: data as never, personal: { summary: 'why' } }
  const claim = await s.acceptAndClaim()
  await s.record(claim, {
    events: [body],
    snapshot: {
      ...claim.conversation,
      status: 'waiting',
      handoff: { ticket, requestedAtMs: 0, reason: 'asked', team: 'all', agent: null, agentName: null },
    },
    ticket: { ticket, reason: 'asked', team: 'all', priority, summary: 'why' },
  })
  return { ...s, ticket }
}

describe('an agent', () => {
  test('sends a reply once, however often the request is repeated at the same time', async () => {
    const s = await waiting()
    await s.desk.take(s.tenant, s.conversation, agent)
    const sent = Array.from({ length: 10 }, () => s.desk.reply(s.tenant, s.conversation, agent, 'a', 'Hi.'))
    await Promise.all(sent)
    expect((await s.kinds()).filter((kind) => kind === 'agent-replied')).toHaveLength(1)
  })

  test('is not refused because something else happened while the reply was sent', async () => {
    const s = await waiting()
    await s.desk.take(s.tenant, s.conversation, agent)
    await Promise.all([
      s.desk.reply(s.tenant, s.conversation, agent, 'a', 'One.'),
      s.desk.note(s.tenant, s.conversation, agent, 'a note'),
      s.desk.reply(s.tenant, s.conversation, agent, 'b', 'Two.'),
      s.accept(says('and me')),
      s.desk.note(s.tenant, s.conversation, other, 'another note'),
      s.desk.reply(s.tenant, s.conversation, agent, 'c', 'Three.'),
    ])
    expect((await s.kinds()).filter((kind) => kind === 'agent-replied')).toHaveLength(3)
  })

  test('takes what only one can have', async () => {
    const s = await waiting()
    const taken = await Promise.allSettled([agent, other].map((who) => s.desk.take(s.tenant, s.conversation, who)))
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await s.kinds()).filter((kind) => kind === 'handoff-taken')).toHaveLength(1)
  })

  test('resolves once; a note on what is closed stays a note, and a reply is refused', async () => {
    const s = await waiting()
    await s.desk.take(s.tenant, s.conversation, agent)
    await s.desk.resolve(s.tenant, s.conversation, agent)
    await s.desk.resolve(s.tenant, s.conversation, agent)
    await s.desk.note(s.tenant, s.conversation, agent, 'afterwards')
    await expect(s.desk.reply(s.tenant, s.conversation, agent, 'a', 'Hi.')).rejects.toMatchObject({
      code: 'conversation.not-taken',
    })
    expect((await s.load()).conversation.status).toBe('closed')
    expect((await s.kinds()).slice(-2)).toEqual(['conversation-resolved', 'note-added'])
  })
})

describe('the list', () => {
  test('shows everybody who waits, first by priority and then by time, behind however many open conversations', async () => {
    const tenant = newId('tenant')
    const first = await waiting(tenant)
    const urgent = await waiting(tenant, 'high')
    const taken = await waiting(tenant)
    await taken.desk.take(tenant, taken.conversation, agent)
    // Later activity than any of those.
    for (let n = 0; n < 300; n += 1) {
      const body: EventBody = {
        kind: 'conversation-started',
        data: { channel: 'web', locale: 'en', release: 'rl_1' as ReleaseId, identity: 'anonymous' },
        personal: { identity: anonymous, page: null, greeting: null },
      }
      const id = newId('conversation')
      const { snapshot, clock } = first
      await store.database.conversations.start(tenant, id, body, { ...snapshot, id }, clock.now() + 60_000 + n)
    }
    const listed = await first.desk.list(tenant, ['waiting', 'taken', 'open', 'idle'])
    const ids = listed.map(({ row }) => row.conversation.id)
    expect(ids.slice(0, 2)).toEqual([urgent.conversation, first.conversation])
    expect(ids).toContain(taken.conversation)
    expect(ids.length).toBeLessThanOrEqual(400)
    expect(listed[0]?.ticket).toMatchObject({ ticket: urgent.ticket, priority: 'high' })
    expect(new Set(ids).size).toBe(ids.length)
  })
})
