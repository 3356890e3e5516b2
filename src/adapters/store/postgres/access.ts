import type { TenantId } from '#domain/ids.ts'
import type { AccessStore, Person } from '#ports/access-store.ts'
import { one, type Scopes } from './scopes.ts'
import { statement } from './sql-engine.ts'

const ensureTenantSql = statement(
  'ensure_tenant',
  'insert into parley.tenants (tenant, name, created_at) values ($1, $2, $3) on conflict do nothing',
)
const addKeySql = statement(
  'add_key',
  `insert into parley.keys (hash, tenant, kind, label, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
)
const keySql = statement('key', 'select tenant, kind from parley.keys where hash = $1')
const putPersonSql = statement(
  'put_person',
  `insert into parley.people (tenant, agent, name, email, role, changed_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (tenant, agent) do update set
     name = excluded.name, email = excluded.email, role = excluded.role, changed_at = excluded.changed_at`,
)
const peopleSql = statement(
  'people',
  'select agent, tenant, name, email, role from parley.people where tenant = $1 order by agent',
)
const addSignInSql = statement(
  'add_sign_in',
  'insert into parley.sign_ins (tenant, agent, hash, expires_at) values ($1, $2, $3, $4)',
)
const useSignInSql = statement('use_sign_in', 'select parley.person_of_sign_in($1, $2) as person')
const addSessionSql = statement(
  'add_session',
  'insert into parley.sessions (tenant, agent, hash, expires_at) values ($1, $2, $3, $4)',
)
const sessionSql = statement('session', 'select parley.person_of_session($1, $2) as person')
const endSessionSql = statement('end_session', 'delete from parley.sessions where hash = $1')
const secretSql = statement('secret', 'select value from parley.secrets where tenant = $1 and name = $2')
const makeSecretSql = statement(
  'make_secret',
  'insert into parley.secrets (tenant, name, value) values ($1, $2, $3) on conflict do nothing',
)

export function postgresAccess(scopes: Scopes): AccessStore {
  const secret = async (tenant: TenantId, name: string) => {
    const [rows] = await scopes.tenant(tenant, secretSql(tenant, name))
    return (rows?.[0] as { value: string } | undefined)?.value
  }
  return {
    async ensureTenant(tenant, name, atMs) {
      await scopes.tenant(tenant, ensureTenantSql(tenant, name, atMs))
    },
    async addKey(tenant, kind, hash, label, atMs) {
      await scopes.tenant(tenant, addKeySql(hash, tenant, kind, label, atMs))
    },
    async key(hash) {
      const [rows] = await scopes.bearer(hash, keySql(hash))
      return (rows?.[0] as { tenant: TenantId; kind: 'api' | 'widget' } | undefined) ?? null
    },
    async putPerson({ tenant, agent, name, email, role }, atMs) {
      await scopes.tenant(tenant, putPersonSql(tenant, agent, name, email, role, atMs))
    },
    async people(tenant) {
      const [rows = []] = await scopes.tenant(tenant, peopleSql(tenant))
      return rows as unknown as Person[]
    },
    async addSignIn(tenant, agent, hash, expiresAtMs) {
      await scopes.tenant(tenant, addSignInSql(tenant, agent, hash, expiresAtMs))
    },
    async useSignIn(hash, atMs) {
      const [rows] = await scopes.bearer(hash, useSignInSql(hash, atMs))
      return one<{ person: Person | null }>(rows).person
    },
    async addSession(tenant, agent, hash, expiresAtMs) {
      await scopes.tenant(tenant, addSessionSql(tenant, agent, hash, expiresAtMs))
    },
    async session(hash, atMs) {
      const [rows] = await scopes.bearer(hash, sessionSql(hash, atMs))
      return one<{ person: Person | null }>(rows).person
    },
    async endSession(hash) {
      await scopes.bearer(hash, endSessionSql(hash))
    },
    async secret(tenant, name, make) {
      const known = await secret(tenant, name)
      if (known !== undefined) return known
      await scopes.tenant(tenant, makeSecretSql(tenant, name, make()))
      // Read again: another process may have been first.
      const made = await secret(tenant, name)
      if (made === undefined) throw new Error(`the secret ${name} was not kept`)
      return made
    },
  }
}
