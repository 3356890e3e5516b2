import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import pg from 'pg'
import { inject } from 'vitest'
import { login, template } from './names.ts'

export interface TestDatabase {
  /** As the user who owns the tables and is no superuser. */
  url: string
  /** The same database as the superuser. */
  adminUrl: string
  drop(): Promise<void>
}

/** A database of its own for a test file, migrated unless `empty`. Call within a test or hook: the first caller starts the server. */
export async function newTestDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const serverUrl = await startedServer()
  const name = `test_${randomBytes(6).toString('hex')}`
  const from = kind === 'migrated' ? `template ${template}` : ''
  await asAdmin(serverUrl, `create database ${name} ${from} owner ${login}`)
  const admin = new URL(serverUrl)
  admin.pathname = `/${name}`
  const own = new URL(admin)
  own.username = login
  own.password = login
  return {
    url: own.href,
    adminUrl: admin.href,
    drop: () => asAdmin(serverUrl, `drop database ${name} with (force)`),
  }
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function startedServer(): Promise<string> {
  return new Promise((resolve, reject) => {
    let url = ''
    const socket = connect(inject('postgresStarter'), '127.0.0.1')
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      url += text
    })
    socket.on('error', reject)
    socket.on('end', () => (url ? resolve(url) : reject(new Error('PostgreSQL did not start; see the output above'))))
  })
}
