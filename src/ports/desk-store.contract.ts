import { describe, expect, test } from 'vitest'
import type { TenantId } from '#domain/ids.ts'
import { newId, newScene, note } from './contract-scene.ts'
import type { Database } from './database.ts'

export function deskStoreContract(database: () => Database): void {
  const queue = async (tenant: TenantId, afterMs: number, priority: 'normal' | 'high') => {
    const scene = await newScene(database(), tenant)
    const claim = await scene.acceptAndClaim()
    scene.clock.advance(afterMs)
    const ticket = newId('ticket')
    await scene.record(claim, { ticket: { ticket, reason: 'asked', team: 'service', priority, summary: '' } })
    return { scene, ticket }
  }

  describe('desk queue', () => {
    test('urgent ones come first, then who has waited longest; each knows how many are ahead', async () => {
      const tenant = newId('tenant')
      const third = await queue(tenant, 200, 'normal')
      const second = await queue(tenant, 100, 'normal')
      const first = await queue(tenant, 300, 'high')
      const { desk } = database()
      const order = [first, second, third].map((entry) => entry.ticket)
      expect((await desk.waiting(tenant, 10)).map((entry) => entry.ticket)).toEqual(order)
      expect((await desk.waiting(tenant, 2)).map((entry) => entry.ticket)).toEqual(order.slice(0, 2))
      expect(await Promise.all(order.map((ticket) => desk.ahead(tenant, ticket)))).toEqual([0, 1, 2])
    })

    test('a taken ticket no longer waits', async () => {
      const tenant = newId('tenant')
      const { scene, ticket } = await queue(tenant, 0, 'normal')
      const later = await queue(tenant, 1, 'normal')
      const take = { kind: 'take' as const, ticket, agent: newId('agent') }
      await database().conversations.append(
        tenant,
        scene.conversation,
        () => ({ events: [note('mine')], ticket: take }),
        scene.clock.now(),
      )
      const { desk } = database()
      expect(await desk.ahead(tenant, ticket)).toBeNull()
      expect(await desk.ahead(tenant, later.ticket)).toBe(0)
      expect((await desk.waiting(tenant, 10)).map((entry) => entry.ticket)).toEqual([later.ticket])
    })

    test('unknown tickets are null', async () => {
      const tenant = newId('tenant')
      expect(await database().desk.ticket(tenant, newId('ticket'))).toBeNull()
      expect(await database().desk.ahead(tenant, newId('ticket'))).toBeNull()
    })
  })
}
