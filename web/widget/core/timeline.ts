import type { CustomerEvent } from '#contracts'

/** What the customer has seen of a conversation: events in order of their number, each once. */
export interface Timeline {
  readonly events: readonly CustomerEvent[]
  /** Number of the last event; where a reconnect goes on from. Acknowledgements do not move it: a lower event may still be on its way. */
  readonly lastSeq: number
}

export const emptyTimeline: Timeline = { events: [], lastSeq: 0 }

/** The timeline with `added` in place. The same object where everything was known already. */
export function extend(timeline: Timeline, added: readonly CustomerEvent[]): Timeline {
  const known = new Set(timeline.events.map((event) => event.seq))
  const fresh: CustomerEvent[] = []
  for (const event of added) {
    if (known.has(event.seq)) continue
    known.add(event.seq)
    fresh.push(event)
  }
  if (fresh.length === 0) return timeline
  const events = [...timeline.events, ...fresh].sort((a, b) => a.seq - b.seq)
  return { events, lastSeq: events.at(-1)?.seq ?? 0 }
}
