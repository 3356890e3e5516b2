import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AskedQuestions, Problem } from '#contracts'
import { appError } from '#domain/errors.ts'
import { askedQuestions } from '#monitoring/index.ts'
import type { Role } from '#ports/access-store.ts'
import type { ApiDependencies } from '../deps.ts'

const dayMs = 86_400_000
/** Who may read what customers asked. */
const mayRead: readonly Role[] = ['author', 'analyst', 'admin']

/** What those who keep the articles need to know. */
export const knowledgeRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/knowledge/questions',
      {
        // Reads many conversations: for a report, not for a page that asks every second.
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          tags: ['knowledge'],
          summary: 'What customers asked of the articles, and what its answers cited',
          querystring: z.object({ days: z.coerce.number().positive().max(400).default(30) }),
          response: { 200: AskedQuestions, '4xx': Problem, '5xx': Problem },
        },
      },
      async (request) => {
        const caller = await api.access.caller(request.headers.authorization)
        const isAllowed =
          caller.kind === 'service' || (caller.kind === 'person' && mayRead.includes(caller.person.role))
        if (!isAllowed) throw appError('access.forbidden', { role: mayRead.join(' or ') })
        const sinceMs = api.clock.now() - request.query.days * dayMs
        const found = await askedQuestions(api.database.conversations, caller.tenant, sinceMs)
        return {
          questions: found.questions.map(({ question, times, lastAtMs, cited }) => ({
            question,
            times,
            lastAt: new Date(lastAtMs).toISOString(),
            cited,
          })),
          conversations: found.conversations,
          since: new Date(found.sinceMs).toISOString(),
        }
      },
    )
  }
