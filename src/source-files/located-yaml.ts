import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Problem } from '#domain/problem.ts'

export type YamlPath = readonly (string | number)[]

export interface Place {
  line: number | null
  column: number | null
}

/** A YAML file's value together with where everything stands in it. */
export interface LocatedYaml {
  value: unknown
  /** Where the value at `path` stands; its key for a map entry that is not there. `inside` is an offset into a text. */
  place(path: YamlPath, inside?: number): Place
  /** Where the key itself stands. */
  keyPlace(path: YamlPath, key: string): Place
  /** Whether the text at `path` is written in quotes. */
  isQuoted(path: YamlPath): boolean
}

export type ReadYaml = { ok: true; yaml: LocatedYaml } | { ok: false; problems: Problem[] }

export function readYaml(file: string, text: string): ReadYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        file,
        ...at(error.pos[0]),
        message: `This is not YAML: ${error.message}`,
        suggestion: null,
        severity: 'error',
      })),
    }
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    // The library refuses files whose aliases multiply without bound.
    const message = `This file cannot be read: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, problems: [{ file, line: null, column: null, message, suggestion: null, severity: 'error' }] }
  }

  const root = document.contents as Node | null
  const nodeAt = (path: YamlPath): { node: Node | null; nearest: Node | null } => {
    let node = root
    let nearest = root
    for (const segment of path) {
      node = child(node, segment)
      if (node === null) return { node, nearest }
      nearest = node
    }
    return { node, nearest }
  }
  const placeOf = (node: Node | null, inside = 0): Place =>
    node?.range ? at(node.range[0] + inside) : { line: null, column: null }

  const yaml: LocatedYaml = {
    value,
    place(path, inside) {
      const { node, nearest } = nodeAt(path)
      if (inside === undefined || node === null || !isScalar(node)) return placeOf(nearest)
      if (node.type === 'PLAIN') return placeOf(node, inside)
      return placeOf(node, node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? inside + 1 : 0)
    },
    keyPlace(path, key) {
      const { node } = nodeAt(path)
      if (!isMap(node)) return placeOf(node)
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      return placeOf((pair?.key as Node | undefined) ?? node)
    },
    isQuoted(path) {
      const { node } = nodeAt(path)
      return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')
    },
  }
  return { ok: true, yaml }
}

function child(node: Node | null, segment: string | number): Node | null {
  if (isSeq(node)) return typeof segment === 'number' ? ((node.items[segment] as Node | undefined) ?? null) : null
  if (!isMap(node)) return null
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(segment))
  return (pair?.value as Node | null | undefined) ?? null
}
