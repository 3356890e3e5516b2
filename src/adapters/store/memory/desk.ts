import type { DeskStore, Ticket } from '#ports/desk-store.ts'
import type { MemoryState } from './state.ts'
import { tenantState } from './state.ts'

export function memoryDesk(state: MemoryState): DeskStore {
  const queue = (tenant: Parameters<DeskStore['waiting']>[0]) =>
    [...tenantState(state, tenant).tickets.values()].filter((ticket) => ticket.status === 'waiting').sort(byTurn)
  return {
    async waiting(tenant, limit) {
      return queue(tenant)
        .slice(0, limit)
        .map((ticket) => ({ ...ticket }))
    },
    async ticket(tenant, ticket) {
      const found = tenantState(state, tenant).tickets.get(ticket)
      return found ? { ...found } : null
    },
    async ahead(tenant, ticket) {
      const position = queue(tenant).findIndex((waiting) => waiting.ticket === ticket)
      return position < 0 ? null : position
    },
  }
}

const byTurn = (a: Ticket, b: Ticket): number =>
  Number(b.priority === 'high') - Number(a.priority === 'high') ||
  a.requestedAtMs - b.requestedAtMs ||
  (a.ticket < b.ticket ? -1 : 1)
