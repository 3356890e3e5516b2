import { type Imported, importRasa, marked } from '#authoring/index.ts'
import { answeringRules } from './domain.ts'
import type { MigratedFlow } from './flows.ts'
import { responseNameOf } from './names.ts'
import { namesUnder, type ProjectFile } from './project.ts'
import type { NotePlace, Notes } from './report.ts'
import type { MigratedResponses } from './responses.ts'

/** An intent of ours that stands for a command. */
interface Control {
  command: string
  response?: string
  examples: string[]
}

/** What every assistant needs to be told in words; examples of our own, in English. */
const controls: Record<string, Control> = {
  'control/affirm': {
    command: 'affirm',
    examples: ['yes', 'yes please', 'sure', 'ok go ahead', 'that is right', 'please do', 'yep', 'correct'],
  },
  'control/deny': {
    command: 'deny',
    examples: ['no', 'no thanks', 'nope', 'not now', 'no that is wrong', 'please do not', 'rather not', 'nah'],
  },
  'control/cancel': {
    command: 'cancel-flow',
    examples: ['cancel that', 'never mind', 'forget it', 'stop this', 'I changed my mind', 'let us leave it'],
  },
  'control/person': {
    command: 'hand-off',
    examples: [
      'I want to talk to a person',
      'connect me to an agent',
      'can I speak to someone',
      'get me a human please',
      'a real person please',
      'transfer me to your staff',
    ],
  },
  'control/repeat': {
    command: 'repeat',
    examples: ['can you repeat that', 'say that again', 'what did you say', 'once more please', 'come again'],
  },
  'small-talk/hello': {
    command: 'small-talk',
    response: 'greeting',
    examples: ['hello', 'hi', 'hi there', 'hey', 'good morning', 'good evening'],
  },
}

/** What Rasa's projects usually call such intents. */
const usual: readonly [RegExp, keyof typeof controls][] = [
  [/^(affirm|yes|confirm|accept)$/, 'control/affirm'],
  [/^(deny|no|reject|decline)$/, 'control/deny'],
  [/^(cancel|stop|nevermind|never-mind|abort)$/, 'control/cancel'],
  [/^(human-handoff|handoff|hand-off|handover|talk-to-human|contact-agent|request-human)$/, 'control/person'],
  [/^(repeat|say-again)$/, 'control/repeat'],
  [/^(greet|hello|hi|greeting)$/, 'small-talk/hello'],
]

export interface MigratedIntents {
  /** Of the training data, without those that stand for commands. */
  imported: Imported
  controls: Record<string, Control>
  /** Entities: theirs → ours. */
  entities: Map<string, string>
  /** The intent of ours that theirs became. */
  nameOf(theirs: string): string
}

export function readIntents(
  files: readonly ProjectFile[],
  responses: MigratedResponses,
  notes: Notes,
): MigratedIntents {
  const imported = importRasa(files.filter(({ fields }) => fields['nlu'] !== undefined))
  for (const { file, line, what, why } of imported.left) notes.lost(what, why, { file, line })
  for (const note of imported.notes) notes.changed('the training data', note, { file: 'nlu', line: null })
  const own: Record<string, Control> = structuredClone(controls)
  const moved = new Map<string, string>()
  for (const [name, examples] of [...imported.intents]) {
    const role = usual.find(([form]) => form.test(name))?.[1]
    if (role === undefined || examples.length === 0) continue
    const control = own[role]
    if (control === undefined) continue
    control.examples = [...new Set([...examples.map(marked), ...control.examples])]
    imported.intents.delete(name)
    moved.set(name, role)
  }
  const place: NotePlace = { file: 'nlu', line: null }
  const count = [...imported.intents.values()].reduce((sum, { length }) => sum + length, 0)
  if (imported.intents.size > 0)
    notes.carried('the training data', place, `intents: ${imported.intents.size}, examples: ${count}`)
  for (const [from, to] of moved) notes.changed(`the intent ${from}`, `it is ${to} and stands for the command`, place)
  answerIntents(files, imported, own, moved, responses, notes)
  const greet = responses.names.get('utter_greet')
  if (greet !== undefined && own['small-talk/hello'] !== undefined) own['small-talk/hello'].response = greet
  const entities = new Map([...imported.entities.keys()].map((name) => [name, name]))
  for (const [from, to] of imported.renamed) if (imported.entities.has(to)) entities.set(from, to)
  listMarked(imported)
  addBuiltIns(files, imported, entities, notes)
  return {
    imported,
    controls: own,
    entities,
    nameOf: (theirs) => {
      const ours = imported.renamed.get(theirs) ?? responseNameOf(theirs)
      return moved.get(ours) ?? ours
    },
  }
}

/** Intents that a rule only answers keep their answer: small talk with a response of its own. */
function answerIntents(
  files: readonly ProjectFile[],
  imported: Imported,
  own: Record<string, Control>,
  moved: ReadonlyMap<string, string>,
  responses: MigratedResponses,
  notes: Notes,
): void {
  for (const { intent, utter, file, line } of answeringRules(files)) {
    const name = imported.renamed.get(intent) ?? responseNameOf(intent)
    const what = `the rule that answers ${intent}`
    const examples = imported.intents.get(name) ?? []
    const response = responses.names.get(utter)
    if (moved.has(name) || usual.some(([form]) => form.test(name))) continue
    if (examples.length === 0 || response === undefined) {
      const why = response === undefined ? `${utter} has no wording` : 'the intent has no examples'
      notes.lost(what, why, { file, line }, 'Write examples and a response.')
      continue
    }
    own[name] = { command: 'small-talk', response, examples: examples.map(marked) }
    imported.intents.delete(name)
    notes.carried(what, { file, line }, `the intent says ${response} (command: small-talk)`)
  }
}

/** Values that are listed rather than learnt: more are no list but a kind of words. */
const listedAtMost = 60

/** An entity of which there are only marked examples gets them as its list: few examples teach little, and these values are known. */
function listMarked({ intents, entities }: Imported): void {
  for (const [name, entity] of entities) {
    if (entity.builtIn !== undefined || entity.patterns.length > 0) continue
    const known = new Set(
      [...entity.values].flatMap(([value, names]) => [value, ...names].map((one) => one.toLowerCase())),
    )
    const values = new Set<string>()
    for (const { text, marks } of [...intents.values()].flat())
      for (const mark of marks)
        if (mark.entity === name)
          values.add(typeof mark.value === 'string' ? mark.value : text.slice(mark.start, mark.end))
    if (values.size > listedAtMost) continue
    for (const value of values) if (!known.has(value.toLowerCase())) entity.values.set(value, new Set())
  }
}

/** Entities that recognisers of Rasa found without examples, and so do ours. */
const builtIns: Record<string, string> = {
  email: 'email',
  url: 'url',
  phone: 'phone',
  phone_number: 'phone',
  number: 'number',
  ordinal: 'ordinal',
  time: 'date',
  date: 'date',
  amount_of_money: 'money',
  money: 'money',
}

function addBuiltIns(
  files: readonly ProjectFile[],
  imported: Imported,
  entities: Map<string, string>,
  notes: Notes,
): void {
  for (const { name, file, line } of namesUnder(files, 'entities')) {
    if (entities.has(name)) continue
    const builtIn = builtIns[name.toLowerCase().replaceAll('-', '_')]
    if (builtIn === undefined) {
      notes.lost(`the entity ${name}`, 'there are no examples of it', { file, line }, 'Describe it in entities/.')
      continue
    }
    const ours = name.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')
    imported.entities.set(ours, { patterns: [], values: new Map(), builtIn })
    entities.set(name, ours)
    notes.carried(`the entity ${name}`, { file, line }, `built in: ${builtIn}`)
  }
}

/**
 * Gives each flow that begins by itself an intent with examples. Rasa lets a language model choose among descriptions; here the words that
 * tests begin with and the flow's name are a start.
 */
export function triggerFlows(
  flows: readonly MigratedFlow[],
  openings: ReadonlyMap<string, readonly string[]>,
  { imported, nameOf }: MigratedIntents,
  notes: Notes,
): Map<string, string[]> {
  const made = new Map<string, string[]>()
  const said = new Set([...imported.intents.values()].flat().map(({ text }) => text.toLowerCase()))
  for (const flow of flows) {
    if (!flow.startable) continue
    const names = flow.intents.length > 0 ? flow.intents.map(nameOf) : [flow.name]
    flow.source['intents'] = [...new Set(names)]
    for (const name of names) {
      if ((imported.intents.get(name)?.length ?? 0) > 0 || made.has(name)) continue
      const wish = flow.called.toLowerCase().replaceAll(/[[\]\\]/g, '')
      const templates = [
        wish,
        `I want to ${wish}`,
        `can you help me ${wish}`,
        `please ${wish}`,
        `I would like to ${wish}`,
      ]
      const examples = [...new Set([...(openings.get(flow.theirs) ?? []), ...templates])].filter(
        (text) => !said.has(text.toLowerCase()) && text.length <= 400,
      )
      for (const text of examples) said.add(text.toLowerCase())
      if (examples.length === 0) examples.push(`${wish} (${flow.name})`)
      made.set(name, examples)
      notes.changed(
        `how the flow ${flow.theirs} begins`,
        `by the intent "${name}", with ${examples.length} examples made from its name and the tests`,
        { file: 'intents/flows.yaml', line: null },
        'Write ten or more as customers say it.',
      )
    }
  }
  return made
}
