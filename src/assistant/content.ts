import { z } from 'zod'
import type { CommandKind } from '#domain/command.ts'
import type { EntityName, IntentName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { nearestName, readChecked, type SourceFile } from '#source-files/index.ts'
import {
  builtInKinds,
  type EntityDefinition,
  normaliseUtterance,
  parseMarkedExample,
  patternProblem,
  type TrainingExample,
} from '#understanding/index.ts'

/** Commands that an intent may stand for by itself; the others need what the dialogue knows. */
const intentCommands = [
  'affirm',
  'deny',
  'cancel-flow',
  'hand-off',
  'repeat',
  'explain',
  'undo',
  'skip-slot',
  'end',
  'small-talk',
  'refuse',
  'answer-from-knowledge',
] as const satisfies CommandKind[]

/** intents/*.yaml. An intent may stand in several files, once for each language. */
export const IntentFile = z.strictObject({
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'write a language tag such as de or pt-BR')
    .optional()
    .describe("The language of the file's examples; the assistant's first where left out"),
  intents: z.record(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9-]*(\/[a-z0-9-]+)*$/,
        'names are small letters, digits and hyphens, with / for the hierarchy',
      ),
    z.strictObject({
      description: z.string().optional().describe('What customers want who say this, for people'),
      command: z.enum(intentCommands).optional().describe('What the intent stands for, where it does not start a flow'),
      response: z.string().optional().describe('What small-talk and refuse say; the name with dots where left out'),
      examples: z
        .array(z.string().min(1).max(500))
        .min(1)
        .describe('How customers say it, with [words](entity) marked; ten or more, worded differently, work well'),
    }),
  ),
})

const value = z.union([z.string(), z.number()])
/** entities/*.yaml. */
export const EntityFile = z.strictObject({
  entities: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'names are small letters, digits and underscores'),
    z.strictObject({
      description: z.string().optional().describe('What it is, for people'),
      pattern: z
        .string()
        .optional()
        .describe('Regular expression (flags iu); the group "value", where there is one, is the value'),
      patterns: z.array(z.string()).optional().describe('Several patterns'),
      list: z
        .array(
          z.union([
            value,
            z.strictObject({
              value: value.describe('What flows and tools get'),
              synonyms: z.array(z.string()).default([]).describe('What else customers call it'),
            }),
          ]),
        )
        .optional()
        .describe('Values that are known beforehand'),
      fuzzy: z.boolean().optional().describe('Accept near misses of the list'),
      built_in: z.enum(builtInKinds).optional().describe('A kind that needs no examples'),
      alongside: z
        .boolean()
        .optional()
        .describe('Its patterns read words that other entities read, too; intents see through it'),
    }),
  ),
})

export interface IntentDefinition {
  name: IntentName
  description: string | null
  command: (typeof intentCommands)[number] | null
  /** What small talk and refusals say. */
  response: string | null
}

export interface TrainingIntent {
  name: IntentName
  examples: TrainingExample[]
}

/** Where an intent and its examples stand: `examples[i]` is the place of the i-th example. */
export interface IntentPlaces {
  file: string
  line: number | null
  examples: (number | null)[]
  /** The file of the i-th example, where it is another one: the same intent in another language. */
  otherFiles?: Map<number, string>
}

/** What the intent files say: definitions for the dialogue, examples for training, and the lines they stand on for tools of authors. */
export function readIntents(
  files: readonly SourceFile[],
  entities: ReadonlySet<EntityName>,
): {
  definitions: IntentDefinition[]
  training: TrainingIntent[]
  places: Map<IntentName, IntentPlaces>
  problems: Problem[]
} {
  const definitions: IntentDefinition[] = []
  const training: TrainingIntent[] = []
  const places = new Map<IntentName, IntentPlaces>()
  const problems: Problem[] = []
  const seen = new Map<IntentName, string>()
  const said = new Map<string, { intent: IntentName; place: string }>()
  for (const source of files) {
    const { value, yaml, problems: found } = readChecked(source, IntentFile)
    problems.push(...found)
    if (value === null || yaml === null) continue
    const language = value.language?.split('-')[0]
    for (const [name, intent] of Object.entries(value.intents)) {
      const other = seen.get(`${name} ${language ?? ''}`)
      if (other !== undefined) {
        const place = yaml.keyPlace(['intents'], name)
        problems.push({
          file: source.file,
          ...place,
          message: `There are two intents named "${name}".`,
          suggestion: `The other is in ${other}. In another language it may stand again: begin that file with "language: de" or the like.`,
          severity: 'error',
        })
        continue
      }
      seen.set(`${name} ${language ?? ''}`, source.file)
      define(definitions, name, intent)
      const known = training.find((one) => one.name === name)
      const examples: TrainingExample[] = known?.examples ?? []
      const before = examples.length
      const placed = places.get(name) ?? {
        file: source.file,
        line: yaml.keyPlace(['intents'], name).line,
        examples: [],
      }
      places.set(name, placed)
      const lines = placed.examples
      intent.examples.forEach((marked, index) => {
        const place = yaml.place(['intents', name, 'examples', index])
        lines.push(place.line)
        if (placed.file !== source.file) {
          placed.otherFiles ??= new Map()
          placed.otherFiles.set(lines.length - 1, source.file)
        }
        const parsed = parseMarkedExample(marked)
        for (const { problem } of parsed.problems) {
          problems.push({
            file: source.file,
            ...place,
            message: `In an example of "${name}": ${problem}`,
            suggestion: null,
            severity: 'error',
          })
        }
        for (const { type } of parsed.entities) {
          if (entities.has(type)) continue
          problems.push({
            file: source.file,
            ...place,
            message: `There is no entity "${type}".`,
            suggestion: nearestName(type, entities),
            severity: 'error',
          })
        }
        examples.push({ text: parsed.text, entities: parsed.entities, ...(language !== undefined && { language }) })
        const words = normaliseUtterance(parsed.text)
        const first = said.get(words)
        if (first === undefined) said.set(words, { intent: name, place: `${source.file}:${place.line ?? 1}` })
        else if (first.intent !== name && words !== '') {
          problems.push({
            file: source.file,
            ...place,
            message: `"${parsed.text}" stands under "${name}" and under "${first.intent}" (${first.place}).`,
            suggestion: 'A message can have one of them only: keep it where it belongs.',
            severity: 'warning',
          })
        }
      })
      const count = examples.length - before
      if (count < 5) {
        problems.push({
          file: source.file,
          ...yaml.keyPlace(['intents'], name),
          message: `"${name}" has ${count} example(s); it will hardly be recognised.`,
          suggestion: 'Ten or more, worded differently, work well.',
          severity: 'warning',
        })
      }
      if (known === undefined) training.push({ name, examples })
    }
  }
  return { definitions, training, places, problems }
}

/** Takes up what an intent is; of its files in several languages each may say a part of it. */
function define(
  definitions: IntentDefinition[],
  name: IntentName,
  intent: z.infer<typeof IntentFile>['intents'][string],
) {
  const command = intent.command ?? null
  const speaks = command === 'small-talk' || command === 'refuse'
  const known = definitions.find((one) => one.name === name)
  const definition = {
    name,
    description: known?.description ?? intent.description ?? null,
    command: known?.command ?? command,
    response: known?.response ?? intent.response ?? (speaks ? name.replaceAll('/', '.') : null),
  }
  if (known === undefined) definitions.push(definition)
  else Object.assign(known, definition)
}

/** What the entity files say. */
export function readEntities(files: readonly SourceFile[]): { entities: EntityDefinition[]; problems: Problem[] } {
  const entities: EntityDefinition[] = []
  const problems: Problem[] = []
  for (const source of files) {
    const { value, yaml, problems: found } = readChecked(source, EntityFile)
    problems.push(...found)
    if (value === null || yaml === null) continue
    for (const [name, entity] of Object.entries(value.entities)) {
      const at = (key: string) => yaml.place(['entities', name, key])
      if (entities.some((other) => other.name === name)) {
        problems.push({
          file: source.file,
          ...yaml.keyPlace(['entities'], name),
          message: `There are two entities named "${name}".`,
          suggestion: null,
          severity: 'error',
        })
        continue
      }
      const patterns = [...(entity.pattern === undefined ? [] : [entity.pattern]), ...(entity.patterns ?? [])]
      for (const pattern of patterns) {
        const problem = patternProblem(pattern)
        if (problem === undefined) continue
        const place = at(entity.pattern === pattern ? 'pattern' : 'patterns')
        problems.push({
          file: source.file,
          ...place,
          message: `This pattern cannot be used, it ${problem}.`,
          suggestion: null,
          severity: 'error',
        })
      }
      entities.push({
        name,
        ...(entity.description !== undefined && { description: entity.description }),
        ...(patterns.length > 0 && { patterns }),
        ...(entity.list && {
          list: entity.list.map((item) => (typeof item === 'object' ? item : { value: item, synonyms: [] })),
        }),
        ...(entity.fuzzy !== undefined && { fuzzy: entity.fuzzy }),
        ...(entity.built_in !== undefined && { builtIn: entity.built_in }),
        ...(entity.alongside !== undefined && { alongside: entity.alongside }),
      })
    }
  }
  return { entities, problems }
}
