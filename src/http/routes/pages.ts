import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { appError } from '#domain/errors.ts'
import type { ApiDependencies } from '../deps.ts'

/** Nothing inline runs, nothing from elsewhere loads; the widget talks only to where it came from. */
const contentSecurity = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The built web parts: the demo's page at `/`, the desk at `/desk`, the widget at `/widget.js`. */
export const pageRoutes =
  (api: ApiDependencies & { webFolder: string }): FastifyPluginAsync =>
  async (app) => {
    await app.register(fastifyStatic, {
      root: api.webFolder,
      serve: false,
    })
    const { demoPage } = api
    const page = async (file: string) => {
      const html = await readFile(file, 'utf8')
      return html.replaceAll('__WIDGET_KEY__', api.widgetKey)
    }
    for (const [path, file] of [
      ['/', demoPage === null ? join(api.webFolder, 'shop/index.html') : join(demoPage, 'index.html')],
      ['/desk', join(api.webFolder, 'desk/index.html')],
      ['/desk/', join(api.webFolder, 'desk/index.html')],
    ] as const) {
      app.get(path, { schema: { hide: true } }, async (_request, reply) => {
        reply.headers({ 'content-security-policy': contentSecurity, 'cache-control': 'no-cache' })
        return reply.type('text/html; charset=utf-8').send(await page(file))
      })
    }
    app.get('/widget.js', { schema: { hide: true } }, (_request, reply) => {
      // The widget is embedded by other sites.
      reply.headers({
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=300',
      })
      return reply.sendFile('widget.js')
    })
    app.get('/assets/*', { schema: { hide: true } }, (request, reply) => {
      const { '*': rest } = request.params as { '*': string }
      return reply.sendFile(join('assets', rest), { maxAge: '365d', immutable: true })
    })
    if (demoPage !== null)
      app.get('/page/*', { schema: { hide: true } }, (request, reply) => {
        const { '*': rest } = request.params as { '*': string }
        return reply.sendFile(rest, demoPage, { maxAge: 0 })
      })
    app.get('/demo/info', { schema: { hide: true } }, async () => {
      if (api.demo === null) throw appError('request.not-found', { what: '/demo/info' })
      return { widgetKey: api.widgetKey, ...(await api.demo()) }
    })
  }
