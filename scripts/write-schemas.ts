/**
 * `node scripts/write-schemas.ts`: the JSON Schemas of the files of an assistant folder, for editors, into docs/schemas/. They are made
 * from the Zod schemas that read the files; a test holds the committed ones against them.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AssistantConfig, EntityFile, IntentFile } from '#assistant/index.ts'
import { flowFileJsonSchema } from '#dialogue/index.ts'
import { frontMatterSchema } from '#knowledge/index.ts'
import { scenarioFileJsonSchema } from '#quality/index.ts'
import { responsesFileSchema } from '#responses/index.ts'

export const schemaFolder = join(import.meta.dirname, '../docs/schemas')

type JsonSchema = Record<string, unknown>

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
  flows: flowFileJsonSchema(),
  responses: published('responses', 'responses', responsesFileSchema),
  knowledge: published('knowledge', 'front matter of articles', frontMatterSchema),
  scenarios: scenarioFileJsonSchema(),
}

export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`

if (import.meta.main) {
  await mkdir(schemaFolder, { recursive: true })
  for (const [name, schema] of Object.entries(schemas))
    await writeFile(join(schemaFolder, `${name}.schema.json`), schemaText(schema))
  console.error(`wrote ${Object.keys(schemas).length} schemas`)
}
