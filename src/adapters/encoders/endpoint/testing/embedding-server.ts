import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was asked, as it came over the wire. */
export interface Asked {
  path: string
  authorization: string | undefined
  body: { model: string; input: string[]; encoding_format: string; dimensions?: number }
}

/** How one request is to go wrong. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** The right answer, but only a part of it. */
  | { kind: 'truncated' }
  /** Nothing at all. */
  | { kind: 'silence' }
  /** The connection ends. */
  | { kind: 'hang-up' }
  /** Vectors of another length, or any other change to the answer. */
  | { kind: 'changed'; change(answer: Answer): unknown }

interface Answer {
  object: 'list'
  data: { object: 'embedding'; index: number; embedding: number[] }[]
  model: string
}

export interface EmbeddingServer {
  url: string
  asked: Asked[]
  /** Each used for one request, first come first served. */
  faults: Fault[]
  /** Texts longer than this are refused with 400, as servers of small models do. */
  longestText: number
  close(): Promise<void>
}

const naturalDimensions = 48

/** An embeddings endpoint that speaks OpenAI's format over HTTP; its model sums up a random vector for each word. */
export async function startEmbeddingServer(): Promise<EmbeddingServer> {
  const server = createServer((request, response) => void answer(request, response))
  const state: EmbeddingServer = { url: '', asked: [], faults: [], longestText: 10_000, close }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body = JSON.parse(text) as Asked['body']
    state.asked.push({ path: request.url ?? '', authorization: request.headers.authorization, body })
    const fault = state.faults.shift()
    const reply = (status: number, value: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(value)
    if (fault?.kind === 'silence') return
    if (fault?.kind === 'hang-up') {
      request.socket.destroy()
      return
    }
    if (fault?.kind === 'status') return void reply(fault.status, fault.body ?? '{}', fault.headers)
    if (body.input.some((input) => input === '' || input.length > state.longestText))
      return void reply(400, JSON.stringify({ error: { message: 'too long', type: 'invalid_request_error' } }))
    const right: Answer = {
      object: 'list',
      model: body.model,
      data: body.input.map((input, index) => ({
        object: 'embedding',
        index,
        embedding: embed(body.model, input, body.dimensions ?? naturalDimensions),
      })),
    }
    const whole = JSON.stringify(fault?.kind === 'changed' ? fault.change(right) : right)
    reply(200, fault?.kind === 'truncated' ? whole.slice(0, whole.length / 2) : whole)
  }

  function close(): Promise<void> {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return state
}

function embed(model: string, text: string, dimensions: number): number[] {
  const words = text.toLowerCase().match(/\p{L}+|\S/gu) ?? []
  const sum = new Array<number>(dimensions).fill(0)
  for (const word of new Set(words)) {
    const digest = createHash('shake256', { outputLength: dimensions }).update(`${model} ${word}`).digest()
    for (const [index, byte] of digest.entries()) sum[index] = (sum[index] ?? 0) + (byte - 127.5) / 128
  }
  return sum
}
