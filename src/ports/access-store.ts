import type { AgentId, TenantId } from '#domain/ids.ts'

export type Role = 'agent' | 'author' | 'analyst' | 'admin'

export interface Person {
  agent: AgentId
  tenant: TenantId
  name: string
  email: string
  role: Role
}

/** Secrets are stored as SHA-256 of a random 256-bit value: nothing to guess, nothing to steal. */
export interface AccessStore {
  ensureTenant(tenant: TenantId, name: string, atMs: number): Promise<void>
  addKey(tenant: TenantId, kind: 'api' | 'widget', hash: string, label: string, atMs: number): Promise<void>
  /** Looked up before the tenant is known. */
  key(hash: string): Promise<{ tenant: TenantId; kind: 'api' | 'widget' } | null>
  putPerson(person: Person, atMs: number): Promise<void>
  people(tenant: TenantId): Promise<Person[]>
  /** One use, until `expiresAtMs`. */
  addSignIn(tenant: TenantId, agent: AgentId, hash: string, expiresAtMs: number): Promise<void>
  /** Uses the sign-in up and gives the person; null where unknown, used or expired. */
  useSignIn(hash: string, atMs: number): Promise<Person | null>
  addSession(tenant: TenantId, agent: AgentId, hash: string, expiresAtMs: number): Promise<void>
  session(hash: string, atMs: number): Promise<Person | null>
  endSession(hash: string): Promise<void>
  /** A secret of the installation (for signing conversation tokens), made once. */
  secret(tenant: TenantId, name: string, make: () => string): Promise<string>
}
