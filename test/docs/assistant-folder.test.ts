import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileAssistant, loadTools, readAssistantFolder } from '#assistant/index.ts'
import { plainWorkshop } from '#assistant/making/workshop.fixture.ts'
import { loadScenarios, openTheatre } from '#compose/theatre.ts'
import { problemText } from '#domain/problem.ts'
import { failureText, runScenarios } from '#quality/index.ts'
import { configTable } from '../../scripts/write-schemas.ts'

/** docs/assistant-folder.md is one assistant in pieces: they are put together as the page says and must work. */
const root = join(import.meta.dirname, '../..')
const storefront = join(root, 'assistants/storefront')
const page = await readFile(join(root, 'docs/assistant-folder.md'), 'utf8')

/** The system behind the tools: one day is full, a key books once. */
const bookings = `
import { createServer } from 'node:http'
const seed = () => ({ full: [{ day: '2026-11-21' }], visits: [] })
export default { start, environment: { url: 'BOOKING_URL', token: 'BOOKING_TOKEN' }, dataFile: 'bookings.json' }
async function start() {
  let tables = seed()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const answer = (status, value) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const key = request.headers['idempotency-key']
    if (request.headers.authorization !== 'Bearer booking-token') return answer(401, {})
    if (request.url === '/state') return answer(200, { tables })
    if (request.url === '/reset') return answer(200, { ok: Boolean(tables = seed()) })
    const made = tables.visits.find((visit) => visit.key === key)
    if (request.method === 'GET') return made ? answer(200, made) : answer(404, {})
    if (made) return answer(200, made)
    const { treatment, day } = JSON.parse(body)
    if (tables.full.some((full) => full.day === day)) return answer(409, {})
    tables.visits.push({ number: String(10001 + tables.visits.length), treatment, day, key })
    return answer(200, tables.visits.at(-1))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: 'http://127.0.0.1:' + server.address().port,
    token: 'booking-token',
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve) }),
  }
}
`

const fileOf: Record<string, string> = {
  name: 'assistant.yaml',
  intents: 'intents/visits.yaml',
  entities: 'entities/visits.yaml',
  flows: 'flows/visits.yaml',
  responses: 'responses/visits.yaml',
  scenarios: 'scenarios/visits.yaml',
}

let folder = ''
beforeAll(async () => {
  // Below the repository, as the page says: `parley/tools` is found there.
  await mkdir(join(root, '.cache'), { recursive: true })
  folder = await mkdtemp(join(root, '.cache/page-'))
  const write = async (file: string, text: string) => {
    await mkdir(join(folder, file, '..'), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  for (const [, kind = '', text = ''] of page.matchAll(/^```(yaml|ts|md)\n([\s\S]*?)^```/gm)) {
    const key = /^(\w+):/m.exec(text)?.[1] ?? ''
    const file = kind === 'ts' ? 'tools.ts' : kind === 'md' ? 'knowledge/parking.md' : fileOf[key]
    if (file === undefined) throw new Error(`no file has a key "${key}"`)
    await write(file, text)
  }
  await write('back-end.ts', bookings)
  const kept = ['responses/built-in.yaml', 'responses/small-talk.yaml', 'intents/smalltalk.yaml', 'intents/safety.yaml']
  for (const file of kept) await cp(join(storefront, file), join(folder, file))
  // As the page says, the shop's values are taken out of it.
  const control = await readFile(join(storefront, 'intents/control.yaml'), 'utf8')
  await write('intents/control.yaml', control.replaceAll(/\[([^\]]+)\]\(\w+\)/g, '$1'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('docs/assistant-folder.md', () => {
  test('its pieces are an assistant without a problem', async () => {
    const { problems } = await compileAssistant(
      await readAssistantFolder(folder),
      await loadTools(folder),
      plainWorkshop,
    )
    expect(problems.map(problemText)).toEqual([])
  })

  test('its scenario passes, with its tool, against a booking system', { timeout: 60_000 }, async () => {
    const { scenarios, files } = await loadScenarios(folder)
    const theatre = await openTheatre({ assistantFolder: folder, environment: process.env, files })
    try {
      const { passed, failures } = await runScenarios(scenarios, scenarios, theatre, {
        bail: false,
        nowMs: () => performance.now(),
        onResult: () => undefined,
      })
      expect(failures.map(failureText)).toEqual([])
      expect(passed).toBe(1)
    } finally {
      await theatre.close()
    }
  })

  test('its table has every key of assistant.yaml with its default', () => {
    expect(page).toContain(configTable())
  })
})
