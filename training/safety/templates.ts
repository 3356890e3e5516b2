import { readFileSync } from 'node:fs'
import type { Random } from '../../src/domain/random.ts'

/**
 * Templates: `[a|b|]` is one of its alternatives, `<slot>` one of a slot's values (themselves templates), a backslash takes the next sign as it is.
 */
export type Slots = ReadonlyMap<string, readonly string[]>

export function readSlots(file: string): Slots {
  return new Map(
    linesOf(file).map((line) => {
      const colon = line.indexOf(':')
      return [
        line.slice(0, colon).trim(),
        line
          .slice(colon + 1)
          .split(' | ')
          .map((value) => value.trim()),
      ]
    }),
  )
}

export interface Section {
  name: string
  templates: string[]
}

/** The templates of a file by its `## name` headings; what comes before the first is of `first`. */
export function readSections(file: string, first: string): Section[] {
  const sections: Section[] = [{ name: first, templates: [] }]
  for (const line of linesOf(file)) {
    if (line.startsWith('## ')) sections.push({ name: line.slice(3).trim(), templates: [] })
    else sections.at(-1)?.templates.push(line)
  }
  return sections.filter(({ templates }) => templates.length > 0)
}

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !(line.startsWith('# ') && !line.startsWith('## ')))

/** One text of a template. */
export function expand(template: string, slots: Slots, random: Random, depth = 0): string {
  let text = ''
  for (let at = 0; at < template.length; at += 1) {
    const sign = template[at] as string
    if (sign === '\\' && '[]<>{}|\\'.includes(template[at + 1] ?? ' ')) {
      at += 1
      text += template[at]
    } else if (sign === '[') {
      const end = closing(template, at)
      text += expand(pick(alternatives(template.slice(at + 1, end)), random), slots, random, depth)
      at = end
    } else if (sign === '<' && /^<[a-z]+>/.test(template.slice(at)) && depth < 4) {
      const end = template.indexOf('>', at)
      const name = template.slice(at + 1, end)
      const values = slots.get(name)
      if (values === undefined) throw new Error(`no slot <${name}> in: ${template}`)
      text += expand(pick(values, random), slots, random, depth + 1)
      at = end
    } else text += sign
  }
  return text
}

function closing(template: string, from: number): number {
  let depth = 0
  for (let at = from; at < template.length; at += 1) {
    if (template[at] === '\\') at += 1
    else if (template[at] === '[') depth += 1
    else if (template[at] === ']') {
      depth -= 1
      if (depth === 0) return at
    }
  }
  throw new Error(`an alternative is not closed in: ${template}`)
}

function alternatives(inside: string): string[] {
  const found = ['']
  let depth = 0
  for (let at = 0; at < inside.length; at += 1) {
    const sign = inside[at] as string
    if (sign === '|' && depth === 0 && inside[at - 1] !== '\\') found.push('')
    else {
      if (sign === '[' && inside[at - 1] !== '\\') depth += 1
      if (sign === ']' && inside[at - 1] !== '\\') depth -= 1
      found[found.length - 1] += sign
    }
  }
  return found
}

export const pick = <T>(values: readonly T[], random: Random): T =>
  values[Math.floor(random.next() * values.length)] as T
