import type { KeyValue } from './storage.ts'

/** Everything the chat takes from outside itself: the page's settings and the browser's powers. Tests bring their own. */
export interface Surroundings {
  /** Origin of the Parley server, without a slash at the end. */
  server: string
  /** Publishable key of the widget channel. */
  key: string
  /** Token signed by the website for a signed-in customer. */
  identity: string | null
  locale: string | null
  /** IANA name of the zone that the device is in. */
  timeZone: string | null
  page: string
  storage: KeyValue
  fetch: typeof fetch
  openSocket(url: string): WebSocket
  nowMs(): number
  random(): number
  newId(): string
  /** Runs once after `ms`; the returned function calls it off. */
  later(ms: number, run: () => void): () => void
  networkUp(): boolean
}
