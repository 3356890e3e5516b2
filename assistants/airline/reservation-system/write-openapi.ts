import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { openApiDocument } from './openapi.ts'

/** `node assistants/airline/reservation-system/write-openapi.ts`: writes openapi.yaml from the routes; openapi.test.ts keeps the two equal. */
export const openApiYaml = (): string =>
  `# Made by write-openapi.ts from the routes; do not edit.\n${stringify(openApiDocument(), { lineWidth: 120, aliasDuplicateObjects: false })}`

if (import.meta.main) writeFileSync(new URL('./openapi.yaml', import.meta.url), openApiYaml())
