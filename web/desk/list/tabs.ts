import type { DeskConversation } from '#contracts'

export const tabs = ['waiting', 'mine', 'open', 'closed'] as const
export type Tab = (typeof tabs)[number]
export const tabLabels: Record<Tab, string> = { waiting: 'Waiting', mine: 'Mine', open: 'Open', closed: 'Closed' }

/**
 * The conversations of a tab. Waiting ones come in the order they should be taken: high priority first, then the longest wait. All
 * others by their last activity.
 */
export function inTab(tab: Tab, conversations: readonly DeskConversation[]): DeskConversation[] {
  const chosen = conversations.filter((conversation) => tabOf(conversation) === tab)
  if (tab !== 'waiting') return chosen.sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  const urgency = ({ handoff }: DeskConversation) => (handoff?.priority === 'high' ? 0 : 1)
  const since = ({ handoff, lastActivityAt }: DeskConversation) => handoff?.requestedAt ?? lastActivityAt
  return chosen.sort((a, b) => urgency(a) - urgency(b) || since(a).localeCompare(since(b)))
}

export function tabOf({ status, handoff }: Pick<DeskConversation, 'status' | 'handoff'>): Tab {
  if (status === 'waiting') return 'waiting'
  if (status === 'closed') return 'closed'
  return status === 'taken' && handoff?.mine ? 'mine' : 'open'
}

/** The neighbour of `current` in the list, staying at its ends; the first where nothing is chosen. */
export function neighbour(ids: readonly string[], current: string | null, step: 1 | -1): string | null {
  const index = current === null ? -1 : ids.indexOf(current)
  if (index === -1) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, index + step))] ?? null
}
