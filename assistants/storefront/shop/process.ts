import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { shopLimits } from './limits.ts'

export type StartShopOptions = {
  /** SQLite file; `:memory:` keeps nothing. */
  data: string
  /** 0 (as left out): any free port. */
  port?: number
  seed?: number
  /** ISO instant at which the shop's clock stands still; left out: real time. */
  now?: string
  /** Left out: a random one. */
  token?: string
  inspect?: boolean
  faults?: boolean
}

export type RunningShop = {
  /** `http://127.0.0.1:PORT` */
  url: string
  token: string
  pid: number
  /** Stops it and waits until it is gone. */
  close(): Promise<void>
  /** SIGKILL, as in a crash; waits until it is gone. */
  kill(): Promise<void>
  /** Settles when the process has ended, by whatever cause. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/**
 * Starts the shop in a process of its own, which ends with this one. Throws an error with the shop's own message where it cannot
 * start (port in use, file not writable).
 */
export async function startShop(options: StartShopOptions): Promise<RunningShop> {
  const token = options.token ?? randomBytes(24).toString('base64url')
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./main.ts', import.meta.url)), ...argumentsFor(options)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      // The token goes by environment: arguments can be read by every user of the machine.
      env: { ...process.env, SHOP_TOKEN: token },
    },
  )
  const exited = new Promise<Awaited<RunningShop['exited']>>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const url = await listening(child, exited)
  return {
    url,
    token,
    pid: child.pid ?? 0,
    exited,
    close: () => end(child, exited, 'SIGTERM'),
    kill: () => end(child, exited, 'SIGKILL'),
  }
}

function argumentsFor(options: StartShopOptions): string[] {
  return [
    '--data',
    options.data,
    '--port',
    String(options.port ?? 0),
    ...(options.seed === undefined ? [] : ['--seed', String(options.seed)]),
    ...(options.now === undefined ? [] : ['--now', options.now]),
    ...(options.inspect ? ['--inspect'] : []),
    ...(options.faults ? ['--faults'] : []),
    '--exit-with-parent',
  ]
}

async function listening(child: ChildProcess, exited: RunningShop['exited']): Promise<string> {
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
        ({ code }) => reject(new Error(said.trim() || `The shop ended with exit code ${code} before it listened.`)),
        reject,
      )
      timer = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new Error(`The shop did not start within ${shopLimits.startTimeoutMs / 1_000} s. ${said.trim()}`))
      }, shopLimits.startTimeoutMs)
    })
  } finally {
    clearTimeout(timer)
    lines.close()
    // What it says later belongs to whoever started it.
    child.stdout?.resume()
    child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  }
}

async function end(child: ChildProcess, exited: RunningShop['exited'], signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), shopLimits.closeGraceMs * 2)
  await exited
  clearTimeout(timer)
}
