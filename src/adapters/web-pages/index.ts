import http from 'node:http'
import https from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import type { FetchedPage, PageFetcher, PageRequest } from '#ports/page-fetcher.ts'
import { isAllowedHost, isLoopback, isPublicAddress } from './addresses.ts'
import { AddressRefused, type Answer, type Connections, type Resolve, requestOnce, systemResolve } from './request.ts'
import { everything, type Robots, readRobots } from './robots.ts'

type FailedPage = Extract<FetchedPage, { kind: 'failed' }>

/** The numbers of this folder. */
const limits = {
  /** Between two requests to one host, unless it asks for more in robots.txt: four pages a second disturb nobody. */
  delayMs: 250,
  /** More than this is not waited for, whatever robots.txt asks: a thousand pages would take days. */
  delayAtMostMs: 10_000,
  /** For one request with all of its redirects, the wait before it not counted. */
  requestMs: 20_000,
  redirects: 5,
  robotsBytes: 512_000,
} as const

export interface PageFetcherOptions {
  /** Between two requests to one host. */
  delayMs?: number
  requestMs?: number
  /** For tests against a server on this machine, and for nothing else. */
  allowLoopback?: boolean
  resolve?: Resolve
  /** Waits that many milliseconds. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** Certificates of authorities beside those of the system. */
  certificates?: string
}

/** What a host sees in its log, and looks for in robots.txt. */
export const agentName = 'ParleyBot'
const agent = `${agentName}/1 (knowledge of a customer-service assistant)`

export function openPageFetcher(options: PageFetcherOptions = {}): PageFetcher {
  const connections: Connections = {
    isAllowedAddress: (address) => isPublicAddress(address) || (options.allowLoopback === true && isLoopback(address)),
    resolve: options.resolve ?? systemResolve,
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true, ...(options.certificates && { ca: options.certificates }) }),
  }
  const wait = options.wait ?? ((ms, signal) => pause(ms, undefined, signal === undefined ? undefined : { signal }))
  const requestMs = options.requestMs ?? limits.requestMs
  const robots = new Map<string, Promise<Robots | FailedPage>>()
  const turns = new Map<string, Promise<void>>()

  /** One request after the other to one host, with a pause between them. */
  const turn = async (origin: string, delayMs: number, signal: AbortSignal | undefined): Promise<void> => {
    const before = turns.get(origin)
    const mine = (before ?? Promise.resolve()).then(() => (before === undefined ? undefined : wait(delayMs, signal)))
    turns.set(
      origin,
      mine.catch(() => undefined),
    )
    await mine
  }
  const robotsOf = (url: URL, request: PageRequest, signal?: AbortSignal): Promise<Robots | FailedPage> => {
    const known = robots.get(url.origin)
    if (known) return known
    const asked = askRobots(url, request, signal)
    robots.set(url.origin, asked)
    asked.catch(() => robots.delete(url.origin))
    return asked
  }
  const askRobots = async (url: URL, { hosts }: PageRequest, signal?: AbortSignal): Promise<Robots | FailedPage> => {
    const request = {
      url: `${url.origin}/robots.txt`,
      hosts,
      types: ['text/'],
      atMostBytes: limits.robotsBytes,
      etag: null,
      lastModified: null,
    }
    const page = await follow(request, false, signal)
    if (page.kind === 'page') return readRobots(new TextDecoder().decode(page.bytes), agentName)
    // RFC 9309: without the file everything is allowed; as long as it cannot be had, nothing is.
    return page.kind === 'failed' ? page : everything
  }

  const follow = async (request: PageRequest, asksRobots: boolean, signal?: AbortSignal): Promise<FetchedPage> => {
    let url = new URL(request.url)
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const wrong = wrongIn(url, request.hosts)
      if (wrong !== null) return wrong
      const rules = asksRobots ? await robotsOf(url, request, signal) : everything
      // Its host cannot be asked now, which is for another time.
      if ('kind' in rules) return { ...rules, problem: `${rules.problem} (robots.txt)` }
      if (!rules.allows(url.pathname + url.search))
        return refused('robots', `${url.host} asks programs in its robots.txt not to fetch this page.`)
      await turn(url.origin, Math.min(limits.delayAtMostMs, rules.delayMs ?? options.delayMs ?? limits.delayMs), signal)
      const answer = await ask(url, request, signal)
      if ('kind' in answer) return answer
      const { location } = answer.headers
      if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined)
        return read(url, answer, request)
      const next = URL.parse(location, url)
      if (next === null)
        return refused('redirects', `It redirects to something that is no address: ${location.slice(0, 200)}`)
      if (url.protocol === 'https:' && next.protocol === 'http:')
        return refused('redirects', `It redirects to a page without encryption: ${next.href}`)
      url = next
    }
    return refused('redirects', `It redirects more than ${limits.redirects} times.`)
  }

  const ask = async (url: URL, request: PageRequest, signal?: AbortSignal): Promise<Answer | FetchedPage> => {
    const late = AbortSignal.timeout(requestMs)
    try {
      return await requestOnce(
        url,
        {
          'user-agent': agent,
          accept: request.types.map((type) => (type.endsWith('/') ? `${type}*` : type)).join(', '),
          'accept-encoding': 'gzip, br',
          ...(request.etag !== null && { 'if-none-match': request.etag }),
          ...(request.lastModified !== null && { 'if-modified-since': request.lastModified }),
        },
        request.atMostBytes,
        connections,
        signal === undefined ? late : AbortSignal.any([late, signal]),
      )
    } catch (error) {
      if (signal?.aborted) throw error
      if (late.aborted) return failed('late', `No whole answer within ${requestMs / 1_000} s.`)
      return outcomeOf(error, url)
    }
  }

  return {
    async fetch(request, signal) {
      if (URL.parse(request.url) === null) return refused('host', 'This is no address.')
      return follow(request, true, signal)
    },
    async close() {
      connections.http.destroy()
      connections.https.destroy()
    },
  }
}

function wrongIn(url: URL, hosts: readonly string[]): FetchedPage | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refused('host', `Only http and https are fetched, not ${url.protocol}`)
  if (url.username !== '' || url.password !== '')
    return refused('host', 'Addresses with a user name or password are not fetched.')
  if (!isAllowedHost(url, hosts))
    return refused('host', `${url.host} is not among the allowed hosts. Add it to \`hosts\` of the source.`)
  return null
}

function read(url: URL, { status, headers, bytes }: Answer, request: PageRequest): FetchedPage {
  if (status === 304) return { kind: 'unchanged' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status !== 200) return failed('status', `The server answered with status ${status}.`)
  if (bytes === null) return refused('too-large', `It is larger than ${request.atMostBytes / 1_000_000} MB.`)
  const contentType = headers['content-type'] ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!request.types.some((wanted) => (wanted.endsWith('/') ? type.startsWith(wanted) : type === wanted)))
    return refused('type', type === '' ? 'The server does not say what it is.' : `It is ${type}, which is not read.`)
  const { etag = null, 'last-modified': lastModified = null } = headers
  return { kind: 'page', url: url.href, contentType, bytes, etag, lastModified }
}

const refused = (why: Extract<FetchedPage, { kind: 'refused' }>['why'], problem: string): FetchedPage => ({
  kind: 'refused',
  why,
  problem,
})
const failed = (why: Extract<FetchedPage, { kind: 'failed' }>['why'], problem: string): FetchedPage => ({
  kind: 'failed',
  why,
  problem,
})

function outcomeOf(error: unknown, url: URL): FetchedPage {
  if (error instanceof AddressRefused)
    return refused(
      'address',
      `${url.hostname}${url.hostname === error.message ? '' : ` stands for ${error.message}, which`} is not on the public internet.`,
    )
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code))
    return refused('certificate', `The certificate of ${url.host} cannot be trusted (${code}). Have it mended.`)
  return failed(
    'unreachable',
    `${url.host} cannot be reached (${code || (error instanceof Error ? error.message : 'no reason given')}).`,
  )
}
