import { appError } from '#domain/errors.ts'
import type { ReleaseId } from '#domain/ids.ts'
import type { ReleaseRow, ReleaseStore } from '#ports/release-store.ts'
import { type MemoryState, tenantState } from './state.ts'

export function memoryReleases(state: MemoryState): ReleaseStore {
  const find = (tenant: Parameters<ReleaseStore['live']>[0], release: ReleaseId) => {
    const row = tenantState(state, tenant).releases.get(release)
    if (!row) throw appError('release.unknown', { release })
    return row
  }
  return {
    async hasPart(tenant, hash) {
      return tenantState(state, tenant).parts.has(hash)
    },
    async putPart(tenant, hash, kind, bytes) {
      const { parts } = tenantState(state, tenant)
      if (!parts.has(hash)) parts.set(hash, { kind, bytes: bytes.slice() })
    },
    async part(tenant, hash) {
      return tenantState(state, tenant).parts.get(hash)?.bytes.slice() ?? null
    },
    async putManifest(tenant, manifest) {
      const { releases } = tenantState(state, tenant)
      if (!releases.has(manifest.release)) {
        releases.set(manifest.release, copy({ ...manifest, gate: null }))
      }
    },
    async recordGate(tenant, release, gate) {
      find(tenant, release).gate = structuredClone(gate)
    },
    async manifest(tenant, release) {
      const row = tenantState(state, tenant).releases.get(release)
      return row ? copy(row) : null
    },
    async list(tenant, limit) {
      return [...tenantState(state, tenant).releases.values()]
        .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.release < b.release ? 1 : -1))
        .slice(0, limit)
        .map(copy)
    },
    async makeLive(tenant, release, by, forced, atMs) {
      find(tenant, release)
      const rows = tenantState(state, tenant)
      rows.audit.push({ atMs, by, action: 'release-made-live', details: { release, forced, before: rows.live } })
      rows.live = release
    },
    async live(tenant) {
      return tenantState(state, tenant).live as ReleaseId | null
    },
  }
}

const copy = (row: ReleaseRow): ReleaseRow => structuredClone(row)
