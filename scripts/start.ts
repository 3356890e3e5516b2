/**
 * `npm start`: builds the web parts where they are stale, starts the demo shop's back end beside the server, and stops both together.
 * With SHOP_URL set the shop is yours and none is started.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { demoCustomers, startShop } from '#assistants/storefront/shop/index.ts'
import { buildWeb } from './build-web.ts'

const data = resolve(process.env.PARLEY_DATA ?? 'data')

await buildWeb()
if (process.env.SHOP_URL === undefined) {
  mkdirSync(data, { recursive: true })
  const token = randomBytes(24).toString('base64url')
  const shop = await startShop({ data: join(data, 'shop.sqlite'), token })
  process.env.SHOP_URL = shop.url
  process.env.SHOP_TOKEN = shop.token
  const demo = join(data, 'demo.json')
  // What the page needs to play them; their PIN and security answer are in the shop's README.
  const customers = demoCustomers.map(({ pin: _pin, securityAnswer: _answer, ...customer }) => customer)
  writeFileSync(demo, JSON.stringify({ products: [], customers }))
  process.env.PARLEY_DEMO = demo
  // The shop ends when its standard input closes, so it never outlives this process, however that ends.
  process.once('exit', () => void shop.close())
}
await import('../src/main.ts')
