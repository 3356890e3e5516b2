import type { Clock } from '#domain/clock.ts'
import type { EventBody } from '#domain/events.ts'
import type { TenantId } from '#domain/ids.ts'
import type { Bus } from '#ports/bus.ts'
import type { ConversationStore } from '#ports/conversation-store.ts'
import type { Releases, TurnLog } from '#turn/index.ts'

export interface SessionsDependencies {
  store: ConversationStore
  bus: Bus
  clock: Clock
  log: TurnLog
  releases: Releases
  tenant: TenantId
}

/** How often silent conversations are looked for; how many at once, so that the sweep never delays turns. */
const everyMs = 30_000
const atOnce = 50
/** Looks per sweep: 2,000 conversations a minute fall silent in a shop with millions a day. */
const looks = 20

/** Lets silent conversations become idle and then closed, as the assistant's policy says. Both are resumed by the next message. */
export class Sessions {
  private readonly dependencies: SessionsDependencies
  private timer: NodeJS.Timeout | null = null

  constructor(dependencies: SessionsDependencies) {
    this.dependencies = dependencies
  }

  start(): void {
    this.timer = setInterval(() => void this.sweep(), everyMs)
    this.timer.unref()
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
  }

  async sweep(): Promise<void> {
    const { releases, tenant, log } = this.dependencies
    try {
      const { sessions } = (await releases.live(tenant)).config
      const idleAfterMs = sessions.idle_after_minutes * 60_000
      const closeAfterMs = sessions.close_after_hours * 3_600_000
      await this.expire('open', idleAfterMs, {
        kind: 'conversation-idled',
        data: { afterMs: idleAfterMs },
        personal: null,
      })
      await this.expire('idle', closeAfterMs, { kind: 'conversation-closed', data: { reason: 'idle' }, personal: null })
    } catch (error) {
      log.error({ err: error }, 'looking for silent conversations failed; the next sweep tries again')
    }
  }

  private async expire(status: 'open' | 'idle', afterMs: number, event: EventBody): Promise<void> {
    const { store, clock, bus } = this.dependencies
    const now = clock.now()
    for (let look = 0; look < looks; look += 1) {
      const found = await store.inactive(status, now - afterMs, atOnce)
      for (const { tenant, conversation } of found) {
        const outcome = await store.append(
          tenant,
          conversation,
          // Looked at again under lock: a message may have come meanwhile.
          (row) =>
            row.conversation.status === status && row.pending === 0 && row.lastActivityAtMs <= now - afterMs
              ? { events: [event] }
              : null,
          now,
        )
        if (outcome.kind === 'appended') bus.publish({ tenant, conversation, seq: outcome.firstSeq })
      }
      if (found.length < atOnce) return
    }
  }
}
