import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = join(import.meta.dirname, '../main.ts')
let folder: string

const examples: Record<string, string[]> = {
  status: [
    'where is my order',
    'track my parcel',
    'has my order been shipped',
    'is my parcel on its way',
    'my order has not arrived',
    'where is the parcel',
  ],
  cancel: [
    'cancel my purchase',
    'please cancel it',
    'I want to cancel',
    'stop the purchase',
    'cancel this at once',
    'how do I cancel',
  ],
  password: [
    'reset my password',
    'I forgot my password',
    'password does not work',
    'new password please',
    'lost my password',
    'change the password',
  ],
}

async function assistant(name: string, intents: Record<string, string[]>): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, 'intents'), { recursive: true })
  await writeFile(join(path, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\nencoder: none\n')
  const lines = Object.entries(intents).map(
    ([intent, texts]) => `  ${intent}:\n    examples:\n${texts.map((text) => `      - ${text}\n`).join('')}`,
  )
  await writeFile(join(path, 'intents/all.yaml'), `intents:\n${lines.join('')}`)
  return path
}

let good: string
let contradicting: string
let warned: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-understanding-'))
  good = await assistant('good', examples)
  contradicting = await assistant('contradicting', {
    ...examples,
    cancel: [...(examples.cancel ?? []), 'Where is my order?'],
  })
  warned = await assistant('warned', { ...examples, lonely: ['buy a gift card'] })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  code: number | null
  out: string
  err: string
}

function parley(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], {
      env: { ...process.env, PARLEY_DATA: folder, PARLEY_CACHE: join(folder, 'cache') },
    })
    const ran: Ran = { code: null, out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      ran.out += chunk.toString('utf8')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      ran.err += chunk.toString('utf8')
    })
    child.once('close', (code) => resolve({ ...ran, code }))
  })
}
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await parley(...args, '--json')).out) as T

describe('understanding check', () => {
  test('ends with 0 where nothing is wrong, and tells what it read', async () => {
    const ran = await parley('understanding', 'check', good, '--quick')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toContain('3 intents, 18 examples · 0 errors, 0 warnings')
  })

  test('ends with 1 on an error, which has its file and line', async () => {
    const ran = await parley('understanding', 'check', contradicting, '--quick')
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(/intents\/all\.yaml:4\n {4}"where is my order" stands under "status" and under "cancel"/)
  })

  test('ends with 1 on a warning only with --strict', async () => {
    expect((await parley('understanding', 'check', warned, '--quick')).code).toBe(0)
    expect((await parley('understanding', 'check', warned, '--quick', '--strict')).code).toBe(1)
  })

  test('gives one object with --json, with what the models say', async () => {
    const check = await json<{ errors: number; crossValidation: { accuracy: number } }>('understanding', 'check', good)
    expect(check).toMatchObject({ errors: 0, intents: 3, examples: 18, crossValidation: { folds: 5 } })
  })

  test('reads intents with a single example, and refuses a single fold', async () => {
    expect(await json('understanding', 'check', warned)).toMatchObject({ errors: 0, crossValidation: { folds: 5 } })
    expect(await parley('understanding', 'check', warned, '--folds', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('from 2 to 50') as string,
    })
  })

  test('says what is wrong with a folder that is none', async () => {
    const ran = await parley('understanding', 'check', folder)
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('assistant.missing') as string })
  })
})

test('understanding explain shows the words and the examples that spoke for an intent', async () => {
  const ran = await parley('understanding', 'explain', 'I lost the password', '-a', good)
  expect(ran.code).toBe(0)
  expect(ran.out).toMatch(/█ password\n +for +password \+/)
  expect(ran.out).toMatch(/"lost my password" {2}intents\/all\.yaml:\d+/)
})

test('understanding explain trains once, and again where an example has changed', async () => {
  const path = await assistant('changing', examples)
  const first = await json('understanding', 'explain', 'I lost the password', '-a', path)
  expect(await json('understanding', 'explain', 'I lost the password', '-a', path)).toEqual(first)
  await assistant('changing', { ...examples, status: [...(examples.status ?? []), 'I lost the password'] })
  const changed = await json<{ intents: { name: string }[] }>(
    'understanding',
    'explain',
    'I lost the password',
    '-a',
    path,
  )
  expect(changed.intents[0]?.name).toBe('status')
})

test('understanding cross-validate and learning-curve measure a folder', async () => {
  const measured = await json<{ accuracy: number }>('understanding', 'cross-validate', good, '--folds', '3')
  expect(measured).toMatchObject({ folds: 3, examples: 18, outOfScopeAuroc: null })
  const curve = await parley('understanding', 'learning-curve', good, '--folds', '2', '--more', '10')
  expect(curve.out).toMatch(/10 more examples for \w+ would help most|Further examples/)
})

test('understanding import, check and suggest work one after another', async () => {
  const rows = Object.entries(examples).flatMap(([intent, texts]) =>
    texts.map((text) => JSON.stringify({ text, intent })),
  )
  const file = join(folder, 'rows.jsonl')
  await writeFile(file, rows.join('\n'))
  const into = join(folder, 'imported')
  expect(await json('understanding', 'import', file, '--into', into)).toMatchObject({
    intents: 3,
    examples: 18,
    files: ['intents/imported.yaml'],
  })
  const again = await parley('understanding', 'import', file, '--into', into, '--json')
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('authoring.exists') as string })
  await writeFile(join(into, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\nencoder: none\n')
  expect((await parley('understanding', 'check', into, '--quick')).code).toBe(0)
  const found = await json<{ understood: unknown[]; distinct: number }>(
    'understanding',
    'suggest',
    file,
    '--known',
    into,
  )
  expect(found.distinct).toBe(18)
  expect(found.understood.length).toBeGreaterThan(0)
})

test('evaluate understanding writes its report', async () => {
  const rows = Object.entries(examples).flatMap(([intent, texts]) =>
    texts.map((text) => JSON.stringify({ text, intent })),
  )
  const [file, report] = [join(folder, 'all.jsonl'), join(folder, 'report.html')]
  await writeFile(file, rows.join('\n'))
  const ran = await parley('evaluate', 'understanding', '--train', file, '--test', file, '--report', report)
  expect(ran.code).toBe(0)
  expect(await readFile(report, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Reliab|Whether the confidence is true/)
})

test.each(['check', 'explain', 'cross-validate', 'learning-curve', 'import', 'suggest'])(
  'understanding %s --help has examples',
  async (command) => {
    const ran = await parley('understanding', command, '--help')
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/Examples?:\n {2}\$ npm run/)
  },
)
