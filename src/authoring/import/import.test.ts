import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { load, serialise, train } from '#understanding/index.ts'
import { importTrainingData, writeImport } from './files.ts'
import { importRasa } from './rasa.ts'
import { importJsonLines, importTable } from './table.ts'
import { marked } from './to-yaml.ts'

const nlu = String.raw`version: "3.1"
nlu:
- intent: check_balance
  examples: |
    - what is my [savings](account) balance
    - how much is on my [credit card]{"entity": "account", "value": "credit"}
    - balance of my [pink pig](account)
    - show me the balance please
    - how much money do I have
    - my balance
- intent: transferMoney
  examples:
    - text: |
        send [50 dollars](amount-of-money) from [Paris]{"entity": "city", "role": "from"} to [Rome]{"entity": "city", "role": "to", "group": "1"}
    - transfer money
    - move money to another account
    - I want to transfer something
    - please send money
- synonym: credit
  examples: |
    - credit card
    - visa
- synonym: nowhere
  examples: |
    - never marked
- regex: account_number
  examples: |
    - \d{10,12}
- regex: account
  examples: |
    - (?P<value>AC\-\d{5})
- lookup: city
  examples: |
    - Paris
    - Rome
    - Lyon
`

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-import-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe("Rasa's nlu.yml", () => {
  const imported = importRasa([{ file: 'nlu.yml', text: nlu }])

  test('gives intents under our names, with their examples', () => {
    expect([...imported.intents].map(([name, examples]) => [name, examples.length])).toEqual([
      ['check-balance', 6],
      ['transfer-money', 5],
    ])
    expect(imported.renamed.get('transferMoney')).toBe('transfer-money')
  })

  test('keeps marks with values and roles', () => {
    const examples = [...imported.intents.values()].flat().map(marked)
    expect(examples).toContain('how much is on my [credit card](account){"value":"credit"}')
    expect(examples).toContain('send [50 dollars](amount_of_money) from [Paris](city:from) to [Rome](city:to)')
  })

  test('gives lookups and synonyms to the entities that have their words', () => {
    expect([...(imported.entities.get('city')?.values.keys() ?? [])]).toEqual(['Paris', 'Rome', 'Lyon'])
    expect(imported.entities.get('account')?.values.get('credit')).toEqual(new Set(['credit card', 'visa']))
  })

  test('gives a regex to the entity of its name, in our dialect', () => {
    expect(imported.entities.get('account')?.patterns).toEqual([String.raw`(?<value>AC-\d{5})`])
  })

  test('takes what Duckling finds for a built-in kind, and says so', () => {
    expect(imported.entities.get('amount_of_money')?.builtIn).toBe('money')
    expect(imported.notes.join()).toContain('amount_of_money')
  })

  test('names what could not be carried over, with its line', () => {
    expect(imported.left).toEqual([
      { file: 'nlu.yml', line: 13, what: 'group 1 of "Rome"', why: 'marks have no groups here' },
      expect.objectContaining({ line: 26, what: 'the regex "account_number"' }),
      expect.objectContaining({ line: 23, what: 'the synonym "nowhere"' }),
    ])
  })

  test('that is broken, or something else, is left behind and does not stop the others', () => {
    const { intents, left } = importRasa([
      { file: 'a.yml', text: 'nlu: [' },
      { file: 'domain.yml', text: 'intents: [greet]\n' },
      { file: 'b.yml', text: 'nlu:\n- intent: greet\n  examples: |\n    - hi\n' },
    ])
    expect([...intents.keys()]).toEqual(['greet'])
    expect(left.map(({ file }) => file)).toEqual(['a.yml', 'domain.yml'])
  })
})

describe('a table', () => {
  test('is read by the names of its columns, wherever they are', () => {
    const { intents } = importTable('a.csv', 'id,Intent,Text\n1,greet,"hi, there"\n2,bye,"so ""long"""\n')
    expect([...intents].map(([name, [first]]) => [name, first?.text])).toEqual([
      ['greet', 'hi, there'],
      ['bye', 'so "long"'],
    ])
  })

  test('without names is read by what repeats itself, and says so', () => {
    const { intents, notes } = importTable('a.csv', 'greet;hi\ngreet;hello\nbye;see you\n')
    expect([...intents.keys()]).toEqual(['greet', 'bye'])
    expect(notes[0]).toContain('column 2 is taken for the text')
  })

  test('is read by the columns that are named', () => {
    const columns = { text: 'says', intent: 'means' }
    expect([...importTable('a.tsv', 'says\tmeans\thi\nhello\tgreet\tx\n', { columns }).intents.keys()]).toEqual([
      'greet',
    ])
    expect(() => importTable('a.csv', 'a,b\n1,2\n', { columns })).toThrow(/it has no columns "says" and "means"/)
  })

  test('with line breaks and empty rows keeps line numbers right', () => {
    const { left } = importTable('a.csv', 'text,intent\n"two\nlines",greet\n\nno intent,\n')
    expect(left).toEqual([{ file: 'a.csv', line: 5, what: 'a row', why: 'it has no text or no intent' }])
  })
})

test('JSON Lines are read with their entities, whose places count code points', () => {
  const row = { text: '😀 to Paris', intent: 'go', entities: [{ entity: 'City', start: 5, end: 10, role: 'to' }] }
  const { intents, left } = importJsonLines('a.jsonl', `${JSON.stringify(row)}\nnot json\n{"text":"x"}\n`)
  expect([...intents.values()].flat().map(marked)).toEqual(['😀 to [Paris](city:to)'])
  expect(left.map(({ line }) => line)).toEqual([2, 3])
})

describe('an import that is written', () => {
  const importNlu = async () => {
    await writeFile(join(folder, 'nlu.yml'), nlu)
    return importTrainingData([join(folder, 'nlu.yml')])
  }

  test('loads without a problem, trains, and is understood', async () => {
    const into = join(folder, 'mine')
    await writeImport(await importNlu(), into, { from: 'nlu.yml', force: false })
    await writeFile(join(into, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
    const { data, problems } = readAuthoredData(await readAssistantFolder(into))
    expect(problems).toEqual([])
    const understander = await load(serialise(await train(data, { seed: 'test' })))
    const read = await understander.understand('show me my balance on the visa', { timeZone: 'UTC', nowMs: 0 })
    expect(read.intents[0]?.name).toBe('check-balance')
    expect(read.entities).toMatchObject([{ type: 'account', value: 'credit' }])
  })

  test('never overwrites a file, unless it is told to', async () => {
    const into = join(folder, 'mine')
    const imported = await importNlu()
    await writeImport(imported, into, { from: 'a', force: false })
    await expect(writeImport(imported, into, { from: 'b', force: false })).rejects.toMatchObject({
      code: 'authoring.exists',
    })
    expect(await readFile(join(into, 'intents/imported.yaml'), 'utf8')).toContain('# Imported from a.')
    await writeImport(imported, into, { from: 'b', force: true })
    expect(await readFile(join(into, 'intents/imported.yaml'), 'utf8')).toContain('# Imported from b.')
  })

  test('is refused where another file of the folder has one of its intents', async () => {
    const into = join(folder, 'mine')
    await writeImport(await importNlu(), into, { from: 'a', force: false })
    await writeFile(join(into, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
    await writeFile(join(into, 'intents/own.yaml'), 'intents:\n  check-balance:\n    examples: [what do I have]\n')
    await expect(writeImport(await importNlu(), into, { from: 'b', force: true })).rejects.toMatchObject({
      code: 'authoring.intent-exists',
    })
  })

  test('keeps brackets, backslashes and quotes of the examples', async () => {
    const texts = [
      'press [OK] now',
      String.raw`a \[ b \\ c`,
      'say "hi": yes',
      '# no comment',
      '- dash',
      '{"a": 1}',
      ' - ',
    ]
    const lines = texts.map((text) => JSON.stringify({ text, intent: 'odd' })).join('\n')
    await writeFile(join(folder, 'odd.jsonl'), lines)
    const into = join(folder, 'mine')
    await writeImport(await importTrainingData([join(folder, 'odd.jsonl')]), into, { from: 'odd', force: false })
    await writeFile(join(into, 'assistant.yaml'), 'name: Mine\nlanguages: [en]\n')
    const { data, problems } = readAuthoredData(await readAssistantFolder(into))
    expect(problems).toEqual([])
    expect(data.intents[0]?.examples.map(({ text }) => text)).toEqual(texts.map((text) => text.trim()))
  })
})

test('what is no training data at all is refused with the reason', async () => {
  await expect(importTrainingData([join(folder, 'none.yml')])).rejects.toMatchObject({ code: 'cli.bad-file' })
  await expect(importTrainingData([folder])).rejects.toThrow(/the folder has no \.yml files/)
  await writeFile(join(folder, 'a.docx'), 'x')
  await expect(importTrainingData([join(folder, 'a.docx')])).rejects.toThrow(/no format that can be imported/)
})
