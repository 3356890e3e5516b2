import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { documentedRoutes, openApiDocument } from './openapi.ts'
import { startTestShops, type TestShop } from './testing.ts'
import { openApiYaml } from './write-openapi.ts'

type Operation = { operationId: string; summary: string; responses: Record<string, unknown>; requestBody?: unknown }
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

const written = readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8')
const document = parse(written) as Document
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

let shops: Awaited<ReturnType<typeof startTestShops>>
let shop: TestShop
beforeAll(async () => {
  shops = await startTestShops()
  shop = shops.fresh()
})
afterAll(() => shops.close())

test('openapi.yaml is what the routes say (if not: node assistants/storefront/shop/write-openapi.ts)', () => {
  expect(written).toBe(openApiYaml())
})

test('the running shop serves the same document', async () => {
  const { body } = await shop.get('/openapi.json')
  expect(body).toEqual(parse(JSON.stringify(openApiDocument())))
})

test.each(operations.map((each) => [each.operation.operationId, each] as const))(
  '%s is answered by a route',
  async (_id, { path, method }) => {
    // Ids that fit the schema and exist nowhere: the answer may be any refusal but "no such address" and "no such method".
    const ids: Record<string, string> = {
      number: 'MF-999999',
      customerId: 'C-99999',
      itemId: 'I-99999',
      refundId: 'RF-99999',
      returnId: 'RT-99999',
      productId: 'P-9999',
    }
    const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => ids[name] ?? 'x')
    const answer = await shop.send(method, address, method === 'GET' ? undefined : {})
    expect(['route_not_found', 'method_not_allowed']).not.toContain(answer.body.code)
  },
)

test('every route is in the document, with a body where it takes one', () => {
  const documented = new Map(operations.map((each) => [each.operation.operationId, each]))
  for (const route of documentedRoutes) {
    const found = documented.get(route.operationId)
    expect([found?.path, found?.method, found?.operation.requestBody !== undefined]).toEqual([
      route.path,
      route.method,
      route.body !== undefined,
    ])
  }
  expect(operations).toHaveLength(documentedRoutes.length + 2)
})

test('operation ids are unique and every reference leads somewhere', () => {
  const ids = operations.map((each) => each.operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const references = [...written.matchAll(/\$ref: "?#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '')
  expect(references.length).toBeGreaterThan(50)
  expect(references.filter((name) => !(name in document.components.schemas))).toEqual([])
  // A schema that is only a reference says nothing, least of all one to itself.
  expect(Object.entries(document.components.schemas).filter(([, schema]) => '$ref' in (schema as object))).toEqual([])
})
