import type { DeskStore, Ticket } from '#ports/desk-store.ts'
import type { Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'

const columns = `ticket, conversation, status, reason, team, case when urgent then 'high' else 'normal' end as priority,
   summary, requested_at as "requestedAtMs", agent`
const waitingSql = statement(
  'tickets_waiting',
  `select ${columns} from parley.tickets where tenant = $1 and status = 'waiting'
   order by urgent desc, requested_at, ticket limit $2`,
)
const ticketSql = statement('ticket', `select ${columns} from parley.tickets where tenant = $1 and ticket = $2`)
const aheadSql = statement(
  'tickets_ahead',
  `select (
     select count(*) from parley.tickets before
     where before.tenant = $1 and before.status = 'waiting'
       and (not before.urgent, before.requested_at, before.ticket) < (not mine.urgent, mine.requested_at, mine.ticket)
   ) as ahead
   from parley.tickets mine where mine.tenant = $1 and mine.ticket = $2 and mine.status = 'waiting'`,
)

export function postgresDesk(scopes: Scopes): DeskStore {
  return {
    async waiting(tenant, limit) {
      const [rows = []] = await scopes.tenant(tenant, waitingSql(tenant, limit))
      return rows as unknown as Ticket[]
    },
    async ticket(tenant, ticket) {
      const [rows = []] = await scopes.tenant(tenant, ticketSql(tenant, ticket))
      return (rows[0] as Ticket | undefined) ?? null
    },
    async ahead(tenant, ticket) {
      const [rows = []] = await scopes.tenant(tenant, aheadSql(tenant, ticket))
      return (rows[0] as { ahead: number } | undefined)?.ahead ?? null
    },
  }
}
