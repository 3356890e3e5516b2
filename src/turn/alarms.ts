import type { Clock } from '#domain/clock.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { ConversationStore } from '#ports/conversation-store.ts'
import { turnLimits } from './limits.ts'
import type { TurnLog, Turns } from './turns.ts'

export interface AlarmsDependencies {
  store: Pick<ConversationStore, 'due'>
  turns: Pick<Turns, 'takeUpDue'>
  clock: Clock
  log: TurnLog
}

/** Node's timers count milliseconds in 31 bits; what is due later is looked at again on the way. */
const longestTimerMs = 2 ** 31 - 1

/**
 * Lets the clock speak: takes up what is due, of any tenant. A timer stands at the nearest time that this process knows of, its own
 * conversations' and, after each look, that of the whole store; a look now and then finds what others left. Nothing is polled
 * in between. Any number of replicas may look at once: a claim is one replica's.
 */
export class Alarms {
  private readonly dependencies: AlarmsDependencies
  private timer: NodeJS.Timeout | null = null
  /** What the timer stands at. */
  private wakesAtMs = Number.POSITIVE_INFINITY
  /** The earliest that was heard of during a look: the store may have been asked before it was there. */
  private heardAtMs = Number.POSITIVE_INFINITY
  private lastLookMs = Number.NEGATIVE_INFINITY
  /** The turns under way that alarms began; each gives whether it was this process that took the alarm up. Never rejects. */
  private readonly running = new Set<Promise<boolean>>()
  private state: 'new' | 'waiting' | 'looking' | 'stopped' = 'new'

  constructor(dependencies: AlarmsDependencies) {
    this.dependencies = dependencies
  }

  /** Looks at once, for what fell due while no server ran, and from then on in time. */
  start(): void {
    this.state = 'waiting'
    void this.look()
  }

  /** No further turn is begun; those under way are `Turns`' to wait for. */
  stop(): void {
    this.state = 'stopped'
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** Something will be due then. Where that is later than what is waited for, nothing is done. */
  expect(atMs: number): void {
    if (this.state === 'looking') this.heardAtMs = Math.min(this.heardAtMs, atMs)
    else if (this.state === 'waiting' && atMs < this.wakesAtMs) this.wakeAt(atMs)
  }

  /**
   * Takes up everything that is due now and what that leaves due, the longest due first, a few at a time, and gives when something will be
   * next. Rejects where the store does.
   */
  async sweep(): Promise<{ nextAtMs: number | null }> {
    for (;;) {
      const { nextAtMs } = await this.begin()
      let took = false
      while (this.running.size > 0 && !took) took = await Promise.race(this.running)
      // Where none was taken up, others have them.
      if (!took || this.state === 'stopped') return { nextAtMs }
    }
  }

  /** Begins the turns of what is due, as many as there is room for, and waits for none: a slow tool in one holds up no other. */
  private async begin(): Promise<{ nextAtMs: number | null }> {
    const { store, clock } = this.dependencies
    const room = turnLimits.alarmsAtOnce - this.running.size
    if (room <= 0) return { nextAtMs: null }
    const { conversations, nextAtMs } = await store.due(clock.now(), room)
    for (const { tenant, conversation } of conversations) this.takeUp(tenant, conversation)
    return { nextAtMs }
  }

  private takeUp(tenant: TenantId, conversation: ConversationId): void {
    const { turns, log } = this.dependencies
    const turn = turns
      .takeUpDue(tenant, conversation)
      .catch((error: unknown) => {
        log.error({ err: error, conversation }, 'an alarm could not be taken up; the next look tries again')
        return false
      })
      .finally(() => this.running.delete(turn))
    this.running.add(turn)
    void turn.then((took) => {
      if (took) this.lookAgain()
    })
  }

  /** A turn may have left another alarm that is due, and there is room again: at once where it was the last, else in handfuls. */
  private lookAgain(): void {
    if (this.running.size === 0) void this.look()
    else this.expect(this.dependencies.clock.now())
  }

  private wakeAt(atMs: number): void {
    const now = this.dependencies.clock.now()
    this.wakesAtMs = Math.max(atMs, this.lastLookMs + turnLimits.alarmsApartMs)
    if (this.timer) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.look(), Math.min(Math.max(0, this.wakesAtMs - now), longestTimerMs))
    this.timer.unref()
  }

  private async look(): Promise<void> {
    if (this.state !== 'waiting') return
    const { clock, log } = this.dependencies
    this.state = 'looking'
    this.heardAtMs = Number.POSITIVE_INFINITY
    this.lastLookMs = clock.now()
    let nextAtMs: number | null = null
    try {
      nextAtMs = (await this.begin()).nextAtMs
    } catch (error) {
      log.error({ err: error }, 'looking for what is due failed; the next look tries again')
    }
    if (this.isStopped()) return
    this.state = 'waiting'
    const net = clock.now() + turnLimits.alarmSweepMs
    this.wakeAt(Math.min(net, this.heardAtMs, nextAtMs ?? net))
  }

  /** It may have been stopped while a look was under way. */
  private isStopped(): boolean {
    return this.state === 'stopped'
  }
}
