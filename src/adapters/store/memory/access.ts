import type { AgentId, TenantId } from '#domain/ids.ts'
import type { AccessStore, Person } from '#ports/access-store.ts'
import { type MemoryState, tenantState } from './state.ts'

export function memoryAccess(state: MemoryState): AccessStore {
  const person = (tenant: TenantId, agent: string): Person | null => {
    const found = tenantState(state, tenant).people.get(agent)
    return found ? { ...found } : null
  }
  return {
    async ensureTenant(tenant, name) {
      const rows = tenantState(state, tenant)
      if (rows.name === '') rows.name = name
    },
    async addKey(tenant, kind, hash) {
      if (!state.keys.has(hash)) state.keys.set(hash, { tenant, kind })
    },
    async key(hash) {
      const found = state.keys.get(hash)
      return found ? { ...found } : null
    },
    async putPerson(entry) {
      tenantState(state, entry.tenant).people.set(entry.agent, { ...entry })
    },
    async people(tenant) {
      return [...tenantState(state, tenant).people.values()]
        .sort((a, b) => (a.agent < b.agent ? -1 : 1))
        .map((entry) => ({ ...entry }))
    },
    async addSignIn(tenant, agent, hash, expiresAtMs) {
      state.signIns.set(hash, { tenant, agent, expiresAtMs })
    },
    async useSignIn(hash, atMs) {
      const found = state.signIns.get(hash)
      state.signIns.delete(hash)
      return found && found.expiresAtMs > atMs ? person(found.tenant, found.agent) : null
    },
    async addSession(tenant, agent, hash, expiresAtMs) {
      state.sessions.set(hash, { tenant, agent, expiresAtMs })
    },
    async session(hash, atMs) {
      const found = state.sessions.get(hash)
      return found && found.expiresAtMs > atMs ? person(found.tenant, found.agent as AgentId) : null
    },
    async endSession(hash) {
      state.sessions.delete(hash)
    },
    async secret(tenant, name, make) {
      const { secrets } = tenantState(state, tenant)
      const made = secrets.get(name) ?? make()
      secrets.set(name, made)
      return made
    },
  }
}
