import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMemory } from '#adapters/store/index.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'
import { timedAssistant } from '#test/server/timed-assistant.ts'

/** Two replicas on one store; a question that stays unanswered for a second is asked after. */
let servers: [TestServer, TestServer]
beforeAll(async () => {
  const store = openMemory()
  const assistantFolder = await timedAssistant({
    'assistant.yaml': `name: Timed
languages: [en]
verification: prove-it
identity: { one_time_code: { send_with: mail_code } }
silence: { remind_after: 1s, say: [still-there] }
`,
  })
  const one = await composeTestServer({ ...store, assistantFolder })
  servers = [one, await composeTestServer({ ...store, assistantFolder })]
}, 60_000)
afterAll(() => Promise.all(servers.map((server) => server.close())))

interface Reply {
  kind: string
  seq: number
  answers: number[]
  parts: { text: string }[]
}
const isReminder = (event: unknown): event is Reply =>
  (event as Reply).kind === 'reply' && (event as Reply).parts[0]?.text === 'Are you still there?'

describe('what the assistant says by itself', () => {
  test('comes like any reply, once, to whoever listens: over a socket, as a stream and to who asks', async () => {
    const [s, other] = servers
    const conversation = await s.start()
    // Listens at the other replica than the one that will speak, or the same: both have to hear.
    const sockets = await Promise.all(
      [s, other].map(async (server) => {
        const socket = await openSocket(`${server.url}${conversation.path}/socket`)
        socket.send({ type: 'hello', token: conversation.token, after: 0 })
        await socket.frame({ type: 'ready' })
        return socket
      }),
    )
    const stream = await fetch(`${s.url}${conversation.path}/stream?after=1`, {
      headers: { authorization: `Bearer ${conversation.token}` },
    })
    await conversation.say('please paint it')
    const polled = await s.get(`${conversation.path}/events?after=3&wait=20`, conversation.token)
    const [reminder] = (polled.body.events as unknown[]).filter(isReminder)
    expect(reminder).toMatchObject({ answers: [], quickReplies: expect.any(Array) })

    for (const socket of sockets) {
      // The greeting, the message, its reply, the reminder.
      await socket.count('event', 4)
      expect(socket.frames.filter((frame) => frame.type === 'event' && isReminder(frame.event))).toHaveLength(1)
    }
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('Are you still there?')) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    for (const socket of sockets) await socket.close()

    const { body } = await other.get(`${conversation.path}/events`, conversation.token)
    expect((body.events as unknown[]).filter(isReminder)).toHaveLength(1)
  })

  test('is counted for whoever runs the server', async () => {
    const metrics = await Promise.all(
      servers.map(async (s) =>
        (await fetch(`${s.url}/metrics`, { headers: { authorization: `Bearer ${s.apiKey}` } })).text(),
      ),
    )
    expect(metrics.join('\n')).toMatch(/parley_alarms_total\{kind="silence",outcome="spoken"\} [1-9]/)
    expect(metrics.join('\n')).toContain('parley_alarm_late_seconds_bucket')
  })

  test('does not stop two messages at once from being answered once each', async () => {
    const [s, other] = servers
    const conversation = await s.start()
    const texts = ['please paint it', 'blue', 'yes', 'hello']
    await Promise.all(
      texts.map((text, n) =>
        (n % 2 ? s : other).post(
          `${conversation.path}/messages?wait=true`,
          { clientId: `at-once-${n}`, text },
          conversation.token,
        ),
      ),
    )
    const { body } = await s.get(`${conversation.path}/events`, conversation.token)
    const events = body.events as Reply[]
    const messages = events.filter(({ kind }) => kind === 'message').map(({ seq }) => seq)
    const answered = events.flatMap((event) => (event.kind === 'reply' ? event.answers : []))
    expect(answered.toSorted((a, b) => a - b)).toEqual(messages)
    expect(messages).toHaveLength(4)
  })
})
