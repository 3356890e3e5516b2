/**
 * The server: `node src/main.ts`. Everything it needs comes from the environment (docs/operations.md); `npm start` calls it with the
 * demo shop beside it.
 */
import { join, resolve } from 'node:path'
import { openEmbedded, openPostgres } from '#adapters/store/index.ts'
import { systemClock } from '#domain/clock.ts'
import { timeSortedIds } from '#domain/ids.ts'
import { failpointFromEnvironment } from '#turn/index.ts'
import { announce, reportStartFailure } from './compose/announce.ts'
import { demoFrom } from './compose/demo.ts'
import { readEnvironment } from './compose/environment.ts'
import { knowledgeStoreFor } from './compose/knowledge-store.ts'
import { assertPortFree } from './compose/port.ts'
import { composeServer, createLog } from './compose/server.ts'
import { writeServerFile } from './compose/server-file.ts'

try {
  const settings = readEnvironment(process.env)
  // Before anything is trained: nobody wants to wait for "port in use".
  await assertPortFree(settings.host, settings.port)
  const log = createLog(settings.logLevel)
  const ids = timeSortedIds(systemClock)
  const holder = ids.next('holder')
  const onProblem = (error: unknown, doing: string) => log.error({ err: error }, doing)
  const { database, bus } =
    settings.databaseUrl === null
      ? await openEmbedded({ folder: resolve(settings.dataFolder), onProblem })
      : await openPostgres({ url: settings.databaseUrl, onProblem })
  const progress = announce.progress()
  const server = await composeServer({
    database,
    bus,
    clock: systemClock,
    ids,
    holder,
    assistantFolder: resolve(settings.assistantFolder),
    environment: process.env,
    watchKnowledge: settings.watchKnowledge,
    knowledgeStore: knowledgeStoreFor(settings.assistantFolder, process.env),
    webFolder: join(import.meta.dirname, '../dist/web'),
    log,
    failpoint: failpointFromEnvironment(process.env.PARLEY_FAILPOINT),
    leaseMs: settings.leaseMs,
    processMetrics: true,
    demo: await demoFrom(process.env),
    limits: settings.limits,
    onProgress: progress.update,
  })
  progress.done()
  let removeServerFile: () => void = () => {}
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: running turns are finished first')
    removeServerFile()
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed')
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', () => stop('SIGINT'))
  process.once('SIGTERM', () => stop('SIGTERM'))
  // A closed terminal.
  process.once('SIGHUP', () => stop('SIGHUP'))
  const address = await server.listen(settings.host, settings.port)
  removeServerFile = await writeServerFile(resolve(settings.dataFolder), {
    url: address,
    key: server.localKey,
    widgetKey: server.widgetKey,
  })
  announce.started({
    address,
    release: server.release,
    models: server.models,
    database: database.kind,
    dataFolder: settings.dataFolder,
    signIn: await server.adminSignIn(),
    // Since the process began: what `npm start` did before is part of the wait.
    seconds: performance.now() / 1000,
  })
} catch (error) {
  reportStartFailure(error)
  process.exit(1)
}
