import type { Clock } from '#domain/clock.ts'
import type { TenantId } from '#domain/ids.ts'
import type { Database } from '#ports/database.ts'
import type { TurnLog } from '#turn/index.ts'

/** Expired facts are not seen by anybody from their hour on; an hour later at most they are gone from the disk. */
const everyMs = 3_600_000
/** One-time codes live for minutes and are counted for an hour; a day more lets somebody look into what went wrong. */
const codesKeptMs = 25 * 3_600_000

/** Deletes remembered facts that have expired and one-time codes that are of no use any more, until the returned function is called. */
export function forgetExpired(
  { profiles, codes }: Pick<Database, 'profiles' | 'codes'>,
  tenant: TenantId,
  clock: Clock,
  log: TurnLog,
): () => void {
  const sweep = async () => {
    const now = clock.now()
    try {
      const facts = await profiles.expire(tenant, now)
      const old = await codes.expire(tenant, now - codesKeptMs)
      if (facts + old > 0) log.info({ facts, codes: old }, 'what has expired was deleted')
    } catch (error) {
      log.warn({ err: error }, 'what has expired could not be deleted; the next sweep tries again')
    }
  }
  const timer = setInterval(() => void sweep(), everyMs)
  timer.unref()
  void sweep()
  return () => clearInterval(timer)
}
