import type { Draft, Retract } from '#contracts'

/** A reply that is still being written: the sentences that have come so far, in order. */
export interface DraftedReply {
  turn: string
  sentences: readonly string[]
}

/** What is shown after one more notice. A sentence that comes without the ones before it (the connection was late) is passed over. */
export function afterDraft(before: DraftedReply | null, notice: Draft | Retract): DraftedReply | null {
  if (notice.type === 'retract') return before?.turn === notice.turn ? null : before
  const sentences = before?.turn === notice.turn ? before.sentences : []
  if (notice.index !== sentences.length) return before
  return { turn: notice.turn, sentences: [...sentences, notice.text] }
}
