import type { AddressInfo } from 'node:net'
import { openFile, openMemory, ShopFileError } from './database.ts'
import { shopLimits } from './limits.ts'
import { type MainOptions, readOptions, UsageError, usage } from './options.ts'
import { shopServer } from './server.ts'
import { realTime, Shop, Shops, standingAt } from './shop.ts'

/** The shop as a process: `node main.ts --data FILE`. Says `{"listening":"http://…"}` on standard output when it is ready. */
function main(): void {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === 'help') {
    console.log(usage)
    return
  }
  const shops = openShops(options)
  const server = shopServer({
    shops,
    token: options.token,
    inspect: options.inspect,
    faults: options.faults,
    log: (line) => console.error(line),
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    shops.close()
    fail(listenProblem(error, options))
  })
  server.listen(options.port, options.host, () => {
    const { port } = server.address() as AddressInfo
    console.log(JSON.stringify({ listening: `http://${options.host}:${port}` }))
  })
  const stop = (): void => {
    // Once is enough; a second signal ends the process at once.
    process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT')
    server.close(() => {
      shops.close()
      process.exit(0)
    })
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), shopLimits.closeGraceMs).unref()
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  if (options.exitWithParent) process.stdin.on('end', stop).on('error', stop).resume()
}

function openShops(options: MainOptions): Shops {
  const clock = options.now === null ? realTime : standingAt(options.now)
  const opened = options.data === ':memory:' ? { database: openMemory(), isNew: true } : openFile(options.data)
  const shop = new Shop(opened.database, options.seed, clock)
  if (opened.isNew || !isFilled(shop)) shop.reset()
  else if (!options.keepDates) shop.database.bringUpToDate(clock())
  return new Shops(shop, options.seed, clock)
}

/** False where the process died between making the tables and filling them. */
const isFilled = (shop: Shop): boolean => shop.database.get("SELECT 1 FROM meta WHERE name = 'datedAt'") !== undefined

function listenProblem(error: NodeJS.ErrnoException, options: MainOptions): string {
  const place = `${options.host}:${options.port}`
  if (error.code === 'EADDRINUSE')
    return `The shop cannot listen on ${place}: it is in use. Choose another port with --port, or 0 for any free one.`
  if (error.code === 'EACCES') return `The shop may not listen on ${place}: choose a port from 1024 with --port.`
  return `The shop cannot listen on ${place}: ${error.message}`
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

try {
  main()
} catch (error) {
  if (error instanceof UsageError || error instanceof ShopFileError) fail(error.message)
  throw error
}
