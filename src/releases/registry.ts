import type { AssistantRuntime, RuntimeSurroundings } from '#assistant/index.ts'
import { appError } from '#domain/errors.ts'
import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { ReleaseStore } from '#ports/release-store.ts'
import { loadRelease } from './load.ts'

/** How often the live pointer is read again: a promotion elsewhere takes effect within this time. */
const liveForMs = 2_000

/**
 * Releases kept in memory (tens of MB each): the live one, those that conversations are still on, the arms of an experiment. The one that
 * was not used for longest is dropped, and read again should a conversation come back to it.
 */
const loadedAtMost = 8

/** The releases that this process holds in memory; two or more can be loaded at once. */
export class ReleaseRegistry {
  private readonly store: ReleaseStore
  private readonly surroundings: RuntimeSurroundings
  private readonly now: () => number
  private readonly loaded = new Map<string, Promise<AssistantRuntime>>()
  private readonly liveIds = new Map<TenantId, { release: ReleaseId; untilMs: number }>()

  constructor(store: ReleaseStore, surroundings: RuntimeSurroundings, now: () => number) {
    this.store = store
    this.surroundings = surroundings
    this.now = now
  }

  /** The release that new conversations get. Throws `release.unknown` where none is live. */
  async live(tenant: TenantId): Promise<AssistantRuntime> {
    const known = this.liveIds.get(tenant)
    if (known && known.untilMs > this.now()) return this.get(tenant, known.release)
    const release = await this.store.live(tenant)
    if (release === null) throw appError('release.unknown', { release: 'live' })
    this.liveIds.set(tenant, { release, untilMs: this.now() + liveForMs })
    return this.get(tenant, release)
  }

  /** A stored release, loaded once. Throws `release.unknown`. */
  get(tenant: TenantId, release: ReleaseId): Promise<AssistantRuntime> {
    const key = `${tenant} ${release}`
    const known = this.loaded.get(key)
    if (known) {
      // The last used one last.
      this.loaded.delete(key)
      this.loaded.set(key, known)
      return known
    }
    const loading = loadRelease(this.store, tenant, release, this.surroundings)
    this.loaded.set(key, loading)
    loading.catch(() => this.loaded.delete(key))
    while (this.loaded.size > loadedAtMost) this.loaded.delete(this.loaded.keys().next().value ?? '')
    return loading
  }

  /** How many are in memory. */
  get size(): number {
    return this.loaded.size
  }

  /** Forgets which release is live, so that a promotion made by this process takes effect at once. */
  refresh(tenant: TenantId): void {
    this.liveIds.delete(tenant)
  }
}
