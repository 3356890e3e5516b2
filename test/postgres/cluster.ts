import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Cluster {
  /** Where the superuser reaches a database of it. */
  url(database: string): string
  stop(): Promise<void>
}

/**
 * A real PostgreSQL server on a free port of this machine, with a folder of its own that goes when it stops. `flags` are the server's
 * (`-c`, `fsync=off`). In a process of its own (cluster-process.ts), which stops it also when this one is killed.
 */
export async function startCluster(flags: readonly string[] = []): Promise<Cluster> {
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('./cluster-process.ts', import.meta.url)), ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(keeper, 'exit')
  const port = await Promise.race([
    once(createInterface({ input: keeper.stdout }), 'line').then(([line]) => Number(line)),
    exited.then(([code]) => {
      throw new Error(`PostgreSQL did not start (${code}); see the output above`)
    }),
  ])
  return {
    url: (database) => `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
    async stop() {
      keeper.stdin.end()
      await exited
    },
  }
}
