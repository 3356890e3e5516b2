import type { TenantId } from '#domain/ids.ts'
import type { ConversationStore } from '#ports/conversation-store.ts'

/** A question as customers asked the articles, counted over its wordings in small letters. */
export interface AskedReport {
  question: string
  times: number
  lastAtMs: number
  /** Slugs of the documents that answers to it cited; none where it was never answered. */
  cited: string[]
}

export interface AskedQuestions {
  questions: AskedReport[]
  /** Conversations that were looked at. */
  conversations: number
  /** Milliseconds since the epoch: older ones were not looked at, because of the time asked for or because there are too many. */
  sinceMs: number
}

export const askedLimits = {
  /** Conversations looked at, the latest first. */
  conversations: 2_000,
  /** … and events of each. */
  events: 500,
  page: 100,
  questions: 5_000,
} as const

/**
 * What was asked of the articles since a time, in the latest conversations. Reads them one after the other: for a report now and then, never on
 * a turn's path. Times in milliseconds since the epoch.
 */
export async function askedQuestions(
  store: Pick<ConversationStore, 'list' | 'events'>,
  tenant: TenantId,
  sinceMs: number,
): Promise<AskedQuestions> {
  const asked = new Map<string, AskedReport>()
  let conversations = 0
  let beforeMs: number | undefined
  while (conversations < askedLimits.conversations) {
    const rows = await store.list(tenant, { limit: askedLimits.page, ...(beforeMs !== undefined && { beforeMs }) })
    for (const row of rows) {
      if (row.lastActivityAtMs < sinceMs || conversations >= askedLimits.conversations)
        return { questions: [...asked.values()], conversations, sinceMs: Math.max(sinceMs, row.lastActivityAtMs) }
      conversations += 1
      const { events } = await store.events(tenant, row.conversation.id, 0, askedLimits.events)
      for (const event of events) {
        if (event.kind !== 'turn-recorded' || event.atMs < sinceMs) continue
        for (const { question, cited } of event.personal?.asked ?? []) count(asked, question, cited, event.atMs)
      }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < askedLimits.page) break
    beforeMs = last.lastActivityAtMs
  }
  return { questions: [...asked.values()], conversations, sinceMs }
}

function count(asked: Map<string, AskedReport>, question: string, cited: readonly string[], atMs: number): void {
  const key = question.toLowerCase().replace(/\s+/g, ' ').trim()
  const known = asked.get(key)
  if (known === undefined) {
    if (asked.size < askedLimits.questions) asked.set(key, { question, times: 1, lastAtMs: atMs, cited: [...cited] })
    return
  }
  known.times += 1
  known.lastAtMs = Math.max(known.lastAtMs, atMs)
  known.cited = [...new Set([...known.cited, ...cited])]
}
