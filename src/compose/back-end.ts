import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import type { Json } from '#domain/json.ts'
import type { BackEnd, BackEndState } from '#quality/index.ts'

/**
 * What `shop/index.ts` of an assistant folder offers to scenarios. Started with `inspect`, it answers `GET /state`
 * (`{ tables: { name: rows } }`) and `POST /reset` (`{ now }`) to the bearer of its token.
 */
interface ShopModule {
  startShop(options: { data: string; now: string; inspect: true }): Promise<{
    url: string
    token: string
    close(): Promise<void>
  }>
  /** Tables that record attempts and not business. */
  bookkeeping?: readonly string[]
}

export interface StartedBackEnd {
  backEnd: BackEnd
  /** Where the assistant's tools find it. */
  environment: { SHOP_URL: string; SHOP_TOKEN: string }
  /** Tells that the assistant may have changed something: the next `reset` is not left out. */
  touched(): void
  close(): Promise<void>
}

const Dump = z.object({ tables: z.record(z.string(), z.array(z.record(z.string(), z.json()))) })
const answerWithinMs = 20_000

/** Starts the system behind an assistant's tools for tests, in a process of its own; null where the folder has none. */
export async function startBackEnd(assistantFolder: string, now: string): Promise<StartedBackEnd | null> {
  const file = join(assistantFolder, 'shop/index.ts')
  if (!existsSync(file)) return null
  const module = (await import(pathToFileURL(file).href)) as Partial<ShopModule>
  if (typeof module.startShop !== 'function')
    throw appError('cli.bad-file', { file, problem: 'it does not export startShop(options)' })
  const shop = await module.startShop({ data: ':memory:', now, inspect: true })
  const call = async (method: 'GET' | 'POST', path: string, body?: Json): Promise<unknown> => {
    const response = await fetch(shop.url + path, {
      method,
      headers: {
        authorization: `Bearer ${shop.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(answerWithinMs),
    })
    if (!response.ok)
      throw appError('cli.bad-file', { file, problem: `${method} ${path} answers with status ${response.status}` })
    return await response.json()
  }
  let standsAt = Date.parse(now)
  let clean = true
  let fresh: BackEndState | null = null
  return {
    environment: { SHOP_URL: shop.url, SHOP_TOKEN: shop.token },
    touched: () => {
      clean = false
    },
    backEnd: {
      bookkeeping: module.bookkeeping ?? [],
      async reset(atMs) {
        // Filling a shop takes longer than most scenarios: it is left out where no tool was called since.
        if (clean && standsAt === atMs) return
        await call('POST', '/reset', { now: new Date(atMs).toISOString() })
        if (standsAt !== atMs) fresh = null
        standsAt = atMs
        clean = true
      },
      async state() {
        if (clean && fresh !== null) return fresh
        const { tables } = Dump.parse(await call('GET', '/state'))
        if (clean) fresh = tables
        return tables
      },
    },
    close: () => shop.close(),
  }
}
