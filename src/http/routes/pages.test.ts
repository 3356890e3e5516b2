import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiDependencies } from '../deps.ts'
import { pageRoutes } from './pages.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'))
  for (const [file, text] of [
    ['web/shop/index.html', 'the page that ships __WIDGET_KEY__'],
    ['web/desk/index.html', 'desk'],
    ['own/index.html', 'a page of its own __WIDGET_KEY__'],
    ['own/page.js', 'export {}'],
    ['secret.ts', 'secret'],
  ] as const) {
    await mkdir(join(folder, file, '..'), { recursive: true })
    await writeFile(join(folder, file), text)
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function served(demoPage: string | null, demo: ApiDependencies['demo'] = null): Promise<FastifyInstance> {
  const app = Fastify()
  // What the routes use of all that the API has.
  const api = { webFolder: join(folder, 'web'), demoPage, demo, widgetKey: 'wk_1' } as ApiDependencies & {
    webFolder: string
  }
  await app.register(pageRoutes(api))
  return app
}
const get = async (app: FastifyInstance, url: string) => {
  const { statusCode, body, headers } = await app.inject({ url })
  return { statusCode, body, type: String(headers['content-type']) }
}

test('without a page of its own a demo shows the one that ships, with the key of the widget', async () => {
  const app = await served(null)
  expect((await get(app, '/')).body).toBe('the page that ships wk_1')
  expect((await get(app, '/page/page.js')).statusCode).toBe(404)
  await app.close()
})

test('a page of its own is served with what it loads, and nothing beside its folder', async () => {
  const app = await served(join(folder, 'own'), async () => ({ customers: [{ name: 'Ada' }] }))
  expect((await get(app, '/')).body).toBe('a page of its own wk_1')
  expect(await get(app, '/page/page.js')).toMatchObject({
    statusCode: 200,
    type: expect.stringContaining('javascript'),
  })
  for (const path of ['/page/../secret.ts', '/page/..%2fsecret.ts', '/page/%2e%2e/secret.ts'])
    expect((await get(app, path)).body).not.toBe('secret')
  expect((await get(app, '/desk')).body).toBe('desk')
  expect(JSON.parse((await get(app, '/demo/info')).body)).toEqual({ widgetKey: 'wk_1', customers: [{ name: 'Ada' }] })
  await app.close()
})
