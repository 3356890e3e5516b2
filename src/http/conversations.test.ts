import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SentMessage, StartedConversation } from '#contracts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

let s: TestServer
beforeAll(async () => {
  s = await composeTestServer()
})
afterAll(() => s.close())

const repliesIn = (body: unknown) =>
  SentMessage.parse(body).events.flatMap((event) => (event.kind === 'reply' ? [event] : []))
const textOf = (body: unknown) =>
  repliesIn(body)
    .flatMap((reply) => reply.parts.map((part) => (part.kind === 'text' ? part.text : part.title)))
    .join(' ')

describe('the conversation API', () => {
  test('a conversation begins with a greeting and a token of its own', async () => {
    const { started } = await s.start()
    expect(started.status).toBe(201)
    const body = StartedConversation.parse(started.body)
    expect(body.events[0]).toMatchObject({ kind: 'reply', seq: 1, answers: [] })
  })

  test('a message is acknowledged at once, and its reply comes as an event', async () => {
    const conversation = await s.start()
    const sent = await s.post(`${conversation.path}/messages`, { clientId: 'a', text: 'hello' }, conversation.token)
    expect(sent.status).toBe(202)
    const { events } = (await s.get(`${conversation.path}/events?after=1&wait=5`, conversation.token)).body as {
      events: { kind: string }[]
    }
    expect(events[0]?.kind).toBe('message')
    const later = await s.get(`${conversation.path}/events?after=2&wait=5`, conversation.token)
    expect(JSON.stringify(later.body)).toContain('"answers":[2]')
  })

  test('the same client id is answered once and gets the same reply again', async () => {
    const conversation = await s.start()
    const send = () =>
      s.post(`${conversation.path}/messages?wait=true`, { clientId: 'a', text: 'hello' }, conversation.token)
    const first = SentMessage.parse((await send()).body)
    const again = SentMessage.parse((await send()).body)
    expect(again.accepted[0]).toMatchObject({ seq: first.accepted[0]?.seq, seen: true })
    expect(again.events.map((event) => event.seq)).toEqual(first.events.map((event) => event.seq))
  })

  test('fragments are one turn', async () => {
    const conversation = await s.start()
    const fragments = [
      { clientId: 'a', text: 'please paint my house' },
      { clientId: 'b', text: 'blue' },
    ]
    const answer = await s.post(`${conversation.path}/messages?wait=true`, { fragments }, conversation.token)
    expect(repliesIn(answer.body)).toHaveLength(1)
    expect(textOf(answer.body)).toContain('blue')
  })

  test('a flow asks, confirms and ends; its quick replies can be pressed', async () => {
    const conversation = await s.start()
    expect(textOf((await conversation.say('I want my wall painted')).body)).toContain('Which colour')
    const [confirm] = repliesIn((await conversation.say('green')).body)
    expect(confirm?.outcome).toBe('asked')
    const yes = confirm?.quickReplies.find((reply) => reply.label === 'Yes')
    expect(textOf((await conversation.say('Yes', yes?.payload)).body)).toContain('It is green now')
  })

  test('an answer from an article carries its citation', async () => {
    const conversation = await s.start()
    const [reply] = repliesIn((await conversation.say('how long does paint take to dry?')).body)
    const part = reply?.parts[0]
    expect(part).toMatchObject({ kind: 'text', citations: [{ title: 'Drying times' }] })
    if (part?.kind === 'text')
      expect(part.citations?.some((citation) => citation.quote.includes('six hours'))).toBe(true)
  })

  test('text of 8,001 characters gets the length reply, not an error', async () => {
    const conversation = await s.start()
    const answer = await conversation.say('word '.repeat(1_700))
    expect(answer.status).toBe(200)
    expect(repliesIn(answer.body)).toHaveLength(1)
  })

  test('server-sent events continue after Last-Event-ID', async () => {
    const conversation = await s.start()
    await conversation.say('hello')
    const response = await fetch(`${s.url}${conversation.path}/stream`, {
      headers: { authorization: `Bearer ${conversation.token}`, 'last-event-id': '2' },
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('id: 3')) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    expect(text).not.toContain('id: 2')
    expect(text).toContain('event: reply')
  })

  test('feedback and satisfaction are kept, and ending twice changes nothing', async () => {
    const conversation = await s.start()
    await conversation.say('hello')
    expect((await s.post(`${conversation.path}/feedback`, { seq: 3, value: 'down' }, conversation.token)).status).toBe(
      204,
    )
    expect((await s.post(`${conversation.path}/satisfaction`, { score: 4 }, conversation.token)).status).toBe(204)
    for (let i = 0; i < 2; i += 1)
      expect((await s.post(`${conversation.path}/close`, {}, conversation.token)).status).toBe(204)
    const view = await s.get(conversation.path, conversation.token)
    expect(view.body).toMatchObject({ status: 'closed', lastSeq: 6 })
  })

  test('a message after the end resumes the conversation', async () => {
    const conversation = await s.start()
    await s.post(`${conversation.path}/close`, {}, conversation.token)
    const answer = await conversation.say('hello')
    expect(repliesIn(answer.body)).toHaveLength(1)
    expect((await s.get(conversation.path, conversation.token)).body.status).toBe('open')
  })

  test('the API document is OpenAPI 3.1 and names every route', async () => {
    const { body } = await s.get('/openapi.json', null)
    expect(body.openapi).toBe('3.1.0')
    const paths = Object.keys(body.paths as object)
    for (const path of [
      '/v1/conversations',
      '/v1/conversations/{id}/messages',
      '/v1/desk/conversations/{id}/take',
      '/metrics',
      '/ready',
    ])
      expect(paths).toContain(path)
  })

  test('metrics are named and labelled as Prometheus wants, without ids', async () => {
    const text = await (await fetch(`${s.url}/metrics`)).text()
    expect(text).toMatch(/parley_turn_seconds_bucket\{le="0\.001",outcome="answered"\}/)
    expect(text).toMatch(/parley_turns_total\{outcome="answered"\} \d+/)
    expect(text).not.toMatch(/(cv|tu|ms|tk)_[0-9a-z]{10}/)
  })
})
