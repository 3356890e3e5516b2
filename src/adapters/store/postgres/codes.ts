import type { CodeAttempt, CodeStore } from '#ports/code-store.ts'
import { one, type Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'

const issueSql = statement(
  'issue_code',
  'select parley.issue_code($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as kept',
)
const sentSql = statement(
  'code_sent',
  'update parley.codes set subject = $4 where tenant = $1 and conversation = $2 and id = $3',
)
const attemptSql = statement(
  'code_attempt',
  `update parley.codes set attempts = attempts + case when last_key = $3 then 0 else 1 end, last_key = $3
   where tenant = $1 and conversation = $2 and id = (
     select id from parley.codes where tenant = $1 and conversation = $2 order by issued_at desc, nth desc limit 1
   )
   returning id, salt, hash, subject, expires_at as "expiresAtMs", attempts, used_by as "usedBy"`,
)
const useSql = statement(
  'use_code',
  `update parley.codes set used_by = $4
   where tenant = $1 and conversation = $2 and id = $3 and (used_by is null or used_by = $4) returning true as used`,
)
const expireSql = statement(
  'expire_codes',
  'delete from parley.codes where tenant = $1 and issued_at < $2 returning 1 as gone',
)
/** Beside the erasing of a conversation: whom a code proves is personal. */
export const eraseCodesSql = statement(
  'erase_codes',
  'delete from parley.codes where tenant = $1 and conversation = $2',
)

export function postgresCodes(scopes: Scopes): CodeStore {
  return {
    async issue(tenant, { id, conversation, destination, salt, hash, expiresAtMs }, allowed, atMs) {
      const { perConversation, perDestination, sinceMs } = allowed
      const [rows] = await scopes.tenant(
        tenant,
        issueSql(
          tenant,
          conversation,
          id,
          destination,
          salt,
          hash,
          expiresAtMs,
          perConversation,
          perDestination,
          sinceMs,
          atMs,
        ),
      )
      return one<{ kept: boolean }>(rows).kept
    },
    async sent(tenant, conversation, id, subject) {
      await scopes.tenant(tenant, sentSql(tenant, conversation, id, JSON.stringify(subject)))
    },
    async attempt(tenant, conversation, key) {
      const [rows] = await scopes.tenant(tenant, attemptSql(tenant, conversation, key))
      return (rows?.[0] as CodeAttempt | undefined) ?? null
    },
    async use(tenant, conversation, id, key) {
      const [rows] = await scopes.tenant(tenant, useSql(tenant, conversation, id, key))
      return rows?.length === 1
    },
    async expire(tenant, issuedBeforeMs) {
      const [rows = []] = await scopes.tenant(tenant, expireSql(tenant, issuedBeforeMs))
      return rows.length
    },
  }
}
