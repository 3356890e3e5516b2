import type { ReleaseId, TenantId } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'

export interface ReleaseManifest {
  release: ReleaseId
  assistant: string
  /** Part name → content hash: `flows`, `responses`, `knowledge`, `model:understanding` … */
  parts: Record<string, string>
  createdAtMs: number
}

export interface ReleaseRow extends ReleaseManifest {
  gate: { passed: boolean; report: Json } | null
}

/** Immutable parts by hash, manifests over them, and which one is live. */
export interface ReleaseStore {
  hasPart(tenant: TenantId, hash: string): Promise<boolean>
  putPart(tenant: TenantId, hash: string, kind: string, bytes: Uint8Array): Promise<void>
  part(tenant: TenantId, hash: string): Promise<Uint8Array | null>
  /** Stores once; a second time changes nothing. */
  putManifest(tenant: TenantId, manifest: ReleaseManifest): Promise<void>
  recordGate(tenant: TenantId, release: ReleaseId, gate: { passed: boolean; report: Json }): Promise<void>
  manifest(tenant: TenantId, release: ReleaseId): Promise<ReleaseRow | null>
  list(tenant: TenantId, limit: number): Promise<ReleaseRow[]>
  /** The audit trail says who made it live and whether the gate was forced. */
  makeLive(tenant: TenantId, release: ReleaseId, by: string, forced: boolean, atMs: number): Promise<void>
  live(tenant: TenantId): Promise<ReleaseId | null>
}
