import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { storefrontTools } from './tools/testing/call-tools.ts'

describe('the table of tools in README.md', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
  const rows = readme.split('\n').flatMap((line) => {
    const [, name, marks = '', , , refusals = ''] =
      /^\| `([a-z_]+)` \| (.*?) ?\| (.*?) \| (.*?) \|(.*)\|$/.exec(line) ?? []
    return name === undefined
      ? []
      : [{ name, marks, refusals: [...refusals.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code) }]
  })

  test('names every tool, and no other', () => {
    expect(rows.map((row) => row.name).sort()).toEqual([...storefrontTools.keys()].sort())
  })

  test.each(rows.map((row) => [row.name, row] as const))(
    '%s has the marks and refusals of its declaration',
    (name, row) => {
      const facts = storefrontTools.get(name)?.facts
      expect({
        verified: row.marks.includes('✔'),
        writes: row.marks.includes('✎'),
        yes: row.marks.includes('!'),
      }).toEqual({
        verified: facts?.needs === 'verified',
        writes: facts?.effect === 'write',
        yes: facts?.confirm === true,
      })
      expect([...row.refusals].sort()).toEqual([...(facts?.refusals ?? [])].sort())
    },
  )
})
