import type { Settings } from '../declare.ts'
import type { McpSource } from '../declared/schema.ts'
import { secretsOf } from '../declared/secrets.ts'
import { filled, filledAll } from '../declared/settings-text.ts'
import { mcpLimits } from '../limits.ts'
import type { McpConnection, Target } from './connection.ts'

/**
 * The connections of one declared server. There is more than one only where the settings differ: scenarios that run side by side, each with
 * a shop of its own.
 */
export class McpPool {
  readonly source: McpSource
  private readonly folder: string
  private closed = false
  private readonly connections = new Map<string, McpConnection>()
  private readonly atExit = () => {
    for (const connection of this.connections.values()) connection.kill()
  }

  constructor(source: McpSource, folder: string) {
    this.source = source
    this.folder = folder
  }

  /** The connection under these settings; null where they do not say where the server is. */
  async connection(settings: Settings): Promise<McpConnection | null> {
    const target = this.target(settings)
    if (target === null) return null
    // The protocol's client takes 0.2 s to load: only where it is needed.
    const { McpConnection } = await import('./connection.ts')
    if (this.closed) return null
    const key = JSON.stringify(target)
    const connection = this.connections.get(key) ?? new McpConnection(target)
    if (this.connections.size === 0) process.on('exit', this.atExit)
    // Last in the map is used last.
    this.connections.delete(key)
    this.connections.set(key, connection)
    const [oldest] = this.connections.keys()
    if (this.connections.size > mcpLimits.connections && oldest !== undefined) {
      void this.connections.get(oldest)?.close()
      this.connections.delete(oldest)
    }
    return connection
  }

  /** Values that must stand in nothing that is kept. */
  secrets(settings: Settings): string[] {
    const { env, headers, args, url } = this.source
    const inUrl = url === undefined ? [] : [...url.matchAll(/[?&][^=]*=([^&]*)/g)].map(([, value = '']) => value)
    return secretsOf([...Object.values(env), ...Object.values(headers), ...args.filter(hasSetting), ...inUrl], settings)
  }

  async close(): Promise<void> {
    this.closed = true
    const all = [...this.connections.values()]
    this.connections.clear()
    process.off('exit', this.atExit)
    await Promise.all(all.map((connection) => connection.close()))
  }

  private target(settings: Settings): Target | null {
    const { command, args, env, url, headers } = this.source
    if (url !== undefined) {
      const address = filled(url, settings)
      if (address === null || !/^https?:\/\//.test(address) || !URL.canParse(address)) return null
      return { url: address, headers: filledAll(headers, settings) }
    }
    return {
      command: command ?? '',
      args: args.flatMap((text) => filled(text, settings) ?? []),
      env: filledAll(env, settings),
      cwd: this.folder,
    }
  }
}

const hasSetting = (text: string): boolean => text.includes('{')
