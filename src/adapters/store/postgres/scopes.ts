import type { TenantId } from '#domain/ids.ts'
import type { Row, SqlEngine, Statement } from './sql-engine.ts'
import { refuseNul, statement } from './sql-engine.ts'

/**
 * The only ways to the tables. Each transaction first becomes a role that owns nothing and says on whose behalf; both settings end with
 * it. Row-level security then shows that tenant's rows and no others.
 */
export interface Scopes {
  /** Within one tenant. */
  tenant(tenant: TenantId, ...statements: Statement[]): Promise<Row[][]>
  /** Before the tenant is known: only the rows that this hash belongs to. */
  bearer(hash: string, ...statements: Statement[]): Promise<Row[][]>
  /** Across tenants: ids and times of work to be done, no content. */
  sweep(...statements: Statement[]): Promise<Row[][]>
}

const enterTenant = statement(
  'enter_tenant',
  `select set_config('parley.tenant', $1, true), set_config('role', 'parley_app', true)`,
)
const enterBearer = statement(
  'enter_bearer',
  `select set_config('parley.bearer', $1, true), set_config('role', 'parley_app', true)`,
)
const enterSweep = statement('enter_sweep', `select set_config('role', 'parley_sweep', true)`)

export function scopesOf(engine: SqlEngine): Scopes {
  const run = async (first: Statement, statements: Statement[]): Promise<Row[][]> => {
    const all = [first, ...statements]
    for (const { values } of all) refuseNul(values)
    return (await engine.transaction(all)).slice(1)
  }
  return {
    tenant: (tenant, ...statements) => run(enterTenant(tenant), statements),
    bearer: (hash, ...statements) => run(enterBearer(hash), statements),
    sweep: (...statements) => run(enterSweep(), statements),
  }
}

/** The one row of a statement that gives one. */
export function one<T>(rows: readonly Row[] | undefined): T {
  const row = rows?.[0]
  if (row === undefined) throw new Error('a statement that gives one row gave none')
  return row as T
}
