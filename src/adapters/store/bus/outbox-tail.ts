import type { Clock } from '#domain/clock.ts'
import type { Notice } from '#ports/bus.ts'
import type { Outbox } from './outbox.ts'

/** ms that a missing number is waited for: longer than any transaction of ours may run. Then it was rolled back. */
const missingMs = 20_000
/** Missing numbers remembered at most: a sequence that jumps (a server's recovery) leaves no thousands of rows to come. */
const missingLimit = 1_000
/** Rows read at once. */
const pageRows = 1_000
/** Numbers before the last one that are looked at when starting: transactions then still open. */
const lookBack = 100

/**
 * Follows the outbox. Each call reads what has appeared since, including rows whose number is lower than one already seen because
 * their transaction committed later. Calls must not overlap.
 */
export async function outboxTail(outbox: Outbox, clock: Clock): Promise<() => Promise<Notice[]>> {
  let last = Math.max(0, (await outbox.lastId()) - lookBack)
  /** Numbers that were skipped, with the time until which they are waited for. */
  const missing = new Map<number, number>()

  return async () => {
    const notices: Notice[] = []
    const now = clock.now()
    for (const [id, until] of missing) if (until <= now) missing.delete(id)
    for (;;) {
      const rows = await outbox.after(last, [...missing.keys()], pageRows)
      for (const { id, tenant, conversation, seq } of rows) {
        notices.push({ tenant, conversation, seq })
        missing.delete(id)
        for (let skipped = Math.max(last + 1, id - missingLimit); skipped < id; skipped += 1) {
          missing.set(skipped, now + missingMs)
        }
        last = Math.max(last, id)
      }
      while (missing.size > missingLimit) missing.delete(missing.keys().next().value ?? 0)
      if (rows.length < pageRows) return notices
    }
  }
}
