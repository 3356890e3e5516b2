import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ErasedFacts, Problem, ProfileView, SetConsent } from '#contracts'
import { appError } from '#domain/errors.ts'
import type { ConversationId, CustomerId, TenantId } from '#domain/ids.ts'
import { identityNow } from '#turn/index.ts'
import type { ApiDependencies } from '../deps.ts'
import { profileView } from '../profile-views.ts'
import { mayUse } from './conversations.ts'

const Params = z.object({ id: z.string().max(60) })
const FactParams = Params.extend({ fact: z.string().min(1).max(200) })
const problems = { '4xx': Problem, '5xx': Problem }

interface Owner {
  tenant: TenantId
  conversation: ConversationId
  /** Null where it is not known who writes: nothing is remembered of them. */
  customer: CustomerId | null
  locale: string
  by: string
}

/** What is remembered of the customer whose conversation it is: seen, allowed, erased. */
export const profileRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const { profiles } = api.database
    const tags = ['profile']

    const ownerOf = async (authorization: string | undefined, id: string): Promise<Owner> => {
      const caller = await api.access.caller(authorization)
      const { tenant, conversation } = mayUse(caller, id)
      const { conversation: found } = await api.conversations.load(tenant, conversation)
      const identity = identityNow(found, await api.releases.live(tenant), api.clock.now())
      const customer = identity.level === 'anonymous' ? null : identity.customer
      return {
        tenant,
        conversation,
        customer,
        locale: found.locale,
        by: caller.kind === 'conversation' ? 'customer' : 'service',
      }
    }
    const viewFor = async ({ tenant, conversation, customer, locale }: Owner): Promise<ProfileView> => {
      const { profile: remembers } = (await api.releases.live(tenant)).config.memory
      const known = customer !== null
      // Also where nothing is remembered any more: what an earlier setting left can be seen and erased.
      const profile = known ? await profiles.load(tenant, customer, api.clock.now()) : { consent: null, facts: [] }
      return profileView(profile, { remembers, known, conversation, locale })
    }

    app.get(
      '/conversations/:id/profile',
      {
        schema: {
          tags,
          summary: 'What is remembered of the customer',
          description: 'Beyond this conversation. Of customers who are not known nothing is.',
          params: Params,
          response: { 200: ProfileView, ...problems },
        },
      },
      async (request) => viewFor(await ownerOf(request.headers.authorization, request.params.id)),
    )

    app.put(
      '/conversations/:id/profile/consent',
      {
        schema: {
          tags,
          summary: 'Say whether facts may be remembered',
          description: 'A no erases what is there.',
          params: Params,
          body: SetConsent,
          response: { 200: ProfileView, ...problems },
        },
      },
      async (request) => {
        const owner = await ownerOf(request.headers.authorization, request.params.id)
        if (owner.customer === null) throw appError('profile.not-known')
        await profiles.consent(owner.tenant, owner.customer, request.body.given, owner.by, api.clock.now())
        return viewFor(owner)
      },
    )

    app.delete(
      '/conversations/:id/profile',
      {
        schema: {
          tags,
          summary: 'Erase everything that is remembered of the customer',
          params: Params,
          response: { 200: ErasedFacts, ...problems },
        },
      },
      async (request) => {
        const { tenant, customer, by } = await ownerOf(request.headers.authorization, request.params.id)
        const erased = customer === null ? 0 : await profiles.forget(tenant, customer, null, by, api.clock.now())
        return { erased }
      },
    )

    app.delete(
      '/conversations/:id/profile/:fact',
      {
        schema: {
          tags,
          summary: 'Erase one fact',
          params: FactParams,
          response: { 200: ErasedFacts, ...problems },
        },
      },
      async (request) => {
        const { tenant, customer, by } = await ownerOf(request.headers.authorization, request.params.id)
        const { fact } = request.params
        const erased = customer === null ? 0 : await profiles.forget(tenant, customer, fact, by, api.clock.now())
        return { erased }
      },
    )
  }
