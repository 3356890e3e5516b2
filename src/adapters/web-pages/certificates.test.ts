import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { FetchedPage } from '#ports/page-fetcher.ts'
import { openPageFetcher } from './index.ts'
import { selfSigned } from './testing/certificate.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function fetchFrom(certificate: { key: string; cert: string }, trusted: string | null): Promise<FetchedPage> {
  const server = createServer(certificate, (request, response) => {
    if (request.url === '/plain') response.writeHead(302, { location: `http://localhost:${port}/` }).end()
    else if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hi</p>')
    else response.writeHead(404).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const fetcher = openPageFetcher({
    delayMs: 0,
    allowLoopback: true,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    ...(trusted !== null && { certificates: trusted }),
  })
  const request = {
    hosts: [`localhost:${port}`],
    types: ['text/html'],
    atMostBytes: 1_000,
    etag: null,
    lastModified: null,
  }
  try {
    const page = await fetcher.fetch({ ...request, url: `https://localhost:${port}/` })
    if (page.kind !== 'page') return page
    expect(await fetcher.fetch({ ...request, url: `https://localhost:${port}/plain` })).toMatchObject({
      why: 'redirects',
    })
    return page
  } finally {
    await fetcher.close()
  }
}

test('a page with a certificate that is trusted is fetched, and not followed to one without encryption', async () => {
  const certificate = selfSigned()
  expect(await fetchFrom(certificate, certificate.cert)).toMatchObject({ kind: 'page' })
})

test('a certificate that nobody vouches for is told', async () => {
  expect(await fetchFrom(selfSigned(), null)).toMatchObject({
    kind: 'refused',
    why: 'certificate',
    problem: expect.stringContaining('cannot be trusted') as string,
  })
})

test('one that has expired is told', async () => {
  const certificate = selfSigned({ untilYear: '21' })
  expect(await fetchFrom(certificate, certificate.cert)).toMatchObject({ kind: 'refused', why: 'certificate' })
})
