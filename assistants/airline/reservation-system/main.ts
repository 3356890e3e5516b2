import type { AddressInfo } from 'node:net'
import { Airline, realTime, standingAt } from './airline.ts'
import { Database, DataProblem, readDatabaseFile } from './database.ts'
import { limits } from './limits.ts'
import { type MainOptions, readOptions, UsageError, usage } from './options.ts'
import { inventedContent } from './seed/index.ts'
import { airlineServer } from './server.ts'

/** The reservation system as a process: `node main.ts --data FILE`. Says `{"listening":"http://…"}` on standard output when it is ready. */
function main(): void {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === 'help') {
    console.log(usage)
    return
  }
  const airline = openAirline(options)
  const server = airlineServer({
    airline,
    token: options.token,
    inspect: options.inspect,
    faults: options.faults,
    log: (line) => console.error(line),
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    airline.close()
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
      airline.close()
      process.exit(0)
    })
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), limits.closeGraceMs).unref()
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  if (options.exitWithParent) process.stdin.on('end', stop).on('error', stop).resume()
}

function openAirline({ data, database, now }: MainOptions): Airline {
  const clock = now === null ? realTime : standingAt(now)
  if (database === null) {
    const airline = new Airline(new Database(data), inventedContent, clock)
    airline.fillIfStale()
    return airline
  }
  // Read once and kept as text: each reset takes a copy.
  const text = JSON.stringify(readDatabaseFile(database))
  const opened = new Database(data)
  const airline = new Airline(opened, () => JSON.parse(text) as ReturnType<typeof readDatabaseFile>, clock)
  if (opened.madeFor === null) airline.reset()
  return airline
}

function listenProblem(error: NodeJS.ErrnoException, options: MainOptions): string {
  const place = `${options.host}:${options.port}`
  if (error.code === 'EADDRINUSE')
    return `The reservation system cannot listen on ${place}: it is in use. Choose another port with --port, or 0 for any free one.`
  if (error.code === 'EACCES')
    return `The reservation system may not listen on ${place}: choose a port from 1024 with --port.`
  return `The reservation system cannot listen on ${place}: ${error.message}`
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

try {
  main()
} catch (error) {
  if (error instanceof UsageError || error instanceof DataProblem) fail(error.message)
  throw error
}
