import type { CodeStore } from '#ports/code-store.ts'
import { type CodeRecord, type MemoryState, tenantState } from './state.ts'

export function memoryCodes(state: MemoryState): CodeStore {
  const find = (tenant: Parameters<CodeStore['use']>[0], matches: (code: CodeRecord) => boolean) =>
    state.tenants.get(tenant)?.codes.findLast(matches)
  return {
    async issue(tenant, code, { perConversation, perDestination, sinceMs }, atMs) {
      const rows = tenantState(state, tenant)
      rows.codes = rows.codes.filter(({ issuedAtMs }) => issuedAtMs >= sinceMs - 86_400_000)
      const since = rows.codes.filter(({ issuedAtMs }) => issuedAtMs > sinceMs)
      const ofConversation = since.filter(({ conversation }) => conversation === code.conversation)
      const toDestination = since.filter(({ destination }) => destination === code.destination)
      if (ofConversation.length >= perConversation || toDestination.length >= perDestination) return false
      rows.codes.push({ ...code, issuedAtMs: atMs, subject: 'null', attempts: 0, lastKey: null, usedBy: null })
      return true
    },
    async sent(tenant, conversation, id, subject) {
      const code = find(tenant, (one) => one.conversation === conversation && one.id === id)
      if (code) code.subject = JSON.stringify(subject)
    },
    async attempt(tenant, conversation, key) {
      const code = find(tenant, (one) => one.conversation === conversation)
      if (!code) return null
      if (code.lastKey !== key) code.attempts += 1
      code.lastKey = key
      const { id, salt, hash, expiresAtMs, attempts, usedBy } = code
      return { id, salt, hash, expiresAtMs, attempts, usedBy, subject: JSON.parse(code.subject) }
    },
    async use(tenant, conversation, id, key) {
      const code = find(tenant, (one) => one.conversation === conversation && one.id === id)
      if (!code || (code.usedBy !== null && code.usedBy !== key)) return false
      code.usedBy = key
      return true
    },
    async expire(tenant, issuedBeforeMs) {
      const rows = tenantState(state, tenant)
      const kept = rows.codes.filter(({ issuedAtMs }) => issuedAtMs >= issuedBeforeMs)
      const gone = rows.codes.length - kept.length
      rows.codes = kept
      return gone
    },
  }
}
