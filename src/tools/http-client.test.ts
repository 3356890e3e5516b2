import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowedOrigins, httpClient } from './http-client.ts'
import { toolLimits } from './limits.ts'

const server = createServer((request, response) => {
  if (request.url === '/nothing') response.writeHead(204).end()
  else if (request.url === '/text') response.end('hello')
  else if (request.url === '/big') response.end(JSON.stringify('x'.repeat(toolLimits.answerBytes)))
  else if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  else if (request.url === '/hang') return
  else if (request.url === '/cut') response.destroy()
  else
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(JSON.stringify({ saw: request.url, method: request.method }))
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const client = (signal = new AbortController().signal) =>
  httpClient(allowedOrigins({ shop_url: `${base}/v1`, name: 'x' }), signal)

test('any status is an answer, with its JSON', async () => {
  expect(await client().request({ method: 'GET', url: `${base}/orders`, query: { a: 1, b: undefined } })).toEqual({
    kind: 'answer',
    status: 404,
    body: { saw: '/orders?a=1', method: 'GET' },
  })
  expect(await client().request({ method: 'GET', url: `${base}/nothing` })).toEqual({
    kind: 'answer',
    status: 204,
    body: null,
  })
})

test('an address that no setting names cannot be reached', async () => {
  await expect(client().request({ method: 'GET', url: 'http://127.0.0.1:1/' })).rejects.toThrow('assistant.yaml')
})

test.each([
  ['text that is no JSON', '/text', 'bad-response'],
  ['more than the limit', '/big', 'bad-response'],
  ['a redirect', '/elsewhere', 'unavailable'],
  ['a broken connection', '/cut', 'unavailable'],
])('%s is no answer, and may have had an effect', async (_what, path, reason) => {
  expect(await client().request({ method: 'POST', url: base + path, body: {} })).toEqual({
    kind: 'no-answer',
    reason,
    sent: true,
  })
})

test('a server that never answers ends with the time that was given', async () => {
  expect(await client(AbortSignal.timeout(30)).request({ method: 'GET', url: `${base}/hang` })).toMatchObject({
    reason: 'timeout',
    sent: true,
  })
})

test('what nobody listens to was surely not sent', async () => {
  const idle = createServer()
  await new Promise<void>((resolve) => idle.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`
  await new Promise((resolve) => idle.close(resolve))
  const answer = await httpClient(new Set([url]), new AbortController().signal).request({
    method: 'POST',
    url,
    body: {},
  })
  expect(answer).toEqual({ kind: 'no-answer', reason: 'unavailable', sent: false })
})
