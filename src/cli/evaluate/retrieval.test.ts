import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { evaluateRetrievalCommand } from './retrieval.ts'

let folder: string
const file = async (name: string, rows: unknown[]): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'))
  return path
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-retrieval-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

async function run(...args: string[]): Promise<Record<string, unknown>> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await evaluateRetrievalCommand().parseAsync([...args, '--json'], { from: 'user' })
  return JSON.parse(String(out.mock.calls.at(-1)?.[0])) as Record<string, unknown>
}

test('prints our figures, those of two peers in the same run, and the gain with its interval', async () => {
  const docs = await file('docs.jsonl', [
    { id: 'a', title: 'Opening an account', text: 'You need an identity card to open an account.' },
    { id: 'b', title: 'Lost cards', text: 'Call us to block a lost card.' },
    { id: 'c', title: 'Loans', text: 'A loan is paid back month by month.' },
  ])
  const queries = await file('queries.jsonl', [
    { query_id: '1', query: 'my card is lost', relevant: ['b'] },
    { query_id: '2', query: 'what do I need to open an account', relevant: ['a'] },
  ])
  const report = await run('--docs', docs, '--queries', queries, '--encoder', 'static')
  expect(report).toMatchObject({
    ndcg10: 1,
    recall10: 1,
    mrr10: 1,
    queries: 2,
    documents: 3,
    peers: { minisearch: { recall10: 1 }, orama: { recall10: 1 } },
    ndcg10GainInterval: [expect.any(Number), expect.any(Number)],
  })
  expect(report['p99Ms']).toBeGreaterThanOrEqual(report['p50Ms'] as number)
})

test('a row that is not as it should be is told by its line', async () => {
  const docs = await file('wrong.jsonl', [{ id: 'a', title: 'x' }])
  const report = await run('--docs', docs, '--queries', docs)
  expect(report).toMatchObject({ error: { code: 'cli.bad-file', message: expect.stringContaining('line 1') } })
})
