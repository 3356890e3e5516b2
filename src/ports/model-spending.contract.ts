import { describe, expect, test } from 'vitest'
import { newId } from './contract-scene.ts'
import type { Database } from './database.ts'

const day = '2026-03-02'

/** Counters of what language models cost. */
export function modelSpendingContract(database: () => Database): void {
  const add = (tenant: string, conversation: string | null, cost: number, tokens: number, on = day) =>
    database().modelSpending.add({ tenant, conversation, day: on }, { cost, tokens })

  describe('what language models cost', () => {
    test('adds up by day and by conversation, whoever adds', async () => {
      const tenant = newId('tenant')
      const conversation = newId('conversation')
      expect(await add(tenant, conversation, 0, 0)).toEqual({
        day: { cost: 0, tokens: 0 },
        conversation: { cost: 0, tokens: 0 },
      })
      await Promise.all(Array.from({ length: 20 }, () => add(tenant, conversation, 0.25, 100)))
      await add(tenant, newId('conversation'), 1, 7)
      await add(tenant, null, 1, 7)
      await add(tenant, conversation, 0.5, 1, '2026-03-03')
      expect(await add(tenant, conversation, 0, 0)).toEqual({
        day: { cost: 7, tokens: 2014 },
        conversation: { cost: 5.5, tokens: 2001 },
      })
    })

    test('of one tenant is nothing of another', async () => {
      const conversation = newId('conversation')
      await add(newId('tenant'), conversation, 1, 1)
      expect((await add(newId('tenant'), conversation, 0, 0)).conversation.cost).toBe(0)
    })
  })
}
