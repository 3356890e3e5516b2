import type { CustomerEvent, Problem, ProfileView, Status } from '#contracts'
import { type Api, customerApi, ProblemError, sessionLost } from './api.ts'
import type { ConnectionState } from './connection.ts'
import { Connector } from './connector.ts'
import { afterDraft, type DraftedReply } from './drafts.ts'
import type { Entry, Value } from './entries.ts'
import { openHttpLink } from './http-link.ts'
import { limits } from './limits.ts'
import type { Link, LinkListener } from './link.ts'
import { Outbox } from './outbox.ts'
import { ConversationRecord } from './record.ts'
import { type SavedSession, type StorageKeys, storageKeys } from './saved.ts'
import { openSocketLink } from './socket-link.ts'
import type { Surroundings } from './surroundings.ts'

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
  /** A reply that is still being written. */
  draft: DraftedReply | null
  unread: number
  /** Ended by the customer, a person or time: the closing question is due. */
  over: boolean
  /** A conversation is there: what is remembered can be asked for. */
  begun: boolean
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
  readonly #record: ConversationRecord
  readonly #connector: Connector
  readonly #changed: (state: ChatState) => void
  #rejected: Problem | null = null
  #typing: 'assistant' | 'agent' | null = null
  #draft: DraftedReply | null = null
  #stopTyping = () => {}
  #lastOwnTypingMs = 0
  #stopOwnTyping = () => {}
  #stopQueue = () => {}

  constructor(around: Surroundings, changed: (state: ChatState) => void) {
    this.#around = around
    this.#api = customerApi(around)
    this.#keys = storageKeys(around.key, around.identity)
    this.#outbox = new Outbox(around.storage, this.#keys.outbox)
    this.#record = new ConversationRecord(around.storage, this.#keys.session, this.#outbox)
    this.#connector = new Connector(around, {
      open: (via, isCurrent) => this.#open(via, isCurrent),
      failed: (reason) => this.#dropped(reason instanceof ProblemError ? reason.problem : null),
      changed: () => this.#emit(),
    })
    this.#changed = changed
  }

  get state(): ChatState {
    const { entries, loaded, assistant, status, agent, ahead, unread, over, satisfaction } = this.#record
    const { phase: connection, failures } = this.#connector.state
    const typing = connection === 'online' ? this.#typing : null
    const draft = connection === 'online' ? this.#draft : null
    const known = { entries, loaded, assistant, status, agent, ahead, unread, over, satisfaction }
    return {
      ...known,
      begun: this.#record.session !== null,
      connection,
      failures,
      typing,
      draft,
      rejected: this.#rejected,
    }
  }

  /** A conversation of an earlier page load is there, or messages that never got out. */
  get resumable(): boolean {
    return this.#record.session !== null || this.#outbox.entries().length > 0
  }

  /** Starts or resumes the conversation and stays connected. Calling it again does nothing. */
  connect(): void {
    this.#connector.feed({ type: 'start' })
    if (!this.#around.networkUp()) this.#connector.feed({ type: 'network', up: false })
  }

  /** Lets go of the network; the conversation stays on the server and in storage. */
  disconnect(): void {
    this.#connector.feed({ type: 'stop' })
    this.#stopQueue()
    this.#stopTyping()
    this.#stopOwnTyping()
  }

  networkChanged(up: boolean): void {
    this.#connector.feed({ type: 'network', up })
  }

  /** The customer is here and waits: try now. */
  hurry(): void {
    this.#connector.feed({ type: 'hurry' })
  }

  /** False where nothing can be taken: empty, or too much waits already. */
  send(text: string, payload: string | null = null): boolean {
    const trimmed = text.trim().slice(0, limits.textCharacters)
    if (trimmed === '') return false
    const message = { clientId: this.#around.newId(), text: trimmed, payload }
    if (!this.#outbox.add(message, this.#around.nowMs())) return false
    this.#flush()
    this.#ownTypingEnded()
    this.hurry()
    return true
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId)
    this.#flush()
    this.hurry()
  }

  /** Takes a message that was refused out of the log. */
  discard(clientId: string): void {
    this.#outbox.remove(clientId)
    this.#emit()
  }

  /** Call on every keystroke: tells the other side, not too often, and takes it back after a pause. */
  typing(): void {
    const now = this.#around.nowMs()
    if (now - this.#lastOwnTypingMs >= limits.typingEveryMs) {
      this.#lastOwnTypingMs = now
      this.#connector.link?.typing(true)
    }
    this.#stopOwnTyping()
    this.#stopOwnTyping = this.#around.later(limits.typingPauseMs, () => this.#ownTypingEnded())
  }

  /** All that came so far has been looked at. */
  markRead(): void {
    if (this.#record.markRead()) this.#emit()
  }

  /** False where it did not go through; the thumb is then as before. */
  async rate(seq: number, value: Value, comment = ''): Promise<boolean> {
    const before = this.#record.session?.ratings[seq] ?? null
    this.#record.rate(seq, value)
    this.#emit()
    const told = await this.#tell((session) => this.#api.feedback(session, seq, value, comment))
    if (!told) this.#record.rate(seq, before)
    this.#emit()
    return told
  }

  score(score: number, comment = ''): Promise<boolean> {
    return this.#tell((session) => this.#api.satisfaction(session, score, comment))
  }

  /** What is remembered of the customer; null where it cannot be had now. */
  profile(): Promise<ProfileView | null> {
    return this.#ask((session) => this.#api.profile(session))
  }

  /** A no erases what is remembered. */
  consent(given: boolean): Promise<ProfileView | null> {
    return this.#ask((session) => this.#api.consent(session, given))
  }

  /** Erases one fact or all; gives what is left. */
  forget(fact: string | null): Promise<ProfileView | null> {
    return this.#ask(async (session) => {
      await this.#api.forget(session, fact)
      return this.#api.profile(session)
    })
  }

  /** The customer is done: the view shows the closing question. The server ends silent conversations by itself, should it not hear of it. */
  end(): void {
    this.#record.end()
    void this.#tell((session) => this.#api.close(session))
    this.#emit()
  }

  /** The customer has more to say after the end: the next message opens the conversation again. */
  resume(): void {
    this.#record.reopen()
    this.#emit()
  }

  /** Leaves this conversation and starts a new one. */
  restart(): void {
    this.disconnect()
    this.#record.forget()
    this.#rejected = null
    this.connect()
  }

  /** Another tab of this visitor changed what is stored. */
  storageChanged(key: string | null): void {
    if (key !== null && key !== this.#keys.session) return
    const wasConnected = this.#connector.state.phase !== 'idle'
    if (this.#record.adoptStored()) {
      this.disconnect()
      if (wasConnected) this.connect()
    }
    this.#emit()
  }

  async #open(via: 'socket' | 'http', isCurrent: () => boolean): Promise<Link | null> {
    if (!this.#record.session) {
      const { conversation, token, events, ...standing } = await this.#api.start()
      if (!isCurrent()) return null
      this.#record.begin({ conversation, token }, standing, events)
    } else if (!this.#record.loaded) {
      const { session } = this.#record
      // One page of history is enough: the link goes on from its last event, whatever is beyond it.
      const [standing, list] = await Promise.all([this.#api.view(session), this.#api.events(session, 0, 0)])
      if (!isCurrent()) return null
      this.#record.restore(standing, list.events)
      this.#watchQueue()
    }
    this.#emit()
    const { session, lastSeq: after } = this.#record
    if (!session) return null
    const listener = this.#listener(isCurrent)
    return via === 'socket'
      ? openSocketLink(this.#around, { session, after }, listener)
      : openHttpLink(this.#around, this.#api, { session, after }, listener)
  }

  /** What a link tells counts only while it is the current one. */
  #listener(isCurrent: () => boolean): LinkListener {
    const whileCurrent =
      <T extends unknown[]>(run: (...values: T) => void) =>
      (...values: T) => {
        if (isCurrent()) run(...values)
      }
    return {
      ready: whileCurrent(() => {
        this.#connector.feed({ type: 'ready' })
        this.#typing = null
        this.#draft = null
        this.#flush()
      }),
      event: whileCurrent((event) => this.#receive(event)),
      acknowledged: whileCurrent((clientId) => this.#acknowledged(clientId)),
      refused: whileCurrent((clientId, problem) => {
        this.#outbox.refuse(clientId, problem.detail)
        this.#emit()
      }),
      drafted: whileCurrent((notice) => {
        this.#draft = afterDraft(this.#draft, notice)
        this.#emit()
      }),
      typing: whileCurrent((on, by) => this.#showTyping(on ? by : null)),
      dropped: whileCurrent((problem) => this.#dropped(problem)),
    }
  }

  #dropped(problem: Problem | null): void {
    const hadSession = this.#record.session !== null
    // With a session, the session is at fault (expired, or the server's data was reset): a new one carries the outbox on.
    if (problem && hadSession && sessionLost(problem)) this.#record.forget()
    if (problem && !hadSession && !problem.retryable) this.#rejected = problem
    this.#connector.feed({ type: this.#rejected ? 'stop' : 'dropped' })
  }

  #flush(): void {
    if (this.#connector.state.phase !== 'online') return
    for (const entry of this.#outbox.entries()) if (entry.refusal === null) this.#connector.link?.send(entry)
  }

  #acknowledged(clientId: string): void {
    this.#record.acknowledge(clientId)
    // Over plain HTTP no typing frames come; the assistant answers at once, a person may take long.
    if (this.#connector.state.via === 'http' && this.#record.status === 'open') this.#showTyping('assistant')
    this.#emit()
  }

  #receive(event: CustomerEvent): void {
    if (!this.#record.receive([event])) return
    // Whatever was being written: what is said counts.
    if (event.kind !== 'message') this.#draft = null
    if (event.kind === 'reply' || event.kind === 'agent-message') this.#showTyping(null)
    if (event.kind === 'status') this.#watchQueue()
    this.#emit()
  }

  #showTyping(by: 'assistant' | 'agent' | null): void {
    this.#stopTyping()
    this.#typing = by
    if (by) this.#stopTyping = this.#around.later(limits.typingShownMs, () => this.#showTyping(null))
    this.#emit()
  }

  /** The server waits for more of a message while somebody types: it must hear that they stopped. */
  #ownTypingEnded(): void {
    this.#stopOwnTyping()
    if (this.#lastOwnTypingMs > 0) this.#connector.link?.typing(false)
    this.#lastOwnTypingMs = 0
  }

  /** While in the queue, asks now and then for the place in it. */
  #watchQueue(): void {
    this.#stopQueue()
    const { session, status } = this.#record
    if (status !== 'waiting' || !session) return
    const again = () => {
      this.#stopQueue = this.#around.later(limits.queueMs, () => this.#watchQueue())
    }
    this.#api.view(session).then(
      (standing) => {
        if (session.conversation !== this.#record.session?.conversation) return
        this.#record.stand(standing)
        this.#emit()
        again()
      },
      // The connection itself tells the customer about a broken network; the place is a nicety.
      again,
    )
  }

  async #ask<T>(question: (session: SavedSession) => Promise<T>): Promise<T | null> {
    const { session } = this.#record
    if (!session) return null
    try {
      return await question(session)
    } catch {
      // The view says so and offers it again.
      return null
    }
  }

  async #tell(action: (session: SavedSession) => Promise<void>): Promise<boolean> {
    const { session } = this.#record
    if (!session) return false
    try {
      await action(session)
      return true
    } catch {
      // The view says that it did not go through and offers it again.
      return false
    }
  }

  #emit(): void {
    this.#changed(this.state)
  }
}
