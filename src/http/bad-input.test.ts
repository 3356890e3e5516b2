import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

let s: TestServer
beforeAll(async () => {
  s = await composeTestServer()
})
afterAll(() => s.close())

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('bad input gets a clear error and changes nothing', () => {
  test.each([
    ['no text', { clientId: 'x' }, 400, 'request.invalid'],
    ['an empty text', { clientId: 'x', text: '  \n ' }, 400, 'message.empty'],
    ['a text of another type', { clientId: 'x', text: 3 }, 400, 'request.invalid'],
    ['an unknown field', { clientId: 'x', text: 'hi', admin: true }, 400, 'request.invalid'],
    ['a client id with markup', { clientId: '<b>', text: 'hi' }, 400, 'request.invalid'],
    [
      'too many fragments',
      { fragments: Array.from({ length: 21 }, (_, i) => ({ clientId: `f${i}`, text: 'hi' })) },
      400,
      'request.invalid',
    ],
    ['a text over the wire limit', { clientId: 'x', text: 'a'.repeat(40_000) }, 400, 'request.invalid'],
  ])('%s', async (_name, body, status, code) => {
    const conversation = await s.start()
    const answer = await s.post(`${conversation.path}/messages`, body, conversation.token)
    expect(answer).toMatchObject({ status, body: { code, status, retryable: false } })
    expect(String(answer.body.detail).length).toBeGreaterThan(20)
    expect((await s.get(conversation.path, conversation.token)).body.lastSeq).toBe(1)
  })

  test.each([
    ['no JSON', '{"clientId": ', 400],
    ['10,000 levels of JSON', deep(10_000), 400],
    ['a poisoned key', '{"clientId":"x","text":"hi","__proto__":{"a":1}}', 400],
    ['a body over the limit', JSON.stringify({ clientId: 'x', text: 'a'.repeat(300_000) }), 413],
  ])('%s', async (_name, body, status) => {
    const conversation = await s.start()
    const answer = await s.postRaw(`${conversation.path}/messages`, body, conversation.token)
    expect(answer.status).toBe(status)
    expect(answer.body.code).toMatch(/^request\./)
    expect((await s.get(conversation.path, conversation.token)).body.lastSeq).toBe(1)
  })

  test('bytes that are not UTF-8 do no harm', async () => {
    const conversation = await s.start()
    const bytes = Buffer.concat([
      Buffer.from('{"clientId":"x","text":"h'),
      Buffer.from([0xff, 0xfe, 0x80]),
      Buffer.from('i"}'),
    ])
    const response = await fetch(`${s.url}${conversation.path}/messages?wait=true`, {
      method: 'POST',
      headers: { authorization: `Bearer ${conversation.token}`, 'content-type': 'application/json' },
      body: bytes,
    })
    expect([200, 400]).toContain(response.status)
  })

  test.each([
    ['no credentials', null, 401, 'access.missing'],
    ['an unknown key', 'ak_unknownunknownunknown', 401, 'access.invalid'],
    ['a conversation token with a wrong signature', 'ct_tn_default.cv_0000000000.AAAA', 401, 'access.invalid'],
    ['a token of another tenant', 'ct_tn_other.cv_0000000000.AAAA', 401, 'access.invalid'],
    ['something that is no token', 'x y', 401, 'access.invalid'],
  ])('%s', async (_name, key, status, code) => {
    const conversation = await s.start()
    expect(await s.get(conversation.path, key)).toMatchObject({ status, body: { code } })
  })

  test("another conversation's token is told that there is no such conversation", async () => {
    const [one, other] = [await s.start(), await s.start()]
    expect(await s.get(one.path, other.token)).toMatchObject({ status: 404, body: { code: 'conversation.unknown' } })
    expect(await s.post(`${one.path}/messages`, { clientId: 'x', text: 'hi' }, other.token)).toMatchObject({
      status: 404,
    })
    expect((await s.get(one.path, one.token)).body.lastSeq).toBe(1)
  })

  test.each(['cv_unknown0000', 'nonsense', '../../etc', 'cv_%00'])('an unknown conversation: %s', async (id) => {
    expect((await s.get(`/v1/conversations/${encodeURIComponent(id)}`)).status).toBe(404)
    expect(
      (await s.post(`/v1/conversations/${encodeURIComponent(id)}/messages`, { clientId: 'x', text: 'hi' })).status,
    ).toBe(404)
  })

  test('the desk is for signed-in people: neither keys nor conversation tokens open it', async () => {
    const conversation = await s.start()
    expect(await s.get('/v1/desk/conversations', s.apiKey)).toMatchObject({
      status: 403,
      body: { code: 'access.forbidden' },
    })
    expect(await s.get('/v1/desk/conversations', conversation.token)).toMatchObject({ status: 403 })
  })

  test('a one-time sign-in works once', async () => {
    const token = await s.server.adminSignIn()
    expect((await s.post('/v1/desk/sign-in', { token }, null)).status).toBe(200)
    expect(await s.post('/v1/desk/sign-in', { token }, null)).toMatchObject({
      status: 401,
      body: { code: 'access.invalid' },
    })
  })

  test('an identity that the website did not sign is refused, not taken for anonymous', async () => {
    const forged = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJDLTEifQ.'
    expect(await s.post('/v1/conversations', { identityToken: forged })).toMatchObject({
      status: 401,
      body: { code: 'access.invalid' },
    })
  })

  test('an identity that has expired is refused', async () => {
    const { SignJWT } = await import('jose')
    const secret = await s.store.database.access.secret('tn_default' as never, 'identity', () => '')
    const expired = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('C-1')
      .setExpirationTime('-10m')
      .sign(new TextEncoder().encode(secret))
    expect((await s.post('/v1/conversations', { identityToken: expired })).status).toBe(401)
  })

  test('feedback on an event that does not exist is refused', async () => {
    const conversation = await s.start()
    expect((await s.post(`${conversation.path}/feedback`, { seq: 99, value: 'up' }, conversation.token)).status).toBe(
      400,
    )
    expect((await s.post(`${conversation.path}/satisfaction`, { score: 6 }, conversation.token)).status).toBe(400)
    expect((await s.get(conversation.path, conversation.token)).body.lastSeq).toBe(1)
  })

  test('an unknown path says where the reference is', async () => {
    expect(await s.get('/v2/nothing')).toMatchObject({ status: 404, body: { code: 'request.not-found' } })
  })

  test('too many messages of one conversation are refused for a while', async () => {
    const limited = await composeTestServer({
      limits: { messagesPerMinute: 3, requestsPerMinute: 1_000, trustedProxies: 0 },
    })
    try {
      const conversation = await limited.start()
      const statuses = []
      for (let i = 0; i < 5; i += 1) statuses.push((await conversation.say('hello')).status)
      expect(statuses).toEqual([200, 200, 200, 429, 429])
    } finally {
      await limited.close()
    }
  })
})
