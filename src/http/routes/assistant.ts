import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { offeredFlows } from '#assistant/index.ts'
import { FlowList, KnowledgeFound, KnowledgeQuery, Problem } from '#contracts'
import { appError } from '#domain/errors.ts'
import type { TenantId } from '#domain/ids.ts'
import type { ApiDependencies } from '../deps.ts'

/** What the live assistant can do and knows, for the company's own programs and for `parley mcp`. */
export const assistantRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['assistant']
    const problems = { '4xx': Problem, '5xx': Problem }
    const service = async (authorization: string | undefined): Promise<TenantId> => {
      const caller = await api.access.caller(authorization)
      if (caller.kind !== 'service' && caller.kind !== 'person')
        throw appError('access.forbidden', { role: 'API key or a signed-in person' })
      return caller.tenant
    }

    app.get(
      '/flows',
      {
        schema: {
          tags,
          summary: 'What the live assistant does for customers',
          response: { 200: FlowList, ...problems },
        },
      },
      async (request) => {
        const tenant = await service(request.headers.authorization)
        const assistant = await api.releases.live(tenant)
        return {
          flows: offeredFlows(assistant).map(({ flow, title, description, stakes, slots }) => ({
            flow,
            title,
            description,
            stakes,
            slots: slots.map(({ slot, called, type, choices, optional }) => ({
              slot,
              called,
              type,
              choices,
              optional,
            })),
          })),
        }
      },
    )

    app.get(
      '/knowledge/search',
      {
        schema: {
          tags,
          summary: 'Passages of the articles that a question finds',
          querystring: KnowledgeQuery,
          response: { 200: KnowledgeFound, ...problems },
        },
      },
      async (request) => {
        const tenant = await service(request.headers.authorization)
        const { q, locale, limit } = request.query
        const assistant = await api.releases.live(tenant)
        const filters = { locale: assistant.localeFor(locale), nowMs: api.clock.now() }
        const { confidence, passages } = await assistant.knowledge.retrieve(q, filters, limit)
        return {
          confidence,
          passages: passages.map(({ id, title, url, text, score }) => ({ passage: id, title, url, text, score })),
        }
      },
    )
  }
