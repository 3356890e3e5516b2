import type { Notice } from '#ports/bus.ts'
import type { Scopes } from '../postgres/scopes.ts'
import { statement } from '../postgres/sql-engine.ts'

export interface OutboxRow extends Notice {
  id: number
}

/** Committed changes as all replicas see them. Numbers are given before the commit, so a lower one may appear after a higher one. */
export interface Outbox {
  lastId(): Promise<number>
  /** Rows after `id`, and those of `missing` that have appeared; lowest first, at most `limit`. */
  after(id: number, missing: readonly number[], limit: number): Promise<OutboxRow[]>
  /** Removes rows written before this time, oldest first, at most `limit`. */
  purge(beforeMs: number, limit: number): Promise<void>
}

const lastIdSql = statement('outbox_last', 'select coalesce(max(id), 0) as id from parley.outbox')
const afterSql = statement(
  'outbox_after',
  `select id, tenant, conversation, seq from parley.outbox where id > $1 or id = any ($2) order by id limit $3`,
)
const purgeSql = statement(
  'outbox_purge',
  `delete from parley.outbox where at_ms < $1 and id in (select id from parley.outbox order by id limit $2)`,
)

export const outboxOf = (scopes: Scopes): Outbox => ({
  async lastId() {
    const [rows] = await scopes.sweep(lastIdSql())
    return (rows?.[0] as { id: number } | undefined)?.id ?? 0
  },
  async after(id, missing, limit) {
    const [rows = []] = await scopes.sweep(afterSql(id, `{${missing.join(',')}}`, limit))
    return rows as unknown as OutboxRow[]
  },
  async purge(beforeMs, limit) {
    await scopes.sweep(purgeSql(beforeMs, limit))
  },
})
