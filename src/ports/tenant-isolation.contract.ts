import { describe, expect, test } from 'vitest'
import type { ReleaseId } from '#domain/ids.ts'
import { newHold, newId, newScene, note, says } from './contract-scene.ts'
import type { Database } from './database.ts'

/** Another tenant's ids are unknown ids, in every call that takes one. */
export function tenantIsolationContract(database: () => Database): void {
  describe('tenants', () => {
    test("with another tenant's ids nothing is seen and nothing is changed", async () => {
      const scene = await newScene(database())
      const ticket = { ticket: newId('ticket'), reason: 'r', team: 't', priority: 'normal' as const, summary: 's' }
      await scene.record(await scene.acceptAndClaim(), { ticket })
      await scene.accept(says('again'))
      const before = await scene.load()
      const stranger = newId('tenant')
      const { conversations, desk } = database()
      const { conversation, clock } = scene
      const at = clock.now()
      expect(await conversations.load(stranger, conversation)).toBeNull()
      expect(await conversations.events(stranger, conversation, 0, 10)).toEqual({ events: [], lastSeq: 0 })
      expect(await conversations.list(stranger, { limit: 10 })).toEqual([])
      const hold = newHold(newId('holder'))
      expect(await conversations.accept(stranger, conversation, [says('me')], hold, at)).toEqual({
        kind: 'unknown-conversation',
      })
      expect(await conversations.claim(stranger, conversation, hold, at + 1_000_000)).toBeNull()
      expect(await conversations.claimDue(stranger, conversation, hold, at + 1_000_000)).toBeNull()
      expect(await conversations.append(stranger, conversation, () => ({ events: [note('x')] }), at)).toEqual({
        kind: 'unknown-conversation',
      })
      await conversations.erase(stranger, conversation)
      expect(await desk.ticket(stranger, ticket.ticket)).toBeNull()
      expect(await desk.ahead(stranger, ticket.ticket)).toBeNull()
      expect(await desk.waiting(stranger, 10)).toEqual([])
      expect(await scene.load()).toEqual(before)
      expect((await scene.events()).every((event) => event.kind === 'handoff-taken' || event.personal)).toBe(true)
    })

    test('a claim with its tenant exchanged holds nothing', async () => {
      const scene = await newScene(database())
      const claim = { ...(await scene.acceptAndClaim()), tenant: newId('tenant') }
      const { conversations, journal } = database()
      expect(await scene.record(claim)).toEqual({ kind: 'lost-hold' })
      expect(await conversations.renew(claim, 1_000, scene.clock.now())).toBe(false)
      expect(await journal.begin(claim, 'k', 'tool', {}, scene.clock.now())).toEqual({ kind: 'lost-hold' })
      expect(await scene.load()).toMatchObject({ pending: 1, lastSeq: 2 })
    })

    test('two tenants may use the same conversation id, release and secret name', async () => {
      const one = await newScene(database())
      const tenant = newId('tenant')
      const { conversations, releases, access } = database()
      const started = (await one.events())[0]
      if (started?.kind !== 'conversation-started') throw new Error('the first event starts the conversation')
      const { kind, data, personal } = started
      const snapshot = { ...one.snapshot, tenant }
      await conversations.start(tenant, one.conversation, { kind, data, personal }, snapshot, 1)
      expect(await conversations.load(tenant, one.conversation)).toMatchObject({ conversation: { tenant } })
      expect(await one.load()).toMatchObject({ conversation: { tenant: one.tenant } })
      const release = 'r-1' as ReleaseId
      await releases.putManifest(one.tenant, { release, assistant: 'one', parts: {}, createdAtMs: 1 })
      expect(await releases.manifest(tenant, release)).toBeNull()
      await releases.putPart(one.tenant, 'sha', 'flows', new Uint8Array([1]))
      expect(await releases.hasPart(tenant, 'sha')).toBe(false)
      expect(await access.people(tenant)).toEqual([])
    })
  })
}
