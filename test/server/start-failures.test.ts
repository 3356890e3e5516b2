import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { newTestDatabase } from '#test/postgres/database.ts'
import { tinyAssistant } from './tiny-assistant.ts'

const main = join(import.meta.dirname, '../../src/main.ts')
const made: string[] = []
const running = new Set<ChildProcess>()
afterEach(async () => {
  // A failed expectation must not leave a server behind.
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  for (const folder of made.splice(0)) {
    await chmod(folder, 0o755)
    await rm(folder, { recursive: true, force: true })
  }
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parley-start-'))
  made.push(path)
  return path
}

async function assistant(changes: Record<string, string> = {}): Promise<string> {
  const path = await tinyAssistant(changes)
  made.push(path)
  return path
}

/** Runs the server process until it ends, or until it has started (then it is stopped). */
async function start(
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string; stop(): Promise<number | null> }> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: '0', DATABASE_URL: '', ...environment },
  })
  running.add(child)
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const started = new Promise<null>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8')
        if (output.includes('Parley is ready')) resolve(null)
      })
    }
  })
  const code = await Promise.race([exited, started])
  return {
    code,
    output,
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

describe('a start that cannot succeed says what to do and ends with a code', () => {
  test('a port in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = address !== null && typeof address === 'object' ? String(address.port) : ''
    const { code, output } = await start({
      PORT: port,
      PARLEY_DATA: await folder(),
      PARLEY_ASSISTANT: await assistant(),
    })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use`)
    expect(output).not.toContain('    at ')
  })

  test('a data folder that another process has open, and a clean stop that frees it', async () => {
    const environment = { PARLEY_DATA: await folder(), PARLEY_ASSISTANT: await assistant() }
    const first = await start(environment)
    expect(first.code).toBeNull()
    const second = await start(environment)
    expect(second.code).toBe(1)
    expect(second.output).toContain('in use by another Parley')
    expect(await first.stop()).toBe(0)
    const third = await start(environment)
    expect(third.output).toContain('unchanged')
    expect(await third.stop()).toBe(0)
  })

  test('a folder that cannot be made or written', async () => {
    const parent = await folder()
    const file = join(parent, 'a-file')
    await writeFile(file, '')
    const { code, output } = await start({ PARLEY_DATA: join(file, 'data'), PARLEY_ASSISTANT: await assistant() })
    expect(code).toBe(1)
    expect(output).toContain('store.unwritable')
    if (userInfo().uid !== 0) {
      await chmod(parent, 0o555)
      expect(
        (await start({ PARLEY_DATA: join(parent, 'data'), PARLEY_ASSISTANT: await assistant() })).output,
      ).toContain('store.unwritable')
    }
  })

  test('a broken assistant file, with file, line and the nearest name', async () => {
    const broken = await assistant({
      'flows/paint.yaml':
        'flows:\n  paint-house:\n    description: x\n    intents: [pain]\n    steps:\n      - say: paintd\n',
    })
    const { code, output } = await start({ PARLEY_DATA: await folder(), PARLEY_ASSISTANT: broken })
    expect(code).toBe(1)
    expect(output).toMatch(/flows\/paint\.yaml:4:\d+ .*pain.*Did you mean "paint"/)
    expect(output).toMatch(/flows\/paint\.yaml:6:\d+ .*paintd.*Did you mean "painted"/)
  })

  test('a folder without an assistant', async () => {
    const { code, output } = await start({ PARLEY_DATA: await folder(), PARLEY_ASSISTANT: await folder() })
    expect(code).toBe(1)
    expect(output).toContain('assistant.yaml is missing')
  })

  test('a setting that cannot be meant', async () => {
    const { code, output } = await start({
      PORT: 'eighty',
      PARLEY_DATA: await folder(),
      PARLEY_ASSISTANT: await assistant(),
    })
    expect(code).toBe(1)
    expect(output).toContain('PORT')
  })

  test('a PostgreSQL server that is not there', async () => {
    const { code, output } = await start({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      PARLEY_DATA: await folder(),
      PARLEY_ASSISTANT: await assistant(),
    })
    expect(code).toBe(1)
    expect(output).toContain('store.unreachable')
  })

  test('a database of a newer Parley is left alone', async () => {
    const database = await newTestDatabase()
    const client = new pg.Client({ connectionString: database.adminUrl })
    await client.connect()
    await client.query("insert into parley.migrations (version, name) values (9999, 'from-the-future')")
    await client.end()
    const { code, output } = await start({
      DATABASE_URL: database.url,
      PARLEY_DATA: await folder(),
      PARLEY_ASSISTANT: await assistant(),
    })
    expect(code).toBe(1)
    expect(output).toContain('newer Parley')
    await database.drop()
  })
})
