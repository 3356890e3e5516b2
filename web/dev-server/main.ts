/** `node web/dev-server/main.ts [port]`: the built web parts over the stand-in server, for work on their looks. */
import { startFakeServer } from './server.ts'

const server = await startFakeServer(Number(process.argv[2] ?? 0))
console.log(`${server.url}/`)
