import type { ProfileFact } from '#domain/memory.ts'
import type { Profile, ProfileStore, ProfileTrace } from '#ports/profile-store.ts'
import { oneOfEach, ranks } from '../profile-facts.ts'
import { one, type Scopes } from './scopes.ts'
import { statement, type Value } from './sql-engine.ts'

const consentSql = statement(
  'profile_consent',
  'select consent, consent_at as "consentAtMs" from parley.profiles where tenant = $1 and customer = $2 and consent is not null',
)
const factsSql = statement(
  'profile_facts',
  `select fact, value, conversation, seq, how, at_ms as "atMs", consent, expires_at as "expiresAtMs" from parley.profile_facts
   where tenant = $1 and customer = $2 and (expires_at is null or expires_at > $3) order by fact`,
)
const rememberSql = statement(
  'profile_remember',
  'select parley.remember_facts($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
)
const forgetSql = statement('profile_forget', 'select parley.forget_facts($1, $2, $3, $4, $5, $6, $7) as gone')
/** Also part of erasing a conversation. */
export const forgetConversationSql = statement(
  'profile_forget_conversation',
  'delete from parley.profile_facts where tenant = $1 and conversation = $2',
)
const tracesSql = statement(
  'profile_traces',
  `select at_ms as "atMs", actor as by, action, facts from parley.profile_traces
   where tenant = $1 and customer = $2 order by id desc limit $3`,
)
const expireSql = statement(
  'profile_expire',
  'delete from parley.profile_facts where tenant = $1 and expires_at <= $2 returning 1 as gone',
)

const ways = ['inferred', 'inferred', 'tool', 'said'] as const

interface FactRow {
  fact: string
  value: ProfileFact['value']
  conversation: string
  seq: number
  how: number
  atMs: number
  consent: ProfileFact['consent']
  expiresAtMs: number | null
}

const factOf = ({ fact, value, conversation, seq, how, atMs, consent, expiresAtMs }: FactRow): ProfileFact => ({
  fact,
  value,
  source: { conversation, seq, how: ways[how] ?? 'inferred' },
  atMs,
  consent,
  expiresAtMs,
})

const array = (numbers: readonly number[]): Value => `{${numbers.join(',')}}`

export function postgresProfiles(scopes: Scopes): ProfileStore {
  return {
    async load(tenant, customer, atMs) {
      const [said, facts = []] = await scopes.tenant(
        tenant,
        consentSql(tenant, customer),
        factsSql(tenant, customer, atMs),
      )
      const consent = said?.[0] as { consent: boolean; consentAtMs: number } | undefined
      return {
        consent: consent === undefined ? null : { given: consent.consent, atMs: consent.consentAtMs },
        facts: (facts as unknown as FactRow[]).map(factOf),
      } satisfies Profile
    },
    async remember(tenant, customer, given, atMost) {
      if (given.length === 0) return
      const facts = oneOfEach(given)
      const texts = (of: (fact: ProfileFact) => unknown): Value => JSON.stringify(facts.map(of))
      const numbers = (of: (fact: ProfileFact) => number): Value => array(facts.map(of))
      await scopes.tenant(
        tenant,
        rememberSql(
          tenant,
          customer,
          texts(({ fact }) => fact),
          texts(({ value }) => value),
          texts(({ source }) => source.conversation),
          numbers(({ source }) => source.seq),
          numbers(({ source }) => ranks[source.how]),
          numbers(({ atMs }) => atMs),
          texts(({ consent }) => consent),
          texts(({ expiresAtMs }) => expiresAtMs),
          atMost,
        ),
      )
    },
    async consent(tenant, customer, given, by, atMs) {
      const action = given ? 'consent-given' : 'consent-withdrawn'
      const [rows] = await scopes.tenant(tenant, forgetSql(tenant, customer, null, by, action, given, atMs))
      return one<{ gone: number }>(rows).gone
    },
    async forget(tenant, customer, fact, by, atMs) {
      const action = fact === null ? 'erased-all' : 'erased-fact'
      const [rows] = await scopes.tenant(tenant, forgetSql(tenant, customer, fact, by, action, null, atMs))
      return one<{ gone: number }>(rows).gone
    },
    async forgetConversation(tenant, conversation) {
      await scopes.tenant(tenant, forgetConversationSql(tenant, conversation))
    },
    async traces(tenant, customer, limit) {
      const [rows = []] = await scopes.tenant(tenant, tracesSql(tenant, customer, limit))
      return rows as unknown as ProfileTrace[]
    },
    async expire(tenant, atMs) {
      const [rows = []] = await scopes.tenant(tenant, expireSql(tenant, atMs))
      return rows.length
    },
  }
}
