import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { mcpLimits } from '../limits.ts'
import { boundedFetch } from './bounded-fetch.ts'
import type { ListedTool } from './record.ts'

/** Where a server is, with the settings filled in. */
export type Target =
  | { command: string; args: string[]; env: Record<string, string>; cwd: string }
  | { url: string; headers: Record<string, string> }

interface Live {
  client: Client
  transport: Transport
  /** As listed since the server last said that its tools changed. */
  listed: ListedTool[] | null
}

/**
 * A server that is connected when it is first needed and again after it died. Nothing is promised to it: no sampling, no questions to
 * people, no files; it is only asked to run tools.
 */
export class McpConnection {
  private readonly target: Target
  private opening: Promise<Live> | null = null
  private live: Live | null = null
  private closed = false
  private stderr = ''
  private pid: number | null = null

  constructor(target: Target) {
    this.target = target
  }

  /** Its connection, made where there is none. Rejects where it cannot be made within the limit for that. */
  open(): Promise<Live> {
    if (this.closed) return Promise.reject(new Error('the connection was closed'))
    if (this.live !== null) return Promise.resolve(this.live)
    this.opening ??= this.connect().finally(() => {
      this.opening = null
    })
    return this.opening
  }

  /** The tools it has now. */
  async list(): Promise<ListedTool[]> {
    const live = await this.open()
    live.listed ??= await allTools(live.client)
    return live.listed
  }

  /** Lets go of a connection that no longer works; the next call makes a new one. */
  drop(live: Live): void {
    if (this.live !== live) return
    this.live = null
    void live.client.close().catch(() => undefined)
  }

  /** The end of what a server started here wrote to its error output, for people who look into it. May hold secrets. */
  get lastWords(): string {
    return this.stderr
  }

  /** Ends the session; a process that was started is asked to end, and made to after a while. */
  async close(): Promise<void> {
    this.closed = true
    const live = this.live ?? (await this.opening?.catch(() => null)) ?? null
    this.live = null
    if (live === null) return
    if (live.transport instanceof StreamableHTTPClientTransport)
      await live.transport.terminateSession().catch(() => undefined)
    await live.client.close().catch(() => undefined)
  }

  /** For a process that is about to end without waiting. */
  kill(): void {
    if (this.pid === null || this.live === null) return
    try {
      process.kill(this.pid)
    } catch {
      // It had ended by itself.
    }
  }

  private async connect(): Promise<Live> {
    const transport = this.transport()
    const client = new Client({ name: 'parley', version: '1' }, { capabilities: {} })
    const live: Live = { client, transport, listed: null }
    client.onclose = () => {
      if (this.live === live) this.live = null
    }
    // Every call hears of its own failure; what the transport says besides may quote what was sent.
    client.onerror = () => undefined
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      live.listed = null
    })
    try {
      await client.connect(transport, { timeout: mcpLimits.connectMs })
    } catch (error) {
      await client.close().catch(() => undefined)
      throw error
    }
    if (transport instanceof StdioClientTransport) this.pid = transport.pid
    if (this.closed) {
      await client.close().catch(() => undefined)
      throw new Error('the connection was closed')
    }
    this.live = live
    return live
  }

  private transport(): Transport {
    const { target } = this
    if ('url' in target) {
      const url = new URL(target.url)
      // Its types allow `undefined` where the interface does not; the class is what the interface is made for.
      return new StreamableHTTPClientTransport(url, {
        fetch: boundedFetch(url.origin),
        requestInit: { headers: target.headers, redirect: 'error' },
      }) as Transport
    }
    const transport = new StdioClientTransport({ ...target, stderr: 'pipe', maxBufferSize: mcpLimits.messageBytes })
    transport.stderr?.on('data', (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString('utf8')).slice(-mcpLimits.lastWords)
    })
    return transport
  }
}

async function allTools(client: Client): Promise<ListedTool[]> {
  const tools: ListedTool[] = []
  let cursor: string | undefined
  for (let page = 0; page < mcpLimits.pages; page += 1) {
    const found = await client.listTools(cursor === undefined ? {} : { cursor }, { timeout: mcpLimits.listMs })
    tools.push(...found.tools)
    cursor = found.nextCursor
    if (cursor === undefined || tools.length >= mcpLimits.tools) break
  }
  return tools.slice(0, mcpLimits.tools)
}
