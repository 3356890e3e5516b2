import type { EventBody } from '#domain/events.ts'

/** Events as the functions take them: three JSON arrays side by side. */
export const eventArrays = (events: readonly EventBody[]): [kinds: string, data: string, personal: string] => [
  JSON.stringify(events.map((event) => event.kind)),
  JSON.stringify(events.map((event) => event.data)),
  JSON.stringify(events.map((event) => event.personal)),
]
