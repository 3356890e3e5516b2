import type { Settings } from '../declare.ts'
import type { McpServer } from '../declared/load.ts'
import { withoutSecrets } from '../declared/secrets.ts'
import { type Drift, driftOf, type ListedTool } from './record.ts'

export type Looked =
  | { kind: 'seen'; listed: ListedTool[]; drift: Drift[] }
  /** `lastWords`: what a server that was started here wrote to its error output. */
  | { kind: 'unreachable'; problem: string; lastWords: string }

/** Connects a server, lists its tools and holds them against what was recorded. */
export async function lookAtServer({ pool, record, declared }: McpServer, settings: Settings): Promise<Looked> {
  const connection = await pool.connection(settings)
  if (connection === null) return { kind: 'unreachable', problem: 'its settings give no address', lastWords: '' }
  const secrets = pool.secrets(settings)
  try {
    const listed = await connection.list()
    return { kind: 'seen', listed, drift: driftOf(declared, record, listed) }
  } catch (error) {
    const problem = error instanceof Error ? causes(error).join(': ') : String(error)
    return {
      kind: 'unreachable',
      problem: withoutSecrets(problem, secrets),
      lastWords: withoutSecrets(connection.lastWords.trim(), secrets),
    }
  }
}

const causes = (error: Error): string[] => [
  error.message,
  ...(error.cause instanceof Error && error.cause.message !== '' ? [error.cause.message] : []),
]
