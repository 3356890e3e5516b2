import type { ServerResponse } from 'node:http'
import type { WebSocket } from '@fastify/websocket'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  ClientFrame,
  type CustomerEvent,
  DeskClientFrame,
  type DeskServerFrame,
  type Draft,
  type Retract,
  type ServerFrame,
} from '#contracts'
import { AppError, appError } from '#domain/errors.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { DraftNotice } from '#turn/index.ts'
import type { ApiDependencies } from '../deps.ts'
import { EventTail } from '../event-tail.ts'
import { closeCodes, heartbeat, helloTimer, inOrder, parseFrame } from '../frames.ts'
import { problemOf } from '../problems.ts'
import { customerEvent } from '../views.ts'
import { mayUse } from './conversations.ts'
import { mayServe } from './desk.ts'

const Params = z.object({ id: z.string().max(60) })
/** Bytes a reader of answers and signals may be behind before its connection is closed (it reconnects and reads from where it was). */
const bufferedAtMost = 1_000_000
const pingEveryMs = 25_000
/** A desk connection may live on this much longer than its session. */
const sessionCheckMs = 60_000

/** Live connections: WebSocket for the widget and the desk, server-sent events for everyone else. */
export const liveRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const streams = new Set<ServerResponse>()
    // A server that stops waits for its answers; these never end by themselves. Clients come back with Last-Event-ID.
    app.addHook('preClose', async () => {
      for (const out of streams) out.end()
    })
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
        const row = await api.conversations.load(tenant, conversation)
        const last = Number(request.headers['last-event-id'])
        const asked = Number.isInteger(last) && last >= 0 ? last : request.query.after
        const out = reply.raw
        out.writeHead(200, {
          // Set by hooks, for all answers; a raw one has to take them along.
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        })
        reply.hijack()
        // To write after the end (the server stops, the reader is slow) would be an error that nobody hears.
        const write = (text: string) => void (out.writableEnded || out.write(text))
        write(': connected\n\n')
        const tail = new EventTail(api, tenant, conversation, Math.min(asked, row.lastSeq), async (events) => {
          for (const event of events) {
            const view = customerEvent(event)
            if (view) write(`id: ${event.seq}\nevent: ${view.kind}\ndata: ${JSON.stringify(view)}\n\n`)
          }
          if (out.writableNeedDrain)
            await new Promise<void>((resolve) => {
              out.once('drain', resolve)
              out.once('close', resolve)
            })
        })
        // Without an id: whoever comes back goes on from the last event.
        const stopDrafts = api.drafts.listen(tenant, conversation, (notice) => {
          if (out.writableLength < bufferedAtMost)
            write(`event: ${notice.kind}\ndata: ${JSON.stringify(draftFrame(notice))}\n\n`)
        })
        const ping = setInterval(() => write(': ping\n\n'), pingEveryMs)
        streams.add(out)
        out.once('close', () => {
          streams.delete(out)
          clearInterval(ping)
          stopDrafts()
          tail.stop()
        })
        if (out.destroyed) {
          stopDrafts()
          tail.stop()
        }
        void tail.read()
      },
    )
  }

const draftFrame = (notice: DraftNotice): Draft | Retract =>
  notice.kind === 'draft'
    ? { type: 'draft', turn: notice.turn, index: notice.index, text: notice.text }
    : { type: 'retract', turn: notice.turn }

function customerSocket(api: ApiDependencies, socket: WebSocket, id: string): void {
  const { access, turns, metrics, ids } = api
  const send = (frame: ServerFrame) => {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > bufferedAtMost) socket.close(closeCodes.tryAgain, 'too slow')
    else socket.send(JSON.stringify(frame))
  }
  let session: { tenant: TenantId; conversation: ConversationId; tail: EventTail; stop: () => void } | null = null
  /** The turn whose draft this connection was sent. */
  let drafted: string | null = null
  const timer = helloTimer(socket)
  heartbeat(socket)
  metrics.connections.inc({ kind: 'customer' })

  /** Events wait for the reader: the next are read from the store when these have left. */
  const deliver = async (events: ConversationEvent[], conversation: ConversationId) => {
    let left: Promise<void> = Promise.resolve()
    let lastKind: CustomerEvent['kind'] | null = null
    for (const event of events) {
      const view: CustomerEvent | null = customerEvent(event)
      if (view === null) continue
      left = new Promise((resolve) => {
        const frame: ServerFrame = { type: 'event', event: view }
        // Called without an error or with one: either way this frame takes up no more room.
        if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame), () => resolve())
        else resolve()
      })
      lastKind = view.kind
      if (view.kind !== 'reply' || view.turn === null || view.turn !== drafted) continue
      send({ type: 'final', turn: view.turn, seq: view.seq })
      drafted = null
    }
    await left
    if (lastKind === null) return
    const on = lastKind === 'message' && turns.isRunning(conversation)
    if (on || lastKind !== 'message') send({ type: 'typing', on, by: 'assistant' })
  }
  const hello = async (frame: Extract<ClientFrame, { type: 'hello' }>) => {
    const { tenant, conversation } = mayUse(access.conversationOf(frame.token), id)
    const row = await api.conversations.load(tenant, conversation)
    // Gone meanwhile: whatever would be subscribed to now would never be stopped.
    if (socket.readyState !== socket.OPEN) return
    clearTimeout(timer)
    send({ type: 'ready', lastSeq: row.lastSeq })
    // A client that has seen more than there is knows events of before a restored backup: it gets what comes from now on.
    const after = Math.min(frame.after, row.lastSeq)
    const tail = new EventTail(api, tenant, conversation, after, (events) => deliver(events, conversation))
    const stopTyping = api.typing.onAgentTyping(tenant, conversation, (on) => send({ type: 'typing', on, by: 'agent' }))
    const stopDrafts = api.drafts.listen(tenant, conversation, (notice) => {
      drafted = notice.kind === 'draft' ? notice.turn : null
      send(draftFrame(notice))
    })
    const stop = () => {
      stopTyping()
      stopDrafts()
    }
    session = { tenant, conversation, tail, stop }
    void tail.read()
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
    if (!api.messageRate.allow(conversation))
      throw appError('request.rate-limited', { seconds: api.messageRate.secondsLeft(conversation) })
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
  inOrder(socket, async (data) => {
    let clientId: string | undefined
    try {
      const frame = parseFrame(ClientFrame, data)
      if (frame.type === 'message') clientId = frame.clientId
      await handle(frame)
    } catch (error) {
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
    }
  })
  socket.on('close', () => {
    clearTimeout(timer)
    if (session) {
      session.tail.stop()
      session.stop()
      turns.customerTyping(session.conversation, false)
    }
    metrics.connections.dec({ kind: 'customer' })
  })
}

function deskSocket(api: ApiDependencies, socket: WebSocket): void {
  const send = (frame: DeskServerFrame) => {
    if (socket.readyState === socket.OPEN && socket.bufferedAmount < bufferedAtMost) socket.send(JSON.stringify(frame))
  }
  let session: { tenant: TenantId; bearer: string; checkedAtMs: number; stop: () => void } | null = null
  const timer = helloTimer(socket)
  heartbeat(socket)
  api.metrics.connections.inc({ kind: 'desk' })
  const refuse = (error: unknown) => {
    if (!(error instanceof AppError)) api.log.error({ err: error }, 'a desk connection failed')
    socket.close(closeCodes.policy, error instanceof AppError ? error.code : 'internal')
  }
  const tenantOf = async (bearer: string): Promise<TenantId> => {
    const caller = await api.access.caller(`Bearer ${bearer}`)
    if (caller.kind !== 'person' || !mayServe.includes(caller.person.role))
      throw appError('access.forbidden', { role: mayServe.join(' or ') })
    return caller.tenant
  }
  /** A session that has ended or was revoked gets nothing more. */
  const checked = async (): Promise<typeof session> => {
    const now = api.clock.now()
    if (session && now - session.checkedAtMs >= sessionCheckMs) {
      await tenantOf(session.bearer)
      session.checkedAtMs = now
    }
    return session
  }
  const hello = async (bearer: string) => {
    const tenant = await tenantOf(bearer)
    if (socket.readyState !== socket.OPEN) return
    clearTimeout(timer)
    session?.stop()
    const stop = api.bus.subscribe(tenant, null, ({ conversation, seq }) => {
      checked().then(() => send({ type: 'changed', conversation, seq }), refuse)
    })
    session = { tenant, bearer, checkedAtMs: api.clock.now(), stop }
    send({ type: 'ready' })
  }
  inOrder(socket, async (data) => {
    try {
      const frame = parseFrame(DeskClientFrame, data)
      if (frame.type === 'hello') return await hello(frame.session)
      const known = await checked()
      if (frame.type === 'ping') return send({ type: 'pong' })
      if (known) api.typing.agentTyping(known.tenant, frame.conversation, frame.on)
    } catch (error) {
      refuse(error)
    }
  })
  socket.on('close', () => {
    clearTimeout(timer)
    session?.stop()
    api.metrics.connections.dec({ kind: 'desk' })
  })
}
