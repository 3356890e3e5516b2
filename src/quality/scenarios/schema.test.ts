import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scenarioFileJsonSchema } from './schema.ts'

test('the published JSON Schema is made from the one that reads scenarios (after a change: vitest -u)', async () => {
  const published = join(import.meta.dirname, '../../../docs/schemas/scenarios.schema.json')
  await expect(`${JSON.stringify(scenarioFileJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(published)
})
