import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadBackEnd } from '#compose/back-end.ts'
import { readModules } from './modules.ts'

/** Two trades share one `src/`: nothing of either may be in it. */
const root = join(import.meta.dirname, '../..')
const folders = readdirSync(join(root, 'assistants'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(root, 'assistants', entry.name, 'assistant.yaml')))
  .map(({ name }) => name)

/** The folder that is taken where none is named stands here, and in examples of the command line's help. */
const mayNameFolders = /^src\/(?:cli\/|compose\/environment\.ts$)/

/** Comments may give examples; the code may not know them. */
const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')

interface Names {
  company: string[]
  tools: string[]
  settings: string[]
}

async function namesOf(folder: string): Promise<Names> {
  const path = join(root, 'assistants', folder)
  const config = parse(readFileSync(join(path, 'assistant.yaml'), 'utf8')) as {
    name: string
    personality?: { assistant_name?: string }
    settings?: Record<string, unknown>
  }
  const tools = ((await import(join(path, 'tools.ts'))) as { default: { name: string }[] }).default
  const backEnd = await loadBackEnd(path)
  return {
    // "Marlow & Finch" is "Marlow" and "Finch".
    company: config.name.split(/[^\p{L}]+/u).filter((word) => word.length > 3),
    tools: tools.map(({ name }) => name),
    settings: [...Object.keys(config.settings ?? {}), ...Object.values(backEnd?.environment ?? {})],
  }
}

const isTest = (path: string) =>
  /\.(test|contract|fixture)\.ts$/.test(path) || /\/(testing|fixture)\//.test(path) || path.endsWith('/fixture.ts')
const files = readModules(root, ['src'])
  .map(({ path }) => path)
  .filter((path) => !isTest(path))
  .map((path) => ({ path, code: withoutComments(readFileSync(join(root, path), 'utf8')) }))
const naming = (names: readonly string[], except?: RegExp): string[] =>
  files
    .filter(({ path }) => !except?.test(path))
    .flatMap(({ path, code }) =>
      names
        .filter((name) =>
          new RegExp(`(?<![\\w-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'i').test(code),
        )
        .map((name) => `${path} names ${name}`),
    )

describe('src knows no assistant', () => {
  test('there are two of them, and files to look at', () => {
    expect(folders).toEqual(expect.arrayContaining(['airline', 'storefront']))
    expect(files.length).toBeGreaterThan(200)
  })

  test('their folders are named where one is taken by default, and nowhere else', () => {
    expect(naming(folders, mayNameFolders)).toEqual([])
  })

  describe.each(folders)('%s', (folder) => {
    let names: Names
    beforeAll(async () => {
      names = await namesOf(folder)
    })

    test('its company is not named', () => {
      expect(naming(names.company)).toEqual([])
    })
    test('none of its tools is named', () => {
      expect(names.tools.length).toBeGreaterThan(10)
      expect(naming(names.tools)).toEqual([])
    })
    test('neither its settings nor the variables by which it finds its back end are named', () => {
      expect(naming(names.settings)).toEqual([])
    })
  })
})
