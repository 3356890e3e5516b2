import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { SignJWT } from 'jose'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { appError } from '#domain/errors.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'

let s: TestServer
let webFolder: string
const logged: string[] = []
const log = pino(
  { level: 'trace' },
  new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  }),
)
const store = openMemory()
beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), 'parley-web-'))
  for (const page of ['shop', 'desk']) {
    await mkdir(join(webFolder, page))
    await writeFile(join(webFolder, page, 'index.html'), '<p>__WIDGET_KEY__</p>')
  }
  await mkdir(join(webFolder, 'assets'))
  await writeFile(join(webFolder, 'assets', 'a.js'), 'void 0')
  await writeFile(join(webFolder, 'widget.js'), 'void 0')
  s = await composeTestServer({ ...store, webFolder, log })
})
afterAll(async () => {
  await s.close()
  await rm(webFolder, { recursive: true, force: true })
})

const identitySecret = () => store.database.access.secret('tn_default' as never, 'identity', () => '')
const signed = async (claims: Record<string, unknown>, subject?: unknown) =>
  new SignJWT({ ...claims, ...(subject !== undefined && { sub: subject as string }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(await identitySecret()))

describe('credentials', () => {
  test('a conversation token opens its own conversation, and nothing with any character of it changed', async () => {
    const conversation = await s.start()
    const { token } = conversation
    for (let at = 0; at < token.length; at += 7) {
      const other = token[at] === 'a' ? 'b' : 'a'
      const tampered = token.slice(0, at) + other + token.slice(at + 1)
      expect((await s.get(conversation.path, tampered)).status, tampered).toBe(401)
    }
    expect((await s.get(conversation.path, token)).status).toBe(200)
  })

  test('the widget key starts conversations and does nothing else', async () => {
    const key = s.server.widgetKey
    const conversation = await s.start()
    expect((await s.post('/v1/conversations', {}, key)).status).toBe(201)
    for (const path of [conversation.path, `${conversation.path}/events`, '/v1/releases', '/v1/desk/conversations'])
      expect((await s.get(path, key)).status, path).toBe(403)
    for (const [path, body] of [
      [`${conversation.path}/messages`, { clientId: 'x', text: 'hi' }],
      ['/v1/releases', {}],
      ['/v1/identities', { subject: 'C-1' }],
    ] as const)
      expect((await s.post(path, body, key)).status, path).toBe(403)
  })

  test('identities are signed for the API key alone, and releases are built by it or an administrator', async () => {
    const session = await s.signIn()
    const { token } = await s.start()
    for (const key of [session, token, s.server.widgetKey])
      expect((await s.post('/v1/identities', { subject: 'C-1' }, key)).status).toBe(403)
    expect((await s.post('/v1/releases', { folder: '/etc' })).status).toBe(400)
    expect((await s.post('/v1/releases', {}, token)).status).toBe(403)
  })

  test('who a signed identity is about is its subject, whatever its other claims say', async () => {
    const started = await s.start({ identityToken: await signed({ customerId: 'C-2', name: 'Ada' }, 'C-1') })
    const row = await store.database.conversations.load('tn_default' as never, started.id as never)
    expect(row?.conversation.identity).toMatchObject({
      customer: 'C-1',
      attributes: { customerId: 'C-1', name: 'Ada' },
    })
  })

  test.each([
    ['no subject', {}, undefined],
    ['an empty subject', {}, ''],
    ['a subject that is no text', {}, 7],
  ])('an identity with %s is refused', async (_name, claims, subject) => {
    const identityToken = await signed(claims, subject)
    expect((await s.post('/v1/conversations', { identityToken })).status).toBe(401)
  })

  test('tokens that are made up are counted by address, one bucket for all of them', async () => {
    const limited = await composeTestServer({
      limits: { messagesPerMinute: 100, requestsPerMinute: 20, trustedProxies: 0 },
    })
    try {
      const statuses = new Set<number>()
      for (let n = 0; n < 30; n += 1)
        statuses.add(
          (await limited.post('/v1/conversations/cv_0000/messages', { clientId: 'x', text: 'hi' }, `guess-${n}-guess`))
            .status,
        )
      expect([...statuses]).toEqual([401, 429])
    } finally {
      await limited.close()
    }
  })

  test('sign-ins cannot be guessed at speed', async () => {
    const limited = await composeTestServer()
    try {
      const statuses: number[] = []
      for (let n = 0; n < 25; n += 1)
        statuses.push((await limited.post('/v1/desk/sign-in', { token: `si_guess-number-${n}` }, null)).status)
      expect(statuses.filter((status) => status === 401)).toHaveLength(20)
      expect(statuses.at(-1)).toBe(429)
    } finally {
      await limited.close()
    }
  })
})

describe('what is served', () => {
  test('pages say what may run in them and who may frame them', async () => {
    for (const path of ['/', '/desk']) {
      const response = await fetch(s.url + path)
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("object-src 'none'")
      expect(policy).toContain("frame-ancestors 'self'")
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test.each([
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets//etc/passwd',
    '/assets/%00',
    '/widget.js/../../package.json',
  ])('nothing outside the web folder: %s', async (path) => {
    const status = await new Promise<string>((resolve, reject) => {
      const { port } = new URL(s.url)
      const socket = connect(Number(port), 'localhost', () =>
        // As it is: fetch would tidy the path up first.
        socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      )
      let text = ''
      socket.on('data', (data) => {
        text += data
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(status).toMatch(/^HTTP\/1.1 4\d\d/)
    expect(status).not.toMatch(/"scripts"|root:/)
  })

  test('other origins may use the conversation routes and no others', async () => {
    const options = (path: string) =>
      fetch(s.url + path, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } })
    expect((await options('/v1/conversations')).headers.get('access-control-allow-origin')).toBe('*')
    for (const path of ['/v1/desk/conversations', '/v1/desk/sign-in', '/v1/releases', '/v1/identities', '/metrics']) {
      expect((await options(path)).headers.get('access-control-allow-origin'), path).toBeNull()
      expect((await fetch(s.url + path)).headers.get('access-control-allow-origin'), path).toBeNull()
    }
  })

  test('what a caller is told of a broken database names neither its address nor its user', async () => {
    const { token, path } = await s.start()
    const problem = 'connect ECONNREFUSED 10.1.2.3:5432, user parley'
    vi.spyOn(store.database, 'ping').mockRejectedValueOnce(new Error(problem))
    vi.spyOn(store.database.conversations, 'load').mockRejectedValueOnce(appError('store.unreachable', { problem }))
    for (const answer of [await s.get('/ready', null), await s.get(path, token)]) {
      expect(answer.status).toBe(503)
      expect(JSON.stringify(answer.body)).not.toMatch(/10\.1\.2\.3|ECONNREFUSED/)
    }
    expect(logged.join('')).toContain('ECONNREFUSED')
  })
})

describe('logs', () => {
  test('have no word of a customer, no token and no key in them, at any level', async () => {
    const secret = 'xylophone-4711'
    const conversation = await s.start({ identityToken: await signed({ name: 'Zebulon' }, 'C-9') })
    await conversation.say(`talk to a human about ${secret}`)
    const session = await s.signIn()
    const desk = `/v1/desk/conversations/${conversation.id}`
    await s.post(`${desk}/take`, {}, session)
    await s.post(`${desk}/reply`, { clientId: 'a', text: secret }, session)
    await s.post(`${conversation.path}/satisfaction`, { score: 1, comment: secret }, conversation.token)
    await s.postRaw(`${conversation.path}/messages`, `{"clientId":"x","text":"${secret}"`, conversation.token)
    await s.post(`${conversation.path}/messages`, { clientId: secret.repeat(20), text: secret }, conversation.token)
    const socket = await openSocket(`${s.url}${conversation.path}/socket`)
    socket.send(
      { type: 'hello', token: conversation.token, after: 0 },
      { type: 'message', clientId: 's', text: secret },
    )
    await socket.frame({ type: 'ack' })
    socket.sendRaw(`{"text":"${secret}`)
    await socket.frame({ type: 'problem' })
    await socket.close()
    expect(logged.join('')).toContain('turn recorded')
    for (const hidden of [secret, 'Zebulon', conversation.token, session, s.apiKey, s.server.widgetKey])
      expect(logged.filter((line) => line.includes(hidden))).toEqual([])
  })
})
