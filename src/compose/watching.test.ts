import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const open: TestServer[] = []
const folders: string[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function watched(changes: Record<string, string> = {}) {
  const said: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void said.push(line) })
  const server = await composeTestServer({ assistantFolder: await tinyAssistant(changes), watchKnowledge: true, log })
  open.push(server)
  const releases = async () =>
    (await server.get('/v1/releases')).body.releases as {
      release: string
      live: boolean
      parts: Record<string, string>
    }[]
  const live = async () => (await releases()).find((release) => release.live)
  return { server, said, live, write: (file: string, text: string) => writeFile(join(server.folder, file), text) }
}
/** Until the file system has told and the release was made; the watcher itself waits for quiet. */
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 })

test('an article that is put into the folder of a running server is live by itself, and nothing else of the release changes', async () => {
  const { live, write } = await watched()
  const before = await live()
  await write('knowledge/garage.md', '# Garage\n\nThe garage is painted in green only.\n')
  await until(async () => expect((await live())?.parts.knowledge).not.toBe(before?.parts.knowledge))
  const { knowledge: _old, ...rest } = before?.parts ?? {}
  const { knowledge: _new, ...others } = (await live())?.parts ?? {}
  expect(others).toEqual(rest)
}, 30_000)

test('a broken article is logged and left out; the others become live', async () => {
  const { live, said, write } = await watched()
  const before = await live()
  await write('knowledge/broken.md', '---\ntitle: [\n---\ntext')
  await write('knowledge/broken.pdf', 'no PDF at all')
  await write('knowledge/garage.md', '# Garage\n\nThe garage is painted in green only.\n')
  await until(async () => expect((await live())?.parts.knowledge).not.toBe(before?.parts.knowledge))
  expect(said.join('')).toContain('knowledge/broken.md')
  expect(said.join('')).toContain('knowledge/broken.pdf')
}, 30_000)

test('a folder outside that sources.yaml names is watched too', async () => {
  const outside = join(tmpdir(), `parley-outside-${process.pid}`)
  folders.push(outside)
  await mkdir(outside, { recursive: true })
  const { live, write } = await watched({
    'knowledge/sources.yaml': `sources:\n  - folder: ${JSON.stringify(outside)}\n    category: manuals\n`,
  })
  const before = await live()
  await writeFile(join(outside, 'ladder.txt'), 'LADDERS\n\nA ladder is lent for three days.\n')
  await until(async () => expect((await live())?.parts.knowledge).not.toBe(before?.parts.knowledge))
  await write('knowledge/sources.yaml', '')
  await until(async () => expect((await live())?.parts.knowledge).toBe(before?.parts.knowledge))
}, 30_000)
