import type { IncomingMessage } from 'node:http'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AssistantRuntime } from '#assistant/index.ts'
import {
  ConversationView,
  EventList,
  GiveFeedback,
  GiveSatisfaction,
  Problem,
  SendMessage,
  SentMessage,
  StartConversation,
  StartedConversation,
} from '#contracts'
import { appError } from '#domain/errors.ts'
import { type ConversationId, isIdOf, type TenantId } from '#domain/ids.ts'
import { turnLimits } from '#turn/index.ts'
import type { Caller } from '../access.ts'
import type { ApiDependencies } from '../deps.ts'
import { conversationView, customerEvents } from '../views.ts'

const Params = z.object({ id: z.string().max(60) })
const problems = { '4xx': Problem, '5xx': Problem }
const eventsAtOnce = 500

const assistantName = ({ config }: AssistantRuntime): string => config.personality.assistant_name ?? config.name

/** Who may act in a conversation: its own token, or the tenant's API key. */
export function mayUse(caller: Caller, id: string): { tenant: TenantId; conversation: ConversationId } {
  if (!isIdOf('conversation', id)) throw appError('conversation.unknown')
  if (caller.kind === 'conversation') {
    // The same answer as for one that does not exist: a token tells nothing about other conversations.
    if (caller.conversation !== id) throw appError('conversation.unknown')
    return { tenant: caller.tenant, conversation: id }
  }
  if (caller.kind === 'service') return { tenant: caller.tenant, conversation: id }
  throw appError('access.forbidden', { role: 'conversation token or API key' })
}

/** Notices of a conversation for `forMs`, for as long as the client is there and the server does not stop. */
function watch(
  api: ApiDependencies,
  tenant: TenantId,
  conversation: ConversationId,
  client: IncomingMessage,
  stopping: AbortSignal,
  forMs: number,
) {
  const over = new AbortController()
  let wake: () => void = () => undefined
  const end = () => {
    over.abort()
    wake()
  }
  const timer = setTimeout(end, forMs)
  const stopListening = api.bus.subscribe(tenant, conversation, () => wake())
  client.once('close', end)
  stopping.addEventListener('abort', end)
  return {
    signal: over.signal,
    noticed: () =>
      new Promise<void>((resolve) => {
        wake = resolve
        if (over.signal.aborted) resolve()
      }),
    stop() {
      clearTimeout(timer)
      stopListening()
      client.off('close', end)
      stopping.removeEventListener('abort', end)
    },
  }
}

/** The customer's side: start, send, read, rate. */
export const conversationRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { access, conversations, turns, ids } = api
    const tags = ['conversations']
    const stopping = new AbortController()
    app.addHook('preClose', async () => stopping.abort())
    const use = async (request: { headers: { authorization?: string | undefined } }, id: string) =>
      mayUse(await access.caller(request.headers.authorization), id)

    app.post(
      '/conversations',
      {
        schema: {
          tags,
          summary: 'Start a conversation',
          description:
            'With the widget key or an API key. Returns the greeting and a token that is good for this conversation alone.',
          body: StartConversation,
          response: { 201: StartedConversation, ...problems },
        },
      },
      async (request, reply) => {
        const caller = await access.caller(request.headers.authorization)
        if (caller.kind !== 'widget' && caller.kind !== 'service')
          throw appError('access.forbidden', { role: 'widget key or API key' })
        const { channel, locale, identityToken, page, timeZone } = request.body
        const grants = (await api.releases.live(caller.tenant)).config.identity.signed_token
        const identity = await access.identityFrom(caller.tenant, identityToken, grants)
        const started = await conversations.start(caller.tenant, {
          channel,
          locale,
          identity,
          page: page ?? null,
          ...(timeZone !== undefined && { timeZone }),
          greet: true,
        })
        api.metrics.conversationsStarted.inc({ channel })
        return reply.status(201).send({
          ...conversationView(started.conversation, 1, assistantName(started.assistant), null),
          token: access.conversationToken(caller.tenant, started.conversation.id),
          events: customerEvents([started.event]),
        })
      },
    )

    app.get(
      '/conversations/:id',
      {
        schema: {
          tags,
          summary: 'Where a conversation stands',
          params: Params,
          response: { 200: ConversationView, ...problems },
        },
      },
      async (request) => {
        const { tenant, conversation } = await use(request, request.params.id)
        const row = await conversations.load(tenant, conversation)
        const assistant = await api.releases.live(tenant)
        return conversationView(row.conversation, row.lastSeq, assistantName(assistant), await conversations.ahead(row))
      },
    )

    app.post(
      '/conversations/:id/messages',
      {
        schema: {
          tags,
          summary: 'Send one message, or several fragments of one',
          description:
            'Answers 202 as soon as the messages are stored: from then on they will be answered once, whatever crashes. With `wait=true` it ' +
            'answers 200 with the reply. Sending the same `clientId` again is harmless.',
          params: Params,
          querystring: z.object({ wait: z.stringbool().default(false) }),
          body: SendMessage,
          response: { 200: SentMessage, 202: SentMessage, ...problems },
        },
      },
      async (request, reply) => {
        const caller = await access.caller(request.headers.authorization)
        const { tenant, conversation } = mayUse(caller, request.params.id)
        // Counted by conversation, whichever way its messages come; whoever makes tokens up is counted by address like everybody.
        if (caller.kind === 'conversation' && !api.messageRate.allow(conversation)) {
          const seconds = api.messageRate.secondsLeft(conversation)
          reply.header('retry-after', String(seconds))
          throw appError('request.rate-limited', { seconds })
        }
        const sent = 'fragments' in request.body ? request.body.fragments : [request.body]
        for (const { text } of sent) if (!/\S/.test(text)) throw appError('message.empty')
        const messages = sent.map(({ clientId, text, payload }) => ({
          clientId,
          text,
          payload: payload ?? null,
          via: payload === undefined ? ('text' as const) : ('button' as const),
          message: ids.next('message'),
        }))
        const accepted = await turns.send(tenant, conversation, messages)
        if (!request.query.wait) return reply.status(202).send({ accepted, events: [] })
        const seqs = accepted.map((message) => message.seq)
        const events = await turns.waitFor(tenant, conversation, seqs, turnLimits.waitForReplyMs)
        return { accepted, events: customerEvents(events) }
      },
    )

    app.get(
      '/conversations/:id/events',
      {
        schema: {
          tags,
          summary: 'Events after a sequence number',
          description:
            'With `wait` the answer is held back until something is there or the seconds are over (long polling).',
          params: Params,
          querystring: z.object({
            after: z.coerce.number().int().min(0).default(0),
            wait: z.coerce.number().min(0).max(25).default(0).describe('Seconds'),
          }),
          response: { 200: EventList, ...problems },
        },
      },
      async (request) => {
        const { tenant, conversation } = await use(request, request.params.id)
        const { after, wait } = request.query
        const { signal, stop, noticed } = watch(api, tenant, conversation, request.raw, stopping.signal, wait * 1000)
        try {
          for (;;) {
            // Asked for before the look: what is stored between the look and the wait has to end the wait.
            const next = noticed()
            const page = await api.database.conversations.events(tenant, conversation, after, eventsAtOnce)
            if (page.lastSeq === 0) throw appError('conversation.unknown')
            const events = customerEvents(page.events)
            if (events.length > 0 || wait === 0 || signal.aborted) return { events, lastSeq: page.lastSeq }
            await next
          }
        } finally {
          stop()
        }
      },
    )

    app.post(
      '/conversations/:id/feedback',
      {
        schema: {
          tags,
          summary: 'Thumbs up or down on a reply',
          params: Params,
          body: GiveFeedback,
          response: { 204: z.null(), ...problems },
        },
      },
      async (request, reply) => {
        const { tenant, conversation } = await use(request, request.params.id)
        const { seq, value, comment } = request.body
        await conversations.feedback(tenant, conversation, seq, value, comment)
        api.metrics.feedback.inc({ value })
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/conversations/:id/satisfaction',
      {
        schema: {
          tags,
          summary: 'Rate the conversation, 1 to 5',
          params: Params,
          body: GiveSatisfaction,
          response: { 204: z.null(), ...problems },
        },
      },
      async (request, reply) => {
        const { tenant, conversation } = await use(request, request.params.id)
        await conversations.satisfaction(tenant, conversation, request.body.score, request.body.comment)
        api.metrics.satisfaction.observe(request.body.score)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/conversations/:id/close',
      { schema: { tags, summary: 'End the conversation', params: Params, response: { 204: z.null(), ...problems } } },
      async (request, reply) => {
        const { tenant, conversation } = await use(request, request.params.id)
        await conversations.close(tenant, conversation)
        return reply.status(204).send(null)
      },
    )
  }
