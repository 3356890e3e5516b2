import type { EventBody, EventKind } from '#domain/events.ts'

/** Written by the passing of time, not by anybody: a conversation does not become active by expiring. */
const notActivity: ReadonlySet<EventKind> = new Set(['conversation-idled', 'conversation-closed'])

/** Whether these events are something that somebody did: what `inactive` and the order of lists go by. */
export const isActivity = (events: readonly EventBody[]): boolean =>
  events.some((event) => !notActivity.has(event.kind))
