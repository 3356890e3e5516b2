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
  private readonly connections = new Map<string, { connection: McpConnection; idle: NodeJS.Timeout | null }>()
  private readonly atExit = () => {
    for (const { connection } of this.connections.values()) connection.kill()
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
    const known = this.connections.get(key)
    const connection = known?.connection ?? new McpConnection(target)
    if (known === undefined) {
      if (this.connections.size === 0) process.on('exit', this.atExit)
    } else {
      clearTimeout(known.idle ?? undefined)
      this.connections.delete(key)
    }
    // A server nobody uses is let go. The timer alone keeps no process alive.
    const idle = setTimeout(() => this.forget(key), mcpLimits.idleMs).unref()
    this.connections.set(key, { connection, idle })
    const [oldest] = this.connections.keys()
    if (this.connections.size > mcpLimits.connections && oldest !== undefined) this.forget(oldest)
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
    for (const { idle } of all) clearTimeout(idle ?? undefined)
    await Promise.all(all.map(({ connection }) => connection.close()))
  }

  private forget(key: string): void {
    const known = this.connections.get(key)
    this.connections.delete(key)
    clearTimeout(known?.idle ?? undefined)
    void known?.connection.close()
    if (this.connections.size === 0) process.off('exit', this.atExit)
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
