import type { ConversationEvent } from '#domain/events.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { ApiDependencies } from './deps.ts'

/** Events read and handed on at once: what one connection keeps in memory for a slow reader. */
const eventsAtOnce = 50

/**
 * Sends a conversation's events in order, each once, from a sequence number on; wakes on notices. The next ones are read when
 * `deliver` is done with the last, so that a slow reader is behind in the store and not in memory.
 */
export class EventTail {
  private readonly api: Pick<ApiDependencies, 'database' | 'bus' | 'log'>
  private readonly tenant: TenantId
  private readonly conversation: ConversationId
  private readonly deliver: (events: ConversationEvent[]) => Promise<void>
  private readonly stopListening: () => void
  private after: number
  private reading = false
  private again = false
  private stopped = false

  constructor(
    api: Pick<ApiDependencies, 'database' | 'bus' | 'log'>,
    tenant: TenantId,
    conversation: ConversationId,
    after: number,
    deliver: (events: ConversationEvent[]) => Promise<void>,
  ) {
    this.api = api
    this.tenant = tenant
    this.conversation = conversation
    this.after = after
    this.deliver = deliver
    this.stopListening = api.bus.subscribe(tenant, conversation, () => void this.read())
  }

  async read(): Promise<void> {
    if (this.reading) {
      this.again = true
      return
    }
    this.reading = true
    try {
      do {
        this.again = false
        const page = await this.api.database.conversations.events(
          this.tenant,
          this.conversation,
          this.after,
          eventsAtOnce,
        )
        if (this.stopped) return
        if (page.events.length > 0) {
          this.after = page.events.at(-1)?.seq ?? this.after
          await this.deliver(page.events)
          this.again = true
        }
      } while (this.again && !this.stopped)
    } catch (error) {
      this.api.log.warn({ err: error }, 'reading events for a live connection failed; the next notice tries again')
    } finally {
      this.reading = false
    }
  }

  stop(): void {
    this.stopped = true
    this.stopListening()
  }
}
