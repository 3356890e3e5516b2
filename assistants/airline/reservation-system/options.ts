import { parseArgs } from 'node:util'

export type MainOptions = {
  port: number
  host: string
  data: string
  /** A database to begin with instead of the invented one; null: the invented one. */
  database: string | null
  /** ISO instant at which the clock stands still; null: real time. */
  now: string | null
  token: string
  inspect: boolean
  faults: boolean
  exitWithParent: boolean
}

export const usage = `Usage: node main.ts --data FILE [options]
  --data FILE          its own data file, made and filled when it is not there; :memory: keeps nothing
  --database FILE      begins with the flights, users and reservations of this JSON file (may be gzipped) instead of invented ones
                       (or the environment variable AIRLINE_DB)
  --now ISO            the clock stands still at this instant; give it with --database, whose dates do not move
  --port N             0 takes any free port (default 4012)
  --host ADDRESS       default 127.0.0.1
  --token TEXT         bearer token that callers must send (or the environment variable AIRLINE_TOKEN)
  --inspect            GET /state and POST /reset (tests)
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
  const token = values.token ?? environment['AIRLINE_TOKEN']
  if (!token) throw new UsageError('No token: set AIRLINE_TOKEN or give --token. Callers send it as a bearer token.')
  if (!values.data) throw new UsageError('No data file: give --data FILE (or --data :memory:).')
  const port = Number(values.port ?? 4_012)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port must be a number from 0 to 65535.')
  if (values.now !== undefined && Number.isNaN(Date.parse(values.now)))
    throw new UsageError('--now must be an instant such as 2024-05-15T20:00:00Z.')
  return {
    port,
    host: values.host ?? '127.0.0.1',
    data: values.data,
    database: values.database ?? (environment['AIRLINE_DB'] || null),
    now: values.now ?? null,
    token,
    inspect: values.inspect ?? false,
    faults: values.faults ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      database: { type: 'string' },
      now: { type: 'string' },
      token: { type: 'string' },
      inspect: { type: 'boolean' },
      faults: { type: 'boolean' },
      'exit-with-parent': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values
