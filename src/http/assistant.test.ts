import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

let s: TestServer
beforeAll(async () => {
  s = await composeTestServer()
})
afterAll(() => s.close())

describe('what the live assistant does and knows', () => {
  test('is told to programs with the API key', async () => {
    const { flows } = (await s.get('/v1/flows')).body
    expect(flows).toMatchObject([{ flow: 'paint-house', stakes: 'reads', slots: [{ slot: 'colour' }] }])
    const found = await s.get('/v1/knowledge/search?q=how%20long%20does%20paint%20take%20to%20dry&limit=1')
    expect(found.body).toMatchObject({ passages: [{ title: 'Drying times' }] })
    expect(Number(found.body.confidence)).toBeGreaterThan(0.3)
  })

  test('is told to nobody else', async () => {
    const { token } = await s.start()
    for (const key of [null, token, s.server.widgetKey])
      for (const path of ['/v1/flows', '/v1/knowledge/search?q=paint'])
        expect((await s.get(path, key)).status, path).toBeGreaterThanOrEqual(401)
  })

  test('takes no question that is none, too long, or for too much', async () => {
    for (const query of ['', 'q=', `q=${'x'.repeat(501)}`, 'q=a&limit=0', 'q=a&limit=21', 'q=a&limit=x'])
      expect((await s.get(`/v1/knowledge/search?${query}`)).status, query).toBe(400)
  })
})
