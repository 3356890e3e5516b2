import type { TenantId } from '#domain/ids.ts'
import type { ModelSpending, Spent } from '#ports/model-spending.ts'
import type { Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'

const addSql = statement(
  'add_model_spending',
  'select kind, cost, tokens from parley.add_model_spending($1, $2, $3::text::date, $4, $5)',
)
/** Beside the erasing of a conversation. */
export const eraseSpendingSql = statement(
  'erase_model_spending',
  `delete from parley.model_spending where tenant = $1 and kind = 'conversation' and name = $2`,
)

export function postgresModelSpending(scopes: Scopes): ModelSpending {
  return {
    async add({ tenant, conversation, day }, { cost, tokens }) {
      const [rows = []] = await scopes.tenant(tenant as TenantId, addSql(tenant, conversation, day, cost, tokens))
      const of = (kind: string): Spent => {
        const row = (rows as { kind: string; cost: string; tokens: number }[]).find((one) => one.kind === kind)
        // Numbers with fractions come as text from here: only whole ones are sure to be exact.
        return { cost: Number(row?.cost ?? 0), tokens: row?.tokens ?? 0 }
      }
      return { day: of('day'), conversation: of('conversation') }
    },
  }
}
