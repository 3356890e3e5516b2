import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenedStore, openMemory } from '#adapters/store/index.ts'
import { loadTools, readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { plainWorkshop } from '#assistant/making/workshop.fixture.ts'
import { ManualClock } from '#domain/clock.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import { problemText } from '#domain/problem.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'
import { prepareRelease } from './index.ts'

const tenant = 'tn_training' as TenantId
const clock = new ManualClock(Date.parse('2026-03-03T10:00:00Z'))
let store: OpenedStore
let live: ReleaseId
const folders: string[] = []

async function prepare(changes: Record<string, string> = {}) {
  const folder = await tinyAssistant(changes)
  folders.push(folder)
  const deps = { store: store.database.releases, clock, environment: {}, workshop: plainWorkshop }
  return prepareRelease(folder, tenant, { ...deps, tools: await loadTools(folder) })
}

beforeAll(async () => {
  store = openMemory()
  live = (await prepare()).release
})
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const intents = (...examples: string[]) => ({
  'intents/more.yaml': `intents:\n  more:\n    examples:\n${examples.map((example) => `      - ${example}\n`).join('')}`,
})

test.each([
  [
    'an unknown entity',
    intents('paint it [red](color)'),
    /intents\/more\.yaml:4:\d+ There is no entity "color"\. Did you mean "colour"\?/,
  ],
  ['a mark without an end', intents('"paint it [red(colour)"'), /intents\/more\.yaml:4:\d+ .*the "\[" has no "\]"/],
  ['a mark without a type', intents('"paint it [red] now"'), /intents\/more\.yaml:4:\d+ .*the entity type is missing/],
  [
    'marks within marks',
    intents('"paint [the [red](colour) door](colour)"'),
    /intents\/more\.yaml:4:\d+ .*marks cannot be nested/,
  ],
  [
    'no examples',
    { 'intents/more.yaml': 'intents:\n  more:\n    examples: []\n' },
    /intents\/more\.yaml:3:\d+ "intents\.more\.examples"/,
  ],
  [
    'an intent named twice',
    { 'intents/more.yaml': 'intents:\n  paint:\n    examples: [paint]\n' },
    /intents\/more\.yaml:2:\d+ There are two intents named "paint"/,
  ],
  [
    'a pattern that can run for minutes',
    { 'entities/more.yaml': "entities:\n  code:\n    pattern: '(a+)+b'\n" },
    /entities\/more\.yaml:3:\d+ This pattern cannot be used/,
  ],
])(
  'with %s nothing is trained, the error has its line, and what is live stays live',
  async (_what, changes, problem) => {
    await expect(prepare(changes)).rejects.toMatchObject({
      code: 'assistant.invalid',
      message: expect.stringMatching(problem) as string,
    })
    expect(await store.database.releases.live(tenant)).toBe(live)
  },
)

test('one example, and the same words under two intents, are warnings with their line', async () => {
  const folder = await tinyAssistant({ 'intents/more.yaml': 'intents:\n  more:\n    examples: [paint my HOUSE!]\n' })
  folders.push(folder)
  const { problems } = readAuthoredData(await readAssistantFolder(folder))
  expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning'])
  expect(problems.map(problemText)).toEqual([
    expect.stringMatching(
      /^intents\/more\.yaml:3:\d+ "paint my HOUSE!" stands under "more" and under "paint" \(intents\/all\.yaml:\d+\)/,
    ),
    expect.stringMatching(/^intents\/more\.yaml:2:\d+ "more" has 1 example\(s\); it will hardly be recognised/),
  ])
})
