import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { ClientFrame, Problem, ServerFrame } from '#contracts'
import { FakeConversation } from './conversations.ts'
import { demoCustomers } from './demo.ts'
import { deskRoutes } from './desk.ts'

/**
 * A stand-in for the real server in the widget's tests: the same paths and frames, everything in memory, and switches for the
 * misfortunes of a network. It checks little and must never serve anybody.
 */
export interface FakeServer {
  url: string
  conversations: Map<string, FakeConversation>
  misfortune: {
    /** Sockets are closed as soon as they open. */
    noSockets: boolean
    /** Messages are stored but neither acknowledged nor answered over the open sockets: they are cut right after. */
    cutAfterStore: boolean
    /** Something on the way answers in place of the event stream. */
    noStream: boolean
    /** Every message is refused with this text. */
    refuse: string | null
    /** Requests answer 503. */
    down: boolean
  }
  /** Cuts every open connection. */
  cut(): void
  close(): Promise<void>
}

export async function startFakeServer(port = 0): Promise<FakeServer> {
  const app = Fastify({ forceCloseConnections: true })
  await app.register(websocket)
  const built = fileURLToPath(new URL('../../dist/web/', import.meta.url))
  if (existsSync(built)) await app.register(fastifyStatic, { root: built, index: false })

  const conversations = new Map<string, FakeConversation>()
  const misfortune: FakeServer['misfortune'] = {
    noSockets: false,
    cutAfterStore: false,
    noStream: false,
    refuse: null,
    down: false,
  }
  const cuts = new Set<() => void>()

  app.addHook('onRequest', async (request, answer) => {
    if (misfortune.down && request.url.startsWith('/v1/')) return fail(answer, 503, 'server.down', 'Try again later.')
  })
  for (const [path, file] of [
    ['/', 'shop/index.html'],
    ['/desk', 'desk/index.html'],
  ] as const)
    app.get(path, async (_request, answer) => {
      const html = await readFile(`${built}${file}`, 'utf8')
      // As strict as the real server's: whatever the pages would need beyond it shows in the tests.
      answer.header(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:",
      )
      return answer.type('text/html').send(html.replaceAll('__WIDGET_KEY__', 'pk_test'))
    })
  deskRoutes(app, conversations, cuts)
  app.get('/demo/info', () => ({ customers: demoCustomers }))

  app.post('/v1/conversations', (request, answer) => {
    if (request.headers.authorization !== 'Bearer pk_test') return fail(answer, 401, 'access.invalid', 'Unknown key.')
    const { identityToken } = request.body as { identityToken?: string }
    const conversation = new FakeConversation(identityToken ? nameIn(identityToken) : null)
    conversations.set(conversation.id, conversation)
    return answer.code(201).send({ ...conversation.view(), token: conversation.token, events: conversation.after(0) })
  })

  /** The conversation of the path, if the bearer token is its own. */
  function find(request: FastifyRequest): FakeConversation | undefined {
    const { id } = request.params as { id: string }
    const found = conversations.get(id)
    return found && request.headers.authorization === `Bearer ${found.token}` ? found : undefined
  }
  const unknown = (answer: FastifyReply) => fail(answer, 404, 'conversation.unknown', 'There is no such conversation.')

  app.get('/v1/conversations/:id', (request, answer) => find(request)?.view() ?? unknown(answer))

  app.get('/v1/conversations/:id/events', (request, answer) => {
    const conversation = find(request)
    if (!conversation) return unknown(answer)
    const { after, wait } = request.query as { after: string; wait?: string }
    const list = () => ({ events: conversation.after(Number(after)), lastSeq: conversation.view().lastSeq })
    if (Number(wait ?? 0) === 0 || list().events.length > 0) return list()
    return new Promise((resolve) => {
      const done = () => {
        conversation.listeners.delete(done)
        cuts.delete(done)
        resolve(list())
      }
      conversation.listeners.add(done)
      cuts.add(done)
      request.raw.once('close', done)
    })
  })

  app.get('/v1/conversations/:id/stream', (request, answer) => {
    const conversation = find(request)
    if (!conversation) return unknown(answer)
    if (misfortune.noStream) return answer.type('text/html').send('<p>blocked by a proxy</p>')
    const after = Number((request.query as { after: string }).after)
    answer.hijack()
    const { raw } = answer
    raw.writeHead(200, { 'content-type': 'text/event-stream' })
    raw.write(': hello\n\n')
    const listener = (frame: ServerFrame) => {
      if (frame.type === 'event') raw.write(`id: ${frame.event.seq}\ndata: ${JSON.stringify(frame.event)}\n\n`)
    }
    for (const event of conversation.after(after)) listener({ type: 'event', event })
    conversation.listeners.add(listener)
    const cut = () => raw.destroy()
    cuts.add(cut)
    raw.on('close', () => {
      conversation.listeners.delete(listener)
      cuts.delete(cut)
    })
  })

  app.get('/v1/conversations/:id/profile', (request, answer) => find(request)?.profile ?? unknown(answer))
  app.put('/v1/conversations/:id/profile/consent', (request, answer) => {
    const conversation = find(request)
    if (!conversation) return unknown(answer)
    const { given } = request.body as { given: boolean }
    const { profile } = conversation
    conversation.profile = { ...profile, consent: given, facts: given ? profile.facts : [] }
    return conversation.profile
  })
  for (const path of ['/v1/conversations/:id/profile', '/v1/conversations/:id/profile/:fact'])
    app.delete(path, (request, answer) => {
      const conversation = find(request)
      if (!conversation) return unknown(answer)
      const { fact } = request.params as { fact?: string }
      const { facts } = conversation.profile
      const kept = fact === undefined ? [] : facts.filter((one) => one.fact !== fact)
      conversation.profile = { ...conversation.profile, facts: kept }
      return { erased: facts.length - kept.length }
    })

  app.post('/v1/conversations/:id/messages', (request, answer) => {
    const conversation = find(request)
    if (!conversation) return unknown(answer)
    if (misfortune.refuse !== null) return fail(answer, 400, 'message.refused', misfortune.refuse)
    const { clientId, text } = request.body as { clientId: string; text: string }
    const stored = conversation.accept(clientId, text)
    return answer.code(202).send({ accepted: [{ clientId, message: `msg_${stored.seq}`, ...stored }], events: [] })
  })

  app.post('/v1/conversations/:id/feedback', (request, answer) => {
    find(request)?.feedback.push(request.body)
    return answer.code(204).send()
  })
  app.post('/v1/conversations/:id/satisfaction', (request, answer) => {
    find(request)?.score((request.body as { score: number }).score)
    return answer.code(204).send()
  })

  app.post('/v1/conversations/:id/close', (request, answer) => {
    find(request)?.close()
    return answer.code(204).send()
  })

  app.get('/v1/conversations/:id/socket', { websocket: true }, (socket, request) => {
    if (misfortune.noSockets) return socket.terminate()
    const conversation = conversations.get((request.params as { id: string }).id)
    const transmit = (frame: ServerFrame) => socket.send(JSON.stringify(frame))
    const cut = () => socket.terminate()
    cuts.add(cut)
    socket.on('close', () => {
      cuts.delete(cut)
      conversation?.listeners.delete(transmit)
    })
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ClientFrame
      if (frame.type === 'ping') transmit({ type: 'pong' })
      else if (frame.type === 'hello') {
        if (!conversation || frame.token !== conversation.token)
          return transmit({ type: 'problem', problem: problem(404, 'conversation.unknown', 'No such conversation.') })
        transmit({ type: 'ready', lastSeq: conversation.view().lastSeq })
        for (const event of conversation.after(frame.after)) transmit({ type: 'event', event })
        conversation.listeners.add(transmit)
      } else if (!conversation?.listeners.has(transmit)) return
      else if (frame.type === 'typing') conversation.typingSeen.push(frame.on)
      else if (misfortune.refuse !== null) {
        const refused = problem(400, 'message.refused', misfortune.refuse)
        transmit({ type: 'problem', problem: refused, clientId: frame.clientId })
      } else if (misfortune.cutAfterStore) {
        conversation.listeners.delete(transmit)
        conversation.accept(frame.clientId, frame.text)
        socket.terminate()
      } else {
        const { seq } = conversation.accept(frame.clientId, frame.text)
        transmit({ type: 'ack', clientId: frame.clientId, seq })
      }
    })
  })

  const url = await app.listen({ port, host: '127.0.0.1' })
  return {
    url,
    conversations,
    misfortune,
    cut: () => {
      for (const cut of [...cuts]) cut()
    },
    close: () => app.close(),
  }
}

function fail(answer: FastifyReply, status: number, code: string, detail: string) {
  return answer
    .code(status)
    .type('application/problem+json')
    .send(problem(status, code, detail))
}

function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: code, status, code, detail, retryable: status >= 500 }
}

function nameIn(token: string): string | null {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString() || '{}') as { name?: string }
  return claims.name ?? null
}
