import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { JsonObject } from '#domain/json.ts'
import { sendBroken } from './broken.ts'
import { type Answer, leakyText, type Scripted } from './script.ts'
import { anthropicMessages } from './wire/anthropic.ts'
import { openAiChat } from './wire/openai-chat.ts'
import { openAiResponses } from './wire/openai-responses.ts'
import type { Asked, Wire } from './wire/wire.ts'

const wires = [openAiChat, openAiResponses, anthropicMessages]

/** A request as it came in. */
export interface SeenRequest extends Asked {
  wire: Wire['name']
  streamed: boolean
  headers: IncomingMessage['headers']
}

type Decide = (request: SeenRequest) => Scripted

/** A provider in this process that speaks the real formats over real connections. */
export interface ProviderServer {
  /** Base address of an OpenAI-like provider; Anthropic's is the same. */
  url: string
  /** Requests so far, the oldest first; at most the last thousand. */
  readonly requests: readonly SeenRequest[]
  /** For the next requests, in this order; what is not scripted gets what `always` says (at first: the text "Yes."). */
  script(...answers: Scripted[]): void
  always(answer: Scripted | Decide): void
  /** Requests whose answer is still being written. */
  readonly open: number
  /** Resolves when no answer is being written any more: a client that gave up has let go of its connection. */
  idle(): Promise<void>
  close(): Promise<void>
}

const keptRequests = 1000
const largestBody = 4_000_000

/** Starts it on a free port of this machine. */
export async function startProviderServer(): Promise<ProviderServer> {
  const scripted: Scripted[] = []
  const requests: SeenRequest[] = []
  let decide: Decide = () => ({ kind: 'answer', text: 'Yes.' })
  let open = 0
  const waiting: (() => void)[] = []

  const server = createServer((request, response) => {
    open += 1
    const ended = new AbortController()
    response.on('close', () => {
      ended.abort()
      open -= 1
      if (open === 0) for (const resolve of waiting.splice(0)) resolve()
    })
    response.on('error', () => {})
    void take(request, response, ended.signal).catch(() => response.destroy())
  })
  const take = async (request: IncomingMessage, response: ServerResponse, gone: AbortSignal) => {
    const seen = await read(request)
    if (seen === null) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"Not found"}}')
      return
    }
    requests.push(seen.request)
    if (requests.length > keptRequests) requests.shift()
    await send(response, seen.wire, seen.request, scripted.shift() ?? decide(seen.request), gone).catch((error) => {
      if (!gone.aborted) throw error
    })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    script: (...answers) => {
      scripted.push(...answers)
    },
    always: (answer) => {
      scripted.length = 0
      decide = typeof answer === 'function' ? answer : () => answer
    },
    get open() {
      return open
    },
    idle: () => new Promise((resolve) => (open === 0 ? resolve() : waiting.push(resolve))),
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

async function read(request: IncomingMessage): Promise<{ wire: Wire; request: SeenRequest } | null> {
  const wire = wires.find(({ path }) => request.url?.endsWith(path))
  if (wire === undefined || request.method !== 'POST') return null
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > largestBody) return null
  }
  const body = JSON.parse(text) as JsonObject
  const { headers } = request
  const key = String(headers['x-api-key'] ?? headers.authorization ?? '').replace(/^Bearer /, '')
  return {
    wire,
    request: { wire: wire.name, model: String(body.model), body, key, headers, streamed: body.stream === true },
  }
}

async function send(response: ServerResponse, wire: Wire, asked: SeenRequest, scripted: Scripted, gone: AbortSignal) {
  const said = leakyText('request failed', asked.key)
  if (scripted.kind === 'broken') return await sendBroken(response, wire, asked, scripted, gone)
  if (scripted.kind === 'error') {
    await pause(scripted.headersMs, gone)
    const { status, body } = wire.error(scripted.error, said, asked)
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': 'req_0123456789',
      ...(scripted.retryAfter !== undefined && { 'retry-after': scripted.retryAfter }),
      ...(scripted.retryAfterMs !== undefined && { 'retry-after-ms': String(scripted.retryAfterMs) }),
    })
    response.end(JSON.stringify(body))
    return
  }
  const answer: Answer =
    scripted.kind === 'answer' ? scripted : { kind: 'answer', text: scripted.text ?? 'This is how it began and then' }
  await pause(answer.headersMs, gone)
  if (!asked.streamed && scripted.kind === 'stream-error') {
    const { status, body } = wire.error(scripted.error, said, asked)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    return
  }
  if (!asked.streamed) {
    await pause(answer.firstMs, gone)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wire.whole(answer, asked)))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
  const { head, pieces, tail } = wire.frames(answer, asked)
  for (const frame of head) response.write(frame)
  await pause(answer.firstMs, gone)
  const until = scripted.kind === 'stream-error' ? scripted.afterPieces : pieces.length
  for (const [index, frame] of pieces.slice(0, until).entries()) {
    if (index > 0) await pause(answer.betweenMs, gone)
    response.write(frame)
    answer.onPiece?.(index)
  }
  if (scripted.kind === 'stream-error') response.end(wire.errorFrame(scripted.error, said))
  else response.end(tail.join(''))
}

async function pause(ms: number | undefined, gone: AbortSignal): Promise<void> {
  if (ms !== undefined && ms > 0) await wait(ms, undefined, { signal: gone })
}
