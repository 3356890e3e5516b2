import { createServer } from 'node:net'
import { appError } from '#domain/errors.ts'

/** Throws `start.port-busy` where something listens on that port already. Port 0, any free one, never is. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? appError('start.port-busy', { port }, error) : error)
    })
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()))
  })
}
