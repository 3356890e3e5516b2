import cliProgress from 'cli-progress'
import { AppError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import type { Prepared } from '#releases/index.ts'

export interface Started {
  address: string
  release: Prepared
  /** Null: none are configured. */
  models: string | null
  database: string
  dataFolder: string
  signIn: string
  seconds: number
}

/** What the operator sees at the start. Addresses on standard output, progress on standard error. */
export const announce = {
  progress() {
    const bar = new cliProgress.SingleBar(
      {
        format: '  {what} [{bar}] {percentage}%',
        stream: process.stderr,
        clearOnComplete: true,
        hideCursor: true,
        noTTYOutput: false,
      },
      cliProgress.Presets.shades_classic,
    )
    let shown = false
    return {
      update(done: number, total: number, what: string) {
        if (!shown) bar.start(total, done, { what })
        shown = true
        bar.setTotal(total)
        bar.update(done, { what })
      },
      done() {
        if (shown) bar.stop()
      },
    }
  },
  started({ address, release, models, database, dataFolder, signIn, seconds }: Started) {
    for (const warning of release.warnings.slice(0, 10)) console.error(`warning: ${problemText(warning)}`)
    const built = release.made.length > 0 ? `built ${release.made.join(', ')}` : 'unchanged'
    const store =
      database === 'embedded'
        ? `embedded in ${dataFolder}/ (survives crashes of the program; a power cut may lose the last moments: use DATABASE_URL in production)`
        : database
    console.log(
      [
        '',
        `  Parley is ready after ${seconds.toFixed(1)} s`,
        '',
        `  Demo page with the widget   ${address}/`,
        `  Desk                        ${address}/desk`,
        `  API reference               ${address}/docs`,
        `  Metrics                     ${address}/metrics`,
        '',
        `  Sign in to the desk as administrator, once, within a day:`,
        `  ${address}/desk#signin=${signIn}`,
        '',
        `  Release ${release.release} (${built})`,
        `  Database ${store}`,
        ...(models === null ? [] : [`  Language models: ${models}`]),
        '',
      ].join('\n'),
    )
  },
}

/** A failed start in words that say what to do; a bug with its stack. */
export function reportStartFailure(error: unknown): void {
  if (error instanceof AppError) console.error(`\nParley could not start (${error.code}).\n${error.message}\n`)
  else console.error('\nParley could not start because of a fault of its own. Please report this:\n', error)
}
