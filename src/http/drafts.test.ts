import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ProviderServer, startProviderServer } from '#test/provider-server/index.ts'
import { composeTestServer, type TestServer } from '#test/server/compose-test-server.ts'
import { openSocket } from '#test/server/socket.ts'
import { tinyAssistant } from '#test/server/tiny-assistant.ts'

const models = `name: Tiny
languages: [en]
models:
  providers:
    local: { kind: compatible, url: { env: PROVIDER_URL } }
  models:
    small: { provider: local, model: small }
  roles:
    answer: { chain: [small], cache: { minutes: 0 } }
`

let provider: ProviderServer
let s: TestServer
beforeAll(async () => {
  provider = await startProviderServer()
  s = await composeTestServer({
    assistantFolder: await tinyAssistant({ 'assistant.yaml': models }),
    environment: { PROVIDER_URL: provider.url },
  })
})
afterAll(async () => {
  await s.close()
  await provider.close()
})

const question = 'how long does paint take to dry'

/** Asks over a socket and gives the frames until the reply's event and what follows it. */
async function framesOf(text: string) {
  const conversation = await s.start()
  const socket = await openSocket(`${s.url}${conversation.path}/socket`)
  socket.send({ type: 'hello', token: conversation.token, after: 1 })
  await socket.frame({ type: 'ready' })
  socket.send({ type: 'message', clientId: 'a', text })
  // The customer's message and the reply.
  await socket.count('event', 2)
  socket.send({ type: 'ping' })
  await socket.frame({ type: 'pong' })
  await socket.close()
  return socket.frames.filter(({ type }) => ['draft', 'retract', 'final', 'event'].includes(String(type)))
}

const replyOf = (frames: Awaited<ReturnType<typeof framesOf>>) =>
  frames.find((frame) => frame.type === 'event' && (frame.event as { kind: string }).kind === 'reply')?.event as {
    seq: number
    turn: string
    parts: { text: string; citations?: { passage: string; quote: string }[] }[]
  }

describe('an answer that a model writes', () => {
  test('is seen sentence by sentence before it is recorded, and the recorded reply takes its place', async () => {
    provider.script({
      kind: 'answer',
      text: 'Paint takes six hours to dry [1]. In winter it takes ten hours to dry [1].',
      betweenMs: 15,
    })
    const frames = await framesOf(question)
    const reply = replyOf(frames)
    expect(frames.filter(({ type }) => type === 'draft').map(({ index, text }) => [index, text])).toEqual([
      [0, 'Paint takes six hours to dry.'],
      [1, ' In winter it takes ten hours to dry.'],
    ])
    expect(reply.parts[0]?.text).toBe('Paint takes six hours to dry. In winter it takes ten hours to dry.')
    expect(reply.parts[0]?.citations?.[0]).toMatchObject({ passage: 'drying#1' })
    expect(frames.map(({ type }) => type)).toEqual(['event', 'draft', 'draft', 'event', 'final'])
    expect(frames.at(-1)).toMatchObject({ turn: reply.turn, seq: reply.seq })
  })

  test('never shows a sentence that no article says', async () => {
    provider.script({
      kind: 'answer',
      text: 'Paint takes six hours to dry [1]. You get your money back after 90 days.',
    })
    const frames = await framesOf(question)
    expect(JSON.stringify(frames)).not.toContain('90 days')
    expect(replyOf(frames).parts[0]?.text).toBe('Paint takes six hours to dry.')
  })

  test('is taken back where the model breaks off, and the articles answer', async () => {
    provider.script({
      kind: 'stream-error',
      error: 'overloaded',
      text: 'Paint takes six hours to dry [1]. In winter it takes ten hours',
      afterPieces: 10,
    })
    const frames = await framesOf(question)
    const reply = replyOf(frames)
    expect(frames.map(({ type }) => type)).toEqual(['event', 'draft', 'retract', 'event'])
    expect(reply.parts[0]?.text).toContain('six hours')
    expect(JSON.stringify(frames)).not.toContain('overloaded')
  })

  test('comes over server-sent events, too, without a number of its own', async () => {
    const conversation = await s.start()
    const stop = new AbortController()
    const stream = await fetch(`${s.url}${conversation.path}/stream?after=1`, {
      headers: { authorization: `Bearer ${conversation.token}` },
      signal: stop.signal,
    })
    provider.script({ kind: 'answer', text: 'Paint takes six hours to dry [1].' })
    await conversation.say(question)
    let text = ''
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('event: reply')) break
    }
    stop.abort()
    const draft = text.split('\n\n').find((block) => block.includes('event: draft'))
    expect(draft).toContain('"text":"Paint takes six hours to dry."')
    expect(draft).not.toContain('id:')
  })
})
