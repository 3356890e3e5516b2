import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { schemaFolder, schemas, schemaText } from '../../scripts/write-schemas.ts'

const assistants = join(import.meta.dirname, '../../assistants')
const contents = ['intents', 'entities', 'flows', 'responses', 'scenarios', 'customers']
const yamlIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : []
const files = ['storefront', 'airline'].flatMap((assistant) => [
  { name: 'assistant', file: join(assistants, assistant, 'assistant.yaml') },
  ...contents.flatMap((name) =>
    yamlIn(join(assistants, assistant, name)).map((file) => ({ name, file: join(assistants, assistant, name, file) })),
  ),
])

describe('the JSON Schemas for editors (after a change: node scripts/write-schemas.ts)', () => {
  test.each(Object.keys(schemas))('%s.schema.json is the one that reads the files', (name) => {
    expect(readFileSync(join(schemaFolder, `${name}.schema.json`), 'utf8')).toBe(schemaText(schemas[name] ?? {}))
  })

  test('every YAML file of an assistant names its schema in its first line', () => {
    const wrong = files.filter(({ name, file }) => {
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
      return resolve(file, '..', named) !== join(schemaFolder, `${name}.schema.json`)
    })
    expect(files.length).toBeGreaterThan(contents.length)
    expect(wrong.map(({ file }) => relative(assistants, file))).toEqual([])
  })

  test('take every file of an assistant and refuse misspelt keys', () => {
    const readers = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, z.fromJSONSchema(schema)]),
    )
    const refused = files.flatMap(({ name, file }) => {
      const read = readers[name]?.safeParse(parse(readFileSync(file, 'utf8')))
      return read?.success ? [] : [`${relative(assistants, file)}: ${read?.error.message.slice(0, 300)}`]
    })
    expect(refused).toEqual([])
    for (const reader of Object.values(readers)) expect(reader.safeParse({ misspelt: {} }).success).toBe(false)
  })
})
