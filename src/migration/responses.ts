import type { SlotName } from './conditions.ts'
import { inWords, responseNameOf } from './names.ts'
import { type Entry, entriesUnder, type Fields, isFields, listOf, type ProjectFile, textIn } from './project.ts'
import type { NotePlace, Notes } from './report.ts'

export interface WrittenVariant {
  text: string
  if?: string
  locale?: string
  channel?: string
  quick_replies?: string[]
}

/** Responses of ours by name, with their slots (ours) and what they were called. */
export interface MigratedResponses {
  written: Map<string, WrittenVariant[]>
  /** Theirs → ours. */
  names: Map<string, string>
  /** Ours → slots its wordings use. */
  uses: Map<string, string[]>
  /** Slot (ours) → value → label, as buttons say it. */
  labels: Map<string, Map<string, string>>
  /** The response of a name; makes one of its name where there is none. */
  of(theirs: string, place: NotePlace): string
}

/** Rasa's names of channels, and ours. */
const channels: Record<string, string> = { rest: 'rest', socketio: 'web', chatroom: 'web', browser_audio: 'voice' }

export function readResponses(files: readonly ProjectFile[], slotName: SlotName, notes: Notes): MigratedResponses {
  const read: MigratedResponses = {
    written: new Map(),
    names: new Map(),
    uses: new Map(),
    labels: new Map(),
    of(theirs, place) {
      const known = read.names.get(theirs)
      if (known !== undefined) return known
      const asked = /^(?:utter|action)_ask_(.+)$/.exec(theirs)?.[1]
      const text = asked === undefined ? `${inWords(theirs.replace(/^utter_/, ''))}.` : `What is the ${inWords(asked)}?`
      notes.changed(
        `the response ${theirs}`,
        `it has no wording; it says "${text}"`,
        place,
        `Word it: ${responseNameOf(theirs)}.`,
      )
      return add(read, theirs.replace(/^action_ask_/, 'utter_ask_'), [{ text }], [])
    },
  }
  for (const entry of entriesUnder(files, 'responses')) {
    const what = `the response ${entry.name}`
    if (read.names.has(entry.name)) {
      notes.changed(what, 'it is worded twice; the first wordings count', entry)
      continue
    }
    const uses = new Set<string>()
    const variants = listOf(entry.value).flatMap((variant, index) =>
      isFields(variant) ? variantsOf(entry, variant, index, { slotName, notes, uses, labels: read.labels }) : [],
    )
    if (variants.length === 0) {
      notes.lost(what, 'it has no text', entry, 'Word it.')
      variants.push({ text: `${inWords(entry.name.replace(/^utter_/, ''))}.` })
    } else notes.carried(what, entry)
    add(read, entry.name, variants, [...uses])
  }
  return read
}

function add(read: MigratedResponses, theirs: string, variants: WrittenVariant[], uses: string[]): string {
  const plain = responseNameOf(theirs)
  let name = plain
  for (let number = 2; read.written.has(name); number += 1) name = `${plain}-${number}`
  read.written.set(name, variants)
  read.names.set(theirs, name)
  read.uses.set(name, uses)
  return name
}

interface Reading {
  slotName: SlotName
  notes: Notes
  uses: Set<string>
  labels: Map<string, Map<string, string>>
}

function variantsOf(entry: Entry, variant: Fields, index: number, reading: Reading): WrittenVariant[] {
  const { notes } = reading
  const place = { file: entry.file, line: entry.from.yaml.place([...entry.path, index]).line }
  const what = `a wording of ${entry.name}`
  const lost = (why: string, todo: string) => notes.lost(what, why, place, todo)
  for (const [key, why] of [
    ['image', 'replies have no pictures'],
    ['attachment', 'replies have no attachments'],
    ['custom', 'replies have no payloads of their own'],
    ['elements', 'replies have no carousels'],
    ['quick_replies', 'only buttons come over'],
  ] as const)
    if (variant[key] !== undefined) lost(`${key}: ${why}`, 'Say it in words, or with a link.')
  const text = textIn(variant['text'])
  const base = {
    ...conditionOf(variant['condition'], reading, what, place),
    ...channelOf(variant['channel']),
    ...buttonsOf(entry, variant['buttons'], reading, place),
  }
  const translations = isFields(variant['translation']) ? Object.entries(variant['translation']) : []
  const written = (source: string, more: object) => ({ text: template(source, reading, what, place), ...base, ...more })
  return [
    ...(text === null || text.trim() === '' ? [] : [written(text, {})]),
    ...translations.flatMap(([locale, translated]) =>
      typeof translated === 'string' ? [written(translated, { locale })] : [],
    ),
  ]
}

/** Placeholders keep their braces; every other brace is doubled, so that it is said. */
function template(source: string, { slotName, notes, uses }: Reading, what: string, place: NotePlace): string {
  const plain = source.replaceAll(/\{\{\s*(?:slots\.)?([A-Za-z_][\w-]*)\s*\}\}/g, '{$1}')
  if (/\{%|\{\{/.test(plain))
    notes.lost(what, 'templates compute nothing here', place, 'Use variants with if:, or set the value in the flow.')
  const parts = plain.split(/(\{[A-Za-z_][\w.-]*\})/)
  const text = parts
    .map((part) => {
      const inside = /^\{([A-Za-z_][\w.-]*)\}$/.exec(part)?.[1]
      if (inside === undefined) return part.replaceAll('{', '{{').replaceAll('}', '}}')
      const slot = slotName(inside.split('.')[0] ?? inside)
      if (slot === null) {
        notes.changed(
          what,
          `there is no slot for {${inside}}`,
          place,
          'Give it a value: with:, or a call that saves it.',
        )
        return `{${inside.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_')}}`
      }
      uses.add(slot)
      return `{${slot}}`
    })
    .join('')
    .trim()
  return text.slice(0, 1_400)
}

/** `condition: [{ type: slot, name, value }]`: all of them. */
function conditionOf(
  value: unknown,
  { slotName, notes, uses }: Reading,
  what: string,
  place: NotePlace,
): { if?: string } {
  if (value === undefined || value === null) return {}
  const parts: string[] = []
  for (const condition of [value].flat()) {
    const slot = isFields(condition) && condition['type'] === 'slot' ? slotName(textIn(condition['name']) ?? '') : null
    const wanted = isFields(condition) ? condition['value'] : undefined
    const isPlain = wanted === null || ['string', 'number', 'boolean'].includes(typeof wanted)
    if (slot === null || !isPlain) {
      notes.lost(`the condition of ${what}`, 'it is none on a slot', place, 'Write it as if: at the variant.')
      return { if: 'false' }
    }
    uses.add(slot)
    parts.push(`${slot} == ${typeof wanted === 'string' ? `'${wanted.replaceAll("'", "\\'")}'` : String(wanted)}`)
  }
  return parts.length === 0 ? {} : { if: parts.join(' and ') }
}

const channelOf = (value: unknown): { channel?: string } => {
  const channel = textIn(value)
  return channel === null ? {} : { channel: channels[channel] ?? channel }
}

/** Buttons of a question label its choices; those of other wordings are quick replies that say their title. */
function buttonsOf(
  entry: Entry,
  value: unknown,
  { slotName, notes, labels }: Reading,
  place: NotePlace,
): { quick_replies?: string[] } {
  const asked = /^utter_ask_(.+)$/.exec(entry.name)?.[1]
  const slot = asked === undefined ? null : slotName(asked)
  const titles: string[] = []
  for (const button of listOf(value)) {
    if (!isFields(button)) continue
    const title = textIn(button['title'])
    const payload = textIn(button['payload']) ?? ''
    if (title === null) continue
    const said = payloadValue(payload)
    if (slot !== null && said !== null) {
      const known = labels.get(slot) ?? new Map<string, string>()
      labels.set(slot, known.set(said, title))
    } else {
      titles.push(title.slice(0, 80))
      if (payload.startsWith('/') || /^https?:/.test(payload))
        notes.changed(
          `the button "${title}" of ${entry.name}`,
          'pressing it says its title',
          place,
          'Look whether that is understood.',
        )
    }
  }
  return titles.length === 0 ? {} : { quick_replies: titles.slice(0, 12) }
}

/** The value that a button gives: `/SetSlots(size=large)`, `/inform{"size": "large"}`, `large`; null for a plain command. */
export function payloadValue(written: string): string | null {
  // What is longer is no value of a button.
  const payload = written.slice(0, 300)
  const set = /^\/?SetSlots\(\s*[\w-]+\s*=\s*(.*?)\s*\)$/.exec(payload)?.[1]
  if (set !== undefined) return set.replaceAll(/^['"]|['"]$/g, '')
  const json = /^\/[\w-]+(\{.*\})$/.exec(payload)?.[1]
  if (json !== undefined) {
    const value = /:\s*"?([^",}]+)"?\s*\}/.exec(json)?.[1]
    return value ?? null
  }
  return payload.startsWith('/') || /^https?:/.test(payload) || payload === '' ? null : payload
}
