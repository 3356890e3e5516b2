import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ClientFrame, ServerFrame } from '#contracts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'

/** docs/api.md, done from top to bottom against a server: each curl gets its answer, of the shape that the page shows. */
const page = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, kind = '', text = '']) => ({ kind, text }))
const section = (title: string) => page.slice(page.indexOf(`## ${title}`)).split('\n## ')[0] ?? ''

let s: TestServer
const variables: Record<string, string> = {}
beforeAll(async () => {
  s = await composeTestServer()
  Object.assign(variables, { PARLEY: s.url, KEY: s.apiKey, WIDGET_KEY: s.server.widgetKey })
})
afterAll(() => s.close())

/** What a shell would make of a line of the page: words, quotes, variables. */
function words(line: string): string[] {
  const found = line.match(/(?:'[^']*'|"(?:\\.|[^"])*"|[^\s'"])+/g) ?? []
  const filled = (text: string) => text.replace(/\$([A-Z_]+)/g, (_all, name: string) => variables[name] ?? `no ${name}`)
  return found.map((word) =>
    word.replace(
      /'([^']*)'|"((?:\\.|[^"])*)"|([^'"]+)/g,
      (_all, single?: string, double?: string, plain?: string) =>
        single ?? (double === undefined ? filled(plain ?? '') : filled(double).replace(/\\(.)/g, '$1')),
    ),
  )
}

/** The request that a curl command makes. */
function curl(line: string): { url: string; init: RequestInit } {
  const [, ...args] = words(line)
  const init: RequestInit & { headers: Record<string, string> } = { headers: {} }
  let url = ''
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? ''
    const value = args[at + 1] ?? ''
    if (argument === '-H') init.headers[value.split(': ')[0] ?? ''] = value.split(': ')[1] ?? ''
    else if (argument === '-d') Object.assign(init, { body: value, method: 'POST' })
    else if (argument === '-X') init.method = value
    else if (argument.startsWith('-')) continue
    else {
      url = argument
      continue
    }
    at += 1
  }
  return { url, init }
}

/** Names and types of a JSON value. What is empty or null on either side says nothing. */
function differences(shown: unknown, got: unknown, path = ''): string[] {
  if (shown === null || got === null) return []
  if (Array.isArray(shown) && Array.isArray(got))
    return shown.length === 0 || got.length === 0 ? [] : differences(shown[0], got[0], `${path}[0]`)
  if (typeof shown !== typeof got) return [`${path}: ${typeof shown} on the page, ${typeof got} from the server`]
  if (typeof shown !== 'object' || typeof got !== 'object') return []
  const theirs = got as Record<string, unknown>
  return Object.entries(shown).flatMap(([key, value]) =>
    key in theirs ? differences(value, theirs[key], `${path}.${key}`) : [`${path}.${key} does not come`],
  )
}

const withLines = (text: string) => text.split('\n').filter((line) => line.startsWith('curl '))

describe('docs/api.md', () => {
  test('its requests are answered in the shape that it shows', async () => {
    let last: unknown = null
    let asked = 0
    for (const { kind, text } of blocks) {
      if (kind === 'json' && text.includes('"retryable"')) last = (await s.get('/v1/conversations/none')).body
      if (kind === 'json') expect(differences(JSON.parse(text), last)).toEqual([])
      if (kind !== 'sh') continue
      for (const line of withLines(text)) {
        if (line.includes('/stream')) continue
        if (line.includes('/desk/sign-in')) variables.SIGN_IN = await s.server.adminSignIn()
        if (line.includes('/take')) await s.post(`/v1/conversations/${variables.ID}/messages?wait=true`, toAPerson)
        const { url, init } = curl(line)
        const answer = await fetch(url, init)
        expect([answer.status, line]).toEqual([expect.toSatisfy((status: number) => status < 300), line])
        asked += 1
        const body = await answer.text()
        if (body === '') continue
        last = JSON.parse(body)
        const { conversation, token, session } = last as Record<string, string | undefined>
        if (token !== undefined && conversation !== undefined)
          Object.assign(variables, { ID: conversation, TOKEN: token })
        if (session !== undefined) variables.SESSION = session
      }
    }
    expect(asked).toBe(page.match(/^curl /gm)!.length - 1)
  })

  test("its code for the website's server makes a tag that knows the customer", async () => {
    const code = blocks.find(({ kind }) => kind === 'js')?.text ?? ''
    const AsyncFunction = (async () => undefined).constructor as FunctionConstructor
    const run = AsyncFunction('PARLEY', 'KEY', 'WIDGET_KEY', 'customer', `let page\n${code}\nreturn page`) as (
      ...args: unknown[]
    ) => Promise<string>
    const customer = { id: 'C-7', name: 'Ada Moor', email: 'ada@post.example' }
    const tag = await run(variables.PARLEY, variables.KEY, variables.WIDGET_KEY, customer)
    const identityToken = /data-identity="([^"]+)"/.exec(tag)?.[1]
    const key = /data-key="([^"]+)"/.exec(tag)?.[1] ?? ''
    expect((await s.post('/v1/conversations', { identityToken }, key)).status).toBe(201)
    expect((await s.post('/v1/conversations', { identityToken: `${identityToken}x` }, key)).status).toBe(401)
  })

  test('its stream sends events in the form that it shows', async () => {
    const conversation = await s.start()
    await conversation.say('hello')
    Object.assign(variables, { ID: conversation.id, TOKEN: conversation.token })
    const { url, init } = curl(withLines(section('Live: server-sent')).at(0) ?? '')
    const stop = new AbortController()
    const answer = await fetch(url, { ...init, signal: stop.signal })
    let read = ''
    for await (const chunk of answer.body ?? []) {
      read += Buffer.from(chunk).toString('utf8')
      if (read.includes('event: message')) break
    }
    stop.abort()
    expect(read).toMatch(/^id: 2\nevent: message\ndata: \{.*"kind":"message"/m)
  })

  test('its frames are frames, and the server answers them so', async () => {
    const conversation = await s.start()
    const socket = await openSocket(`${s.url}${conversation.path}/socket`)
    const frames = [...section('Live: WebSocket').matchAll(/^([→←]) (.*)$/gm)]
    expect(frames.length).toBeGreaterThan(5)
    let events = 0
    for (const [, direction, text = ''] of frames) {
      const frame = JSON.parse(text) as Record<string, unknown>
      if (direction === '→') {
        socket.send(ClientFrame.parse(frame.type === 'hello' ? { ...frame, token: conversation.token } : frame))
        continue
      }
      const { type } = ServerFrame.parse(frame)
      if (type === 'event') {
        events += 1
        await socket.count('event', events)
      }
      const come =
        type === 'event'
          ? socket.frames.filter((one) => one.type === 'event')[events - 1]
          : await socket.frame({ type })
      expect(differences(frame, come)).toEqual([])
    }
    await socket.close()
  })

  test('the frames of a reply that is being written are frames, in the order in which they come', () => {
    const frames = [...section('Live: a reply while it is written').matchAll(/^← (.*)$/gm)]
    const types = frames.map(([, text = '']) => ServerFrame.parse(JSON.parse(text)).type)
    expect(types).toEqual(['draft', 'draft', 'event', 'final'])
  })
})

const toAPerson = { clientId: 'person', text: 'I want a person' }
