import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AddNote, AgentReply, DeskDetail, DeskList, Problem, Resolve, SignedIn, SignIn, Status } from '#contracts'
import { appError } from '#domain/errors.ts'
import { type ConversationId, isIdOf } from '#domain/ids.ts'
import type { Person, Role } from '#ports/access-store.ts'
import type { ApiDependencies } from '../deps.ts'
import { deskConversation, deskDetail } from '../desk-views.ts'

const Params = z.object({ id: z.string().max(60) })
const problems = { '4xx': Problem, '5xx': Problem }
/** Who works on the desk. */
export const mayServe: readonly Role[] = ['agent', 'admin']
const statusList = z
  .string()
  .default('waiting,taken,open')
  .transform((text) => text.split(','))
  .pipe(z.array(Status).min(1))

/** Signed-in people of the desk. */
export const deskRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { access, desk } = api
    const tags = ['desk']
    const person = async (request: { headers: { authorization?: string | undefined } }): Promise<Person> => {
      const caller = await access.caller(request.headers.authorization)
      if (caller.kind !== 'person' || !mayServe.includes(caller.person.role))
        throw appError('access.forbidden', { role: mayServe.join(' or ') })
      return caller.person
    }
    const known = (id: string): ConversationId => {
      if (!isIdOf('conversation', id)) throw appError('conversation.unknown')
      return id
    }
    const agentView = ({ agent, name, email, role }: Person) => ({ id: agent, name, email, role })

    app.post(
      '/sign-in',
      {
        config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
        schema: {
          tags,
          summary: 'Use a one-time sign-in',
          security: [],
          body: SignIn,
          response: { 200: SignedIn, ...problems },
        },
      },
      async (request) => {
        const { session, person: who } = await access.signIn(request.body.token)
        return { session, agent: agentView(who) }
      },
    )
    app.get(
      '/me',
      { schema: { tags, summary: 'Who I am', response: { 200: SignedIn.shape.agent, ...problems } } },
      async (request) => agentView(await person(request)),
    )
    app.get(
      '/conversations',
      {
        schema: {
          tags,
          summary: 'Conversations by status',
          querystring: z.object({ status: statusList }),
          response: { 200: DeskList, ...problems },
        },
      },
      async (request) => {
        const who = await person(request)
        const entries = await desk.list(who.tenant, request.query.status)
        const conversations = await Promise.all(
          entries.map(async (entry) => deskConversation(entry, who.agent, await desk.lastText(who.tenant, entry.row))),
        )
        return { conversations }
      },
    )
    app.get(
      '/conversations/:id',
      {
        schema: {
          tags,
          summary: 'One conversation, with why each reply was given',
          params: Params,
          response: { 200: DeskDetail, ...problems },
        },
      },
      async (request) => {
        const who = await person(request)
        return deskDetail(await desk.detail(who.tenant, known(request.params.id)), who.agent)
      },
    )

    const action = <Body extends z.ZodType>(
      path: string,
      summary: string,
      body: Body,
      run: (who: Person, id: ConversationId, body: z.output<Body>) => Promise<void>,
    ) =>
      app.post(
        `/conversations/:id/${path}`,
        { schema: { tags, summary, params: Params, body, response: { 204: z.null(), ...problems } } },
        async (request, reply) => {
          const who = await person(request)
          await run(who, known(request.params.id), request.body as z.output<Body>)
          return reply.status(204).send(null)
        },
      )
    const nothing = z.union([Resolve, z.null(), z.undefined()])
    action('take', 'Take a waiting conversation', nothing, (who, id) => desk.take(who.tenant, id, who))
    action('reply', 'Write to the customer', AgentReply, (who, id, body) =>
      desk.reply(who.tenant, id, who, body.clientId, body.text),
    )
    action('note', 'Add a private note', AddNote, (who, id, body) => desk.note(who.tenant, id, who, body.text))
    action('give-back', 'Give the conversation back to the assistant', nothing, (who, id) =>
      desk.giveBack(who.tenant, id, who),
    )
    action('resolve', 'Close the conversation as resolved', nothing, (who, id) => desk.resolve(who.tenant, id, who))
  }
