import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { evaluateLanguageCommand } from './language.ts'
import { evaluateLanguagesCommand } from './languages.ts'
import { evaluateSpellingCommand } from './spelling.ts'

let folder: string
const file = async (name: string, rows: unknown[]): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return path
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-evaluate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

/** What the command prints with --json. */
async function run(command: Command, ...args: string[]): Promise<{ out: unknown; err: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const err = vi.spyOn(console, 'error').mockImplementation(() => {})
  await command.parseAsync([...args, '--json'], { from: 'user' })
  const printed = out.mock.calls.at(-1)?.[0] as string | undefined
  return { out: printed === undefined ? null : JSON.parse(printed), err: err.mock.calls.flat().join('\n') }
}

describe('evaluate language', () => {
  test('prints accuracy over the languages that are supported, and names the others', async () => {
    const rows = await file('languages.jsonl', [
      { text: 'Wo ist meine Bestellung geblieben?', lang: 'de', kind: 'sentence' },
      { text: 'guten Morgen', lang: 'de', kind: 'word_pair' },
      { text: 'Where has my order gone?', lang: 'en', kind: 'sentence' },
      { text: 'Guten Abend', lang: 'en', kind: 'word_pair' },
      { text: 'Dobro jutro', lang: 'bs', kind: 'word_pair' },
    ])
    const { out } = await run(evaluateLanguageCommand(), '--test', rows)
    expect(out).toMatchObject({ sentenceAccuracy: 1, wordPairAccuracy: 0.5, languages: 2, unsupported: ['bs'] })
  })

  test('names the line of a file that is not as it should be', async () => {
    const rows = await file('broken.jsonl', [{ text: 'hello', lang: 'en', kind: 'sentence' }, '{'])
    const { out, err } = await run(evaluateLanguageCommand(), '--test', rows)
    expect(JSON.stringify(out) + err).toContain('line 2')
    expect(process.exitCode).toBe(1)
  })
})

describe('evaluate spelling', () => {
  test('prints accuracy, and what is unchanged where right texts are given', async () => {
    const slips = await file('slips.jsonl', [
      { wrong: 'recieve', right: 'receive' },
      { wrong: 'wrld', right: 'nothing' },
    ])
    const texts = await file('texts.jsonl', [{ text: 'where is my order' }])
    expect((await run(evaluateSpellingCommand(), '--test', slips)).out).toMatchObject({
      accuracy: 0.5,
      unchangedShare: null,
    })
    const { out } = await run(evaluateSpellingCommand(), '--test', slips, '--unchanged', texts)
    expect(out).toMatchObject({ accuracy: 0.5, unchangedShare: 1, unchanged: [{ unchangedWords: 1, words: 4 }] })
  })
})

describe('evaluate languages', () => {
  test('prints the accuracy of intents by language', async () => {
    const said = (intent: string, texts: string[]) => texts.map((text) => ({ tokens: text.split(' '), intent }))
    const train = await file('train.jsonl', [
      ...said('GetWeather', ['weather in rome', 'will it rain', 'is it sunny today', 'weather forecast please']),
      ...said('PlayMusic', ['play some music', 'play the beatles', 'start the playlist', 'play that song again']),
    ])
    const test = await file('test.jsonl', [
      { text: 'weather forecast for rome', intent: 'weather/find', lang: 'en' },
      { text: 'play music', intent: 'PlayMusic', lang: 'de' },
      { text: 'set an alarm', intent: 'alarm/set', lang: 'de' },
    ])
    const { out } = await run(evaluateLanguagesCommand(), '--train', train, '--test', test, '--encoder', 'none')
    expect(out).toMatchObject({
      encoder: null,
      intents: ['PlayMusic', 'weather/find'],
      languages: [
        { lang: 'en', accuracy: 1, rows: 1 },
        { lang: 'de', accuracy: 1, rows: 1 },
      ],
    })
  })
})
