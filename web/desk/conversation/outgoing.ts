import type { DeskEvent } from '#contracts'

export type Mode = 'reply' | 'note'

/** A reply or note that was written here and that the server has not confirmed yet, or has refused. */
export interface Outgoing {
  /** Also the reply's client id. */
  id: string
  mode: Mode
  text: string
  /** Last event when it was written: what confirms it comes later. */
  afterSeq: number
  error: string | null
}

/**
 * What is still to be shown below the events. The live notice often brings an event before its request is answered; without this the
 * words would stand there twice for a moment. Each event confirms one entry.
 */
export function unconfirmed(outgoing: readonly Outgoing[], events: readonly DeskEvent[]): Outgoing[] {
  const used = new Set<number>()
  return outgoing.filter((entry) => {
    const kind = entry.mode === 'reply' ? 'agent-message' : 'note'
    const match = events.find(
      (event) => event.kind === kind && event.seq > entry.afterSeq && event.text === entry.text && !used.has(event.seq),
    )
    if (match) used.add(match.seq)
    return !match
  })
}
