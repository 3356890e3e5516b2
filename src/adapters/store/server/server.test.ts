import { databaseContract } from '#ports/database.contract.ts'
import { newTestDatabase } from '#test/postgres/database.ts'
import { openPostgres } from './open.ts'

databaseContract(
  'the store on a PostgreSQL server',
  async () => {
    const { url, drop } = await newTestDatabase()
    const { database, bus } = await openPostgres({ url })
    return {
      bus,
      database: {
        ...database,
        async close() {
          await database.close()
          await drop()
        },
      },
    }
  },
  { propertyRuns: 40 },
)
