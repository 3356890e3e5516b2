import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'

let s: TestServer
let session: string
beforeAll(async () => {
  s = await composeTestServer()
  session = await s.signIn()
})
afterAll(() => s.close())

const eventsOf = (body: Record<string, unknown>) =>
  body.events as {
    kind: string
    outcome?: string
    text?: string
    parts?: { text: string }[]
    quickReplies?: { payload: string }[]
  }[]

describe('a handoff keeps its word', () => {
  test('the promise and the queue entry are there together', async () => {
    const conversation = await s.start()
    const answer = await conversation.say('I want a person')
    expect(eventsOf(answer.body).map((event) => event.outcome ?? event.kind)).toEqual(['handed-off', 'status'])
    const { conversations } = (await s.get('/v1/desk/conversations?status=waiting', session)).body as {
      conversations: { conversation: string }[]
    }
    expect(conversations.map((entry) => entry.conversation)).toContain(conversation.id)
  })

  test('while it waits, the customer is acknowledged and can go back to the assistant', async () => {
    const conversation = await s.start()
    await conversation.say('talk to a human')
    const [reply] = eventsOf((await conversation.say('are you there?')).body)
    expect(reply).toMatchObject({ kind: 'reply', outcome: 'held' })
    const back = reply?.quickReplies?.[0]?.payload ?? ''
    await conversation.say('Go on with the assistant', back)
    expect((await s.get(conversation.path, conversation.token)).body).toMatchObject({ status: 'open', handoff: null })
    const [hello] = eventsOf((await conversation.say('hello')).body)
    expect(hello?.outcome).toBe('answered')
  })

  test('once a person has it the assistant is silent, and after giving back it answers again', async () => {
    const conversation = await s.start()
    await conversation.say('talk to a human')
    const desk = `/v1/desk/conversations/${conversation.id}`
    expect((await s.post(`${desk}/take`, {}, session)).status).toBe(204)
    expect(eventsOf((await conversation.say('hello')).body)).toMatchObject([{ kind: 'held' }])
    expect((await s.post(`${desk}/reply`, { clientId: 'a', text: 'Hi, this is a person.' }, session)).status).toBe(204)
    expect((await s.post(`${desk}/reply`, { clientId: 'a', text: 'Hi, this is a person.' }, session)).status).toBe(204)
    const all = eventsOf((await s.get(`${conversation.path}/events`, conversation.token)).body)
    expect(all.filter((event) => event.kind === 'agent-message')).toHaveLength(1)
    await s.post(`${desk}/note`, { text: 'a secret note' }, session)
    expect(JSON.stringify((await s.get(`${conversation.path}/events`, conversation.token)).body)).not.toContain(
      'secret',
    )
    expect((await s.post(`${desk}/give-back`, {}, session)).status).toBe(204)
    expect(eventsOf((await conversation.say('hello')).body)[0]?.outcome).toBe('answered')
  })

  test('only who took it can write, give back or resolve', async () => {
    const conversation = await s.start()
    await conversation.say('talk to a human')
    const desk = `/v1/desk/conversations/${conversation.id}`
    expect(await s.post(`${desk}/reply`, { clientId: 'a', text: 'hi' }, session)).toMatchObject({
      status: 409,
      body: { code: 'conversation.not-taken' },
    })
    expect((await s.post(`${desk}/resolve`, {}, session)).status).toBe(409)
  })

  test('resolving closes the conversation, and the next message opens it again', async () => {
    const conversation = await s.start()
    await conversation.say('talk to a human')
    const desk = `/v1/desk/conversations/${conversation.id}`
    await s.post(`${desk}/take`, {}, session)
    expect((await s.post(`${desk}/resolve`, {}, session)).status).toBe(204)
    expect((await s.get(conversation.path, conversation.token)).body.status).toBe('closed')
    expect(eventsOf((await conversation.say('hello')).body).at(-1)?.outcome).toBe('answered')
  })

  test("each reply's trace shows the steps and why", async () => {
    const conversation = await s.start()
    await conversation.say('hello')
    const detail = (await s.get(`/v1/desk/conversations/${conversation.id}`, session)).body as {
      events: { kind: string; trace?: { steps: { step: string }[] } | null }[]
    }
    const trace = detail.events.findLast((event) => event.kind === 'reply')?.trace
    expect(trace?.steps.map((step) => step.step)).toEqual([
      'receive',
      'understand',
      'resolve',
      'decide',
      'act',
      'respond',
      'check',
    ])
  })
})
