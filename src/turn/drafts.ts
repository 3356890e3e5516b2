import type { ConversationId, TenantId } from '#domain/ids.ts'

/**
 * What is told of a reply that is still being written: a sentence that has passed its check, or that all of them are void. The recorded
 * reply is the one that counts, and takes their place.
 */
export type DraftNotice =
  | { kind: 'draft'; turn: string; index: number; text: string }
  | { kind: 'retract'; turn: string }

type Listener = (notice: DraftNotice) => void

interface Written {
  turn: string
  sentences: string[]
}

/** Sentences of one reply that are told before it is recorded. A longer one comes whole. */
const sentencesAtMost = 40

/**
 * Replies while they are written, passed on within this process: a hint, so nothing is stored and a lost one does no harm. A customer whose
 * connection is at another replica gets the recorded reply alone.
 */
export class Drafts {
  private readonly written = new Map<string, Written>()
  private readonly listeners = new Map<string, Set<Listener>>()

  /** A further sentence of the turn's reply. What an earlier run or turn wrote is void. */
  say(tenant: TenantId, conversation: ConversationId, turn: string, text: string): void {
    const key = `${tenant} ${conversation}`
    if (this.written.has(key) && this.written.get(key)?.turn !== turn) this.retract(tenant, conversation)
    const written = this.written.get(key) ?? { turn, sentences: [] }
    const index = written.sentences.length
    if (index >= sentencesAtMost) return
    written.sentences.push(text)
    this.written.set(key, written)
    this.tell(key, { kind: 'draft', turn, index, text })
  }

  /** What was written is void. */
  retract(tenant: TenantId, conversation: ConversationId): void {
    const key = `${tenant} ${conversation}`
    const written = this.written.get(key)
    this.written.delete(key)
    if (written) this.tell(key, { kind: 'retract', turn: written.turn })
  }

  /** The reply is recorded and takes the place of what was written. */
  settle(tenant: TenantId, conversation: ConversationId): void {
    this.written.delete(`${tenant} ${conversation}`)
  }

  /** Hears what is written, and at once what already is. Returns the way to stop. */
  listen(tenant: TenantId, conversation: ConversationId, listener: Listener): () => void {
    const key = `${tenant} ${conversation}`
    const set = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, set.add(listener))
    const { turn, sentences } = this.written.get(key) ?? { turn: '', sentences: [] }
    for (const [index, text] of sentences.entries()) listener({ kind: 'draft', turn, index, text })
    return () => {
      set.delete(listener)
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key)
    }
  }

  private tell(key: string, notice: DraftNotice): void {
    for (const listener of this.listeners.get(key) ?? []) listener(notice)
  }
}
