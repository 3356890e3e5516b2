import type { Json } from '#domain/json.ts'
import { slotNameOf } from './names.ts'
import { type Entry, entriesUnder, isFields, listOf, namesUnder, type ProjectFile, textIn } from './project.ts'
import type { NotePlace, Notes } from './report.ts'

/** A slot of Rasa's domain as our slots have it. */
export interface MigratedSlot extends NotePlace {
  name: string
  theirs: string
  type: 'text' | 'boolean' | 'number' | 'choice'
  values: (string | number | boolean)[]
  /** Entities that fill it, in their names. */
  entities: { entity: string; role: string | null }[]
  /** What a message of an intent (theirs) says while it is asked for. */
  intents: { intent: string; value: string | number | boolean }[]
  initial: Json
  /** Custom actions that set it, in their names. */
  setBy: string[]
}

const types: Record<string, MigratedSlot['type']> = {
  text: 'text',
  any: 'text',
  list: 'text',
  bool: 'boolean',
  boolean: 'boolean',
  float: 'number',
  int: 'number',
  number: 'number',
  categorical: 'choice',
}

export function readSlots(files: readonly ProjectFile[], notes: Notes): Map<string, MigratedSlot> {
  const slots = new Map<string, MigratedSlot>()
  const names = new Set<string>()
  for (const entry of entriesUnder(files, 'slots')) {
    const what = `the slot ${entry.name}`
    if (slots.has(entry.name)) {
      notes.changed(what, 'it is described twice; the first description counts', entry)
      continue
    }
    let name = slotNameOf(entry.name)
    for (let number = 2; names.has(name); number += 1) name = `${slotNameOf(entry.name)}_${number}`
    names.add(name)
    const slot = slotOf(entry, name, notes)
    slots.set(entry.name, slot)
    if (name === entry.name) notes.carried(what, entry)
    else notes.changed(what, `it is called ${name} here`, entry)
  }
  return slots
}

function slotOf({ name: theirs, value, file, line, from, path }: Entry, name: string, notes: Notes): MigratedSlot {
  const fields = isFields(value) ? value : {}
  const place = { file, line }
  const what = `the slot ${theirs}`
  const written = textIn(fields['type']) ?? 'any'
  const type = types[written]
  if (type === undefined)
    notes.changed(what, `slots of the type "${written}" are texts here`, place, 'Give it a type of its own.')
  if (written === 'list')
    notes.changed(what, 'a list cannot be asked for as one; it is a text here', place, 'Use choose with many: true.')
  const values = listOf(fields['values']).flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? [one] : [],
  )
  const slot: MigratedSlot = {
    name,
    theirs,
    type: type === 'choice' && values.length === 0 ? 'text' : (type ?? 'text'),
    values,
    entities: [],
    intents: [],
    initial: (fields['initial_value'] ?? null) as Json,
    setBy: [],
    ...place,
  }
  for (const key of ['min_value', 'max_value'])
    if (fields[key] !== undefined)
      notes.changed(what, `${key} is not checked`, place, `Add validate: to the slot ${name}.`)
  if (isFields(fields['validation']))
    notes.lost(
      `the validation of ${theirs}`,
      'slots are validated where a flow describes them',
      place,
      'Add validate:.',
    )
  for (const [index, mapping] of listOf(fields['mappings']).entries()) {
    if (!isFields(mapping)) continue
    const here = { file, line: from.yaml.place([...path, 'mappings', index]).line }
    addMapping(slot, mapping, here, notes)
  }
  return slot
}

function addMapping(slot: MigratedSlot, mapping: Record<string, unknown>, place: NotePlace, notes: Notes): void {
  const type = textIn(mapping['type'])
  const action = textIn(mapping['action']) ?? textIn(mapping['run_action_every_turn'])
  switch (type) {
    case 'from_llm':
    case 'from_text':
      return
    case 'custom':
    case 'controlled':
      if (action !== null) slot.setBy.push(action)
      return
    case 'from_entity': {
      const entity = textIn(mapping['entity'])
      if (entity !== null) slot.entities.push({ entity, role: textIn(mapping['role']) })
      return
    }
    case 'from_intent': {
      const value = mapping['value']
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      for (const intent of [mapping['intent']].flat())
        if (typeof intent === 'string' && isPlain) slot.intents.push({ intent, value })
      return
    }
    default:
      notes.lost(
        `a mapping of the slot ${slot.theirs}`,
        `"${type ?? '?'}" has no counterpart`,
        place,
        'Let a flow fill the slot.',
      )
  }
}

export interface MigratedConfig {
  name: string
  languages: string[]
  idleMinutes: number | null
}

/** Keys of the domain, the configuration and other files that are dealt with elsewhere, or need no word. */
const known = new Set([
  ...['version', 'slots', 'responses', 'intents', 'entities', 'actions', 'flows', 'nlu', 'session_config'],
  ...['test_cases', 'fixtures', 'metadata', 'language', 'additional_languages', 'assistant_id', 'recipe'],
  'pipeline',
  'policies',
  'stories',
  'rules',
  'forms',
])

/** Settings of machinery that this assistant has of its own, or does not need. */
const machinery: Record<string, string> = {
  pipeline: 'the assistant trains its own understanding',
  policies: 'the dialogue engine has no policies to choose from',
  action_endpoint: 'actions are tools in tools.ts',
  tracker_store: 'conversations are stored by Parley (docs/operations.md)',
  lock_store: 'turns are fenced by Parley',
  event_broker: 'events are read over the API (docs/api.md)',
  nlg: 'wordings are in responses/',
  model_groups: 'models are configured in assistant.yaml',
  vector_store: 'the knowledge is in knowledge/',
  e2e_actions: 'write scenarios',
}

export function readConfiguration(files: readonly ProjectFile[], notes: Notes): MigratedConfig {
  const config: MigratedConfig = { name: 'Assistant', languages: ['en'], idleMinutes: null }
  for (const from of files) {
    const { file, fields, yaml } = from
    const at = (key: string): NotePlace => ({ file, line: yaml.keyPlace([], key).line })
    const language = textIn(fields['language'])
    if (language !== null && fields['pipeline'] !== undefined) {
      const more = listOf(fields['additional_languages']).flatMap((tag) => textIn(tag) ?? [])
      config.languages = [...new Set([language, ...more])]
      notes.carried('the languages', at('language'), config.languages.join(', '))
    }
    const name = textIn(fields['assistant_id'])
    if (name !== null) config.name = name
    const session = fields['session_config']
    if (isFields(session)) {
      const minutes = session['session_expiration_time']
      if (typeof minutes === 'number' && minutes > 0) {
        config.idleMinutes = minutes
        notes.carried('session_expiration_time', at('session_config'), `sessions.idle_after_minutes: ${minutes}`)
      }
      if (session['carry_over_slots_to_new_session'] === true)
        notes.changed(
          'carry_over_slots_to_new_session',
          'a conversation keeps its open tasks when it is resumed; what a finished flow knew is not kept',
          at('session_config'),
          'What should be known later: remember, and from: profile.<fact>.',
        )
    }
    for (const key of Object.keys(fields)) {
      if (key === 'pipeline' || key === 'policies' || !known.has(key)) {
        const why = machinery[key]
        if (why !== undefined) notes.changed(`"${key}"`, `not needed: ${why}`, at(key))
        else if (!known.has(key)) notes.lost(`"${key}"`, 'this key is not known here', at(key), 'Look what it did.')
      }
    }
    for (const [key, todo] of [
      ['stories', 'Write a flow for what it did.'],
      ['rules', 'Write a flow, or give the intent a response (command: small-talk).'],
      ['forms', 'Write a flow that collects its slots.'],
    ] as const)
      noteClassic(from, key, todo, notes)
  }
  return config
}

/** Stories, rules and forms are the older way of writing dialogues: each is named. */
function noteClassic(from: ProjectFile, key: 'stories' | 'rules' | 'forms', todo: string, notes: Notes): void {
  const below = from.fields[key]
  const kind = { stories: 'story', rules: 'rule', forms: 'form' }[key]
  const why = 'dialogues are written as flows here'
  if (isFields(below))
    for (const name of Object.keys(below))
      notes.lost(`the ${kind} "${name}"`, why, { file: from.file, line: from.yaml.keyPlace([key], name).line }, todo)
  for (const [index, item] of listOf(below).entries()) {
    // It comes over with its intent.
    if (key === 'rules' && answerOf(item) !== null) continue
    const name = isFields(item) ? (textIn(item[kind]) ?? `number ${index + 1}`) : `number ${index + 1}`
    const { line } = from.yaml.place([key, index])
    notes.lost(`the ${kind} "${name}"`, why, { file: from.file, line }, todo)
  }
}

/** A rule that only answers an intent with a wording; null for any other. */
function answerOf(rule: unknown): { intent: string; utter: string } | null {
  const steps = isFields(rule) && rule['condition'] === undefined ? listOf(rule['steps']).filter(isFields) : []
  const [first, second, third] = steps
  const intent = textIn(first?.['intent'])
  const utter = textIn(second?.['action'])
  if (intent === null || utter === null || third !== undefined || !utter.startsWith('utter_')) return null
  return { intent, utter }
}

/** All rules that only answer. */
export const answeringRules = (files: readonly ProjectFile[]): ({ intent: string; utter: string } & NotePlace)[] =>
  files.flatMap(({ file, fields, yaml }) =>
    listOf(fields['rules']).flatMap((rule, index) => {
      const answer = answerOf(rule)
      return answer === null ? [] : [{ ...answer, file, line: yaml.place(['rules', index]).line }]
    }),
  )

/** Names of the domain's lists. */
export const declaredActions = (files: readonly ProjectFile[]) =>
  namesUnder(files, 'actions').filter(({ name }) => !name.startsWith('utter_'))
