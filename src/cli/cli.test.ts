import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const main = join(import.meta.dirname, 'main.ts')
let server: TestServer
let folder: string
beforeAll(async () => {
  server = await composeTestServer()
  folder = await mkdtemp(join(tmpdir(), 'parley-cli-'))
  await writeFile(join(folder, 'text.txt'), 'hello\n')
  await writeFile(join(folder, 'tasks.jsonl'), '{"id":"1","evaluation_criteria":{}}\n')
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

interface Ran {
  code: number | null
  out: string
  err: string
}

/** A command as a person or a program runs it, with the test server running unless `environment` says otherwise. */
function parley(args: string[], input = '', environment: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, PARLEY_URL: server.url, PARLEY_KEY: server.apiKey, PARLEY_DATA: folder, ...environment },
    })
    const ran: Ran = { code: null, out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      ran.out += chunk.toString('utf8')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      ran.err += chunk.toString('utf8')
    })
    child.once('close', (code) => resolve({ ...ran, code }))
    child.stdin.end(input)
  })
}

const errorOf = ({ out }: Ran): unknown => (JSON.parse(out) as { error: { code: string } }).error.code

describe('wrong arguments are told, with --json as one object on standard output', () => {
  const file = (name: string) => join(folder, name)
  test.each([
    ['an unknown command', () => ['sing'], 'cli.usage', /unknown command 'sing'/],
    ['an unknown option', () => ['test', '--tagg', 'x'], 'cli.usage', /--tagg.*Did you mean --tag/],
    ['a missing argument', () => ['replay'], 'cli.usage', /missing required argument 'file'/],
    ['a missing option', () => ['evaluate', 'understanding'], 'cli.usage', /--train/],
    ['a number that is none', () => ['replay', file('text.txt'), '--parallel', 'x'], 'cli.usage', /whole number/],
    ['a limit of nothing', () => ['replay', file('text.txt'), '--limit', '0'], 'cli.usage', /whole number/],
    [
      'tasks without a database',
      () => ['test', '--tau2', file('text.txt')],
      'cli.usage',
      /--tau2 and --db go together/,
    ],
    ['an instant that is none', () => ['test', '--now', 'soon'], 'cli.usage', /Write an instant such as/],
    [
      'tasks that are none',
      () => ['test', '--tau2', file('text.txt'), '--db', file('text.txt')],
      'cli.bad-file',
      /text\.txt:1: this line is not JSON/,
    ],
    [
      'a database that is none',
      () => ['test', '--tau2', file('tasks.jsonl'), '--db', file('text.txt')],
      'cli.bad-file',
      /text\.txt cannot be read as a database/,
    ],
    [
      'tasks for an assistant whose back end takes no database',
      () => ['test', 'assistants/storefront', '--tau2', file('tasks.jsonl'), '--db', file('text.txt')],
      'cli.bad-file',
      /databaseStandsAt/,
    ],
    ['a broken expression', () => ['test', '--only', '/(/'], 'cli.usage', /Unterminated group/],
    ['an option taken for a text', () => ['chat', '-m', '--jsn'], 'cli.usage', /Give it a text/],
    ['a file that is not there', () => ['replay', file('none')], 'cli.bad-file', /there is no such file/],
    ['a file of another kind', () => ['replay', file('text.txt')], 'cli.bad-file', /line 1 is not JSON/],
    ['a folder without an assistant', () => ['test', folder], 'assistant.missing', /assistant\.yaml is missing/],
    ['another such folder', () => ['train', '-a', folder], 'assistant.missing', /assistant\.yaml is missing/],
  ])('%s', async (_name, args, code, message) => {
    const ran = await parley([...args(), '--json'])
    expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(message) as string })
    expect(errorOf(ran)).toBe(code)
    expect(ran.err).not.toContain('    at ')
  })
})

describe('a command that needs a server', () => {
  test('says that none runs on the data folder', async () => {
    const ran = await parley(['chat', '-m', 'hello', '--json'], '', { PARLEY_URL: '', PARLEY_KEY: '' })
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining(folder) as string })
    expect(errorOf(ran)).toBe('cli.no-server')
  })

  test('says which address does not answer', async () => {
    const ran = await parley(['chat', '-m', 'hello', '--json'], '', { PARLEY_URL: 'http://127.0.0.1:9' })
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('http://127.0.0.1:9') as string })
    expect(errorOf(ran)).toBe('cli.no-server')
  })
})

describe('train', () => {
  test('has the running server build its folder, whatever database that has', async () => {
    for (const args of [[], ['-a', server.folder]]) {
      const trained = JSON.parse((await parley(['train', ...args, '--json'])).out) as { made: string[] }
      expect(trained).toMatchObject({ release: server.server.release.release, made: [], promoted: false })
    }
  })

  test('names the folder that the running server has, where it is another one', async () => {
    const other = await tinyAssistant()
    const ran = await parley(['train', '-a', other, '--json'])
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining(server.folder) as string })
    await rm(other, { recursive: true, force: true })
  })
})

describe('chat', () => {
  test('sends what it is given and prints the transcript as one object', async () => {
    const ran = await parley(['chat', '-m', 'hello', 'how long does paint take to dry?', '--json'])
    expect(ran.code).toBe(0)
    const { transcript } = JSON.parse(ran.out) as { transcript: { from: string; text: string }[] }
    expect(transcript.map(({ from }) => from)).toEqual(['reply', 'customer', 'reply', 'customer', 'reply'])
    expect(transcript.at(-1)?.text).toContain('six hours')
  })

  test('reads lines from a pipe to their end, and shows both sides', async () => {
    const ran = await parley(['chat'], 'paint my house\nred\n')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/› paint my house\n {2}Which colour should it be\?[\s\S]*› red\n {2}I will paint it red/)
  })
})
