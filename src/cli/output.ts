import cliProgress from 'cli-progress'
import { AppError } from '#domain/errors.ts'

/** How a command speaks: with `--json` one JSON object on standard output and everything else on standard error. */
export interface Output {
  json: boolean
  /** For people; goes to standard error with --json. */
  line(text?: string): void
  /** The command's one result: the object with --json, otherwise the text. */
  result(value: Record<string, unknown>, text: string): void
  progress(what: string): Progress
}

export interface Progress {
  update(done: number, total: number, what?: string): void
  done(): void
}

/** Shorter work shows no bar: it would only flicker. */
const barAfterMs = 400

export function createOutput(json: boolean): Output {
  return {
    json,
    line: (text = '') => (json ? console.error(text) : console.log(text)),
    result(value, text) {
      if (json) console.log(JSON.stringify(value))
      else if (text !== '') console.log(text)
    },
    progress(what) {
      const startedAt = performance.now()
      const bar = new cliProgress.SingleBar(
        { format: '  {what} [{bar}] {percentage}%', stream: process.stderr, clearOnComplete: true, hideCursor: true },
        cliProgress.Presets.shades_classic,
      )
      let shown = false
      return {
        update(done, total, now = what) {
          if (!shown && performance.now() - startedAt > barAfterMs && process.stderr.isTTY) {
            shown = true
            bar.start(total, done, { what: now })
          }
          if (shown) bar.update(done, { what: now })
        },
        done() {
          if (shown) bar.stop()
        },
      }
    },
  }
}

/** Ends a command that failed: the registry's message, never a stack for what the user can mend. */
export function reportFailure(error: unknown, json: boolean): void {
  if (error instanceof AppError) {
    if (json) console.log(JSON.stringify({ error: { code: error.code, message: error.message } }))
    console.error(`${error.code}: ${error.message}`)
  } else {
    if (json)
      console.log(
        JSON.stringify({
          error: { code: 'internal', message: error instanceof Error ? error.message : String(error) },
        }),
      )
    console.error(error)
  }
  process.exitCode = 1
}
