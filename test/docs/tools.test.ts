import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemText } from '#domain/problem.ts'
import { readChecked } from '#source-files/index.ts'
import { ToolFile } from '#tools/index.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/tools.md'), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)

test('the declarations in docs/tools.md are valid', () => {
  expect(examples).toHaveLength(2)
  for (const text of examples)
    expect(readChecked({ file: 'docs/tools.md', text }, ToolFile).problems.map(problemText)).toEqual([])
})

test('the table of keys has every key that an operation and a tool of a server may have', () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../docs/schemas/tools.schema.json'), 'utf8'),
  ) as {
    properties: Record<
      string,
      { items: { properties: Record<string, { additionalProperties: { properties: object } }> } }
    >
  }
  const table = page.slice(page.indexOf('## What is declared'))
  for (const [source, entries] of [
    ['openapi', 'operations'],
    ['mcp', 'tools'],
  ] as const) {
    const keys = Object.keys(
      schema.properties[source]?.items.properties[entries]?.additionalProperties.properties ?? {},
    )
    expect(keys.length).toBeGreaterThan(10)
    expect(keys.filter((key) => !table.includes(`\`${key}\``))).toEqual([])
  }
})
