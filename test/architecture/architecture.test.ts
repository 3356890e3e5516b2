import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowedImports, composers, lineCeiling, runTurnCeiling } from './layers.ts'
import { findCycle, layerOf, readModules } from './modules.ts'

const root = join(import.meta.dirname, '../..')
const modules = readModules(root, ['src', 'contracts', 'web', 'assistants', 'test', 'scripts', 'bench'])
const isTest = (path: string) => /\.(test|contract|fixture)\.tsx?$/.test(path) || path.includes('/testing/')
const shipped = modules.filter(({ path }) => /^(src|contracts)\//.test(path) && !isTest(path))

describe('the architecture', () => {
  test('was read at all', () => {
    expect(shipped.length).toBeGreaterThan(50)
    expect(shipped.flatMap((module) => module.imports).length).toBeGreaterThan(100)
  })

  test('has an entry in the table for every folder of src', () => {
    const layers = new Set(shipped.flatMap(({ path }) => layerOf(path) ?? []).filter((layer) => layer !== 'contracts'))
    expect([...layers].filter((layer) => !(layer in allowedImports) && !composers.includes(layer))).toEqual([])
  })

  test('imports go downwards only', () => {
    const wrong = shipped.flatMap(({ path, imports }) => {
      const layer = layerOf(path)
      if (layer === null || composers.includes(layer)) return []
      const allowed = layer === 'contracts' ? [] : (allowedImports[layer] ?? [])
      return imports
        .filter(({ own, target }) => own && layerOf(target) !== layer && !allowed.includes(layerOf(target) ?? target))
        .map(({ target }) => `${path} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  // Adapters and compositions are chosen one by one, so each is entered at its own file.
  test('another folder is entered by its index only', () => {
    const open = ['domain', 'ports', 'contracts']
    const wrong = shipped.flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => {
          const layer = layerOf(target)
          if (!own || layer === null || layer === layerOf(path) || open.includes(layer)) return false
          return target !== `src/${layer}/index.ts` && layer !== 'adapters' && layer !== 'compose'
        })
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('the web sees contracts alone, assistants see the public tools alone', () => {
    const wrong = modules
      .filter(({ path }) => !isTest(path) && (path.startsWith('web/') || path.startsWith('assistants/')))
      .flatMap(({ path, imports }) => {
        const own = path.split('/')[0] ?? ''
        return imports
          .filter(
            (entry) =>
              entry.own &&
              !entry.target.startsWith(`${own}/`) &&
              !(own === 'web' && entry.target.startsWith('contracts/')),
          )
          .map(({ target }) => `${path} imports ${target}`)
      })
    expect(wrong).toEqual([])
  })

  test('has no cycles', () => {
    expect(findCycle(modules)).toBeNull()
  })

  test('imports at run time come from dependencies, all of which are used', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const used = new Set(
      [...shipped, ...modules.filter(({ path }) => path.startsWith('assistants/') && !isTest(path))]
        .flatMap((module) => module.imports)
        .filter(({ own, target }) => !own && !target.startsWith('node:') && !builtinModules.includes(target))
        .map(({ target }) => target),
    )
    used.delete('parley') // our own tools, as assistants import them
    const declared = Object.keys(manifest.dependencies)
    expect([...used].filter((name) => !declared.includes(name))).toEqual([])
    expect(declared.filter((name) => !used.has(name))).toEqual([])
  })

  test(`no file is longer than ${lineCeiling} lines, the turn no longer than ${runTurnCeiling}`, () => {
    const isTable = (path: string) => /\.table\.ts$/.test(path)
    expect(
      modules
        .filter(({ path, lines }) => lines > lineCeiling && !isTable(path))
        .map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([])
    expect(modules.find(({ path }) => path === 'src/turn/run-turn.ts')?.lines).toBeLessThanOrEqual(runTurnCeiling)
  })

  test('every dependency is explained in docs/dependencies.md', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
    const names = [...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})]
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
    const rows = [...page.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1])
    expect(rows.filter((name) => name !== undefined && !names.includes(name))).toEqual([])
  })

  test('every imported file exists', () => {
    const missing = modules.flatMap(({ path, imports }) =>
      imports
        .filter(({ own, target }) => own && !existsSync(join(root, target)))
        .map(({ target }) => `${path} imports ${target}`),
    )
    expect(missing).toEqual([])
  })
})
