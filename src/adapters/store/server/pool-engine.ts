import pg from 'pg'
import { readValue } from '../postgres/column-types.ts'
import type { Row, SqlEngine, Statement } from '../postgres/sql-engine.ts'
import { connectionError, isConnectionProblem } from './connection-error.ts'
import { limits } from './limits.ts'

export interface PoolEngineOptions {
  url: string
  /** Told of connections that break while nobody uses them. */
  onProblem(error: unknown, doing: string): void
}

const begin = `begin isolation level read committed; set local statement_timeout = ${limits.statementMs}`

/**
 * PostgreSQL over the network. The statements of a transaction, BEGIN and COMMIT included, are sent without waiting for one another's
 * answers (pg's pipeline mode), so that it costs one round trip; after an error the server skips the rest, and COMMIT rolls back.
 */
export function poolEngine({ url, onProblem }: PoolEngineOptions): SqlEngine {
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    pipeline: true,
    types: { getTypeParser: parserOf },
    application_name: 'parley',
  })
  let closing: Promise<void> | null = null
  // A connection that breaks while it is used tells whoever waits for an answer, and then emits an error that would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) => {
    if (!closing) onProblem(error, 'keeping connections open')
  })

  /** Runs on a connection of its own, which is thrown away where it may be broken. */
  async function connected<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw connectionError(error)
    })
    try {
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      const broken = isConnectionProblem(error)
      client.release(broken)
      throw broken ? connectionError(error) : error
    }
  }

  return {
    transaction: (statements) =>
      connected(async (client) => {
        const answers = await Promise.allSettled([
          client.query(begin),
          ...statements.map(({ name, text, values }: Statement) => client.query({ name, text, values: [...values] })),
          client.query('commit'),
        ])
        const results = answers.map((answer) => {
          // The first failure is the cause; what follows only says that the transaction was aborted.
          if (answer.status === 'rejected') throw answer.reason
          return answer.value
        })
        if (results.at(-1)?.command !== 'COMMIT') throw new Error('the transaction was not committed')
        return results.slice(1, -1).map((result) => result.rows as Row[])
      }),
    script: (text) =>
      connected(async (client) => {
        await client.query(text)
      }),
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

const parserOf = (type: number) => (text: string) => readValue(type, text)
