/**
 * `node scripts/write-schemas.ts`: the JSON Schemas of the files of an assistant folder, for editors, into docs/schemas/, and the table of
 * assistant.yaml in docs/assistant-folder.md. Both are made from the Zod schemas that read the files; a test holds the committed ones
 * against them.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AssistantConfig, EntityFile, IntentFile } from '#assistant/index.ts'
import { flowFileJsonSchema } from '#dialogue/index.ts'
import { frontMatterSchema, sourcesFileSchema } from '#knowledge/index.ts'
import { customerFileJsonSchema, scenarioFileJsonSchema } from '#quality/index.ts'
import { responsesFileSchema } from '#responses/index.ts'
import { ToolFile } from '#tools/index.ts'

export const schemaFolder = join(import.meta.dirname, '../docs/schemas')
const page = join(import.meta.dirname, '../docs/assistant-folder.md')

type JsonSchema = z.core.JSONSchema.BaseSchema

function published(name: string, title: string, schema: z.ZodType): JsonSchema {
  return {
    $id: `https://parley.example/schemas/${name}.json`,
    title: `Parley ${title}`,
    // Draft 7 is what editors understand in full. `input`: what authors write, defaults left out.
    ...z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }),
  }
}

/** File name without `.schema.json` → its schema. */
export const schemas: Record<string, JsonSchema> = {
  assistant: published('assistant', 'assistant', AssistantConfig),
  intents: published('intents', 'intents', IntentFile),
  entities: published('entities', 'entities', EntityFile),
  flows: flowFileJsonSchema() as JsonSchema,
  responses: published('responses', 'responses', responsesFileSchema),
  knowledge: published('knowledge', 'front matter of articles', frontMatterSchema),
  'knowledge-sources': published(
    'knowledge-sources',
    'sources of knowledge (knowledge/sources.yaml)',
    sourcesFileSchema,
  ),
  scenarios: scenarioFileJsonSchema() as JsonSchema,
  customers: customerFileJsonSchema() as JsonSchema,
  tools: published('tools', 'tools of other systems', ToolFile),
}

export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`

/** Explained on a page of their own. */
const elsewhere: Record<string, string> = {
  thresholds: '[dialogue.md](dialogue.md)',
  encoder: '[encoders.md](understanding/encoders.md)',
  'personality.style': '[personality.md](personality.md)',
}

function rows({ properties = {}, required = [] }: JsonSchema, above: string): string[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const schema = property as JsonSchema
    const name = `${above}${key}`
    const inner = schema.properties === undefined || name in elsewhere ? [] : rows(schema, `${name}.`)
    const isPlain =
      schema.default !== undefined && (typeof schema.default !== 'object' || Array.isArray(schema.default))
    const fallback = required.includes(key) ? 'needed' : isPlain ? `\`${JSON.stringify(schema.default)}\`` : '–'
    const more = elsewhere[name] === undefined ? '' : `: ${elsewhere[name]}`
    const own = `| \`${name}\` | ${fallback} | ${(schema.description ?? '').replace(/; see .*$/, '')}${more} |`
    return [own, ...inner]
  })
}

/** The keys of assistant.yaml with their defaults. */
export const configTable = (): string =>
  ['| key | default | meaning |', '|---|---|---|', ...rows(schemas.assistant ?? {}, '')].join('\n')

if (import.meta.main) {
  await mkdir(schemaFolder, { recursive: true })
  for (const [name, schema] of Object.entries(schemas))
    await writeFile(join(schemaFolder, `${name}.schema.json`), schemaText(schema))
  const text = await readFile(page, 'utf8')
  await writeFile(
    page,
    text.replace(/(<!-- keys:.*-->\n)[\s\S]*?(<!-- end -->)/, (_all, start, end) => `${start}${configTable()}\n${end}`),
  )
  console.error(`wrote ${Object.keys(schemas).length} schemas and the table of assistant.yaml`)
}
