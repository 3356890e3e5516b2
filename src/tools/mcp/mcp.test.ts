import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LoadOptions, McpServer } from '../declared/load.ts'
import { declaredFrom, problemsOf, runner } from '../testing/harness.fixture.ts'
import { startMcpOverHttp } from './http-server.fixture.ts'
import type { McpPool } from './pool.ts'
import { recordOf, recordText } from './record.ts'

const secret = 'mcp-secret-token'
const script = join(import.meta.dirname, 'parcel-server.fixture.ts')
const tools = `    tools:
      sendParcel:
        as: send_parcel
        side_effect: write
        idempotency_argument: requestId
        timeout: 15s
        refusals: { unreachable: unreachable, too heavy: too_heavy }
        reconcile: { tool: findParcels, with: { key: key }, find: { in: parcels, where: { key: key } } }
      findParcels: { side_effect: none, timeout: 15s }
      say: { side_effect: none, timeout: 15s }
`
const overStdio = `mcp:
  - name: parcels
    command: ${process.execPath}
    args: [${script}, '{log}']
    env: { PARCEL_TOKEN: '{token}', CHANGED: '{changed?}' }
${tools}`
const overHttp = `mcp:
  - name: parcels
    url: '{url}'
    headers: { authorization: 'Bearer {token}' }
${tools}`

let folder: string
let pools: McpPool[] = []
/** Recorded once from the real server, as \`parley tools check --record\` does. */
let record: string

beforeAll(async () => {
  const http = await startMcpOverHttp()
  const { servers } = declaredFrom({ 'p.yaml': overHttp })
  const pool = servers[0]?.pool
  const connection = await pool?.connection({ url: http.url, token: secret })
  record = recordText(recordOf('parcels', (await connection?.list()) ?? []))
  await pool?.close()
  await http.close()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-mcp-'))
})
afterEach(async () => {
  await Promise.all(pools.map((pool) => pool.close()))
  pools = []
  rmSync(folder, { recursive: true })
})

function load(yaml: string, over: Partial<LoadOptions> = {}, recorded = record) {
  const loaded = declaredFrom({ 'p.yaml': yaml, 'parcels.mcp.json': recorded }, over)
  pools.push(...loaded.servers.map(({ pool }: McpServer) => pool))
  expect(problemsOf(loaded)).toEqual([])
  return loaded
}
const log = () => join(folder, 'log')
const logged = (): string[] => readFileSync(log(), 'utf8').trim().split('\n')
const started = () =>
  logged()
    .filter((line) => line.startsWith('# started'))
    .map((line) => Number(line.split(' ').at(-1)))
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
function stdio(more: Record<string, string> = {}, yaml = overStdio) {
  const loaded = load(yaml)
  return { ...loaded, ...runner(loaded.tools, { log: log(), token: secret, ...more }) }
}
/** The same with a time limit short enough to wait for, over a connection that is there. */
async function hurried(yaml = overStdio) {
  const seen = stdio(
    {},
    yaml
      .replace('timeout: 15s\n        refusals', 'timeout: 800ms\n        refusals')
      .replace('say: { side_effect: none, timeout: 15s', 'say: { side_effect: none, timeout: 800ms'),
  )
  await seen.run('find_parcels')
  return seen
}

describe('tools of a server', () => {
  test('are what is declared, with the schemas that were recorded; its words are data', () => {
    const { tools } = load(overStdio)
    expect(
      tools.map(({ name, description, facts }) => [name, description, facts.effect, facts.confirm, facts.inputs]),
    ).toEqual([
      ['send_parcel', 'Sends a parcel', 'write', true, ['to']],
      ['find_parcels', 'Parcels that were sent', 'read', false, ['key']],
      ['say', 'Says something', 'read', false, ['what']],
    ])
    expect(tools[0]?.facts.outputSchema).toMatchObject({ properties: { number: { type: 'string' } } })
  })

  test('loading connects nothing', () => {
    load(overStdio)
    expect(() => logged()).toThrow('ENOENT')
  })

  test.each([
    ['no record', {}, 'It was not recorded what this server can do: there is no tools/parcels.mcp.json.'],
    [
      'one of other tools',
      { 'parcels.mcp.json': recordText(recordOf('parcels', [])) },
      'the record of the server has no tool "sendParcel"',
    ],
    [
      'one changed by hand',
      { 'parcels.mcp.json': 'changed' },
      'its hash of "findParcels" does not fit: it was changed by hand',
    ],
  ])('%s is told', (_what, files, expected) => {
    const given = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        text === 'changed' ? record.replace('"type": "string"', '"type": "number"') : text,
      ]),
    )
    expect(problemsOf(declaredFrom({ 'p.yaml': overStdio, ...given })).join('\n')).toContain(expected)
  })
})

describe('a server as a process', () => {
  test('is started when it is first needed, once, and ended on close', async () => {
    const { run, servers } = stdio()
    expect(await run('say', { what: 'hello' })).toEqual({ kind: 'ok', value: 'hello' })
    expect(await run('find_parcels')).toEqual({ kind: 'ok', value: { parcels: [] } })
    const pids = started()
    expect(pids).toHaveLength(1)
    await Promise.all(servers.map(({ pool }) => pool.close()))
    expect(pids.map(isAlive)).toEqual([false])
  })

  test('is started again after it died, and a read whose answer died with it fails', async () => {
    const { run } = stdio()
    expect(await run('say', { what: 'die' })).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(await run('say', { what: 'hello' })).toEqual({ kind: 'ok', value: 'hello' })
    expect(started()).toHaveLength(2)
  })

  test('that cannot be started fails, and a write surely did nothing', async () => {
    const loaded = load(overStdio.replace(process.execPath, '/no/such/program'))
    const { run } = runner(loaded.tools, { log: log(), token: secret })
    expect(await run('send_parcel', { to: 'me' })).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(loaded.notices).toEqual(['parcels: the server cannot be reached'])
  })

  test('has the environment that is declared, and not ours', async () => {
    const { run } = stdio()
    // It says its secret; nobody hears it.
    expect(await run('say', { what: 'token' })).toEqual({ kind: 'ok', value: 'it is [hidden]' })
  })

  test('another one is started for other settings', async () => {
    const loaded = load(overStdio)
    const other = join(folder, 'other')
    await runner(loaded.tools, { log: log(), token: secret }).run('send_parcel', { to: 'me' })
    await runner(loaded.tools, { log: other, token: secret }).run('send_parcel', { to: 'you' })
    expect(readFileSync(other, 'utf8')).toContain('you')
    expect(logged().join()).not.toContain('you')
  })
})

describe('how a call can end', () => {
  test('only what the record names comes through', async () => {
    const { run } = stdio()
    expect(await run('send_parcel', { to: 'me' })).toEqual({ kind: 'ok', value: { number: 'P1', to: 'me' } })
  })

  test('an error with a declared code or declared words is a refusal', async () => {
    const { run } = stdio()
    expect(await run('send_parcel', { to: 'nowhere' })).toMatchObject({ kind: 'refused', code: 'unreachable' })
    expect(await run('send_parcel', { to: 'words' }, '2')).toEqual({
      kind: 'refused',
      code: 'too_heavy',
      message: 'Sorry, the parcel is too heavy for us.',
    })
  })

  test('what takes too long is left, and the next call goes on', async () => {
    const { run } = await hurried()
    expect(await run('say', { what: 'nothing' })).toEqual({ kind: 'failed', reason: 'timeout' })
    expect(await run('say', { what: 'hello' })).toEqual({ kind: 'ok', value: 'hello' })
    expect(started()).toHaveLength(1)
    // The server was told that nobody waits any more.
    expect(logged()).toContain('# cancelled')
  })

  test('an answer that is too large is none', async () => {
    expect(await stdio().run('say', { what: 'much' })).toEqual({ kind: 'failed', reason: 'bad-response' })
  })

  test('inputs are held to the record before anything is sent', async () => {
    expect(await stdio().run('send_parcel', { too: 'me' })).toEqual({ kind: 'failed', reason: 'bad-arguments' })
    expect(() => logged()).toThrow('ENOENT')
  })
})

describe('a write', () => {
  test('carries its key, in the argument and in _meta', async () => {
    await stdio().run('send_parcel', { to: 'me' })
    const key = 'cv_1:1.2.0:send_parcel'
    const [, noted = '{}'] = logged().map((line) => line.slice(2))
    expect(JSON.parse(noted)).toMatchObject({ requestId: key, _meta: { 'parley.dev/idempotency-key': key } })
  })

  test('that succeeds after its time limit is found by asking', async () => {
    const { run } = await hurried()
    expect(await run('send_parcel', { to: 'slowly' })).toEqual({ kind: 'ok', value: { number: 'P1', to: 'slowly' } })
  })

  test('that nobody can ask about ends unknown', async () => {
    const { run } = await hurried(overStdio.replace(/ +reconcile.*\n/, ''))
    expect(await run('send_parcel', { to: 'slowly' })).toEqual({ kind: 'unknown' })
    expect(logged().filter((line) => line.startsWith('{'))).toHaveLength(1)
  })

  test('whose server died after it happened is found by asking the one started anew', async () => {
    const { run } = stdio()
    expect(await run('send_parcel', { to: 'crash-after' })).toMatchObject({ kind: 'ok', value: { number: 'P1' } })
    expect(started()).toHaveLength(2)
  })

  test('whose server dies every time before it happens is for a person to look into', async () => {
    const { run } = stdio()
    expect(await run('send_parcel', { to: 'crash-before' })).toEqual({ kind: 'unknown' })
    expect(logged().filter((line) => line.startsWith('{'))).toEqual([])
  })

  test('interrupted by a crash of ours gives what it made, once; or is made now', async () => {
    await stdio().run('send_parcel', { to: 'me' })
    const after = stdio()
    expect(await after.crashedAfterStart('send_parcel', { to: 'me' })).toMatchObject({
      kind: 'ok',
      value: { number: 'P1' },
    })
    expect(await after.crashedAfterStart('send_parcel', { to: 'you' }, '9')).toMatchObject({
      kind: 'ok',
      value: { number: 'P2' },
    })
    expect(logged().filter((line) => line.startsWith('{'))).toHaveLength(2)
  })
})

describe('a server that is no longer what was recorded', () => {
  test('is told; a changed write is not run, what only looks is', async () => {
    const { run, notices } = stdio({ changed: '1' })
    expect(await run('send_parcel', { to: 'me' })).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(await run('say', { what: 'hello' })).toEqual({ kind: 'ok', value: 'hello' })
    expect(notices).toEqual([
      'parcels: the server changed what "sendParcel" takes or gives; look at it with: parley tools check',
    ])
  })
})

describe('a server that says that its tools changed', () => {
  test('is asked again before the next call', async () => {
    const { run, notices } = stdio()
    expect(await run('send_parcel', { to: 'me' })).toMatchObject({ kind: 'ok' })
    await run('say', { what: 'change' })
    expect(await run('send_parcel', { to: 'you' }, '2')).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(notices).toHaveLength(1)
  })
})

describe('a server over HTTP', () => {
  test('has a session with the declared headers, ended on close', async () => {
    const http = await startMcpOverHttp()
    const loaded = load(overHttp)
    const { run } = runner(loaded.tools, { url: http.url, token: secret })
    expect(await run('send_parcel', { to: 'me' })).toEqual({ kind: 'ok', value: { number: 'P1', to: 'me' } })
    expect(http.requests[0]).toMatchObject({ method: 'POST', session: null, authorization: `Bearer ${secret}` })
    const sessions = new Set(http.requests.slice(1).map(({ session }) => session))
    expect([...sessions]).toEqual([expect.any(String)])
    await Promise.all(loaded.servers.map(({ pool }) => pool.close()))
    expect([http.requests.at(-1)?.method, http.sessions.size]).toEqual(['DELETE', 0])
    await http.close()
  })

  test('that was started anew and forgot the session is connected again', async () => {
    const first = await startMcpOverHttp()
    const { run } = runner(load(overHttp).tools, { url: first.url, token: secret })
    await run('send_parcel', { to: 'me' })
    await first.close()
    const second = await startMcpOverHttp(first.sent, first.port)
    expect(await run('send_parcel', { to: 'you' }, '2')).toEqual({ kind: 'ok', value: { number: 'P2', to: 'you' } })
    await second.close()
  })

  test('that succeeds after the time limit is asked', async () => {
    const http = await startMcpOverHttp()
    const short = overHttp.replace('timeout: 15s\n        refusals', 'timeout: 800ms\n        refusals')
    const { run } = runner(load(short).tools, { url: http.url, token: secret })
    await run('find_parcels')
    expect(await run('send_parcel', { to: 'slowly' })).toEqual({ kind: 'ok', value: { number: 'P1', to: 'slowly' } })
    await http.close()
  })

  test.each([
    ['is not there', (url: string) => url.replace(/:\d+/, ':9'), secret],
    ['does not let us in', (url: string) => url, 'wrong-token'],
    ['leads elsewhere', (url: string) => url.replace('/mcp', '/moved'), secret],
  ])('that %s fails, and a write surely did nothing', async (_what, address, token) => {
    const http = await startMcpOverHttp()
    const { run, entries } = runner(load(overHttp).tools, { url: address(http.url), token })
    const outcome = await run('send_parcel', { to: 'me' })
    expect(outcome).toEqual({ kind: 'failed', reason: 'unavailable' })
    expect(http.sent).toEqual([])
    expect(JSON.stringify([...entries])).not.toContain(token)
    await http.close()
  })
})
