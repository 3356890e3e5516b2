import type { CustomerEvent, QuickReply, ReplyPart } from '#contracts'
import type { OutboxEntry } from './outbox.ts'
import type { Timeline } from './timeline.ts'

export type Value = 'up' | 'down'

/** One thing in the log, as the view draws it. `id` stays the same from the first draft of a message to its stored form. */
export type Entry =
  | {
      kind: 'mine'
      id: string
      text: string
      atMs: number
      state: 'sending' | 'sent' | 'failed'
      /** Why it failed, in the server's words. */
      problem: string | null
      /** A person will answer it. */
      held: boolean
    }
  | {
      kind: 'reply'
      id: string
      seq: number
      atMs: number
      parts: ReplyPart[]
      quickReplies: QuickReply[]
      /** Label of the quick reply that was pressed. */
      chosen: string | null
      /** Its buttons no longer answer anything that is being asked. */
      stale: boolean
      /** The greeting, and what the assistant says by itself, answer nothing and are not rated. */
      rateable: boolean
      rated: Value | null
    }
  | { kind: 'agent'; id: string; seq: number; atMs: number; agent: string; text: string }
  | { kind: 'notice'; id: string; notice: 'waiting' | 'taken' | 'returned' | 'closed'; agent: string | null }

export interface Sources {
  timeline: Timeline
  /** Not acknowledged yet. */
  waiting: readonly OutboxEntry[]
  /** Acknowledged, their events not here yet. */
  acknowledged: readonly OutboxEntry[]
  ratings: Readonly<Record<number, Value>>
}

/** The log of the conversation: its events, then what is still on the way. A message is shown once, whatever it is known from. */
export function entriesOf({ timeline, waiting, acknowledged, ratings }: Sources): Entry[] {
  const events = timeline.events
  const stored = new Set(events.flatMap((event) => (event.kind === 'message' ? [event.clientId] : [])))
  const held = new Set(events.flatMap((event) => (event.kind === 'held' ? event.answers : [])))
  const drafts = [...acknowledged, ...waiting].filter((entry) => !stored.has(entry.clientId))
  const acknowledgedIds = new Set(acknowledged.map((entry) => entry.clientId))
  // What the assistant says by itself without asking anything (a reminder) leaves the question before it open, with its buttons.
  const lastReply = events.findLast(
    (event) =>
      event.kind === 'reply' && (event.answers.length > 0 || event.turn === null || event.quickReplies.length > 0),
  )

  const entries: Entry[] = []
  for (const [index, event] of events.entries()) {
    const atMs = Date.parse(event.at)
    if (event.kind === 'message') {
      const base = { kind: 'mine', id: event.clientId, text: event.text, atMs, state: 'sent', problem: null } as const
      entries.push({ ...base, held: held.has(event.seq) })
    } else if (event.kind === 'reply') {
      const following = nextMessageText(events, index) ?? drafts[0]?.text ?? null
      entries.push({
        kind: 'reply',
        id: `s${event.seq}`,
        seq: event.seq,
        atMs,
        parts: event.parts,
        quickReplies: event.quickReplies,
        chosen: event.quickReplies.find((reply) => reply.label === following)?.label ?? null,
        stale: following !== null || event !== lastReply,
        rateable: event.answers.length > 0,
        rated: ratings[event.seq] ?? null,
      })
    } else if (event.kind === 'agent-message') {
      entries.push({ kind: 'agent', id: `s${event.seq}`, seq: event.seq, atMs, agent: event.agent, text: event.text })
    } else if (event.kind === 'status') {
      const notice = noticeOf(event, events.slice(0, index))
      if (notice) entries.push({ kind: 'notice', id: `s${event.seq}`, notice, agent: event.agent })
    }
  }
  const draftIds = new Set<string>()
  for (const entry of drafts.sort((a, b) => a.order - b.order)) {
    if (draftIds.has(entry.clientId)) continue
    draftIds.add(entry.clientId)
    const state = acknowledgedIds.has(entry.clientId) ? 'sent' : entry.refusal === null ? 'sending' : 'failed'
    const { clientId: id, text, order: atMs, refusal: problem } = entry
    entries.push({ kind: 'mine', id, text, atMs, state, problem, held: false })
  }
  return entries
}

function nextMessageText(events: readonly CustomerEvent[], index: number): string | null {
  for (const event of events.slice(index + 1)) if (event.kind === 'message') return event.text
  return null
}

/** Opening and falling asleep are not news to the customer; the return from a person to the assistant is. */
function noticeOf(
  event: Extract<CustomerEvent, { kind: 'status' }>,
  before: readonly CustomerEvent[],
): 'waiting' | 'taken' | 'returned' | 'closed' | null {
  if (event.status === 'open') {
    const previous = before.findLast((earlier) => earlier.kind === 'status')
    return previous?.kind === 'status' && previous.status === 'taken' ? 'returned' : null
  }
  return event.status === 'idle' ? null : event.status
}

/** Replies and agents' messages after `readSeq`: the number on the launcher. */
export function unreadCount(timeline: Timeline, readSeq: number): number {
  return timeline.events.filter(
    (event) => event.seq > readSeq && (event.kind === 'reply' || event.kind === 'agent-message'),
  ).length
}
