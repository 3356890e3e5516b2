import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readScenarios } from '#quality/index.ts'

const folder = import.meta.dirname
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const files = (of: string) =>
  readdirSync(join(folder, of))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ file: `${of}/${name}`, text: read(`${of}/${name}`) }))
const { scenarios } = readScenarios(files('scenarios'))
const flows = new Set(files('flows').flatMap(({ text }) => Object.keys((parse(text) as { flows: object }).flows)))

/** The rows of the table in docs/storefront.md: kind of request, flows, scenarios. */
const rows = read('../../docs/storefront.md')
  .split('The 55 kinds of request')[1]
  ?.split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| subflow'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, kind = '', flow = '', names = '']) => {
    const [prefix = '', ...ends] = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
    return {
      kind,
      flows: [...flow.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      scenarios: ends.map((end) => prefix + end),
    }
  })

type Scenario = (typeof scenarios)[number]
const kindOf = ({ tags }: Scenario) => (tags.includes('subflow') ? tags[tags.indexOf('subflow') + 1] : undefined)
/** Of the second look, which the table does not list one by one. */
const isAgain = ({ tags }: Scenario) => tags.includes('again')

test('the table of the docs names all 55 kinds of request, each with flows that exist', () => {
  expect(rows?.length).toBe(55)
  expect(new Set(rows?.map(({ kind }) => kind)).size).toBe(55)
  expect(rows?.flatMap((row) => row.flows.filter((flow) => !flows.has(flow)))).toEqual([])
})

test.each(rows ?? [])(
  '$kind has the scenarios that the table says: straight, changed, turned aside',
  ({ kind, scenarios: named }) => {
    const tagged = scenarios.filter((scenario) => kindOf(scenario) === kind && !isAgain(scenario))
    expect(tagged.map(({ name }) => name)).toEqual(named)
    expect(named.length).toBeGreaterThanOrEqual(3)
    expect(tagged.filter(({ expect: end }) => end === undefined)).toEqual([])
  },
)

test('every scenario of the second look is of a kind that the table names, is graded, and says in its name where it comes from', () => {
  const kinds = new Set(rows?.map(({ kind }) => kind))
  const again = scenarios.filter(isAgain)
  expect(again.length).toBeGreaterThan(0)
  expect(again.filter((scenario) => !kinds.has(kindOf(scenario) ?? ''))).toEqual([])
  expect(again.filter(({ name, expect: end }) => !name.startsWith('again-') || end === undefined)).toEqual([])
})
