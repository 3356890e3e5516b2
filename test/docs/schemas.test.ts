import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { schemaFolder, schemas, schemaText } from '../../scripts/write-schemas.ts'

const storefront = join(import.meta.dirname, '../../assistants/storefront')
const contents = ['intents', 'entities', 'flows', 'responses', 'scenarios']
const files = [
  { name: 'assistant', file: join(storefront, 'assistant.yaml') },
  ...contents.flatMap((name) =>
    readdirSync(join(storefront, name))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => ({ name, file: join(storefront, name, file) })),
  ),
]

describe('the JSON Schemas for editors (after a change: node scripts/write-schemas.ts)', () => {
  test.each(Object.keys(schemas))('%s.schema.json is the one that reads the files', (name) => {
    expect(readFileSync(join(schemaFolder, `${name}.schema.json`), 'utf8')).toBe(schemaText(schemas[name] ?? {}))
  })

  test('every YAML file of the storefront names its schema in its first line', () => {
    const wrong = files.filter(({ name, file }) => {
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
      return resolve(file, '..', named) !== join(schemaFolder, `${name}.schema.json`)
    })
    expect(files.length).toBeGreaterThan(contents.length)
    expect(wrong.map(({ file }) => relative(storefront, file))).toEqual([])
  })

  test('take every file of the storefront and refuse misspelt keys', () => {
    const readers = Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, z.fromJSONSchema(schema)]),
    )
    const refused = files.flatMap(({ name, file }) => {
      const read = readers[name]?.safeParse(parse(readFileSync(file, 'utf8')))
      return read?.success ? [] : [`${relative(storefront, file)}: ${read?.error.message.slice(0, 300)}`]
    })
    expect(refused).toEqual([])
    for (const reader of Object.values(readers)) expect(reader.safeParse({ misspelt: {} }).success).toBe(false)
  })
})
