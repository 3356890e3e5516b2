import { type AssistantRuntime, isOpen } from '#assistant/index.ts'
import type { Clock } from '#domain/clock.ts'
import type { Conversation } from '#domain/conversation.ts'
import { foldEvent } from '#domain/conversation.ts'
import type { Identity } from '#domain/customer.ts'
import { appError } from '#domain/errors.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import type { ConversationId, IdSource, TenantId } from '#domain/ids.ts'
import { seededRandom } from '#domain/random.ts'
import type { Bus } from '#ports/bus.ts'
import type { ConversationRow, ConversationStore } from '#ports/conversation-store.ts'
import type { DeskStore } from '#ports/desk-store.ts'
import type { ProfileStore } from '#ports/profile-store.ts'
import { isTimeZone, loadProfile, preferredLanguage } from './profile/index.ts'
import { renderReply } from './render-reply.ts'
import type { TurnLog } from './turns.ts'

/** Gives the assistant that runs: the live release for new conversations, any stored one for those that are on it. */
export interface Releases {
  live(tenant: TenantId): Promise<AssistantRuntime>
  get(tenant: TenantId, release: AssistantRuntime['release']): Promise<AssistantRuntime>
}

export interface ConversationsDependencies {
  store: ConversationStore
  desk: DeskStore
  bus: Bus
  clock: Clock
  ids: IdSource
  profiles: ProfileStore
  log: TurnLog
  releases: Releases
}

/** What customers do with conversations besides sending messages (that is `Turns`). */
export class Conversations {
  private readonly dependencies: ConversationsDependencies
  constructor(dependencies: ConversationsDependencies) {
    this.dependencies = dependencies
  }

  /** Starts a conversation with its personal greeting. */
  async start(
    tenant: TenantId,
    options: {
      channel: string
      locale: string | undefined
      identity: Identity
      page: string | null
      greet: boolean
      timeZone?: string
    },
  ): Promise<{ conversation: Conversation; event: ConversationEvent; assistant: AssistantRuntime }> {
    const { store, ids, clock, releases } = this.dependencies
    const assistant = await releases.live(tenant)
    const id = ids.next('conversation')
    const atMs = clock.now()
    const profile = await loadProfile(
      { tenant, id },
      options.identity,
      assistant.config.memory.profile,
      atMs,
      this.dependencies,
    )
    const locale = assistant.localeFor(preferredLanguage(profile, options.locale))
    const greeting = options.greet
      ? renderReply(assistant, [{ kind: 'say', response: 'greeting', variables: {} }], {
          locale,
          channel: options.channel,
          random: seededRandom(`${id}:0`),
          variables: { customer: options.identity.attributes, profile: profile.values },
          nowMs: atMs,
        }).reply
      : null
    const body: EventBody = {
      kind: 'conversation-started',
      data: { channel: options.channel, locale, release: assistant.release, identity: options.identity.level },
      personal: {
        identity: options.identity,
        page: options.page,
        greeting,
        ...(isTimeZone(options.timeZone) && { timeZone: options.timeZone }),
      },
    }
    const event: ConversationEvent = { ...body, tenant, conversation: id, seq: 1, atMs }
    const conversation = foldEvent(null, event)
    await store.start(tenant, id, body, conversation, atMs)
    return { conversation, event, assistant }
  }

  /** Throws `conversation.unknown`. */
  async load(tenant: TenantId, conversation: ConversationId): Promise<ConversationRow> {
    const row = await this.dependencies.store.load(tenant, conversation)
    if (row === null) throw appError('conversation.unknown')
    return row
  }

  /** Places ahead in the queue; null where it does not wait, and while nobody is on the desk: a place would promise too much. */
  async ahead(row: ConversationRow): Promise<number | null> {
    const { handoff, tenant, status } = row.conversation
    if (handoff === null || status !== 'waiting') return null
    const { config } = await this.dependencies.releases.live(tenant)
    return isOpen(config.hours, this.dependencies.clock.now())
      ? await this.dependencies.desk.ahead(tenant, handoff.ticket)
      : null
  }

  /** Thumbs on a reply. Throws `conversation.unknown`, `request.invalid` where `seq` is beyond the conversation. */
  feedback(
    tenant: TenantId,
    conversation: ConversationId,
    seq: number,
    value: 'up' | 'down',
    comment: string,
  ): Promise<void> {
    return this.append(tenant, conversation, (row) => {
      if (seq > row.lastSeq) throw appError('request.invalid', { problem: `seq: there is no event ${seq} yet` })
      return { kind: 'feedback-given', data: { seq, value }, personal: { comment } }
    })
  }

  satisfaction(
    tenant: TenantId,
    conversation: ConversationId,
    score: 1 | 2 | 3 | 4 | 5,
    comment: string,
  ): Promise<void> {
    return this.append(tenant, conversation, () => ({
      kind: 'satisfaction-given',
      data: { score },
      personal: { comment },
    }))
  }

  /** The customer ends the conversation; ending it again changes nothing. */
  close(tenant: TenantId, conversation: ConversationId): Promise<void> {
    return this.append(
      tenant,
      conversation,
      (row) =>
        row.conversation.status === 'closed'
          ? null
          : { kind: 'conversation-closed', data: { reason: 'ended' }, personal: null },
      (row) => row.conversation.handoff?.ticket ?? null,
    )
  }

  private async append(
    tenant: TenantId,
    conversation: ConversationId,
    decide: (row: ConversationRow) => EventBody | null,
    endTicket: (row: ConversationRow) => NonNullable<Conversation['handoff']>['ticket'] | null = () => null,
  ): Promise<void> {
    const { store, clock, bus } = this.dependencies
    const outcome = await store.append(
      tenant,
      conversation,
      (row) => {
        const event = decide(row)
        if (event === null) return null
        const ticket = endTicket(row)
        return {
          events: [event],
          ...(ticket !== null && { ticket: { kind: 'end', ticket, as: 'withdrawn' } as const }),
        }
      },
      clock.now(),
    )
    if (outcome.kind === 'unknown-conversation') throw appError('conversation.unknown')
    if (outcome.kind === 'appended') bus.publish({ tenant, conversation, seq: outcome.firstSeq })
  }
}
