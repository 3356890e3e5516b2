import type { Clock } from '#domain/clock.ts'
import type { Outbox } from './outbox.ts'

/** ms between two purges. */
const everyMs = 30_000
/** Rows removed at once: more than any half minute writes. */
const purgeRows = 20_000

/** Keeps the outbox short. Returns the way to stop. */
export function purgeOutbox(
  outbox: Outbox,
  clock: Clock,
  keepMs: number,
  onProblem: (error: unknown, doing: string) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = outbox
      .purge(clock.now() - keepMs, purgeRows)
      .catch((error: unknown) => onProblem(error, 'purging the outbox'))
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
