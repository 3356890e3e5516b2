import type { Json } from '#domain/json.ts'
import { type LocatedYaml, readYaml } from '#source-files/index.ts'
import { patternProblem } from '#understanding/index.ts'
import {
  addExample,
  entityName,
  entityOf,
  type Imported,
  type ImportedMark,
  intentName,
  newImport,
  roleName,
} from './imported.ts'

/** Entity names of Duckling and spaCy that stand for kinds we recognise without examples. */
const builtIns: Record<string, string> = {
  email: 'email',
  url: 'url',
  phone: 'phone',
  phone_number: 'phone',
  number: 'number',
  ordinal: 'ordinal',
  quantity: 'quantity',
  percentage: 'percentage',
  date: 'date',
  time: 'date',
  datetime: 'date',
  money: 'money',
  amount_of_money: 'money',
  person: 'person-name',
  person_name: 'person-name',
  address: 'address',
}

interface Synonym {
  value: string
  names: string[]
  line: number | null
}

/** Reads Rasa's nlu.yml files (training data format 2 and 3), several as one. Files without `nlu` are named in `left`. */
export function importRasa(files: readonly { file: string; text: string }[]): Imported {
  const into = newImport()
  const lookups: { name: string; values: string[]; file: string; line: number | null }[] = []
  const regexes: { name: string; patterns: string[]; file: string; line: number | null }[] = []
  const synonyms: (Synonym & { file: string })[] = []
  for (const { file, text } of files) {
    const read = readYaml(file, text)
    if (!read.ok) {
      for (const { line, message } of read.problems) into.left.push({ file, line, what: 'the file', why: message })
      continue
    }
    const items = itemsOf(read.yaml.value)
    if (items === null) {
      into.left.push({
        file,
        line: null,
        what: 'the file',
        why: 'it has no "nlu"; stories, rules and domains are not training data',
      })
      continue
    }
    items.forEach((item, i) => {
      const { line } = read.yaml.place(['nlu', i])
      const examples = examplesOf(item, read.yaml, i)
      const name = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : null)
      const texts = examples.map(({ text }) => text)
      const [intent, synonym, lookup, regex] = [name('intent'), name('synonym'), name('lookup'), name('regex')]
      if (intent !== null) {
        intentName(into, intent)
        for (const example of examples) addMarked(into, intent, example, file)
        if (examples.length === 0)
          into.left.push({ file, line, what: `the intent "${intent}"`, why: 'it has no examples' })
      } else if (synonym !== null) synonyms.push({ value: synonym, names: texts, file, line })
      else if (lookup !== null) lookups.push({ name: lookup, values: texts, file, line })
      else if (regex !== null) regexes.push({ name: regex, patterns: texts, file, line })
      else
        into.left.push({
          file,
          line,
          what: `"${Object.keys(item).join('", "')}"`,
          why: 'it is no intent, synonym, lookup or regex',
        })
    })
  }
  for (const { name, values, file, line } of lookups) addLookup(into, name, values, file, line)
  for (const { name, patterns, file, line } of regexes) addPatterns(into, name, patterns, file, line)
  for (const synonym of synonyms) addSynonym(into, synonym)
  for (const [name, entity] of into.entities) {
    const builtIn = builtIns[name]
    if (builtIn === undefined || entity.patterns.length > 0 || entity.values.size > 0) continue
    entity.builtIn = builtIn
    into.notes.push(
      `The entity "${name}" is taken for the built-in kind "${builtIn}". Take that out of its file if it is something else.`,
    )
  }
  return into
}

type Item = Record<string, unknown>

function itemsOf(value: unknown): Item[] | null {
  if (typeof value !== 'object' || value === null || !('nlu' in value) || !Array.isArray(value.nlu)) return null
  return value.nlu.filter((item): item is Item => typeof item === 'object' && item !== null)
}

interface Line {
  text: string
  line: number | null
}

/** Examples are one text with a hyphen before each, or a list of texts or of objects with `text`. */
function examplesOf(item: Item, yaml: LocatedYaml, index: number): Line[] {
  const { examples } = item
  if (Array.isArray(examples)) {
    return examples.flatMap((example: unknown, i) => {
      const text = typeof example === 'string' ? example : textOf(example)
      const { line } = yaml.place(['nlu', index, 'examples', i])
      return text === null ? [] : [{ text: text.replace(/^\s*-\s+/, '').trim(), line }]
    })
  }
  if (typeof examples !== 'string') return []
  const { line } = yaml.place(['nlu', index, 'examples'])
  return examples.split('\n').flatMap((written, i) => {
    const text = /^\s*-\s+(.*?)\s*$/.exec(written)?.[1]
    // The block begins on the line after its "|".
    return text === undefined ? [] : [{ text, line: line === null ? null : line + 1 + i }]
  })
}

const textOf = (example: unknown): string | null =>
  typeof example === 'object' && example !== null && 'text' in example && typeof example.text === 'string'
    ? example.text
    : null

/** `[words](entity)`, `[words](entity:value)` of older files, `[words]{"entity": …, "role": …, "group": …, "value": …}`. */
const mark = /\[([^\]]+)\](?:\(([^)]+)\)|(\{[^}]*\}))/g

function addMarked(into: Imported, intent: string, { text: source, line }: Line, file: string): void {
  let text = ''
  let from = 0
  const marks: ImportedMark[] = []
  for (const match of source.matchAll(mark)) {
    const [whole, words = '', short, long] = match
    text += source.slice(from, match.index)
    from = match.index + whole.length
    const start = text.length
    text += words
    const details = short === undefined ? parseDetails(long ?? '') : shortDetails(short)
    if (details === null) {
      into.left.push({
        file,
        line,
        what: `the mark of "${words}"`,
        why: 'what follows it is neither (entity) nor JSON with "entity"',
      })
      continue
    }
    if (details.group !== undefined)
      into.left.push({ file, line, what: `group ${details.group} of "${words}"`, why: 'marks have no groups here' })
    marks.push({
      start,
      end: text.length,
      entity: entityName(into, details.entity),
      ...(details.role !== undefined && { role: roleName(into, details.role) }),
      ...(details.value !== undefined && details.value !== words && { value: details.value }),
    })
  }
  text += source.slice(from)
  addExample(into, intent, { text, marks }, { file, line })
}

interface Details {
  entity: string
  role?: string
  group?: string
  value?: Json
}

function shortDetails(written: string): Details {
  const colon = written.indexOf(':')
  return colon < 0
    ? { entity: written.trim() }
    : { entity: written.slice(0, colon).trim(), value: written.slice(colon + 1).trim() }
}

function parseDetails(json: string): Details | null {
  try {
    const { entity, role, group, value } = JSON.parse(json) as Record<string, unknown>
    if (typeof entity !== 'string' || entity === '') return null
    return {
      entity,
      ...(typeof role === 'string' && { role }),
      ...(group !== undefined && { group: String(group) }),
      ...((typeof value === 'string' || typeof value === 'number') && { value }),
    }
  } catch {
    return null
  }
}

function addLookup(into: Imported, name: string, values: readonly string[], file: string, line: number | null): void {
  if (values.length === 0) {
    into.left.push({ file, line, what: `the lookup "${name}"`, why: 'it has no values' })
    return
  }
  const entity = entityOf(into, entityName(into, name))
  for (const value of values) if (!entity.values.has(value)) entity.values.set(value, new Set())
}

/** In Rasa a regex is a feature of the intents too; here it finds an entity. One that names no entity is left behind. */
function addPatterns(
  into: Imported,
  name: string,
  patterns: readonly string[],
  file: string,
  line: number | null,
): void {
  const ours = entityName(into, name)
  if (!into.entities.has(ours)) {
    into.left.push({
      file,
      line,
      what: `the regex "${name}"`,
      why: 'no entity has its name; intents are not read by patterns here',
    })
    into.renamed.delete(name)
    return
  }
  for (const pattern of patterns) {
    const carried = [pattern, fromPython(pattern)].find((candidate) => patternProblem(candidate) === undefined)
    if (carried === undefined)
      into.left.push({
        file,
        line,
        what: `the pattern ${pattern} of "${name}"`,
        why: `it ${patternProblem(fromPython(pattern))}`,
      })
    else entityOf(into, ours).patterns.push(carried)
  }
}

/** Python's named groups and end of text, and escapes of signs that need none, which the flag `u` refuses. */
function fromPython(pattern: string): string {
  let isInClass = false
  return pattern.replace(/\(\?P</g, '(?<').replace(/\\(.)|[[\]]/gs, (found, escaped: string | undefined) => {
    if (escaped === undefined) {
      isInClass = found === '['
      return found
    }
    if (escaped === 'Z') return '$'
    const needsNone = /[^\w\s^$\\.*+?()[\]{}|/-]/.test(escaped) || (escaped === '-' && !isInClass)
    return needsNone ? escaped : found
  })
}

/** Synonyms belong to no entity in Rasa: they go to those whose lists or marks have the value or one of its names. */
function addSynonym(into: Imported, { value, names, file, line }: Synonym & { file: string }): void {
  const words = new Set([value, ...names].map((name) => name.toLowerCase()))
  const types = new Set<string>()
  for (const [type, { values }] of into.entities)
    if ([...values.keys()].some((known) => words.has(known.toLowerCase()))) types.add(type)
  for (const examples of into.intents.values()) {
    for (const { text, marks } of examples) {
      for (const { start, end, entity, value: marked } of marks) {
        if (words.has(text.slice(start, end).toLowerCase()) || marked === value) types.add(entity)
      }
    }
  }
  if (types.size === 0) {
    into.left.push({
      file,
      line,
      what: `the synonym "${value}"`,
      why: 'no entity is marked with it or has it in its lookup',
    })
    return
  }
  for (const type of types) {
    const { values } = entityOf(into, type)
    const own = values.get(value) ?? new Set<string>()
    for (const name of names) {
      if (name.toLowerCase() !== value.toLowerCase()) own.add(name)
      // What is a synonym is no value of its own.
      if (name !== value) values.delete(name)
    }
    values.set(value, own)
  }
}
