import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { databaseContract } from '#ports/database.contract.ts'
import { openEmbedded } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

databaseContract('the embedded store', () => openEmbedded({ folder }), { propertyRuns: 25 })
