import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenedStore, openMemory } from '#adapters/store/index.ts'
import { loadTools } from '#assistant/index.ts'
import { plainWorkshop } from '#assistant/making/workshop.fixture.ts'
import { ManualClock } from '#domain/clock.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import { composeTestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { prepareRelease, ReleaseRegistry } from './index.ts'

const tenant = 'tn_releases' as TenantId
let folder: string
beforeAll(async () => {
  folder = await tinyAssistant()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let store: OpenedStore
const clock = new ManualClock(Date.parse('2026-03-03T10:00:00Z'))
beforeEach(() => {
  store = openMemory()
})
const prepare = async (from = folder) =>
  prepareRelease(from, tenant, {
    store: store.database.releases,
    clock,
    tools: await loadTools(from),
    environment: {},
    workshop: plainWorkshop,
  })
const withFolder = async (changes: Record<string, string>, work: (changed: string) => Promise<void>) => {
  const changed = await tinyAssistant(changes)
  try {
    await work(changed)
  } finally {
    await rm(changed, { recursive: true, force: true })
  }
}
/** Examples that contradict each other: whatever is learnt from them, most are taken for another intent. */
const contradicting = `intents:
${['one', 'two', 'three', 'four'].map((name) => `  ${name}:\n    examples: [alpha beta, beta gamma, gamma delta, delta alpha, alpha, beta, gamma, delta]`).join('\n')}
  paint:
    examples: [alpha beta, beta gamma, gamma delta, delta alpha, alpha, beta, gamma, delta]
`

describe('a release', () => {
  test('of an unchanged folder is the same one, and nothing is made again', async () => {
    const first = await prepare()
    expect(first).toMatchObject({ promoted: true })
    expect(first.made).toContain('understanding')
    expect(await prepare()).toMatchObject({ release: first.release, made: [], promoted: false })
  })

  test('that differs in one wording shares every other part', async () => {
    await prepare()
    await withFolder({ 'responses/paint.yaml': wording('It has been painted {colour}.') }, async (changed) => {
      const { made, promoted } = await prepare(changed)
      expect(promoted).toBe(true)
      expect(made).not.toContain('understanding')
      expect(made).not.toContain('knowledge')
      expect(made).toContain('responses')
    })
  })

  test('built several times at once is one release, live once it has passed its gate', async () => {
    const built = await Promise.all([prepare(), prepare(), prepare()])
    expect(new Set(built.map(({ release }) => release)).size).toBe(1)
    const [row, ...others] = await store.database.releases.list(tenant, 10)
    expect(others).toEqual([])
    expect(row?.gate).toMatchObject({ passed: true })
    expect(await store.database.releases.live(tenant)).toBe(row?.release)
  })

  test('whose model does not know its own examples does not pass, and what is live stays live', async () => {
    const { release } = await prepare()
    await withFolder({ 'intents/all.yaml': contradicting }, async (changed) => {
      await expect(prepare(changed)).rejects.toMatchObject({ code: 'release.gate-failed' })
      // And it does not slip through when it is tried again.
      await expect(prepare(changed)).rejects.toMatchObject({ code: 'release.gate-failed' })
    })
    expect(await store.database.releases.live(tenant)).toBe(release)
    const failed = (await store.database.releases.list(tenant, 10)).find((row) => row.release !== release)
    expect(failed?.gate).toMatchObject({ passed: false })
  })

  test('of a folder with errors is not made at all', async () => {
    const { release } = await prepare()
    await withFolder(
      { 'flows/paint.yaml': 'flows: { paint-house: { steps: [ { fly: high } ] } }' },
      async (changed) => {
        await expect(prepare(changed)).rejects.toMatchObject({ code: 'assistant.invalid' })
      },
    )
    expect(await store.database.releases.live(tenant)).toBe(release)
    expect(await store.database.releases.list(tenant, 10)).toHaveLength(1)
  })
})

describe('the registry', () => {
  const registry = async () =>
    new ReleaseRegistry(
      store.database.releases,
      { tools: await loadTools(folder), environment: {}, encoders: plainWorkshop.encoders },
      () => clock.now(),
    )

  test('loads a release once, and gives another try after a failure', async () => {
    const { release } = await prepare()
    const releases = await registry()
    const [one, other] = await Promise.all([releases.get(tenant, release), releases.live(tenant)])
    expect(one).toBe(other)
    await expect(releases.get(tenant, 'rl_unknown' as ReleaseId)).rejects.toMatchObject({ code: 'release.unknown' })
  })

  test('sees a promotion elsewhere within seconds, and its own at once', async () => {
    const first = await prepare()
    const releases = await registry()
    expect((await releases.live(tenant)).release).toBe(first.release)
    await withFolder({ 'responses/paint.yaml': wording('Done: {colour}.') }, async (changed) => {
      const second = await prepare(changed)
      expect((await releases.live(tenant)).release).toBe(first.release)
      clock.advance(2_001)
      expect((await releases.live(tenant)).release).toBe(second.release)
      await store.database.releases.makeLive(tenant, first.release, 'admin', false, clock.now())
      releases.refresh(tenant)
      expect((await releases.live(tenant)).release).toBe(first.release)
    })
  })

  test('keeps a bounded number of releases in memory, the live one among them', async () => {
    const { release } = await prepare()
    const releases = await registry()
    const live = await releases.live(tenant)
    const manifest = await store.database.releases.manifest(tenant, release)
    if (manifest === null) throw new Error('no manifest')
    const first = 'rl_0' as ReleaseId
    for (let n = 0; n < 20; n += 1) {
      const copy = { ...manifest, release: `rl_${n}` as ReleaseId }
      await store.database.releases.putManifest(tenant, copy)
      await releases.get(tenant, copy.release)
      expect(await releases.live(tenant)).toBe(live)
    }
    expect(releases.size).toBeLessThanOrEqual(8)
    // Dropped, not lost.
    expect((await releases.get(tenant, first)).release).toBe(first)
  })
})

describe('over HTTP', () => {
  test('a folder that is broken after the start changes nothing: the live release goes on answering', async () => {
    const s = await composeTestServer()
    try {
      const { release } = s.server.release
      await writeFile(join(s.folder, 'flows', 'broken.yaml'), 'flows: [')
      const answer = await s.post('/v1/releases', {})
      expect(answer).toMatchObject({ status: 422, body: { code: 'assistant.invalid' } })
      expect(String(answer.body.detail)).toContain('flows/broken.yaml')
      const { releases } = (await s.get('/v1/releases')).body as { releases: { release: string; live: boolean }[] }
      expect(releases).toEqual([expect.objectContaining({ release, live: true })])
      expect((await (await s.start()).say('hello')).status).toBe(200)
    } finally {
      await s.close()
    }
  })

  test('a conversation in the middle of a flow stays on its release; others, and it afterwards, have the new one', async () => {
    const s = await composeTestServer()
    try {
      const under = await s.start()
      await under.say('paint my house')
      await writeFile(join(s.folder, 'responses', 'paint.yaml'), wording('NEW {colour}.'))
      const built = await s.post('/v1/releases', {})
      expect(built).toMatchObject({ status: 200, body: { promoted: true } })
      const fresh = await s.start()
      for (const text of ['paint my house', 'blue', 'yes']) await fresh.say(text)
      for (const text of ['blue', 'yes']) await under.say(text)
      const said = async (conversation: typeof under) =>
        JSON.stringify((await s.get(`${conversation.path}/events`, conversation.token)).body)
      expect(await said(fresh)).toContain('NEW blue.')
      expect(await said(under)).toContain('It is blue now.')
      expect(await said(under)).not.toContain('NEW')
      await under.say('no')
      for (const text of ['paint my house', 'green', 'yes']) await under.say(text)
      expect(await said(under)).toContain('NEW green.')
    } finally {
      await s.close()
    }
  })
})

function wording(painted: string): string {
  return `responses:
  ask-colour: Which colour should it be?
  paint-summary: 'I will paint it {colour}. Shall I?'
  painted: '${painted}'
`
}
