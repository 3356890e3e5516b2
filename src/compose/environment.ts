import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import { turnLimits } from '#turn/index.ts'

const number = (fallback: number) => z.coerce.number().int().min(0).default(fallback)

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().optional(),
  PARLEY_DATA: z.string().default('data'),
  PARLEY_ASSISTANT: z.string().default('assistants/storefront'),
  PARLEY_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  PARLEY_WATCH_KNOWLEDGE: z.enum(['0', '1']).default('0'),
  PARLEY_LEASE_MS: z.coerce.number().int().min(500).default(turnLimits.leaseMs),
  PARLEY_MESSAGES_PER_MINUTE: number(60),
  PARLEY_REQUESTS_PER_MINUTE: number(1200),
  PARLEY_TRUSTED_PROXIES: number(0),
})

export interface ServerSettings {
  port: number
  host: string
  databaseUrl: string | null
  dataFolder: string
  assistantFolder: string
  logLevel: string
  /** Takes over changes of the knowledge folder by itself, also where assistant.yaml does not ask for it. */
  watchKnowledge: boolean
  leaseMs: number
  limits: { messagesPerMinute: number; requestsPerMinute: number; trustedProxies: number }
}

/** The server's settings. Throws `start.environment` for a value that cannot be meant. */
export function readEnvironment(environment: Record<string, string | undefined>): ServerSettings {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw appError('start.environment', { name: String(issue?.path[0] ?? ''), problem: issue?.message ?? 'wrong' })
  }
  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL || null,
    dataFolder: values.PARLEY_DATA,
    assistantFolder: values.PARLEY_ASSISTANT,
    logLevel: values.PARLEY_LOG,
    watchKnowledge: values.PARLEY_WATCH_KNOWLEDGE === '1',
    leaseMs: values.PARLEY_LEASE_MS,
    limits: {
      messagesPerMinute: values.PARLEY_MESSAGES_PER_MINUTE,
      requestsPerMinute: values.PARLEY_REQUESTS_PER_MINUTE,
      trustedProxies: values.PARLEY_TRUSTED_PROXIES,
    },
  }
}
