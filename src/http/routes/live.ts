import type { WebSocket } from '@fastify/websocket'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ClientFrame, type CustomerEvent, DeskClientFrame, type DeskServerFrame, type ServerFrame } from '#contracts'
import { AppError, appError } from '#domain/errors.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { ApiDependencies } from '../deps.ts'
import { problemOf } from '../problems.ts'
import { customerEvent } from '../views.ts'
import { mayUse } from './conversations.ts'

const Params = z.object({ id: z.string().max(60) })
const eventsAtOnce = 200
/** A connection that does not say who it is within this time is closed. */
const helloWithinMs = 10_000
/** Bytes a slow reader may be behind before its connection is closed (it reconnects and reads from where it was). */
const bufferedAtMost = 1_000_000
const pingEveryMs = 25_000
const closeCodes = { policy: 1008, tryAgain: 1013 } as const

/** Sends a conversation's events in order, each once, from a sequence number on; wakes on notices. */
class EventTail {
  private readonly api: ApiDependencies
  private readonly tenant: TenantId
  private readonly conversation: ConversationId
  private readonly deliver: (events: ConversationEvent[]) => void
  private readonly stopListening: () => void
  private after: number
  private reading = false
  private again = false
  private stopped = false

  constructor(
    api: ApiDependencies,
    tenant: TenantId,
    conversation: ConversationId,
    after: number,
    deliver: (events: ConversationEvent[]) => void,
  ) {
    this.api = api
    this.tenant = tenant
    this.conversation = conversation
    this.after = after
    this.deliver = deliver
    this.stopListening = api.bus.subscribe(tenant, conversation, () => void this.read())
  }

  async read(): Promise<void> {
    if (this.reading) {
      this.again = true
      return
    }
    this.reading = true
    try {
      do {
        this.again = false
        const page = await this.api.database.conversations.events(
          this.tenant,
          this.conversation,
          this.after,
          eventsAtOnce,
        )
        if (this.stopped) return
        if (page.events.length > 0) {
          this.after = page.events.at(-1)?.seq ?? this.after
          this.deliver(page.events)
          this.again = true
        }
      } while (this.again)
    } catch (error) {
      this.api.log.warn({ err: error }, 'reading events for a live connection failed; the next notice tries again')
    } finally {
      this.reading = false
    }
  }

  stop(): void {
    this.stopped = true
    this.stopListening()
  }
}

/** Live connections: WebSocket for the widget and the desk, server-sent events for everyone else. */
export const liveRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/conversations/:id/socket',
      {
        websocket: true,
        schema: { tags: ['conversations'], summary: 'WebSocket: frames in contracts/socket.ts', params: Params },
      },
      (socket, request) => customerSocket(api, socket, request.params.id),
    )
    app.get(
      '/desk/socket',
      { websocket: true, schema: { tags: ['desk'], summary: 'WebSocket: notices that a conversation changed' } },
      (socket) => deskSocket(api, socket),
    )
    app.get(
      '/conversations/:id/stream',
      {
        schema: {
          tags: ['conversations'],
          summary: 'Server-sent events; continues after Last-Event-ID',
          params: Params,
          querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        },
      },
      async (request, reply) => {
        const caller = await api.access.caller(request.headers.authorization)
        const { tenant, conversation } = mayUse(caller, request.params.id)
        await api.conversations.load(tenant, conversation)
        const last = Number(request.headers['last-event-id'])
        const after = Number.isInteger(last) && last >= 0 ? last : request.query.after
        reply.hijack()
        const out = reply.raw
        out.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        })
        out.write(': connected\n\n')
        const tail = new EventTail(api, tenant, conversation, after, (events) => {
          for (const event of events) {
            const view = customerEvent(event)
            if (view) out.write(`id: ${event.seq}\nevent: ${view.kind}\ndata: ${JSON.stringify(view)}\n\n`)
          }
          if (out.writableLength > bufferedAtMost) out.destroy()
        })
        const ping = setInterval(() => out.write(': ping\n\n'), pingEveryMs)
        request.raw.once('close', () => {
          clearInterval(ping)
          tail.stop()
        })
        void tail.read()
      },
    )
  }

/** Parses a frame; a wrong one gets a problem and changes nothing. */
function parseFrame<T>(schema: z.ZodType<T>, data: unknown): T {
  let value: unknown
  try {
    value = JSON.parse(String(data))
  } catch {
    throw appError('request.invalid', { problem: 'the frame is not JSON' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw appError('request.invalid', { problem: `${issue?.path.join('.') || 'frame'}: ${issue?.message ?? 'wrong'}` })
}

function helloTimer(socket: WebSocket): NodeJS.Timeout {
  return setTimeout(() => socket.close(closeCodes.policy, 'no hello'), helloWithinMs)
}

function customerSocket(api: ApiDependencies, socket: WebSocket, id: string): void {
  const { access, turns, metrics, ids } = api
  const send = (frame: ServerFrame) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > bufferedAtMost) socket.close(closeCodes.tryAgain, 'too slow')
    else socket.send(JSON.stringify(frame))
  }
  let session: { tenant: TenantId; conversation: ConversationId; tail: EventTail; stopTyping: () => void } | null = null
  const timer = helloTimer(socket)
  metrics.connections.inc({ kind: 'customer' })

  const hello = async (frame: Extract<ClientFrame, { type: 'hello' }>) => {
    const { tenant, conversation } = mayUse(access.conversationOf(frame.token), id)
    const row = await api.conversations.load(tenant, conversation)
    clearTimeout(timer)
    send({ type: 'ready', lastSeq: row.lastSeq })
    const tail = new EventTail(api, tenant, conversation, frame.after, (events) => {
      for (const event of events) {
        const view: CustomerEvent | null = customerEvent(event)
        if (view) send({ type: 'event', event: view })
        if (view?.kind === 'message' && turns.isRunning(conversation))
          send({ type: 'typing', on: true, by: 'assistant' })
        if (view && view.kind !== 'message') send({ type: 'typing', on: false, by: 'assistant' })
      }
    })
    const stopTyping = api.typing.onAgentTyping(conversation, (on) => send({ type: 'typing', on, by: 'agent' }))
    session = { tenant, conversation, tail, stopTyping }
    await tail.read()
  }
  const handle = async (frame: ClientFrame) => {
    if (frame.type === 'ping') return send({ type: 'pong' })
    if (frame.type === 'hello') {
      if (session) throw appError('request.invalid', { problem: 'hello was said already' })
      return hello(frame)
    }
    if (!session) throw appError('access.missing')
    const { tenant, conversation } = session
    if (frame.type === 'typing') return turns.customerTyping(conversation, frame.on)
    if (!/\S/.test(frame.text)) throw appError('message.empty')
    if (!api.messageRate.allow(conversation)) throw appError('request.rate-limited', { seconds: 60 })
    const via = frame.payload === undefined ? 'text' : 'button'
    const message = {
      clientId: frame.clientId,
      text: frame.text,
      payload: frame.payload ?? null,
      via,
      message: ids.next('message'),
    } as const
    const [accepted] = await turns.send(tenant, conversation, [message], via === 'text' ? 'typed' : 'program')
    if (accepted) send({ type: 'ack', clientId: frame.clientId, seq: accepted.seq })
  }
  socket.on('message', (data) => {
    let clientId: string | undefined
    void (async () => {
      const frame = parseFrame(ClientFrame, data)
      if (frame.type === 'message') clientId = frame.clientId
      await handle(frame)
    })().catch((error: unknown) => {
      const known = error instanceof AppError ? error : null
      if (known === null) api.log.error({ err: error }, 'a live connection failed')
      const problem = known
        ? problemOf(known)
        : {
            type: 'about:blank',
            title: 'internal',
            status: 500,
            code: 'internal',
            detail: 'A fault of ours; try again.',
            retryable: true,
          }
      send({ type: 'problem', problem, ...(clientId !== undefined && { clientId }) })
      if (session === null && known && known.status < 500) socket.close(closeCodes.policy, known.code)
    })
  })
  socket.on('close', () => {
    clearTimeout(timer)
    session?.tail.stop()
    session?.stopTyping()
    metrics.connections.dec({ kind: 'customer' })
  })
}

function deskSocket(api: ApiDependencies, socket: WebSocket): void {
  const send = (frame: DeskServerFrame) => {
    if (socket.readyState === socket.OPEN && socket.bufferedAmount < bufferedAtMost) socket.send(JSON.stringify(frame))
  }
  let stop: (() => void) | null = null
  const timer = helloTimer(socket)
  api.metrics.connections.inc({ kind: 'desk' })
  socket.on('message', (data) => {
    void (async () => {
      const frame = parseFrame(DeskClientFrame, data)
      if (frame.type === 'ping') return send({ type: 'pong' })
      if (frame.type === 'typing') {
        if (stop) api.typing.agentTyping(frame.conversation, frame.on)
        return
      }
      const caller = await api.access.caller(`Bearer ${frame.session}`)
      if (caller.kind !== 'person') throw appError('access.forbidden', { role: 'agent' })
      clearTimeout(timer)
      stop?.()
      stop = api.bus.subscribe(caller.tenant, null, ({ conversation, seq }) =>
        send({ type: 'changed', conversation, seq }),
      )
      send({ type: 'ready' })
    })().catch((error: unknown) => {
      if (!(error instanceof AppError)) api.log.error({ err: error }, 'a desk connection failed')
      socket.close(closeCodes.policy, error instanceof AppError ? error.code : 'internal')
    })
  })
  socket.on('close', () => {
    clearTimeout(timer)
    stop?.()
    api.metrics.connections.dec({ kind: 'desk' })
  })
}
