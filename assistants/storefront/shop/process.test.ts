import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFile } from './database.ts'
import { readOptions } from './options.ts'
import { type RunningShop, type StartShopOptions, startShop } from './process.ts'
import { defaultSeed, seedShop } from './seed/index.ts'
import { TestShop, testNow } from './testing.ts'

let folder = ''
let data = ''
let running: RunningShop[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-'))
  data = join(folder, 'shop.sqlite')
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((shop) => shop.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(over: Partial<StartShopOptions> = {}): Promise<TestShop> {
  const shop = await startShop({ data, now: testNow, inspect: true, faults: true, ...over })
  running.push(shop)
  return new TestShop(shop, null)
}
const main = fileURLToPath(new URL('./main.ts', import.meta.url))

describe('what was acknowledged', () => {
  test('is there after SIGKILL and restart, with the answer that was given', async () => {
    const before = await start()
    const { body } = await before.post('/orders/MF-104310/cancel', {}, 'key-1')
    await before.running.kill()
    const after = await start()
    expect((await after.get('/orders/MF-104310')).body).toMatchObject({ state: 'cancelled' })
    expect((await after.post('/orders/MF-104310/cancel', {}, 'key-1')).body).toEqual(body)
    expect((await after.state())['effects']).toHaveLength(1)
  })

  test('under load is neither lost nor doubled, whatever the moment of the kill', async () => {
    const before = await start()
    const acknowledged: string[] = []
    const killAfter = 40
    let killed: Promise<void> | null = null
    const senders = Array.from({ length: 4 }, async (_unused, sender) => {
      for (let number = 0; killed === null; number += 1) {
        const key = `${sender}-${number}`
        try {
          const { status } = await before.post('/messages', { customerId: 'C-10001', kind: 'account-login' }, key)
          if (status === 201) acknowledged.push(key)
        } catch {
          return
        }
        if (acknowledged.length >= killAfter) killed ??= before.running.kill()
      }
    })
    await Promise.all(senders)
    await killed
    const after = await start()
    const { idempotency = [], effects = [], messages = [] } = await after.state()
    const kept = new Set(idempotency.map((row) => row['key']))
    expect(acknowledged.filter((key) => !kept.has(key))).toEqual([])
    expect([messages.length, effects.length]).toEqual([kept.size, kept.size])
  })

  test('on an answer that never came can be found out', async () => {
    const shop = await start()
    await shop.post('/faults', { operation: 'cancelOrder', mode: 'effect-then-break' })
    await expect(shop.post('/orders/MF-104310/cancel', {}, 'key-1')).rejects.toThrow()
    await shop.running.kill()
    expect((await (await start()).get('/idempotency/key-1')).body).toMatchObject({
      happened: true,
      operationId: 'cancelOrder',
    })
  })
})

describe('a shop from an earlier day', () => {
  test('is as fresh as on its first day: every date moved by the same days', async () => {
    const { database } = openFile(data)
    database.refill(seedShop(defaultSeed, testNow), testNow)
    database.close()
    const shop = await start({ now: '2025-07-15T09:00:00Z' })
    expect((await shop.get('/orders/MF-104233')).body).toMatchObject({ ageDays: 3, expectedOn: '2025-07-17' })
    expect((await shop.get('/subscriptions/C-10002')).body).toMatchObject({ daysLate: 1, dueOn: '2025-07-14' })
  })

  test('that died before it was filled is filled', async () => {
    openFile(data).database.close()
    expect((await (await start()).get('/orders/MF-104233')).status).toBe(200)
  })
})

describe('the process', () => {
  test('ends cleanly on SIGTERM, and with whoever started it', async () => {
    const shop = await start()
    await shop.running.close()
    expect(await shop.running.exited).toEqual({ code: 0, signal: null })
    const parent = `
      import { startShop } from ${JSON.stringify(new URL('./process.ts', import.meta.url).href)}
      const shop = await startShop({ data: ${JSON.stringify(data)} })
      console.log(shop.pid)
      process.kill(process.pid, 'SIGKILL')`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', parent], { encoding: 'utf8' })
    const pid = Number(stdout)
    expect(pid).toBeGreaterThan(0)
    // It holds its file until it has ended: that another one can open it says so.
    await expect.poll(() => isFree(data), { timeout: 8_000 }).toBe(true)
  })

  test('makes a fresh shop by reset, in the shop itself and in a copy, apart from one another', async () => {
    const shop = await start()
    const copy = new TestShop(shop.running, 'one')
    await shop.post('/orders/MF-104310/cancel')
    expect((await copy.get('/orders/MF-104310')).body).toMatchObject({ state: 'received' })
    await copy.post('/orders/MF-104312/cancel')
    await shop.post('/reset')
    expect((await shop.get('/orders/MF-104310')).body).toMatchObject({ state: 'received' })
    expect((await copy.get('/orders/MF-104312')).body).toMatchObject({ state: 'cancelled' })
    await copy.post('/reset', { now: '2025-12-01T00:00:00Z' })
    expect((await copy.get('/orders/MF-104312')).body).toMatchObject({ state: 'received', placedOn: '2025-12-01' })
  })

  test('has no test addresses unless asked to', async () => {
    const shop = await start({ inspect: false, faults: false })
    for (const path of ['/state', '/faults']) expect((await shop.get(path)).body.code).toBe('route_not_found')
  })

  test('answers other requests while one hangs', async () => {
    const shop = await start()
    await shop.post('/faults', { operation: 'getOrder', mode: 'hang' })
    const hanging = shop.get('/orders/MF-104233').catch(() => 'ended')
    expect((await shop.get('/orders/MF-104310')).status).toBe(200)
    await shop.running.kill()
    expect(await hanging).toBe('ended')
  })
})

describe('a start that cannot be', () => {
  test('on a port in use says so', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    await expect(startShop({ data, port })).rejects.toThrow(`127.0.0.1:${port}: it is in use. Choose another port`)
    other.close()
  })

  test('on a file in use by another shop says so', async () => {
    await start()
    await expect(startShop({ data })).rejects.toThrow('in use by another shop')
  })

  test('on a file that cannot be written, is none of ours or is newer says so', () => {
    expect(() => openFile(join(folder, 'no', 'such', 'folder.sqlite'))).toThrow('check that its folder exists')
    writeFileSync(data, 'this is a text of more than sixteen characters')
    expect(() => openFile(data)).toThrow("is not a shop's data file")
    const other = join(folder, 'other.sqlite')
    const database = new DatabaseSync(other)
    database.exec("CREATE TABLE meta (name TEXT, value TEXT); INSERT INTO meta VALUES ('schemaVersion', '99')")
    database.close()
    expect(() => openFile(other)).toThrow('written by a newer shop')
  })

  test('ends with exit code 1 and only its message', () => {
    const { status, stderr } = spawnSync(process.execPath, [main, '--port', '70000', '--data', ':memory:'], {
      encoding: 'utf8',
      env: { ...process.env, SHOP_TOKEN: 't' },
    })
    expect([status, stderr.trim()]).toEqual([1, '--port must be a number from 0 to 65535.'])
  })

  test.each([
    [['--now', 'yesterday', '--data', ':memory:'], '--now must be'],
    [['--seed', '-1', '--data', ':memory:'], '--seed'],
    [[], 'give --data FILE'],
    [['--unknown'], 'Usage'],
  ])('with %j says what to write', (args, expected) => {
    expect(() => readOptions(args, { SHOP_TOKEN: 't' })).toThrow(expected)
  })

  test('without a token says so', () => {
    expect(() => readOptions(['--data', ':memory:'], {})).toThrow('set SHOP_TOKEN')
  })
})

/** Whether no process holds the file any more. */
function isFree(path: string): boolean {
  try {
    const database = new DatabaseSync(path, { timeout: 0 })
    try {
      database.exec('BEGIN EXCLUSIVE; COMMIT')
      return true
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}
