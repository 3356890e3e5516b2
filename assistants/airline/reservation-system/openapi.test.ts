import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApiDocument } from './openapi.ts'
import { routes } from './routes/index.ts'
import { openApiYaml } from './write-openapi.ts'

const written = readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8')

test('openapi.yaml is what the routes say (if not: node assistants/airline/reservation-system/write-openapi.ts)', () => {
  expect(written).toBe(openApiYaml())
})

test('every route is in it once, and every reference leads somewhere', () => {
  const { paths, components } = openApiDocument() as {
    paths: Record<string, Record<string, { operationId: string }>>
    components: { schemas: Record<string, unknown> }
  }
  const ids = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
  expect(new Set(ids).size).toBe(ids.length)
  expect(routes.filter(({ operationId }) => !ids.includes(operationId))).toEqual([])
  const references = [...written.matchAll(/\$ref: "?#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
  expect(references.length).toBeGreaterThan(50)
  expect(references.filter((name) => !(name in components.schemas))).toEqual([])
})
