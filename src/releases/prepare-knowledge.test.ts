import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenedStore, openMemory } from '#adapters/store/index.ts'
import { loadTools } from '#assistant/index.ts'
import { plainWorkshop } from '#assistant/making/workshop.fixture.ts'
import { ManualClock } from '#domain/clock.ts'
import type { TenantId } from '#domain/ids.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { prepareKnowledge, prepareRelease } from './index.ts'

const tenant = 'tn_knowledge' as TenantId
const clock = new ManualClock(Date.parse('2026-03-03T10:00:00Z'))
let folder: string
let store: OpenedStore
beforeEach(async () => {
  folder = await tinyAssistant()
  store = openMemory()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const deps = async () => ({
  store: store.database.releases,
  clock,
  tools: await loadTools(folder),
  environment: {},
  workshop: plainWorkshop,
})
const write = (file: string, text: string) => writeFile(join(folder, file), text)

test('new knowledge alone makes a release: flows that were changed but not trained stay as they are live', async () => {
  const { release } = await prepareRelease(folder, tenant, await deps())
  const before = await store.database.releases.manifest(tenant, release)
  await write('knowledge/more.txt', 'GARAGES\n\nGarages are painted green.\n')
  await write('intents/more.yaml', 'intents:\n  varnish:\n    examples: [varnish it, varnish my table]\n')
  const made = await prepareKnowledge(folder, tenant, await deps())
  expect(made).toMatchObject({ promoted: true, problems: [expect.objectContaining({ severity: 'warning' })] })
  const after = await store.database.releases.manifest(tenant, made.release)
  expect(after?.gate).toMatchObject({ passed: true })
  expect({ ...after?.parts, knowledge: '' }).toEqual({ ...before?.parts, knowledge: '' })
  expect(after?.parts.knowledge).not.toBe(before?.parts.knowledge)
  expect(await store.database.releases.live(tenant)).toBe(made.release)
})

test('an unchanged folder makes none', async () => {
  const { release } = await prepareRelease(folder, tenant, await deps())
  expect(await prepareKnowledge(folder, tenant, await deps())).toMatchObject({ release, promoted: false })
})

test('what somebody trains meanwhile stays live', async () => {
  const { release: first } = await prepareRelease(folder, tenant, await deps())
  await write('knowledge/more.md', '# Garages\n\nGarages are painted green.\n')
  const slow = await deps()
  const other = {
    ...plainWorkshop,
    make: async (...order: Parameters<typeof plainWorkshop.make>) => {
      await write('responses/more.yaml', 'responses:\n  more: More.\n')
      await prepareRelease(folder, tenant, slow)
      return plainWorkshop.make(...order)
    },
  }
  const made = await prepareKnowledge(folder, tenant, { ...slow, workshop: other })
  const live = await store.database.releases.live(tenant)
  expect(made.promoted).toBe(false)
  expect(live).not.toBe(first)
  expect(live).not.toBe(made.release)
})

test('without a live release there is nothing to add knowledge to', async () => {
  await expect(prepareKnowledge(folder, tenant, await deps())).rejects.toMatchObject({ code: 'release.unknown' })
})
