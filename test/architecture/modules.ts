import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export interface Module {
  /** Path from the repository's root, with forward slashes. */
  path: string
  lines: number
  /** Resolved paths of our own modules, and package names of the others. */
  imports: { target: string; typeOnly: boolean; own: boolean }[]
}

const importPattern =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** All TypeScript modules below `folders`, with what they import. Read as text: dependency tools do not read TypeScript 7. */
export function readModules(root: string, folders: string[]): Module[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => {
      const source = readFileSync(file, 'utf8')
      const imports = [...source.matchAll(importPattern)].map((match) => {
        // What follows a question mark tells Vite how to load the file.
        const specifier = (match[2] ?? match[3] ?? '').replace(/\?\w+$/, '')
        const typeOnly = match[1] !== undefined
        if (specifier.startsWith('.'))
          return { target: relative(root, resolve(dirname(file), specifier)), typeOnly, own: true }
        if (specifier === '#contracts') return { target: 'contracts/index.ts', typeOnly, own: true }
        if (/^#(contracts|test|assistants)\//.test(specifier))
          return { target: specifier.slice(1), typeOnly, own: true }
        if (specifier.startsWith('#')) return { target: `src/${specifier.slice(1)}`, typeOnly, own: true }
        return { target: packageName(specifier), typeOnly, own: false }
      })
      return { path: relative(root, file).replaceAll('\\', '/'), lines: source.split('\n').length, imports }
    })
}

function walk(folder: string): string[] {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(path)
    // `.as.ts` is AssemblyScript: another language, compiled by another compiler.
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.as.ts') ? [path] : []
  })
}

const packageName = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** The folder below src that a module belongs to: `src/turn/steps/act.ts` → `turn`; null outside src. */
export function layerOf(path: string): string | null {
  const [top, second] = path.split('/')
  if (top === 'contracts') return 'contracts'
  return top === 'src' ? (second ?? null) : null
}

/** A cycle among modules (ignoring imports of types, which vanish), as the paths along it; null where there is none. */
export function findCycle(modules: readonly Module[]): string[] | null {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const state = new Map<string, 'open' | 'done'>()
  const visit = (path: string, trail: string[]): string[] | null => {
    if (state.get(path) === 'done') return null
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path]
    state.set(path, 'open')
    for (const { target, own, typeOnly } of byPath.get(path)?.imports ?? []) {
      if (!own || typeOnly) continue
      const cycle = visit(target, [...trail, path])
      if (cycle) return cycle
    }
    state.set(path, 'done')
    return null
  }
  for (const { path } of modules) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return null
}
