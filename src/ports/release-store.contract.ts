import { describe, expect, test } from 'vitest'
import type { ReleaseId } from '#domain/ids.ts'
import { newId } from './contract-scene.ts'
import type { Database } from './database.ts'

export function releaseStoreContract(database: () => Database): void {
  const manifest = (release: string, createdAtMs = 1) => ({
    release: release as ReleaseId,
    assistant: 'storefront',
    parts: { flows: 'sha-1', 'model:understanding': 'sha-2' },
    createdAtMs,
  })

  describe('releases', () => {
    test('a part is kept byte for byte, once', async () => {
      const tenant = newId('tenant')
      const { releases } = database()
      const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) & 255)
      expect(await releases.hasPart(tenant, 'sha-1')).toBe(false)
      expect(await releases.part(tenant, 'sha-1')).toBeNull()
      await releases.putPart(tenant, 'sha-1', 'model', bytes)
      await releases.putPart(tenant, 'sha-1', 'model', new Uint8Array())
      await releases.putPart(tenant, 'sha-empty', 'flows', new Uint8Array())
      expect(await releases.hasPart(tenant, 'sha-1')).toBe(true)
      const back = await releases.part(tenant, 'sha-1')
      expect(back).toBeInstanceOf(Uint8Array)
      expect(Buffer.compare(back ?? new Uint8Array(), bytes)).toBe(0)
      expect((await releases.part(tenant, 'sha-empty'))?.length).toBe(0)
    })

    test('a manifest is stored once and carries its gate', async () => {
      const tenant = newId('tenant')
      const { releases } = database()
      await releases.putManifest(tenant, manifest('r-1'))
      await releases.putManifest(tenant, { ...manifest('r-1'), assistant: 'other' })
      expect(await releases.manifest(tenant, 'r-1' as ReleaseId)).toEqual({ ...manifest('r-1'), gate: null })
      const gate = { passed: false, report: { failed: ['a', 'b'], share: 0.5 } }
      await releases.recordGate(tenant, 'r-1' as ReleaseId, gate)
      expect(await releases.manifest(tenant, 'r-1' as ReleaseId)).toEqual({ ...manifest('r-1'), gate })
      expect(await releases.manifest(tenant, 'r-2' as ReleaseId)).toBeNull()
    })

    test('releases are listed newest first', async () => {
      const tenant = newId('tenant')
      const { releases } = database()
      for (const [release, at] of [
        ['r-1', 10],
        ['r-2', 30],
        ['r-3', 20],
      ] as const) {
        await releases.putManifest(tenant, manifest(release, at))
      }
      expect((await releases.list(tenant, 2)).map((row) => row.release)).toEqual(['r-2', 'r-3'])
    })

    test('one release is live at a time, and only one that exists', async () => {
      const tenant = newId('tenant')
      const { releases } = database()
      expect(await releases.live(tenant)).toBeNull()
      await releases.putManifest(tenant, manifest('r-1'))
      await releases.putManifest(tenant, manifest('r-2'))
      await releases.makeLive(tenant, 'r-1' as ReleaseId, 'ada', false, 1)
      await releases.makeLive(tenant, 'r-2' as ReleaseId, 'ada', true, 2)
      expect(await releases.live(tenant)).toBe('r-2')
      const unknown = 'r-9' as ReleaseId
      await expect(releases.makeLive(tenant, unknown, 'ada', false, 3)).rejects.toMatchObject({
        code: 'release.unknown',
      })
      await expect(releases.recordGate(tenant, unknown, { passed: true, report: null })).rejects.toMatchObject({
        code: 'release.unknown',
      })
      expect(await releases.live(tenant)).toBe('r-2')
    })
  })
}
