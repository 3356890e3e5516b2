/**
 * `node scripts/write-flow-reference.ts`: the reference of the flow language, docs/flow-reference.md, from its JSON Schema, the functions of
 * expressions and the built-in responses. A test holds the committed page against it.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { builtInResponseList, flowFileJsonSchema, functions } from '#dialogue/index.ts'

export const referenceFile = join(import.meta.dirname, '../docs/flow-reference.md')

type JsonSchema = z.core.JSONSchema.BaseSchema

const whole = flowFileJsonSchema() as JsonSchema
const definitions = (whole.definitions ?? {}) as Record<string, JsonSchema>

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref

/** A reference alone, or with a description beside it. */
function refOf(schema: JsonSchema): string | null {
  if (schema.$ref !== undefined) return nameOf(schema.$ref)
  const [only, more] = (schema.allOf ?? []) as JsonSchema[]
  return only?.$ref !== undefined && more === undefined ? nameOf(only.$ref) : null
}

/** What may be written, in few words. */
function form(schema: JsonSchema): string {
  const ref = refOf(schema)
  if (ref !== null) return `[${ref}](#${ref})`
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.anyOf !== undefined) return [...new Set((schema.anyOf as JsonSchema[]).map(form))].join(', or ')
  switch (schema.type) {
    case 'array':
      return `list of ${form((schema.items ?? {}) as JsonSchema)}${bounds(schema.minItems, schema.maxItems)}`
    case 'object':
      return schema.properties === undefined ? `map of name to ${form(inside(schema))}` : fields(schema)
    case 'integer':
      return `whole number${bounds(schema.minimum, schema.maximum)}`
    case 'number':
      return 'number'
    case 'boolean':
      return 'true or false'
    case 'null':
      return '`null`'
    default:
      return 'text'
  }
}

const inside = (schema: JsonSchema): JsonSchema =>
  typeof schema.additionalProperties === 'object' ? (schema.additionalProperties as JsonSchema) : {}

const fields = ({ properties = {}, required = [] }: JsonSchema): string =>
  `\`{ ${Object.keys(properties)
    .map((key) => (required.includes(key) ? key : `${key}?`))
    .join(', ')} }\``

function bounds(from: number | undefined, to: number | undefined): string {
  const most = to === undefined || to >= Number.MAX_SAFE_INTEGER ? undefined : to
  if (most === undefined) return from === undefined || from === 1 ? '' : `, at least ${from}`
  return from === undefined ? `, at most ${most}` : `, ${from} to ${most}`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ')

function rows({ properties = {}, required = [] }: JsonSchema, above = ''): string[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const schema = property as JsonSchema
    const name = `${above}${key}`
    if (schema.description === undefined) throw new Error(`"${name}" of the flow language has no description`)
    const must = required.includes(key) ? ' **needed**' : ''
    return [`| \`${name}\` | ${cell(form(schema))}${must} | ${cell(schema.description)} |`, ...nested(schema, name)]
  })
}

/** Keys of a map that stands in a step or in a list of a step. */
function nested(schema: JsonSchema, name: string): string[] {
  if (refOf(schema) !== null) return []
  const alternatives = [schema, ...((schema.anyOf ?? []) as JsonSchema[])]
  return alternatives.flatMap((one) => {
    if (one.properties !== undefined) return rows(one, `${name}.`)
    const items = one.type === 'array' ? ((one.items ?? {}) as JsonSchema) : {}
    return [items, ...((items.anyOf ?? []) as JsonSchema[])].flatMap((item) =>
      item.properties === undefined ? [] : rows(item, `${name}[].`),
    )
  })
}

/** A key may stand in several forms of one thing (the two kinds of validation). */
const table = (schema: JsonSchema): string[] => [
  '| key | what stands there | meaning |',
  '|---|---|---|',
  ...new Set(rows(schema)),
  '',
]

const named = (name: string): JsonSchema => definitions[name] ?? {}

/** The keys of a slot are told once. */
function withoutSlot(step: JsonSchema): JsonSchema {
  const told = named('slot').properties ?? {}
  const more = Object.entries(step.properties ?? {}).filter(
    ([key, property]) => JSON.stringify(told[key]) !== JSON.stringify(property),
  )
  return { ...step, properties: Object.fromEntries(more) }
}

export function referencePage(): string {
  const steps = Object.keys(definitions).filter((name) => name.startsWith('step-'))
  return [
    '# Reference of the flow language',
    '',
    '<!-- Written by `node scripts/write-flow-reference.ts` from the schema that reads the files. Do not edit. -->',
    '',
    'Every key of `flows/*.yaml`. What the words mean together, with a whole flow: [flow-language.md](flow-language.md). For editors:',
    '[schemas/flows.schema.json](schemas/flows.schema.json).',
    '',
    '## A file',
    '',
    ...table({ ...whole, properties: Object.fromEntries(Object.entries(whole.properties ?? {})) }),
    '## flow',
    '',
    ...table(named('flow')),
    '## slot',
    '',
    'Under `slots:`, or the same keys in the `collect` step that asks.',
    '',
    ...table(named('slot')),
    '## steps',
    '',
    steps.map((name) => `[${name.slice(5)}](#${name})`).join(' · '),
    '',
    ...steps.flatMap((name) => {
      const isCollect = name === 'step-collect'
      const more = isCollect ? ' Beside these: the keys of a [slot](#slot).' : ''
      const keys = isCollect ? withoutSlot(named(name)) : named(name)
      return [`### ${name}`, '', `${named(name).description ?? ''}.${more}`, '', ...table(keys)]
    }),
    '## silence',
    '',
    `${named('silence').description}.`,
    '',
    ...table((named('silence').items ?? {}) as JsonSchema),
    '## time',
    '',
    `${named('time').description}.`,
    '',
    '## value',
    '',
    `${named('value').description}.`,
    '',
    '## expression',
    '',
    `${named('expression').description}. Functions:`,
    '',
    '| function | gives |',
    '|---|---|',
    ...Object.values(functions).map(({ usage, gives }) => `| \`${cell(usage)}\` | ${cell(gives)} |`),
    '',
    '## Built-in responses',
    '',
    'What the engine says by itself. An assistant has a wording for each; `repair:` of a flow replaces one while it runs.',
    '',
    '| response | when | variables |',
    '|---|---|---|',
    ...builtInResponseList.map(({ name, when, variables }) => {
      const given = Object.entries(variables).map(([variable, meaning]) => `\`${variable}\`: ${meaning}`)
      return `| \`${name}\` | ${cell(when)} | ${given.length === 0 ? '–' : cell(given.join('; '))} |`
    }),
    '',
  ].join('\n')
}

if (import.meta.main) {
  await writeFile(referenceFile, referencePage())
  console.error('wrote docs/flow-reference.md')
}
