import type { ConversationView, CustomerEvent, Problem, Status } from '#contracts'
import { type Api, customerApi, ProblemError, sessionLost } from './api.ts'
import {
  advance,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionState,
  disconnected,
} from './connection.ts'
import { type Entry, entriesOf, unreadCount, type Value } from './entries.ts'
import { openHttpLink } from './http-link.ts'
import { limits } from './limits.ts'
import type { Link, LinkListener } from './link.ts'
import { Outbox, type OutboxEntry } from './outbox.ts'
import { loadSession, type SavedSession, type StorageKeys, saveSession, storageKeys } from './saved.ts'
import { openSocketLink } from './socket-link.ts'
import type { Surroundings } from './surroundings.ts'
import { emptyTimeline, extend, type Timeline } from './timeline.ts'

/** What the view draws. */
export interface ChatState {
  entries: Entry[]
  connection: ConnectionState['phase']
  /** Attempts that failed in a row: the notice waits for the second, so that a blink does not show. */
  failures: number
  /** The history is here (or there is none to load). */
  loaded: boolean
  /** The server refuses the widget itself (wrong key, wrong identity): trying again cannot help. */
  rejected: Problem | null
  assistant: string | null
  status: Status
  agent: string | null
  /** Customers before this one in the queue. */
  ahead: number | null
  typing: 'assistant' | 'agent' | null
  unread: number
  ended: boolean
  satisfaction: number | null
}

/**
 * One visitor's conversation: starts or resumes it, keeps it connected, sends what is in the outbox and folds what comes back into a
 * state for the view. Knows nothing of the page.
 */
export class Chat {
  readonly #around: Surroundings
  readonly #api: Api
  readonly #keys: StorageKeys
  readonly #outbox: Outbox
  readonly #changed: (state: ChatState) => void

  #saved: SavedSession | null
  #view: Pick<ConversationView, 'assistant' | 'status' | 'handoff'> | null = null
  #timeline: Timeline = emptyTimeline
  #acknowledged: OutboxEntry[] = []
  #connection = disconnected
  #link: Link | null = null
  /** Rises with every opening and closing: what a former attempt still has to say is passed over. */
  #attempt = 0
  #stopWaiting = () => {}
  #stopUpgrade = () => {}
  #stopTyping = () => {}
  #stopQueue = () => {}
  #typing: 'assistant' | 'agent' | null = null
  #loaded = false
  #rejected: Problem | null = null
  #lastTypingMs = 0
  #stopOwnTyping = () => {}

  constructor(around: Surroundings, changed: (state: ChatState) => void) {
    this.#around = around
    this.#api = customerApi(around)
    this.#keys = storageKeys(around.key, around.identity)
    this.#outbox = new Outbox(around.storage, this.#keys.outbox)
    this.#saved = loadSession(around.storage, this.#keys.session)
    // Ended before this page was loaded: there is nothing to come back to.
    if (this.#saved?.ended) this.#forget()
    this.#changed = changed
  }

  get state(): ChatState {
    const events = this.#timeline.events
    const lastStatus = events.findLast((event) => event.kind === 'status')
    const scored = events.findLast((event) => event.kind === 'satisfaction')
    const status = lastStatus?.status ?? this.#view?.status ?? 'open'
    return {
      entries: entriesOf({
        timeline: this.#timeline,
        waiting: this.#outbox.entries(),
        acknowledged: this.#acknowledged,
        ratings: this.#saved?.ratings ?? {},
      }),
      connection: this.#connection.phase,
      failures: this.#connection.failures,
      loaded: this.#loaded,
      rejected: this.#rejected,
      assistant: this.#view?.assistant.name ?? null,
      status,
      agent: status === 'taken' ? (lastStatus?.agent ?? this.#view?.handoff?.agent ?? null) : null,
      ahead: status === 'waiting' ? (this.#view?.handoff?.ahead ?? null) : null,
      typing: this.#typing,
      unread: unreadCount(this.#timeline, this.#saved?.readSeq ?? 0),
      ended: this.#saved?.ended ?? false,
      satisfaction: scored?.score ?? null,
    }
  }

  /** A conversation of an earlier page load is there, or messages that never got out. */
  get resumable(): boolean {
    return this.#saved !== null || this.#outbox.entries().length > 0
  }

  /** Starts or resumes the conversation and stays connected. Calling it again does nothing. */
  connect(): void {
    this.#feed({ type: 'start' })
    if (!this.#around.networkUp()) this.#feed({ type: 'network', up: false })
  }

  /** Lets go of the network; the conversation stays on the server and in storage. */
  disconnect(): void {
    this.#feed({ type: 'stop' })
    this.#stopQueue()
    this.#stopTyping()
    this.#stopOwnTyping()
  }

  networkChanged(up: boolean): void {
    this.#feed({ type: 'network', up })
  }

  /** The customer is here and waits: try now. */
  hurry(): void {
    this.#feed({ type: 'hurry' })
  }

  /** False where nothing can be taken: empty, or too much waits already. */
  send(text: string, payload: string | null = null): boolean {
    const trimmed = text.trim().slice(0, limits.textCharacters)
    if (trimmed === '') return false
    const message = { clientId: this.#around.newId(), text: trimmed, payload }
    if (!this.#outbox.add(message, this.#around.nowMs())) return false
    this.#lastTypingMs = 0
    this.#stopOwnTyping()
    this.#flush()
    this.hurry()
    this.#emit()
    return true
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId)
    this.#flush()
    this.hurry()
    this.#emit()
  }

  /** Takes a message that was refused out of the log. */
  discard(clientId: string): void {
    this.#outbox.remove(clientId)
    this.#emit()
  }

  /** Call on every keystroke: tells the other side, not too often, and takes it back after a pause. */
  typing(): void {
    const now = this.#around.nowMs()
    if (now - this.#lastTypingMs >= limits.typingEveryMs) {
      this.#lastTypingMs = now
      this.#link?.typing(true)
    }
    this.#stopOwnTyping()
    this.#stopOwnTyping = this.#around.later(limits.typingPauseMs, () => {
      this.#lastTypingMs = 0
      this.#link?.typing(false)
    })
  }

  /** All that came so far has been looked at. */
  markRead(): void {
    if (this.#saved && this.#saved.readSeq < this.#timeline.lastSeq) {
      this.#save({ readSeq: this.#timeline.lastSeq })
      this.#emit()
    }
  }

  async rate(seq: number, value: Value, comment = ''): Promise<boolean> {
    const before = this.#saved?.ratings ?? {}
    this.#save({ ratings: { ...before, [seq]: value } })
    this.#emit()
    const told = await this.#tell((session) => this.#api.feedback(session, seq, value, comment))
    if (!told) {
      const { [seq]: _, ...others } = this.#saved?.ratings ?? {}
      const previous = before[seq]
      this.#save({ ratings: previous ? { ...others, [seq]: previous } : others })
      this.#emit()
    }
    return told
  }

  score(score: number, comment = ''): Promise<boolean> {
    return this.#tell((session) => this.#api.satisfaction(session, score, comment))
  }

  /** The customer is done: the view shows the closing question. */
  end(): void {
    this.#save({ ended: true })
    this.#emit()
  }

  /** Takes `end` back. */
  resume(): void {
    this.#save({ ended: false })
    this.#emit()
  }

  /** Leaves this conversation and starts a new one. */
  restart(): void {
    this.disconnect()
    this.#forget()
    this.connect()
    this.#emit()
  }

  /** Another tab of this visitor changed what is stored. */
  storageChanged(key: string | null): void {
    if (key !== null && key !== this.#keys.session) return
    const stored = loadSession(this.#around.storage, this.#keys.session)
    if (stored?.conversation !== this.#saved?.conversation && stored) {
      const wasConnected = this.#connection.phase !== 'idle'
      this.disconnect()
      this.#forget({ keepStored: true })
      this.#saved = stored
      if (wasConnected) this.connect()
    } else if (stored) this.#saved = stored
    this.#emit()
  }

  // ── connection

  #feed(input: ConnectionInput): void {
    const { state, effects } = advance(this.#connection, input, this.#around.random())
    this.#connection = state
    for (const effect of effects) this.#apply(effect)
    this.#emit()
  }

  #apply(effect: ConnectionEffect): void {
    switch (effect.do) {
      case 'wait':
        this.#stopWaiting = this.#around.later(effect.ms, () => this.#feed({ type: 'timer' }))
        return
      case 'stop-waiting':
        this.#stopWaiting()
        return
      case 'close':
        this.#attempt += 1
        this.#stopUpgrade()
        this.#link?.close()
        this.#link = null
        this.#typing = null
        return
      case 'open': {
        this.#attempt += 1
        const attempt = this.#attempt
        this.#open(effect.via, attempt).catch((reason: unknown) => {
          if (attempt === this.#attempt) this.#dropped(reason instanceof ProblemError ? reason.problem : null)
        })
      }
    }
  }

  async #open(via: 'socket' | 'http', attempt: number): Promise<void> {
    const session = this.#saved ?? (await this.#begin(attempt))
    if (session === null || attempt !== this.#attempt) return
    if (!this.#loaded) await this.#restore(session, attempt)
    if (attempt !== this.#attempt) return
    const target = { session, after: this.#timeline.lastSeq }
    const listener = this.#listener(attempt)
    this.#link =
      via === 'socket'
        ? openSocketLink(this.#around, target, listener)
        : openHttpLink(this.#around, this.#api, target, listener)
  }

  /** A new conversation. Null where this attempt was overtaken meanwhile. */
  async #begin(attempt: number): Promise<SavedSession | null> {
    const { conversation, token, events, ...view } = await this.#api.start()
    if (attempt !== this.#attempt) return null
    this.#saved = { conversation, token, lastSeq: 0, readSeq: 0, ended: false, ratings: {} }
    this.#view = view
    this.#loaded = true
    this.#receive(events)
    this.#save({})
    return this.#saved
  }

  async #restore(session: SavedSession, attempt: number): Promise<void> {
    const [view, list] = await Promise.all([this.#api.view(session), this.#api.events(session, 0)])
    if (attempt !== this.#attempt) return
    this.#view = view
    this.#loaded = true
    this.#receive(list.events)
    this.#watchQueue()
  }

  #listener(attempt: number): LinkListener {
    const current =
      <T extends unknown[]>(run: (...values: T) => void) =>
      (...values: T) => {
        if (attempt === this.#attempt) run(...values)
      }
    return {
      ready: current(() => {
        this.#feed({ type: 'ready' })
        this.#flush()
        if (this.#connection.via === 'http')
          this.#stopUpgrade = this.#around.later(limits.httpBeforeSocketMs, () => this.#feed({ type: 'upgrade' }))
      }),
      event: current((event) => this.#receive([event])),
      acknowledged: current((clientId) => this.#acknowledge(clientId)),
      refused: current((clientId, problem) => {
        this.#outbox.refuse(clientId, problem.detail)
        this.#emit()
      }),
      typing: current((on, by) => this.#showTyping(on ? by : null)),
      dropped: current((problem) => this.#dropped(problem)),
    }
  }

  #dropped(problem: Problem | null): void {
    if (problem && sessionLost(problem)) {
      // With a session, the session is at fault (the server's data was reset, or it expired): a new one carries the outbox on.
      if (this.#saved) this.#forget()
      else this.#rejected = problem
    } else if (problem && !problem.retryable && !this.#saved) this.#rejected = problem
    if (this.#rejected) this.#feed({ type: 'stop' })
    else this.#feed({ type: 'dropped' })
  }

  // ── conversation

  #flush(): void {
    if (this.#connection.phase !== 'online') return
    for (const entry of this.#outbox.entries()) if (entry.refusal === null) this.#link?.send(entry)
  }

  #acknowledge(clientId: string): void {
    const entry = this.#outbox.entries().find((waiting) => waiting.clientId === clientId)
    if (entry) this.#acknowledged.push(entry)
    this.#outbox.remove(clientId)
    // Over plain HTTP no typing frames come; the assistant answers at once, a person may take long.
    if (this.#connection.via === 'http' && this.state.status === 'open') this.#showTyping('assistant')
    this.#emit()
  }

  #receive(events: readonly CustomerEvent[]): void {
    const before = this.#timeline
    this.#timeline = extend(before, events)
    if (this.#timeline === before) return
    for (const event of events) {
      if (event.kind === 'message') {
        // The event proves that the message is stored, also where its acknowledgement was lost.
        this.#outbox.remove(event.clientId)
        this.#acknowledged = this.#acknowledged.filter((entry) => entry.clientId !== event.clientId)
      } else if (event.kind === 'reply' || event.kind === 'agent-message') this.#showTyping(null)
      else if (event.kind === 'status' && this.#loaded) this.#watchQueue()
    }
    this.#save({ lastSeq: this.#timeline.lastSeq })
    this.#emit()
  }

  #showTyping(by: 'assistant' | 'agent' | null): void {
    this.#stopTyping()
    this.#typing = by
    if (by) this.#stopTyping = this.#around.later(limits.typingShownMs, () => this.#showTyping(null))
    this.#emit()
  }

  /** While in the queue, asks now and then for the place in it. */
  #watchQueue(): void {
    this.#stopQueue()
    if (this.state.status !== 'waiting' || !this.#saved) return
    const again = () => {
      this.#stopQueue = this.#around.later(limits.queueMs, () => this.#watchQueue())
    }
    const attempt = this.#attempt
    this.#api.view(this.#saved).then(
      (view) => {
        if (attempt !== this.#attempt) return
        this.#view = view
        this.#emit()
        again()
      },
      // The connection itself tells the customer about a broken network; the place is a nicety.
      again,
    )
  }

  async #tell(action: (session: SavedSession) => Promise<void>): Promise<boolean> {
    if (!this.#saved) return false
    try {
      await action(this.#saved)
      return true
    } catch {
      // The view says that it did not go through and offers it again.
      return false
    }
  }

  #save(change: Partial<SavedSession>): void {
    if (!this.#saved) return
    this.#saved = { ...this.#saved, ...change }
    saveSession(this.#around.storage, this.#keys.session, this.#saved)
  }

  #forget({ keepStored = false } = {}): void {
    if (!keepStored) this.#around.storage.remove(this.#keys.session)
    this.#saved = null
    this.#view = null
    this.#timeline = emptyTimeline
    this.#acknowledged = []
    this.#typing = null
    this.#loaded = false
    this.#rejected = null
  }

  #emit(): void {
    this.#changed(this.state)
  }
}
