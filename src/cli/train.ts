import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { openEmbedded, openPostgres } from '#adapters/store/index.ts'
import { loadTools } from '#assistant/index.ts'
import { readEnvironment } from '#compose/environment.ts'
import { defaultTenant } from '#compose/server.ts'
import { workshopFor } from '#compose/workshop.ts'
import { systemClock } from '#domain/clock.ts'
import { AppError, appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import { prepareRelease } from '#releases/index.ts'
import { defaultAssistant, jsonOption, runCommand } from './run.ts'
import { findServer, serverCalls } from './server-client.ts'

interface Trained {
  release: string
  made: string[]
  promoted: boolean
  warnings: string[]
}

export function trainCommand(): Command {
  return new Command('train')
    .description(
      'Build the release of an assistant folder and make it live after its smoke gate; a running server switches to it',
    )
    .option(
      '-a, --assistant <folder>',
      `the assistant folder; left out: that of the running server, or ${defaultAssistant}`,
    )
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- train\n  $ npm run -s parley -- train --assistant assistants/mine --json',
    )
    .action((options: { assistant?: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const startedAt = performance.now()
        const progress = output.progress('training')
        const trained = await trainSomewhere(options.assistant, progress.update)
        progress.done()
        const seconds = Math.round((performance.now() - startedAt) / 10) / 100
        for (const warning of trained.warnings) output.line(`warning: ${warning}`)
        output.result(
          { ...trained, seconds },
          `Release ${trained.release} ${trained.promoted ? 'is live' : 'was live already'} (${trained.made.length > 0 ? `made ${trained.made.join(', ')}` : 'nothing had changed'}), ${seconds} s`,
        )
      }),
    )
}

/** By the server that runs on the data folder, so that it switches at once; else in the database itself. */
async function trainSomewhere(
  given: string | undefined,
  onProgress: (done: number, total: number, what: string) => void,
): Promise<Trained> {
  const folder = resolve(given ?? defaultAssistant)
  // Before anything is opened: the server only knows that it is not its own folder.
  if (given !== undefined && !existsSync(join(folder, 'assistant.yaml')))
    throw appError('assistant.missing', { folder })
  const server = await findServer().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'cli.no-server') return null
    throw error
  })
  if (server !== null)
    return (await serverCalls(server).post('/v1/releases', given === undefined ? {} : { folder })) as Trained
  const settings = readEnvironment(process.env)
  const { database } =
    settings.databaseUrl === null
      ? await openEmbedded({ folder: resolve(settings.dataFolder) })
      : await openPostgres({ url: settings.databaseUrl })
  try {
    await database.access.ensureTenant(defaultTenant, 'default', systemClock.now())
    const tools = await loadTools(folder)
    const prepared = await prepareRelease(folder, defaultTenant, {
      store: database.releases,
      clock: systemClock,
      tools,
      environment: process.env,
      workshop: workshopFor(folder, process.env),
      onProgress,
    })
    return { ...prepared, warnings: prepared.warnings.map(problemText) }
  } finally {
    await database.close()
  }
}
