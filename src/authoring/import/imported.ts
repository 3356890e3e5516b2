import type { EntityName, IntentName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'

/** What a file of training data says, whatever its format, in our names. */
export interface Imported {
  intents: Map<IntentName, ImportedExample[]>
  entities: Map<EntityName, ImportedEntity>
  /** Names that had to be changed: other name → ours. */
  renamed: Map<string, string>
  /** What was left behind, and why. */
  left: LeftBehind[]
  /** Things that were understood in a way that should be looked at. */
  notes: string[]
}

export interface ImportedExample {
  text: string
  marks: ImportedMark[]
}

export interface ImportedMark {
  start: number
  end: number
  entity: EntityName
  role?: string
  value?: Json
}

export interface ImportedEntity {
  patterns: string[]
  /** Value → what else customers call it. */
  values: Map<string, Set<string>>
  builtIn?: string
}

export interface LeftBehind {
  file: string
  line: number | null
  what: string
  why: string
}

export const newImport = (): Imported => ({
  intents: new Map(),
  entities: new Map(),
  renamed: new Map(),
  left: [],
  notes: [],
})

/** Characters an example may have (schema of intents/*.yaml). */
const longestExample = 500

/** Adds an example unless it cannot be one. Marks whose words cannot be written as a mark are left behind, the text stays. */
export function addExample(
  into: Imported,
  intent: string,
  example: ImportedExample,
  place: { file: string; line: number | null },
): void {
  const name = intentName(into, intent)
  const examples = into.intents.get(name) ?? []
  into.intents.set(name, examples)
  // One line each: YAML would keep line breaks, customers' messages seldom have them.
  const isOneLine = !/[\r\n]/.test(example.text)
  const text = isOneLine ? example.text : example.text.replace(/\s*[\r\n]+\s*/g, ' ')
  if (text.trim() === '') {
    into.left.push({ ...place, what: `an example of "${intent}"`, why: 'it has no text' })
    return
  }
  if (text.length > longestExample) {
    into.left.push({
      ...place,
      what: `an example of "${intent}" of ${text.length} characters`,
      why: `examples have at most ${longestExample}`,
    })
    return
  }
  const marks = isOneLine ? example.marks.filter((mark) => canBeMarked(into, text, mark, place)) : []
  if (!isOneLine && example.marks.length > 0)
    into.left.push({ ...place, what: `the marks in "${text}"`, why: 'the example had several lines' })
  for (const { entity } of marks) entityOf(into, entity)
  examples.push({ text, marks })
}

function canBeMarked(
  into: Imported,
  text: string,
  { start, end, entity }: ImportedMark,
  place: { file: string; line: number | null },
): boolean {
  const words = text.slice(start, end)
  const why =
    start < 0 || end > text.length || start >= end
      ? 'its place lies outside the text'
      : /[[\]]/.test(words)
        ? 'a mark cannot hold square brackets'
        : words.trim() === ''
          ? 'it has no words'
          : null
  if (why !== null) into.left.push({ ...place, what: `the mark of ${entity} in "${text}"`, why })
  return why === null
}

export function entityOf(into: Imported, name: EntityName): ImportedEntity {
  const entity = into.entities.get(name) ?? { patterns: [], values: new Map<string, Set<string>>() }
  into.entities.set(name, entity)
  return entity
}

/** Small letters, digits and hyphens, with / for the hierarchy: `Check_Balance` → `check-balance`. */
export function intentName(into: Imported, name: string): IntentName {
  const parts = name.split('/').map((part) => slug(part, '-'))
  const first = parts[0] ?? ''
  const ours = parts.filter((part) => part !== '').join('/')
  return renamed(into, name, /^[a-z]/.test(first) ? ours : `intent-${ours}`.replace(/-$/, ''))
}

/** Small letters, digits and underscores: `accountNumber` → `account_number`. */
export function entityName(into: Imported, name: string): EntityName {
  const ours = slug(name, '_')
  return renamed(into, name, /^[a-z]/.test(ours) ? ours : `entity_${ours}`.replace(/_$/, ''))
}

/** Roles are written behind a colon: small letters, digits and underscores. */
export const roleName = (into: Imported, name: string): string => {
  const ours = slug(name, '_')
  return renamed(into, name, /^[a-z]/.test(ours) ? ours : `role_${ours}`.replace(/_$/, ''))
}

function renamed(into: Imported, from: string, to: string): string {
  if (from !== to) into.renamed.set(from, to)
  return to
}

const slug = (name: string, joint: '-' | '_') =>
  name
    .replace(/([a-z0-9])([A-Z])/g, `$1${joint}$2`)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joint)
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, 60)
