import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PageFetcher, PageRequest } from '#ports/page-fetcher.ts'
import { isPublicAddress } from './addresses.ts'
import { openPageFetcher, type PageFetcherOptions } from './index.ts'
import { readRobots } from './robots.ts'

let server: Server
let host: string
const asked: string[] = []
const pages: Record<string, (response: ServerResponse, headers: Record<string, unknown>) => void> = {}
const open: PageFetcher[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const page = pages[request.url ?? '']
    if (page) page(response, request.headers)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(async () => {
  for (const fetcher of open.splice(0)) await fetcher.close()
  for (const path of Object.keys(pages)) delete pages[path]
  asked.length = 0
})

const html = (text: string) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
const redirect = (location: string) => (response: ServerResponse) => void response.writeHead(302, { location }).end()

function fetcher(options: PageFetcherOptions = {}): PageFetcher {
  const opened = openPageFetcher({ delayMs: 0, allowLoopback: true, ...options })
  open.push(opened)
  return opened
}
const request = (path: string, more: Partial<PageRequest> = {}): PageRequest => ({
  url: path.startsWith('http') ? path : `http://${host}${path}`,
  hosts: [host],
  types: ['text/html'],
  atMostBytes: 10_000,
  etag: null,
  lastModified: null,
  ...more,
})

describe('a page', () => {
  test('comes with what it is asked for again with, and is not sent again while it is unchanged', async () => {
    pages['/a'] = (response, headers) => {
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end()
      else response.writeHead(200, { 'content-type': 'text/html', etag: '"1"' }).end('<p>Hi</p>')
    }
    const web = fetcher()
    const page = await web.fetch(request('/a'))
    expect(page).toMatchObject({ kind: 'page', etag: '"1"', contentType: 'text/html' })
    expect(page.kind === 'page' && new TextDecoder().decode(page.bytes)).toBe('<p>Hi</p>')
    expect(await web.fetch(request('/a', { etag: '"1"' }))).toEqual({ kind: 'unchanged' })
  })

  test('that is not there is gone; one that fails may come back', async () => {
    pages['/broken'] = (response) => void response.writeHead(503).end()
    const web = fetcher()
    expect(await web.fetch(request('/none'))).toEqual({ kind: 'gone' })
    expect(await web.fetch(request('/broken'))).toMatchObject({ kind: 'failed', why: 'status' })
  })

  test('of another type, or larger than allowed (also when packed small), is refused', async () => {
    pages['/picture'] = (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('x')
    pages['/large'] = html('x'.repeat(20_000))
    pages['/bomb'] = (response) =>
      void response
        .writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(5_000_000)))
    const web = fetcher()
    expect(await web.fetch(request('/picture'))).toMatchObject({ kind: 'refused', why: 'type' })
    expect(await web.fetch(request('/large'))).toMatchObject({ kind: 'refused', why: 'too-large' })
    expect(await web.fetch(request('/bomb'))).toMatchObject({ kind: 'refused', why: 'too-large' })
  })

  test('that drips for ever is given up', async () => {
    pages['/slow'] = (response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const drip = setInterval(() => response.write('.'), 20)
      response.once('close', () => clearInterval(drip))
    }
    expect(await fetcher({ requestMs: 200 }).fetch(request('/slow'))).toMatchObject({ kind: 'failed', why: 'late' })
  })
})

describe('redirects', () => {
  test('are followed among allowed hosts, and no further', async () => {
    pages['/old'] = redirect('/new')
    pages['/new'] = html('new')
    pages['/away'] = redirect('http://elsewhere.example/')
    const web = fetcher()
    expect(await web.fetch(request('/old'))).toMatchObject({ kind: 'page', url: `http://${host}/new` })
    expect(await web.fetch(request('/away'))).toMatchObject({ kind: 'refused', why: 'host' })
  })

  test('in a circle, to a file, or with a password end', async () => {
    pages['/round'] = redirect('/round')
    pages['/file'] = redirect('file:///etc/passwd')
    pages['/login'] = redirect(`http://me:secret@${host}/new`)
    const web = fetcher()
    expect(await web.fetch(request('/round'))).toMatchObject({ kind: 'refused', why: 'redirects' })
    expect(await web.fetch(request('/file'))).toMatchObject({ kind: 'refused', why: 'host' })
    expect(await web.fetch(request('/login'))).toMatchObject({ kind: 'refused', why: 'host' })
  })

  test('to an address within the network are refused, though its name is allowed', async () => {
    pages['/in'] = redirect(`http://inside.example:${host.split(':')[1]}/secret`)
    const web = fetcher({ resolve: async () => [{ address: '10.0.0.5', family: 4 }] })
    const hosts = [host, `inside.example:${host.split(':')[1]}`]
    expect(await web.fetch(request('/in', { hosts }))).toMatchObject({ kind: 'refused', why: 'address' })
    expect(asked).not.toContain('/secret')
  })
})

describe('what is not on the public internet', () => {
  test('is not connected to, however it is written', async () => {
    pages['/'] = html('secret')
    const port = host.split(':')[1]
    const web = fetcher({ allowLoopback: false })
    for (const name of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost']) {
      const url = `http://${name}:${port}/`
      const hosts = [new URL(url).host]
      // An IPv6 host has colons of its own, which no entry of `hosts` can name.
      expect((await web.fetch(request(url, { hosts }))).kind, name).toBe('refused')
    }
    expect(asked).toEqual([])
  })

  test('is refused where a name stands for it only sometimes: the address that is used is the one that was checked', async () => {
    pages['/page'] = html('ours')
    const port = host.split(':')[1]
    const answers = [
      [{ address: '127.0.0.1', family: 4 }],
      [
        { address: '127.0.0.1', family: 4 },
        { address: '192.168.1.1', family: 4 },
      ],
      [{ address: '::ffff:10.0.0.1', family: 6 }],
    ]
    for (const [at, expected] of (['page', 'refused', 'refused'] as const).entries()) {
      const web = fetcher({ resolve: async () => answers[at] ?? [] })
      const url = `http://rebinding.example:${port}/page`
      expect((await web.fetch(request(url, { hosts: [`rebinding.example:${port}`] }))).kind).toBe(expected)
    }
  })

  test.each([
    ['8.8.8.8', true],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['127.9.9.9', false],
    ['169.254.169.254', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['192.168.0.1', false],
    ['224.0.0.1', false],
    ['0.0.0.0', false],
    ['2606:4700::1111', true],
    ['::1', false],
    ['::', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::a00:1', false],
    ['2002:a00:1::', false],
    ['2001:db8::1', false],
    ['shop.example', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic)
  })
})

describe('robots.txt', () => {
  test('is kept to, and asked for once', async () => {
    pages['/robots.txt'] = (response) =>
      void response
        .writeHead(200, { 'content-type': 'text/plain' })
        .end('User-agent: *\nDisallow: /private\nAllow: /private/open\n')
    pages['/private/x'] = html('no')
    pages['/private/open'] = html('yes')
    const web = fetcher()
    expect(await web.fetch(request('/private/x'))).toMatchObject({ kind: 'refused', why: 'robots' })
    expect(await web.fetch(request('/private/open'))).toMatchObject({ kind: 'page' })
    expect(asked).toEqual(['/robots.txt', '/private/open'])
  })

  test('that cannot be had forbids everything for now', async () => {
    pages['/robots.txt'] = (response) => void response.writeHead(500).end()
    pages['/a'] = html('a')
    expect(await fetcher().fetch(request('/a'))).toMatchObject({ kind: 'failed', why: 'status' })
  })

  test('the group for this program counts before the one for all, the longest rule before a shorter one', () => {
    const robots = readRobots(
      'User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /\n\nUser-agent: ParleyBot\nUser-agent: x\nDisallow: /*.pdf$ # no files\nDisallow: /a/\nAllow: /a/b\nCrawl-delay: 2\n',
      'ParleyBot',
    )
    expect(['/', '/x.pdf', '/x.pdf?y', '/a/c', '/a/b/c'].map((path) => robots.allows(path))).toEqual([
      true,
      false,
      true,
      false,
      true,
    ])
    expect(robots.delayMs).toBe(2_000)
  })

  test('a line of spaces is read in no time, and what stands behind a number sign is none of the rule', () => {
    const robots = readRobots(
      `User-agent: *\nDisallow: /a${' '.repeat(300_000)}b\nDisallow : /x # all: of it\n`,
      'ParleyBot',
    )
    expect(['/a', '/x/y', '/ok'].map((path) => robots.allows(path))).toEqual([true, false, true])
  })

  test('a rule of a thousand stars is read in no time', () => {
    const robots = readRobots(`User-agent: *\nDisallow: /${'*a'.repeat(1_000)}$`, 'ParleyBot')
    expect(robots.allows(`/${'a'.repeat(5_000)}b`)).toBe(true)
  })
})

test('pages of one host are fetched one after the other with a pause between them, as long as robots.txt asks for', async () => {
  pages['/robots.txt'] = (response) =>
    void response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nCrawl-delay: 3\n')
  for (const path of ['/1', '/2', '/3']) pages[path] = html('x')
  const waited: (number | string)[] = []
  const web = fetcher({ wait: async (ms) => void waited.push(ms, asked.at(-1) ?? '') })
  await Promise.all(['/1', '/2', '/3'].map((path) => web.fetch(request(path))))
  expect(waited.filter((entry) => entry === 3_000)).toHaveLength(3)
  expect(asked).toHaveLength(4)
})

test('a server that is not there has failed, and an interrupted fetch ends', async () => {
  const web = fetcher()
  const gone = await web.fetch(request('http://127.0.0.1:9/', { hosts: ['127.0.0.1:9'] }))
  expect(gone).toMatchObject({ kind: 'failed', why: 'unreachable' })
  await expect(web.fetch(request('/a'), AbortSignal.abort())).rejects.toThrow()
})
