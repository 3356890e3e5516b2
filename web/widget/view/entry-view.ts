import type { Entry, Value } from '../core/entries.ts'
import type { Words } from '../words.ts'

export interface Actions {
  send(text: string, payload: string): void
  retry(clientId: string): void
  discard(clientId: string): void
  rate(seq: number, value: Value, comment?: string): Promise<boolean>
}

/** What an entry's view needs besides the entry. */
export interface EntryContext {
  words: Words
  actions: Actions
  /** Base for relative links. */
  server: string
  assistant(): string
  offline(): boolean
}

/** One drawn entry. It is updated in place: an open source list or half-written comment survives a redraw. */
export interface EntryView<Kind extends Entry['kind'] = Entry['kind']> {
  element: HTMLElement
  update(entry: Extract<Entry, { kind: Kind }>): void
}
