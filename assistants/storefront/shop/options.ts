import { parseArgs } from 'node:util'
import { defaultSeed } from './seed/index.ts'

export type MainOptions = {
  port: number
  host: string
  data: string
  seed: number
  /** ISO instant at which the shop's clock stands still; null: real time. */
  now: string | null
  token: string
  inspect: boolean
  faults: boolean
  exitWithParent: boolean
  keepDates: boolean
}

export const usage = `Usage: node main.ts --data FILE [options]
  --data FILE          the shop's SQLite file; made and filled when it is not there; :memory: keeps nothing
  --port N             0 takes any free port (default 4011)
  --host ADDRESS       default 127.0.0.1
  --token TEXT         bearer token that callers must send (or the environment variable SHOP_TOKEN)
  --seed N             content of a new file (default ${defaultSeed})
  --now ISO            the clock stands still at this instant (tests)
  --keep-dates         do not move the dates of an older file up to today
  --inspect            GET /state, POST /reset and X-Shop-Sandbox (tests)
  --faults             POST /faults (tests)
  --exit-with-parent   stop when standard input closes
  --help`

/** A mistake on the command line; the message says what to write. */
export class UsageError extends Error {}

export function readOptions(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): MainOptions | 'help' {
  let values: ReturnType<typeof parse>
  try {
    values = parse(args)
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
  if (values.help) return 'help'
  const token = values.token ?? environment['SHOP_TOKEN']
  if (!token) throw new UsageError('No token: set SHOP_TOKEN or give --token. Callers send it as a bearer token.')
  if (!values.data) throw new UsageError('No data file: give --data FILE (or --data :memory:).')
  const port = Number(values.port ?? 4_011)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port must be a number from 0 to 65535.')
  const seed = Number(values.seed ?? defaultSeed)
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw new UsageError('--seed must be a whole number from 0 to 4294967295.')
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
    throw new UsageError('--now must be an instant such as 2025-06-15T15:00:00Z.')
  return {
    port,
    host: values.host ?? '127.0.0.1',
    data: values.data,
    seed,
    now: values.now ?? null,
    token,
    inspect: values.inspect ?? false,
    faults: values.faults ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    keepDates: values['keep-dates'] ?? false,
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      seed: { type: 'string' },
      now: { type: 'string' },
      token: { type: 'string' },
      inspect: { type: 'boolean' },
      faults: { type: 'boolean' },
      'exit-with-parent': { type: 'boolean' },
      'keep-dates': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values
}
