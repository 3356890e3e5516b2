/** A whole installation in processes of its own, as a user has it: the shop's back end and the server. For end-to-end tests and benches. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningShop, type StartShopOptions, startShop } from '#assistants/storefront/shop/index.ts'

export interface StartServerOptions {
  /** Left out: a new temporary folder, removed at the end. */
  dataFolder?: string
  /** 0 (as left out): any free port. */
  port?: number
  databaseUrl?: string
  /** Left out: a shop of its own is started. */
  shop?: RunningShop
  shopOptions?: Partial<StartShopOptions>
  environment?: Record<string, string>
}

export interface RunningServer {
  url: string
  dataFolder: string
  shop: RunningShop
  /** API key of the installation. */
  apiKey: string
  /** One-time token for the desk. */
  adminSignIn: string
  widgetKey(): Promise<string>
  /** What it printed so far. */
  output(): string
  process: ChildProcess
  /** Seconds from the start of the process until it listened. */
  startSeconds: number
  exited: Promise<number | null>
  /** SIGKILL to the server alone; the shop and the data stay. */
  kill(): Promise<void>
  /** Stops the server alone, as Ctrl-C does. */
  stop(): Promise<void>
  /** Ends everything and removes what was made. */
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const startWithinMs = 90_000
const stopWithinMs = 15_000

export async function startServer(options: StartServerOptions = {}): Promise<RunningServer> {
  const madeFolder = options.dataFolder === undefined
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'parley-test-')))
  const shop =
    options.shop ?? (await startShop({ data: join(dataFolder, 'shop.sqlite'), inspect: true, ...options.shopOptions }))
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      PARLEY_DATA: dataFolder,
      SHOP_URL: shop.url,
      SHOP_TOKEN: shop.token,
      DATABASE_URL: options.databaseUrl ?? '',
      PARLEY_REQUESTS_PER_MINUTE: '1000000',
      PARLEY_MESSAGES_PER_MINUTE: '1000000',
      ...options.environment,
    },
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const signIn = await waitForStart(child, () => output, exited)
  const startSeconds = (performance.now() - startedAt) / 1000
  const access = JSON.parse(await readFile(join(dataFolder, 'server.json'), 'utf8')) as { url: string; key: string }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
    await exited
    clearTimeout(timer)
  }
  return {
    url: access.url,
    dataFolder,
    shop,
    apiKey: access.key,
    adminSignIn: signIn,
    async widgetKey() {
      const page = await (await fetch(`${access.url}/`)).text()
      return /pk_[\w-]+/.exec(page)?.[0] ?? ''
    },
    output: () => output,
    process: child,
    startSeconds,
    exited,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async close() {
      await end('SIGTERM')
      if (options.shop === undefined) await shop.close()
      if (madeFolder) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Resolves with the one-time sign-in once the server has printed it. */
async function waitForStart(
  child: ChildProcess,
  output: () => string,
  exited: Promise<number | null>,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`the server did not start in time:\n${output()}`))
    }, startWithinMs)
    const look = () => {
      const signIn = /#signin=([\w-]+)[\s\S]*Database/.exec(output())?.[1]
      if (signIn === undefined) return
      clearTimeout(timer)
      resolve(signIn)
    }
    child.stdout?.on('data', look)
    void exited.then((code) => {
      clearTimeout(timer)
      reject(new Error(`the server ended with ${code} before it listened:\n${output()}`))
    })
  })
}
