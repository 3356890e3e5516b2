import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** A request that is not done by then (somebody uploads a byte a second) does not keep the server from stopping. */
const graceMs = 10_000

/**
 * Lets a server stop in time. Closing it waits for every connection that Node does not call idle, and one that has never asked anything is not:
 * browsers and HTTP clients open such ahead, so that Ctrl-C would take half a minute. Call before it listens; give `close` its closing.
 */
export function closingInTime(server: Server): (close: () => Promise<void>) => Promise<void> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return async (close) => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    try {
      await close()
    } finally {
      clearTimeout(timer)
    }
  }
}
