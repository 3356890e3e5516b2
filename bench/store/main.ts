/**
 * What a turn's two commits cost on each store: `node bench/store/main.ts [--turns 2000] [--conversations 20]`. Prints one JSON object.
 * PostgreSQL is measured where DATABASE_URL names a server (its tables get rows of a tenant of the bench's own), else on one of our own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type OpenedStore, openEmbedded, openMemory, openPostgres } from '#adapters/store/index.ts'
import { startCluster } from '#test/postgres/cluster.ts'
import { measureTurns } from './turns.ts'

const { values } = parseArgs({
  options: { turns: { type: 'string', default: '2000' }, conversations: { type: 'string', default: '20' } },
})
const load = { turns: Number(values.turns), conversations: Number(values.conversations) }

const report = {
  ...load,
  memory: await measured(async () => openMemory()),
  embedded: await onEmbedded(),
  postgresql: await onPostgres(),
}
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)

async function measured(open: () => Promise<OpenedStore>) {
  const startedAt = performance.now()
  const { database } = await open()
  const openMs = performance.now() - startedAt
  try {
    return { openMs: Math.round(openMs), ...(await measureTurns(database, load)) }
  } finally {
    await database.close()
  }
}

async function onEmbedded() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  try {
    return await measured(() => openEmbedded({ folder }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function onPostgres() {
  const given = process.env.DATABASE_URL
  if (given) return await measured(() => openPostgres({ url: given }))
  const cluster = await startCluster()
  try {
    return await measured(() => openPostgres({ url: cluster.url('postgres') }))
  } finally {
    await cluster.stop()
  }
}
