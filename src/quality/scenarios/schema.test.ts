import { join } from 'node:path'
import { expect, test } from 'vitest'
import { customerFileJsonSchema, scenarioFileJsonSchema } from './schema.ts'

test.each([
  ['scenarios', scenarioFileJsonSchema],
  ['customers', customerFileJsonSchema],
])(
  'the published JSON Schema of %s is made from the one that reads them (after a change: vitest -u)',
  async (name, schema) => {
    const published = join(import.meta.dirname, `../../../docs/schemas/${name}.schema.json`)
    await expect(`${JSON.stringify(schema(), null, 2)}\n`).toMatchFileSnapshot(published)
  },
)
