/** Talks to a server as customers do: over HTTP with kept connections, one message per conversation at a time. */
import { Agent, request } from 'node:http'

export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 })
  private readonly url: URL
  constructor(url: string) {
    this.url = new URL(url)
  }

  post(path: string, token: string, body: unknown): Promise<{ status: number; body: string }> {
    const payload = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.url.port,
          path,
          method: 'POST',
          agent: this.agent,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          },
        },
        (incoming) => {
          let text = ''
          incoming.setEncoding('utf8')
          incoming.on('data', (chunk: string) => {
            text += chunk
          })
          incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }))
          incoming.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(payload)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** What customers of the bench say: several kinds of turn, none of them the cheapest alone. */
export const sentences = [
  'hello there',
  'how long does standard shipping take?',
  'what is your return policy for shoes',
  'where is my order',
  'never mind',
  'do you have gift wrapping?',
  'thanks, that helps',
  'how do I wash the wool sweater',
  'when does the annual sale start',
  'what does overnight shipping cost to Canada',
] as const
