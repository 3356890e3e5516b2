import { databaseContract } from '#ports/database.contract.ts'
import { openMemory } from './open.ts'

databaseContract('the store in memory', async () => openMemory(), { propertyRuns: 300 })
