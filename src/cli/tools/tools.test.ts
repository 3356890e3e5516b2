import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Parcels, parcelsDocument, startParcels } from '#tools/testing/parcels.fixture.ts'
import { toolsCommand } from './index.ts'

const mcpServer = join(import.meta.dirname, '../../tools/mcp/parcel-server.fixture.ts')
const token = 'tok-very-secret-1234'
let folder: string
let parcels: Parcels

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-tools-'))
  parcels = await startParcels()
  vi.stubEnv('PARCELS_URL', parcels.url)
  vi.stubEnv('PARCELS_TOKEN', token)
  await mkdir(join(folder, 'tools'))
  await writeFile(
    join(folder, 'assistant.yaml'),
    `name: Mine
languages: [en]
encoder: none
settings:
  parcels_url: { env: PARCELS_URL, default: 'http://127.0.0.1:9' }
  parcels_token: { env: PARCELS_TOKEN, default: none }
`,
  )
  await writeFile(join(folder, 'api.yaml'), parcelsDocument)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await parcels.close()
  await rm(folder, { recursive: true, force: true })
})

interface Ran {
  code: number
  out: string
  err: string
}

/** The command as `parley tools …` runs it, in this process: each start of the whole program takes seconds on a busy machine. */
async function parley(...args: string[]): Promise<Ran> {
  const ran: Ran = { code: 0, out: '', err: '' }
  const out = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    ran.out += `${text}\n`
  })
  const err = vi.spyOn(console, 'error').mockImplementation((text: string) => {
    ran.err += `${text}\n`
  })
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await toolsCommand().parseAsync(args, { from: 'user' })
    ran.code = Number(process.exitCode ?? 0)
  } finally {
    process.exitCode = before
    out.mockRestore()
    err.mockRestore()
  }
  return ran
}
const json = ({ out }: Ran) => JSON.parse(out) as Record<string, unknown>

describe('from a document to a tool', () => {
  test('import writes a declaration with careful defaults and says what a person decides', async () => {
    const ran = await parley(
      'import',
      join(folder, 'api.yaml'),
      '--into',
      folder,
      '--name',
      'parcels',
      '--operation',
      'getParcel',
      '--operation',
      'sendParcel',
    )
    expect(ran.err).toBe('')
    expect(ran.out).toContain('2 of 6 operations are declared (*)')
    expect(ran.out).toMatch(/\* +sendParcel +send_parcel +write +to decide: needs, side_effect, reconcile, idempotent/)
    expect(ran.out).toMatch(/upload +upload +write +its body is not JSON/)
    expect(ran.out).toContain('parcels_url: { env: PARCELS_URL }')
    const declaration = await readFile(join(folder, 'tools/parcels.yaml'), 'utf8')
    expect(declaration).toMatch(/\n {6}getParcel:\n {8}as: get_parcel\n {8}needs: verified/)
    expect(declaration).toMatch(/\n {6}# moveParcel:\n/)
  })

  test('it is not overwritten by a second one', async () => {
    const ran = await parley('import', join(folder, 'api.yaml'), '--into', folder, '--name', 'parcels', '--json')
    expect([ran.code, json(ran)]).toMatchObject([1, { error: { code: 'authoring.exists' } }])
  })

  test.each([
    ['an operation that is not there', ['api.yaml', '--operation', 'getParcell'], /Did you mean "getParcel"/],
    ['no document', ['assistant.yaml'], /does not say `openapi: 3/],
    ['no file', ['nothing.yaml'], /no such file/],
  ])('%s is told', async (_what, [file = '', ...rest], expected) => {
    const ran = await parley('import', join(folder, file), '--into', folder, '--name', 'other', ...rest)
    expect(ran.err).toMatch(expected)
    expect([ran.code, existsSync(join(folder, 'tools/other.yaml'))]).toEqual([1, false])
  })

  test('nothing is written outside of tools/', async () => {
    const ran = await parley('import', join(folder, 'api.yaml'), '--into', folder, '--name', '../other')
    expect([ran.code, ran.err, existsSync(join(folder, 'other.yaml'))]).toEqual([
      1,
      expect.stringContaining('--name is the name of a file'),
      false,
    ])
  })

  test('what was written is valid as it is, and list shows it', async () => {
    const ran = await parley('list', folder)
    expect(ran.out.split('\n').map((line) => line.trim())).toEqual([
      'tool         from                   effect  needs     confirm  limit  if lost  undone by  what it is for',
      'get_parcel   tools/parcels.yaml:9   read    verified           5 s                        A parcel by its number',
      'send_parcel  tools/parcels.yaml:15  write   verified  yes      5 s    unknown             Sends a parcel',
      '',
      '2 tools: 1 look, 1 change something',
      '',
    ])
    const listed = await parley('list', folder, '--json')
    expect(json(listed)).toMatchObject({
      tools: [{ name: 'get_parcel', inputs: ['number', 'part'] }, { ifLost: 'unknown' }],
    })
  })

  test('a tool that looks can be tried; its secrets are not shown', async () => {
    const ran = await parley(
      'check',
      folder,
      '--as',
      '{"customerId": "C-1"}',
      '--try',
      'get_parcel',
      '{"number": "P9"}',
    )
    expect(ran.out).toContain('"reason": "bad-response"')
    expect(parcels.seen.at(-1)).toMatchObject({ url: '/v1/parcels/P9', headers: { authorization: `Bearer ${token}` } })
    expect(ran.out + ran.err).not.toContain(token)
  })

  test.each([
    ['one that writes', ['send_parcel', '{}'], /changes something, so it is not tried/],
    ['one that is not there', ['get_parcell', '{}'], /Did you mean "get_parcel"/],
    ['with an input that is no JSON', ['get_parcel', '{x}'], /the input is no JSON/],
  ])('not %s', async (_what, tried, expected) => {
    const ran = await parley('check', folder, '--try', ...tried)
    expect([ran.code, ran.err]).toEqual([1, expect.stringMatching(expected)])
  })
})

describe('a server of MCP', () => {
  const declaration = (more: string) => `mcp:
  - name: post
    command: ${process.execPath}
    args: [${mcpServer}, '${join(folder, 'log')}']
    env: { PARCEL_TOKEN: '{parcels_token}'${more} }
    tools:
      say: { side_effect: none, needs: anonymous, timeout: 15s }
`
  const write = (more = '') => writeFile(join(folder, 'tools/post.yaml'), declaration(more))

  test('is recorded, then found as recorded, and its other tools are named', async () => {
    await write()
    const before = await parley('check', folder)
    expect([before.code, before.out]).toEqual([1, expect.stringContaining('parley tools check --record')])
    const recorded = await parley('check', folder, '--record')
    expect(recorded.out).toContain('post: recorded in tools/post.mcp.json')
    const after = await parley('check', folder, '--try', 'say', '{"what": "token"}')
    expect(after.out).toContain('post: as recorded')
    expect(after.out).toContain(
      'not declared, so not there for the assistant: sendParcel, findParcels, refundEverybody',
    )
    expect(after.out).toContain('it is [hidden]')
    expect([after.code, (after.out + after.err).includes(token)]).toEqual([0, false])
  })

  test('that cannot be started is told with its last words, without secrets', async () => {
    await writeFile(
      join(folder, 'tools/post.yaml'),
      declaration('').replace(
        /args: .*/,
        `args: ['-e', 'console.error("no luck with " + process.env.PARCEL_TOKEN); process.exit(1)']`,
      ),
    )
    const ran = await parley('check', folder)
    expect([ran.code, ran.out]).toEqual([
      1,
      expect.stringMatching(/post: cannot be reached: .*\n {2}\| no luck with \[hidden\]/),
    ])
  })
})
