import { dueAtMs } from '#domain/alarms.ts'
import type { Clock } from '#domain/clock.ts'
import { appError } from '#domain/errors.ts'
import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, HolderId, IdSource, TenantId } from '#domain/ids.ts'
import type { Bus } from '#ports/bus.ts'
import type { AcceptOutcome, ClaimedTurn, ConversationStore, IncomingMessage } from '#ports/conversation-store.ts'
import type { FailpointName } from './failpoints.ts'
import { turnLimits } from './limits.ts'

export interface TurnLog {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** How running one claimed turn ended. */
export type RunResult =
  | { kind: 'recorded'; events: ConversationEvent[]; pending: number }
  | { kind: 'superseded' }
  | { kind: 'lost-hold' }

export interface TurnsDependencies {
  store: ConversationStore
  bus: Bus
  clock: Clock
  ids: IdSource
  holder: HolderId
  log: TurnLog
  run(claim: ClaimedTurn): Promise<RunResult>
  failpoint(name: FailpointName): Promise<void>
  /** How long a silent holder counts as alive. */
  leaseMs: number
  /** Told when something of a conversation will be due (milliseconds since the epoch), each time a turn leaves it so. */
  dueAt?(atMs: number): void
}

type Accepted = Extract<AcceptOutcome, { kind: 'accepted' }>['messages']
interface Waiter {
  settle(events: ConversationEvent[]): void
  /** Reads the store: the answer may have been recorded before the wait began, or elsewhere. */
  check(): void
}
interface Typing {
  untilMs: number
  /** The customer cannot hold a turn up for longer than this, however long they type. */
  latestMs: number
}

/**
 * Takes messages in and sees to it that each is answered: accept (stored, then acknowledged), run the turn, run again where
 * messages came meanwhile, and take over what dead processes left. One instance per process.
 */
export class Turns {
  private readonly dependencies: TurnsDependencies
  private readonly running = new Map<string, { hold: { claim: ClaimedTurn }; done: Promise<void> }>()
  private readonly waiters = new Map<string, Set<Waiter>>()
  private readonly typing = new Map<string, Typing>()
  private readonly timer: NodeJS.Timeout
  private stopped = false
  private sweeping = false

  constructor(dependencies: TurnsDependencies) {
    this.dependencies = dependencies
    this.timer = setInterval(() => void this.sweep(), dependencies.leaseMs / turnLimits.sweepsPerLease)
    this.timer.unref()
  }

  /**
   * Stores messages and starts their turn. Resolves as soon as they may be acknowledged; the answer comes as events (and through
   * `waitFor`). Throws `conversation.unknown`.
   *
   * `typed`: a person at a keyboard sent it, who may be sending one thought in several messages. The turn then begins after a short
   * silence; a pressed button or a program's message is answered at once.
   */
  async send(
    tenant: TenantId,
    conversation: ConversationId,
    messages: IncomingMessage[],
    by: 'typed' | 'program' = 'program',
  ): Promise<Accepted> {
    const { store, ids, holder, clock, bus, failpoint, leaseMs } = this.dependencies
    const hold = { holder, turn: ids.next('turn'), leaseMs }
    const outcome = await store.accept(tenant, conversation, messages, hold, clock.now())
    if (outcome.kind === 'unknown-conversation') throw appError('conversation.unknown')
    this.typing.delete(conversation)
    if (by === 'typed') this.waitForFragments(conversation, turnLimits.fragmentQuietMs)
    await failpoint('message-stored')
    const newest = Math.max(...outcome.messages.map((message) => message.seq))
    if (outcome.messages.some((message) => !message.seen)) bus.publish({ tenant, conversation, seq: newest })
    if (outcome.claimed) void this.start(outcome.claimed)
    return outcome.messages
  }

  /** The customer is (not) writing the next fragment: a turn waits a moment for it, so that fragments are answered together. */
  customerTyping(conversation: ConversationId, on: boolean): void {
    if (!on) {
      this.typing.delete(conversation)
      return
    }
    this.waitForFragments(conversation, turnLimits.fragmentWaitMs)
  }

  private waitForFragments(conversation: ConversationId, forMs: number): void {
    const now = this.dependencies.clock.now()
    const latestMs = this.typing.get(conversation)?.latestMs ?? now + turnLimits.fragmentWaitAtMostMs
    this.typing.set(conversation, { untilMs: now + forMs, latestMs })
  }

  /**
   * The events of the turn(s) that took up these messages. Rejects with `turn.timeout`; the messages are then still answered later.
   */
  async waitFor(
    tenant: TenantId,
    conversation: ConversationId,
    seqs: number[],
    timeoutMs: number,
  ): Promise<ConversationEvent[]> {
    const found: ConversationEvent[] = []
    const open = new Set(seqs)
    /** The store is looked at more than once. */
    const seen = new Set<number>()
    return await new Promise((resolve, reject) => {
      const { store, bus } = this.dependencies
      let reading = false
      let again = false
      const finish = () => {
        clearTimeout(timer)
        unsubscribe()
        set.delete(waiter)
        if (set.size === 0) this.waiters.delete(conversation)
      }
      const take = (events: ConversationEvent[]) => {
        for (const event of events) {
          if (seen.has(event.seq)) continue
          seen.add(event.seq)
          if (event.kind === 'turn-recorded' && event.data.messages.some((seq) => open.has(seq))) {
            for (const seq of event.data.messages) open.delete(seq)
            found.push(event)
          } else if (event.kind !== 'turn-recorded' && event.kind !== 'message-received') found.push(event)
        }
        if (open.size === 0) {
          finish()
          resolve(found)
        }
      }
      const read = async () => {
        // Another replica may have answered, or the answer was there before we waited.
        if (this.running.has(conversation)) return
        // What is recorded while a read is under way may not be in it.
        again = reading
        if (reading) return
        reading = true
        try {
          do {
            again = false
            const page = await store.events(tenant, conversation, Math.min(...seqs), 200)
            if (open.size > 0) take(page.events)
          } while (again && open.size > 0)
        } catch (error) {
          finish()
          reject(error)
        } finally {
          reading = false
        }
      }
      const waiter: Waiter = { settle: take, check: () => void read() }
      const set = this.waiters.get(conversation) ?? new Set()
      this.waiters.set(conversation, set.add(waiter))
      const unsubscribe = bus.subscribe(tenant, conversation, () => void read())
      const timer = setTimeout(() => {
        finish()
        reject(appError('turn.timeout', { seconds: Math.round(timeoutMs / 1000) }))
      }, timeoutMs)
      void read()
    })
  }

  /** Whether the assistant is working on an answer in this process: for the typing indicator. */
  isRunning(conversation: ConversationId): boolean {
    return this.running.has(conversation)
  }

  /**
   * Runs the turn of an alarm that is due and resolves when it is over; false at once where somebody has the conversation, a message waits
   * in it or nothing is due any more.
   */
  async takeUpDue(tenant: TenantId, conversation: ConversationId): Promise<boolean> {
    const { store, ids, holder, clock, leaseMs } = this.dependencies
    if (this.stopped || this.running.has(conversation)) return false
    const hold = { holder, turn: ids.next('turn'), leaseMs }
    const claim = await store.claimDue(tenant, conversation, hold, clock.now())
    if (claim !== null) await this.start(claim)
    return claim !== null
  }

  /** Takes over conversations whose holder died, and keeps the leases of running turns. */
  async sweep(): Promise<void> {
    if (this.sweeping || this.stopped) return
    this.sweeping = true
    const { store, clock, log, leaseMs } = this.dependencies
    try {
      const now = clock.now()
      for (const { hold } of this.running.values()) await store.renew(hold.claim, leaseMs, now)
      for (const { tenant, conversation } of await store.abandoned(now, turnLimits.takeOverAtOnce)) {
        if (this.running.has(conversation)) continue
        const claim = await this.claim(tenant, conversation)
        if (claim) {
          log.info({ conversation, turn: claim.turn }, 'took over a turn whose holder is gone')
          void this.start(claim)
        }
      }
    } catch (error) {
      log.error({ err: error }, 'sweep failed; the next one tries again')
    } finally {
      this.sweeping = false
    }
  }

  /** Waits a while for running turns, and takes no further ones over; what is not finished then is taken up by whoever starts next. */
  async stop(withinMs: number = turnLimits.stopWithinMs): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    let timer: NodeJS.Timeout | undefined
    const enough = new Promise((resolve) => {
      timer = setTimeout(resolve, withinMs)
    })
    await Promise.race([Promise.allSettled([...this.running.values()].map((entry) => entry.done)), enough])
    clearTimeout(timer)
  }

  private claim(tenant: TenantId, conversation: ConversationId): Promise<ClaimedTurn | null> {
    const { store, ids, holder, clock, leaseMs } = this.dependencies
    return store.claim(tenant, conversation, { holder, turn: ids.next('turn'), leaseMs }, clock.now())
  }

  private start(claim: ClaimedTurn): Promise<void> {
    const id = claim.conversation.id
    const hold = { claim }
    const done = this.loop(hold).finally(() => {
      // The next turn of the conversation may have begun already.
      if (this.running.get(id)?.hold === hold) this.running.delete(id)
      for (const waiter of [...(this.waiters.get(id) ?? [])]) waiter.check()
    })
    this.running.set(id, { hold, done })
    return done
  }

  /** `hold` is kept at the newest claim: that is the one whose lease is prolonged. */
  private async loop(hold: { claim: ClaimedTurn }): Promise<void> {
    const { bus, log, run } = this.dependencies
    const { tenant } = hold.claim
    const conversation = hold.claim.conversation.id
    let attempts = 0
    let failed = false
    for (;;) {
      try {
        if (failed) {
          // Where it failed is not known: it may be recorded, with only the answer lost, or the next claim may be what failed.
          const again = await this.claimNext(hold.claim)
          // Never a number that is not stored yet: its own notice would then be taken for a repetition.
          bus.publish({ tenant, conversation, seq: hold.claim.seq })
          if (again === null) return
          hold.claim = again
          failed = false
        }
        if (await this.fragmentsAwaited(conversation))
          hold.claim = (await this.claim(tenant, conversation)) ?? hold.claim
        const result = await run(hold.claim)
        attempts = 0
        if (result.kind === 'lost-hold') {
          bus.publish({ tenant, conversation, seq: hold.claim.seq })
          return
        }
        if (result.kind === 'recorded') {
          const last = result.events.at(-1)
          this.tellDue(result.events)
          for (const waiter of [...(this.waiters.get(conversation) ?? [])]) waiter.settle(result.events)
          if (last) bus.publish({ tenant, conversation, seq: last.seq })
          if (result.pending === 0) return
        }
        const next = await this.claimNext(hold.claim)
        if (next === null) return
        hold.claim = next
      } catch (error) {
        attempts += 1
        failed = true
        log.error({ err: error, conversation, turn: hold.claim.turn, attempts }, 'a turn failed outside its steps')
        // The message stays pending in the store: when these tries are used up, the sweep takes it up after the lease.
        if (attempts >= turnLimits.attempts) return
        await new Promise((resolve) => setTimeout(resolve, turnLimits.retryAfterMs * attempts))
      }
    }
  }

  /**
   * The next turn of a conversation that this process may still hold. Where there is none (an alarm was withdrawn while its turn ran), the hold
   * is let go: whoever writes next is answered at once and not after the lease.
   */
  private async claimNext(held: ClaimedTurn): Promise<ClaimedTurn | null> {
    const { store, clock } = this.dependencies
    const { tenant, conversation } = held
    const next = await this.claim(tenant, conversation.id)
    if (next !== null || !(await store.renew(held, 0, clock.now()))) return next
    // What came in between found it held.
    return await this.claim(tenant, conversation.id)
  }

  private tellDue(events: ConversationEvent[]): void {
    for (const event of events) {
      const atMs = event.kind === 'turn-recorded' && event.personal ? dueAtMs(event.personal) : null
      if (atMs !== null) this.dependencies.dueAt?.(atMs)
    }
  }

  /** Waits while the customer is typing; true where there was anything to wait for. */
  private async fragmentsAwaited(conversation: ConversationId): Promise<boolean> {
    let waited = false
    for (;;) {
      const typing = this.typing.get(conversation)
      if (typing === undefined) return waited
      const left = Math.min(typing.untilMs, typing.latestMs) - this.dependencies.clock.now()
      if (left <= 0) {
        this.typing.delete(conversation)
        return waited
      }
      waited = true
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, turnLimits.fragmentPollMs)))
    }
  }
}
