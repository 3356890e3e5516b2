import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { limits } from './limits.ts'

export type StartOptions = {
  /** SQLite file; `:memory:` keeps nothing. */
  data: string
  /** Begins with this JSON file (may be gzipped) instead of invented content. */
  database?: string
  /** 0 (as left out): any free port. */
  port?: number
  /** ISO instant at which the clock stands still; left out: real time. */
  now?: string
  /** Left out: a random one. */
  token?: string
  inspect?: boolean
  faults?: boolean
}

export type Running = {
  /** `http://127.0.0.1:PORT` */
  url: string
  token: string
  /** Stops it and waits until it is gone. */
  close(): Promise<void>
  /** Settles when the process has ended, by whatever cause. */
  exited: Promise<{ code: number | null }>
}

/** Starts it in a process of its own, which ends with this one. Throws an error with its own message where it cannot start. */
export async function startReservationSystem(options: StartOptions): Promise<Running> {
  const token = options.token ?? randomBytes(24).toString('base64url')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./main.ts', import.meta.url)), ...argumentsFor(options)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      // The token goes by environment: arguments can be read by every user of the machine.
      env: { ...process.env, AIRLINE_TOKEN: token },
    },
  )
  const exited = new Promise<{ code: number | null }>((resolve) => {
    child.once('exit', (code) => resolve({ code }))
  })
  const url = await listening(child, exited)
  return {
    url,
    token,
    exited,
    close: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), limits.closeGraceMs * 2)
      await exited
      clearTimeout(timer)
    },
  }
}

const argumentsFor = (options: StartOptions): string[] => [
  ...['--data', options.data, '--port', String(options.port ?? 0)],
  ...(options.database === undefined ? [] : ['--database', options.database]),
  ...(options.now === undefined ? [] : ['--now', options.now]),
  ...(options.inspect ? ['--inspect'] : []),
  ...(options.faults ? ['--faults'] : []),
  '--exit-with-parent',
]

async function listening(child: ChildProcess, exited: Running['exited']): Promise<string> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000)
  })
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', (line) => resolve((JSON.parse(line) as { listening: string }).listening))
      child.once('error', reject)
      exited.then(
        ({ code }) => reject(new Error(said.trim() || `The reservation system ended with exit code ${code}.`)),
        reject,
      )
      timer = setTimeout(() => {
        child.kill('SIGKILL')
        reject(
          new Error(`The reservation system did not start within ${limits.startTimeoutMs / 1_000} s. ${said.trim()}`),
        )
      }, limits.startTimeoutMs)
    })
  } finally {
    clearTimeout(timer)
    lines.close()
    // What it says later belongs to whoever started it.
    child.stdout?.resume()
    child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  }
}
