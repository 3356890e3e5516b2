import type { Database } from '#ports/database.ts'
import { postgresAccess } from './access.ts'
import { postgresCodes } from './codes.ts'
import { postgresConversations } from './conversations.ts'
import { postgresDesk } from './desk.ts'
import { postgresJournal } from './journal.ts'
import { postgresModelSpending } from './model-spending.ts'
import { postgresProfiles } from './profiles.ts'
import { postgresReleases } from './releases.ts'
import { scopesOf } from './scopes.ts'
import { type SqlEngine, statement } from './sql-engine.ts'

const pingSql = statement('ping', 'select 1 as alive')

/** The stores over one engine, whichever PostgreSQL it speaks to. */
export function postgresDatabase(engine: SqlEngine, kind: 'embedded' | 'postgresql'): Database {
  const scopes = scopesOf(engine)
  return {
    kind,
    conversations: postgresConversations(scopes),
    journal: postgresJournal(scopes),
    codes: postgresCodes(scopes),
    desk: postgresDesk(scopes),
    releases: postgresReleases(scopes),
    access: postgresAccess(scopes),
    profiles: postgresProfiles(scopes),
    modelSpending: postgresModelSpending(scopes),
    async ping() {
      await scopes.sweep(pingSql())
    },
    close: () => engine.close(),
  }
}
