import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { parcelServer, type Sent, type World } from './parcel-server.fixture.ts'

/** The parcel server over streamable HTTP, with sessions; `port` to start it again where it was. */
export async function startMcpOverHttp(sent: Sent[] = [], port = 0) {
  const requests: { method: string; session: string | null; authorization: string | null }[] = []
  const notes: string[] = []
  const sessions = new Map<string, StreamableHTTPServerTransport>()
  const world: World = { all: () => sent, add: (one) => sent.push(one), note: (text) => notes.push(text) }
  const server = createServer(async (request, response) => {
    const { headers, method = '' } = request
    const session = typeof headers['mcp-session-id'] === 'string' ? headers['mcp-session-id'] : null
    requests.push({ method, session, authorization: headers.authorization ?? null })
    if (headers.authorization !== 'Bearer mcp-secret-token') return void response.writeHead(401).end()
    if (request.url === '/moved') return void response.writeHead(307, { location: '/mcp' }).end()
    const known = session === null ? undefined : sessions.get(session)
    if (session !== null && known === undefined) return void response.writeHead(404).end()
    if (known !== undefined) return void known.handleRequest(request, response, await bodyOf(request))
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        sessions.set(id, transport)
      },
    })
    transport.onclose = () => {
      if (transport.sessionId !== undefined) sessions.delete(transport.sessionId)
    }
    await parcelServer(world).connect(transport as Transport)
    await transport.handleRequest(request, response, await bodyOf(request))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const listening = (server.address() as AddressInfo).port
  return {
    port: listening,
    url: `http://127.0.0.1:${listening}/mcp`,
    requests,
    notes,
    sent,
    sessions,
    close: async () => {
      for (const transport of sessions.values()) await transport.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? undefined : JSON.parse(text)
}
