import { mkdtempSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newHold, newId, newScene, says } from '#ports/contract-scene.ts'
import { databaseContract } from '#ports/database.contract.ts'
import { engineContract } from '../postgres/engine.contract.ts'
import { schemaVersion } from '../postgres/migrate.ts'
import { openEmbedded } from './open.ts'
import { newDatabaseFolder } from './template.ts'
import { startWorkerEngine } from './worker-engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const fail = (error: unknown, doing: string) => {
  throw new Error(doing, { cause: error })
}

databaseContract('the embedded store', () => openEmbedded({ folder: join(folder, 'contract') }), { propertyRuns: 25 })

engineContract('the embedded engine', async () => {
  const own = join(folder, newId('message'))
  await newDatabaseFolder(own)
  return startWorkerEngine({ folder: own, onProblem: fail })
})

describe('opening an embedded store', () => {
  /** Opened and closed by one test after the other. */
  const data = join(folder, 'reopened')

  test('a second process, or a second open, on the same folder is refused until the first closes', async () => {
    const first = await openEmbedded({ folder: data })
    await expect(openEmbedded({ folder: data })).rejects.toMatchObject({
      code: 'store.locked',
      message: expect.stringContaining(data),
    })
    await first.database.close()
    const second = await openEmbedded({ folder: data })
    await second.database.close()
  })

  test('a folder that cannot be written says so', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    await expect(openEmbedded({ folder: file })).rejects.toMatchObject({ code: 'store.unwritable' })
    await expect(openEmbedded({ folder: join(file, 'below') })).rejects.toMatchObject({ code: 'store.unwritable' })
  })

  test('a damaged database says that it cannot be opened', async () => {
    const damaged = join(folder, 'damaged')
    await mkdir(join(damaged, 'postgres'), { recursive: true })
    await writeFile(join(damaged, 'postgres', 'PG_VERSION'), '3\n')
    await expect(openEmbedded({ folder: damaged })).rejects.toMatchObject({ code: 'store.unopenable' })
  })

  test('everything is still there after closing, and turns held by the process before can be taken over at once', async () => {
    const before = await openEmbedded({ folder: data })
    const scene = await newScene(before.database)
    const claim = await scene.acceptAndClaim('still there?')
    await before.database.close()
    const { database } = await openEmbedded({ folder: data })
    const { conversations } = database
    try {
      expect(await conversations.abandoned(scene.clock.now(), 10)).toEqual([
        { tenant: scene.tenant, conversation: scene.conversation },
      ])
      const hold = newHold(newId('holder'))
      const taken = await conversations.claim(scene.tenant, scene.conversation, hold, scene.clock.now())
      expect(taken).toMatchObject({ takenOver: true, pending: claim.pending })
    } finally {
      await database.close()
    }
  })

  test('after closing nothing is accepted, and closing twice is closing once', async () => {
    const { database } = await openEmbedded({ folder: data })
    const scene = await newScene(database)
    const last = scene.accept(says('before closing'))
    await Promise.all([database.close(), database.close()])
    expect(await last).toMatchObject({ kind: 'accepted' })
    await expect(scene.load()).rejects.toMatchObject({ code: 'store.embedded-ended' })
  })

  test('a database of a newer Parley is left alone, and the folder is free again', async () => {
    const engine = await startWorkerEngine({ folder: join(data, 'postgres'), onProblem: fail })
    await engine.script(`insert into parley.migrations (version, name) values (999, 'from the future')`)
    await engine.close()
    for (const _ of [1, 2]) {
      await expect(openEmbedded({ folder: data })).rejects.toMatchObject({
        code: 'store.newer-schema',
        message: expect.stringContaining('999'),
      })
    }
  })
})

describe('without a prepared database', () => {
  let engine: Awaited<ReturnType<typeof startWorkerEngine>> | undefined
  beforeAll(async () => {
    const file = join(folder, 'no-cache')
    await writeFile(file, '')
    await newDatabaseFolder(join(folder, 'from-nothing'), join(file, 'cache'))
    engine = await startWorkerEngine({ folder: join(folder, 'from-nothing'), onProblem: fail })
  })
  afterAll(() => engine?.close())

  test('one is made from nothing where the cache cannot be used', async () => {
    const versions = { name: 'versions', text: 'select max(version) as version from parley.migrations', values: [] }
    expect(await engine?.transaction([versions])).toEqual([[{ version: schemaVersion }]])
  })
})
