import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '#contracts'
import { appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import type { ApiDependencies } from '../deps.ts'

const Health = z.object({ status: z.literal('ok') })
const Release = z.object({
  release: z.string(),
  assistant: z.string(),
  live: z.boolean(),
  createdAt: z.string(),
  parts: z.record(z.string(), z.string()),
  gate: z.object({ passed: z.boolean(), report: z.unknown() }).nullable(),
})

const Build = z.strictObject({ folder: z.string().max(1000).optional() }).meta({ id: 'BuildRelease' })
const Identity = z
  .strictObject({
    subject: z.string().min(1).max(200).describe("The customer's id in the company's own systems"),
    claims: z
      .record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()]))
      .default({})
      .describe('name, email …'),
  })
  .meta({ id: 'SignIdentity' })
const Built = z.object({
  release: z.string(),
  made: z.array(z.string()),
  promoted: z.boolean(),
  warnings: z.array(z.string()),
})

/** A server that is busy must not look dead to those who watch it. */
const notCounted = { rateLimit: false }

/** For those who run it: is it alive, is it ready, what does it measure, which release is live. */
export const operationsRoutes =
  (api: ApiDependencies): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['operations']
    app.get(
      '/health',
      {
        config: notCounted,
        schema: { tags, security: [], summary: 'The process is alive', response: { 200: Health } },
      },
      async () => ({
        status: 'ok' as const,
      }),
    )
    app.get(
      '/ready',
      {
        config: notCounted,
        schema: {
          tags,
          security: [],
          summary: 'It can answer: database reachable, release loaded',
          response: { 200: Health, 503: Problem },
        },
      },
      async () => {
        try {
          await api.database.ping()
        } catch (error) {
          throw appError('store.unreachable', { problem: error instanceof Error ? error.message : 'no answer' })
        }
        await api.releases.live(api.defaultTenant)
        return { status: 'ok' as const }
      },
    )
    app.get(
      '/metrics',
      { config: notCounted, schema: { tags, security: [], summary: 'Prometheus metrics' } },
      async (_request, reply) => {
        reply.type(api.metrics.contentType)
        return api.metrics.text()
      },
    )
    app.get(
      '/v1/releases',
      {
        schema: {
          tags,
          summary: 'Releases, newest first',
          response: { 200: z.object({ releases: z.array(Release) }), '4xx': Problem },
        },
      },
      async (request) => {
        const caller = await api.access.caller(request.headers.authorization)
        if (caller.kind !== 'service' && caller.kind !== 'person')
          throw appError('access.forbidden', { role: 'API key or a signed-in person' })
        const live = await api.database.releases.live(caller.tenant)
        const rows = await api.database.releases.list(caller.tenant, 100)
        return {
          releases: rows.map((row) => ({
            release: row.release,
            assistant: row.assistant,
            live: row.release === live,
            createdAt: new Date(row.createdAtMs).toISOString(),
            parts: row.parts,
            gate: row.gate,
          })),
        }
      },
    )
    app.post(
      '/v1/releases',
      {
        schema: {
          tags,
          summary: 'Build the release of the assistant folder and make it live',
          description:
            'What fails its gate or has errors changes nothing. Only the folder this server was started with can be built.',
          body: Build,
          response: { 200: Built, '4xx': Problem },
        },
      },
      async (request) => {
        const caller = await api.access.caller(request.headers.authorization)
        if (caller.kind !== 'service' && !(caller.kind === 'person' && caller.person.role === 'admin')) {
          throw appError('access.forbidden', { role: 'admin' })
        }
        const prepared = await api.buildRelease(request.body.folder)
        return { ...prepared, warnings: prepared.warnings.map(problemText) }
      },
    )
    app.post(
      '/v1/identities',
      {
        schema: {
          tags,
          summary: 'Sign an identity for a customer who is signed in on the website',
          description:
            "With an API key, from the website's own server. The token goes to the widget (`data-identity`) and is good for 12 hours.",
          body: Identity,
          response: { 200: z.object({ token: z.string() }), '4xx': Problem },
        },
      },
      async (request) => {
        const caller = await api.access.caller(request.headers.authorization)
        if (caller.kind !== 'service') throw appError('access.forbidden', { role: 'API key' })
        const { subject, claims } = request.body
        return { token: await api.access.signIdentity(caller.tenant, subject, claims) }
      },
    )
  }
