import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessStoreContract } from './access-store.contract.ts'
import { busContract } from './bus.contract.ts'
import type { Bus } from './bus.ts'
import { codeStoreContract } from './code-store.contract.ts'
import { conversationAlarmsContract } from './conversation-alarms.contract.ts'
import { conversationPropertyContract } from './conversation-property.contract.ts'
import { conversationStoreContract } from './conversation-store.contract.ts'
import { conversationTurnsContract } from './conversation-turns.contract.ts'
import type { Database } from './database.ts'
import { deskStoreContract } from './desk-store.contract.ts'
import { modelSpendingContract } from './model-spending.contract.ts'
import { profileStoreContract } from './profile-store.contract.ts'
import { releaseStoreContract } from './release-store.contract.ts'
import { tenantIsolationContract } from './tenant-isolation.contract.ts'
import { toolJournalContract } from './tool-journal.contract.ts'

/**
 * Everything a Database promises. Opened once for the whole suite: each test works in a tenant of its own, which also makes it a
 * test of their separation.
 */
export function databaseContract(
  name: string,
  open: () => Promise<{ database: Database; bus: Bus }>,
  options: { propertyRuns: number },
): void {
  describe(name, () => {
    let opened: { database: Database; bus: Bus } | undefined
    const database = () => {
      if (!opened) throw new Error('the store is not open')
      return opened.database
    }
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(async () => {
      await opened?.database.close()
    })

    test('it answers when asked whether it is there', async () => {
      await expect(database().ping()).resolves.toBeUndefined()
    })
    conversationStoreContract(database)
    conversationTurnsContract(database)
    conversationAlarmsContract(database)
    conversationPropertyContract(database, options.propertyRuns)
    toolJournalContract(database)
    codeStoreContract(database)
    deskStoreContract(database)
    releaseStoreContract(database)
    accessStoreContract(database)
    profileStoreContract(database)
    modelSpendingContract(database)
    tenantIsolationContract(database)
    busContract(() => {
      if (!opened) throw new Error('the store is not open')
      return opened.bus
    })
  })
}
