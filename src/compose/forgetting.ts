import type { Clock } from '#domain/clock.ts'
import type { TenantId } from '#domain/ids.ts'
import type { ProfileStore } from '#ports/profile-store.ts'
import type { TurnLog } from '#turn/index.ts'

/** Expired facts are not seen by anybody from their hour on; an hour later at most they are gone from the disk. */
const everyMs = 3_600_000

/** Deletes remembered facts that have expired, until the returned function is called. */
export function forgetExpired(profiles: ProfileStore, tenant: TenantId, clock: Clock, log: TurnLog): () => void {
  const sweep = async () => {
    try {
      const facts = await profiles.expire(tenant, clock.now())
      if (facts > 0) log.info({ facts }, 'expired facts were deleted')
    } catch (error) {
      log.warn({ err: error }, 'expired facts could not be deleted; the next sweep tries again')
    }
  }
  const timer = setInterval(() => void sweep(), everyMs)
  timer.unref()
  void sweep()
  return () => clearInterval(timer)
}
