import { createServer } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type Cluster, startCluster } from './cluster.ts'
import { login, template } from './names.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Port that gives the superuser's URL of the PostgreSQL server, starting it where it does not run yet. */
    postgresStarter: number
  }
}

/** Tests lose nothing when the machine does: no waiting for disks. */
const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'].flatMap((flag) => [
  '-c',
  flag,
])

/**
 * One PostgreSQL server for the whole run, started by the first test file that asks for it: most runs need none. With a migrated
 * database that each file clones (20 ms), owned by a user who is no superuser, as a company's would be.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Cluster> | null = null
  const starter = createServer((socket) => {
    starting ??= prepared()
    starting.then(
      (cluster) => socket.end(cluster.url('postgres')),
      (error: unknown) => socket.destroy(error instanceof Error ? error : new Error(String(error))),
    )
    socket.on('error', (error) => console.error('a test could not be given PostgreSQL:', error))
  })
  await new Promise<void>((resolve) => starter.listen(0, '127.0.0.1', resolve))
  const address = starter.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  project.provide('postgresStarter', address.port)

  return async () => {
    await new Promise((resolve) => starter.close(resolve))
    await (await starting)?.stop()
  }
}

async function prepared(): Promise<Cluster> {
  // Loaded only by runs that need them.
  const [{ openPostgres }, { default: pg }] = await Promise.all([import('#adapters/store/index.ts'), import('pg')])
  const cluster = await startCluster(flags)
  const admin = new pg.Client({ connectionString: cluster.url('postgres') })
  try {
    await admin.connect()
    await admin.query(`create role ${login} login createrole password '${login}'`)
    await admin.query(`create database ${template} owner ${login}`)
  } catch (error) {
    await cluster.stop()
    throw error
  } finally {
    await admin.end()
  }
  const url = new URL(cluster.url(template))
  url.username = login
  url.password = login
  const { database } = await openPostgres({ url: url.href })
  await database.close()
  return cluster
}
