import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { SqlEngine } from '../postgres/sql-engine.ts'
import { statement } from '../postgres/sql-engine.ts'
import { limits } from './limits.ts'

/** ms before a lost listening connection is tried again; the bus polls meanwhile. */
const reconnectMs = 2_000

const notifySql = statement('wake_others', `select pg_notify('parley_outbox', $1)`)

/** NOTIFY and LISTEN, only to wake: what there is to know is read from the outbox. */
export function wakeUps(engine: SqlEngine, url: string, onProblem: (error: unknown, doing: string) => void) {
  /** Who we are, so that our own calls do not wake us. */
  const self = randomUUID()
  return {
    async wakeOthers(): Promise<void> {
      await engine.transaction([notifySql(self)])
    },
    onWoken(listener: () => void): () => Promise<void> {
      let client: pg.Client | null = null
      let retry: NodeJS.Timeout | null = null
      let stopped = false

      const listen = async (): Promise<void> => {
        const connection = new pg.Client({
          connectionString: url,
          connectionTimeoutMillis: limits.connectMs,
          keepAlive: true,
          application_name: 'parley wake-ups',
        })
        client = connection
        let lost = false
        const again = (error: unknown) => {
          if (lost || stopped) return
          lost = true
          onProblem(error, 'listening for other replicas')
          // Its own failure to end says nothing new.
          connection.end().catch(() => undefined)
          retry = setTimeout(() => void listen(), reconnectMs)
          retry.unref()
        }
        connection.on('error', again)
        connection.on('end', () => again(new Error('the connection ended')))
        connection.on('notification', ({ payload }) => {
          if (payload !== self) listener()
        })
        try {
          await connection.connect()
          await connection.query('listen parley_outbox')
          listener() // What was written while nobody listened.
        } catch (error) {
          again(error)
        }
      }
      const first = listen()
      return async () => {
        stopped = true
        if (retry) clearTimeout(retry)
        await first
        await client?.end()
      }
    },
  }
}
