import { inProcessBus } from '../bus/in-process.ts'
import type { OpenedStore } from '../opened.ts'
import { memoryAccess } from './access.ts'
import { memoryCodes } from './codes.ts'
import { memoryConversations } from './conversations.ts'
import { memoryDesk } from './desk.ts'
import { memoryJournal } from './journal.ts'
import { memoryModelSpending } from './model-spending.ts'
import { memoryProfiles } from './profiles.ts'
import { memoryReleases } from './releases.ts'
import { emptyState } from './state.ts'

/** A store that lives as long as the process: for tests, scenarios and simulations. */
export function openMemory(): OpenedStore {
  const state = emptyState()
  return {
    database: {
      kind: 'memory',
      conversations: memoryConversations(state),
      journal: memoryJournal(state),
      codes: memoryCodes(state),
      desk: memoryDesk(state),
      releases: memoryReleases(state),
      access: memoryAccess(state),
      profiles: memoryProfiles(state),
      modelSpending: memoryModelSpending(state),
      async ping() {},
      async close() {},
    },
    bus: inProcessBus(),
  }
}
