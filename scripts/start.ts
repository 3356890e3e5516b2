/**
 * `npm start`: builds the web parts where they are stale, starts the demo shop's back end beside the server, and stops both together.
 * With SHOP_URL set the shop is yours and none is started.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demoCustomers, startShop } from '#assistants/storefront/shop/index.ts'
import { reportStartFailure } from '#compose/announce.ts'
import { appError } from '#domain/errors.ts'
import { buildWeb } from './build-web.ts'

/** Starts the shop in the data folder and tells the server where it is, by environment. */
async function startDemoShop(folder: string): Promise<void> {
  const demo = join(folder, 'demo.json')
  // What the page needs to play them; their PIN and security answer are in the shop's README.
  const customers = demoCustomers.map(({ pin: _pin, securityAnswer: _answer, ...customer }) => customer)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(demo, JSON.stringify({ products: [], customers }))
  } catch (error) {
    throw appError(
      'store.unwritable',
      { folder, problem: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
  const token = randomBytes(24).toString('base64url')
  const shop = await startShop({ data: join(folder, 'shop.sqlite'), token }).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('start.demo-shop', { folder, problem }, error)
  })
  process.env.SHOP_URL = shop.url
  process.env.SHOP_TOKEN = shop.token
  process.env.PARLEY_DEMO = demo
  // The shop ends when its standard input closes, so it never outlives this process, however that ends.
  process.once('exit', () => void shop.close())
}

try {
  await buildWeb()
  if (process.env.SHOP_URL === undefined) await startDemoShop(resolve(process.env.PARLEY_DATA ?? 'data'))
} catch (error) {
  reportStartFailure(error)
  process.exit(1)
}
await import('../src/main.ts')
