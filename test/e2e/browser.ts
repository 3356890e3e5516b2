import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/**
 * A real Chromium for the end-to-end tests. The binary comes compressed in @sparticuz/chromium, whose own `executablePath` reuses
 * whatever lies in the temporary folder, also of another version: so each version is unpacked into a folder of its own, once.
 */
const version = '153.0.0'
const unpackTimeoutMs = 180_000

const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--hide-scrollbars',
]

async function unpacked(): Promise<string> {
  const folder = join(tmpdir(), `parley-chromium-${version}`)
  if (existsSync(join(folder, 'chromium'))) return folder
  const building = await mkdtemp(join(tmpdir(), 'parley-chromium-building-'))
  const bin = join(fileURLToPath(import.meta.resolve('@sparticuz/chromium')), '../../bin')
  const code = `const { inflate } = await import('@sparticuz/chromium');
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(process.argv[1] + '/' + name)`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code, bin], {
    env: { ...process.env, TMPDIR: building },
    timeout: unpackTimeoutMs,
  })
  // Two test runs may unpack at once: the first rename wins, the other's folder goes.
  await rename(building, folder).catch(async (reason: unknown) => {
    await rm(building, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw reason
  })
  return folder
}

let launched: Promise<Browser> | undefined

async function launch(): Promise<Browser> {
  const folder = await unpacked()
  const options = {
    executablePath: join(folder, 'chromium'),
    args: flags,
    headless: true,
    chromiumSandbox: false,
  }
  try {
    return await chromium.launch(options)
  } catch {
    // A bare machine lacks libnss3 and friends: the package brings them.
    const env = {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    }
    return await chromium.launch({ ...options, env: env as Record<string, string> })
  }
}

/** The browser of this test process, started at the first call. */
export function browser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

export interface OpenedPage {
  page: Page
  context: BrowserContext
  /** Uncaught exceptions, console errors and policy violations of the page so far. A test expects none. */
  complaints: string[]
  close(): Promise<void>
}

/** A page in a context (cookies, storage) of its own. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const context = await (await browser()).newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  await page.goto(url)
  return { page, context, complaints, close: () => context.close() }
}

export async function closeBrowser(): Promise<void> {
  const running = launched
  launched = undefined
  await (await running)?.close()
}
