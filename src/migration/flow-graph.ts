import type { YamlPath } from '#source-files/index.ts'
import { type Entry, type Fields, isFields, listOf, textIn } from './project.ts'
import type { NotePlace, Notes } from './report.ts'

/** The end of a flow. */
export const theEnd = 'END'

/** The key of a step, or `theEnd`. */
export type Target = string

export interface Arm extends NotePlace {
  /** Null: otherwise. */
  if: unknown
  to: Target
}

/** A step with where it leads: one way on, or one of several. */
export interface FlowNode extends NotePlace {
  key: string
  fields: Fields
  next: { to: Target } | { arms: Arm[] }
}

export interface FlowGraph {
  entry: Target
  nodes: Map<string, FlowNode>
}

/** Steps of a flow at most: what is beyond is not read. */
const stepsAtMost = 1_000

/** The steps of a flow with their jumps resolved: ids, steps nested below branches, and what follows by itself. */
export function readGraph({ value, path, from, file, name }: Entry, notes: Notes): FlowGraph {
  const nodes = new Map<string, FlowNode>()
  const ids = new Map<string, string>()
  const steps = isFields(value) ? listOf(value['steps']) : []
  const lineOf = (at: YamlPath) => from.yaml.place(at).line
  const keyOf = (at: YamlPath) => at.join('.')

  const gather = (list: unknown[], at: YamlPath, depth: number): void => {
    for (const [index, step] of list.entries()) {
      const here = [...at, index]
      if (!isFields(step)) continue
      if (nodes.size + ids.size > stepsAtMost || depth > 30) return
      const id = textIn(step['id'])
      if (id !== null && !ids.has(id)) ids.set(id, keyOf(here))
      for (const [arm, branch] of listOf(step['next']).entries())
        if (isFields(branch))
          for (const key of ['then', 'else']) gather(listOf(branch[key]), [...here, 'next', arm, key], depth + 1)
    }
  }
  gather(steps, [...path, 'steps'], 0)

  const jump = (target: unknown, place: NotePlace): Target => {
    const id = textIn(target)
    if (id === null || id.toUpperCase() === theEnd) return theEnd
    const key = ids.get(id)
    if (key !== undefined) return key
    notes.lost(
      `a jump in the flow ${name}`,
      `there is no step "${id}"; the flow ends there`,
      place,
      'Look where it leads.',
    )
    return theEnd
  }

  /** Adds a list of steps; gives its first, or `after` where it has none. */
  const add = (list: unknown[], at: YamlPath, after: Target, depth: number): Target => {
    let entry = after
    for (let index = list.length - 1; index >= 0; index -= 1) {
      const step = list[index]
      const here = [...at, index]
      const place = { file, line: lineOf(here) }
      if (!isFields(step) || nodes.size >= stepsAtMost || depth > 30) {
        notes.lost(`a step of the flow ${name}`, 'it is no step, or there are too many', place, 'Write it by hand.')
        continue
      }
      const key = keyOf(here)
      nodes.set(key, { key, fields: step, ...place, next: nextOf(step, here, entry, depth) })
      entry = key
    }
    return entry
  }

  const nextOf = (step: Fields, here: YamlPath, following: Target, depth: number): FlowNode['next'] => {
    const { next } = step
    const place = { file, line: lineOf([...here, 'next']) }
    if (typeof step['link'] === 'string') return { to: theEnd }
    if (next === undefined || next === null) return { to: following }
    if (!Array.isArray(next)) return { to: jump(next, place) }
    const arms = next.flatMap((branch: unknown, index): Arm[] => {
      if (!isFields(branch)) return []
      const isElse = !('if' in branch)
      const key = isElse ? 'else' : 'then'
      const at = [...here, 'next', index, key]
      const spot = { file, line: lineOf([...here, 'next', index]) }
      const to = Array.isArray(branch[key]) ? add(branch[key], at, following, depth + 1) : jump(branch[key], spot)
      return [{ if: isElse ? null : branch['if'], to, ...spot }]
    })
    return arms.length === 0 ? { to: following } : { arms }
  }

  const entry = add(steps, [...path, 'steps'], theEnd, 0)
  return { entry, nodes }
}

export const targetsOf = ({ next }: FlowNode, following: Target = theEnd): Target[] =>
  'to' in next
    ? [next.to]
    : [...next.arms.map(({ to }) => to), ...(next.arms.some((arm) => arm.if === null) ? [] : [following])]

/** The node where the ways out of each node meet again, jumps back left aside. */
export function meetings({ entry, nodes }: FlowGraph): Map<string, Target> {
  const order: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const forward = new Map<string, Target[]>()
  const visit = (key: Target): void => {
    const node = nodes.get(key)
    if (node === undefined || state.has(key)) return
    state.set(key, 'open')
    const ways: Target[] = []
    for (const to of targetsOf(node)) {
      if (state.get(to) === 'open') continue
      visit(to)
      ways.push(to)
    }
    forward.set(key, ways)
    state.set(key, 'done')
    order.push(key)
  }
  visit(entry)
  const isPrivate = privateEnds(nodes, forward)
  // Children come before their parents in `order`, so that one pass is enough without jumps back.
  const after = new Map<string, Target[]>([[theEnd, [theEnd]]])
  const found = new Map<string, Target>()
  for (const key of order) {
    const ways = (forward.get(key) ?? []).filter((to) => !isPrivate(to))
    const chains = ways.map((to) => after.get(to) ?? [theEnd])
    const [first = [theEnd], ...others] = chains
    const shared = first.filter((target) => others.every((chain) => chain.includes(target)))
    const [meeting = theEnd] = shared
    found.set(key, meeting)
    after.set(key, [key, ...shared])
  }
  return found
}

/**
 * Ways that run straight to the end, to another flow or back, and that nothing else leads to: they need not meet the others again, so that
 * what comes after them is written after the branch and not inside it.
 */
function privateEnds(
  nodes: ReadonlyMap<string, FlowNode>,
  forward: ReadonlyMap<string, readonly Target[]>,
): (target: Target) => boolean {
  const leading = new Map<Target, number>()
  for (const ways of forward.values()) for (const to of new Set(ways)) leading.set(to, (leading.get(to) ?? 0) + 1)
  return (start) => {
    let target = start
    while (target !== theEnd) {
      const node = nodes.get(target)
      if (node === undefined || (leading.get(target) ?? 0) > 1 || !('to' in node.next)) return false
      const [next] = forward.get(target) ?? []
      if (next === undefined) return true
      target = next
    }
    return true
  }
}
