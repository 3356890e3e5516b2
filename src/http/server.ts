import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyBaseLogger } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { appError } from '#domain/errors.ts'
import type { ApiDependencies } from './deps.ts'
import { sendProblem } from './problems.ts'
import { assistantRoutes } from './routes/assistant.ts'
import { conversationRoutes } from './routes/conversations.ts'
import { deskRoutes } from './routes/desk.ts'
import { knowledgeRoutes } from './routes/knowledge.ts'
import { liveRoutes } from './routes/live.ts'
import { operationsRoutes } from './routes/operations.ts'
import { pageRoutes } from './routes/pages.ts'
import { profileRoutes } from './routes/profile.ts'

/** Bytes of a request: the longest message, encoded at its worst, with room. */
const bodyLimit = 262_144
const frameLimit = 262_144

/** The HTTP server with everything on it; listening is the caller's. */
export async function buildServer(api: ApiDependencies) {
  const app = Fastify({
    loggerInstance: api.log as FastifyBaseLogger,
    // Requests are counted and timed in metrics; a log line each would cost more than the turn's own bookkeeping.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    bodyLimit,
    requestTimeout: 35_000,
    routerOptions: { maxParamLength: 100 },
    // Behind a proxy the customer's address is in a header, which only that proxy may set.
    trustProxy: (_address: string, hop: number) => hop < api.limits.trustedProxies,
    // Deep JSON is refused by the schemas; poisoned keys by Fastify's own parser.
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      appError('request.not-found', { what: `${request.method} ${request.url.split('?')[0]?.slice(0, 100) ?? ''}` }),
      request,
      reply,
    ),
  )
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
  })
  app.addHook('onResponse', async (request, reply) => {
    api.metrics.httpSeconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    )
  })
  // The widget runs on the company's own pages, under another origin than Parley: its endpoints answer any origin, without cookies.
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/v1/conversations')) return
    reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' })
    if (request.method === 'OPTIONS') {
      return reply
        .status(204)
        .headers({
          'access-control-allow-methods': 'GET, POST, PUT, DELETE',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '86400',
        })
        .send()
    }
  })

  await app.register(rateLimit, {
    global: true,
    max: api.limits.requestsPerMinute,
    timeWindow: '1 minute',
    // A website's server or an import speaks for many customers from one address; whoever has the API key may do anything anyway.
    allowList: (request) => api.access.isKnownService(request.headers.authorization),
    errorResponseBuilder: (_request, context) =>
      appError('request.rate-limited', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  await app.register(websocket, { options: { maxPayload: frameLimit } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Parley',
        version: '1',
        description:
          'Conversations of customers with the assistant and with people. Errors are RFC 9457 problem details with a stable code.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(swaggerUi, { routePrefix: '/docs' })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())

  await app.register(operationsRoutes(api))
  await app.register(assistantRoutes(api), { prefix: '/v1' })
  await app.register(conversationRoutes(api), { prefix: '/v1' })
  await app.register(profileRoutes(api), { prefix: '/v1' })
  await app.register(knowledgeRoutes(api), { prefix: '/v1' })
  await app.register(liveRoutes(api), { prefix: '/v1' })
  await app.register(deskRoutes(api), { prefix: '/v1/desk' })
  const { webFolder } = api
  if (webFolder !== null) await app.register(pageRoutes({ ...api, webFolder }))
  await app.ready()
  return app
}
