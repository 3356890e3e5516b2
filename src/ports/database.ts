import type { AccessStore } from './access-store.ts'
import type { CodeStore } from './code-store.ts'
import type { ConversationStore } from './conversation-store.ts'
import type { DeskStore } from './desk-store.ts'
import type { ModelSpending } from './model-spending.ts'
import type { ProfileStore } from './profile-store.ts'
import type { ReleaseStore } from './release-store.ts'
import type { ToolJournal } from './tool-journal.ts'

/** Everything that is kept, behind one connection. */
export interface Database {
  conversations: ConversationStore
  journal: ToolJournal
  codes: CodeStore
  desk: DeskStore
  releases: ReleaseStore
  access: AccessStore
  profiles: ProfileStore
  modelSpending: ModelSpending
  /** What kind it is, for logs and the start message: `embedded`, `postgresql`, `memory`. */
  kind: 'embedded' | 'postgresql' | 'memory'
  /** A cheap query, for readiness. */
  ping(): Promise<void>
  close(): Promise<void>
}
