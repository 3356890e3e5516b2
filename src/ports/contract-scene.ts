import { ManualClock } from '#domain/clock.ts'
import { type Conversation, foldEvent } from '#domain/conversation.ts'
import { anonymous } from '#domain/customer.ts'
import { type Alarm, emptyDialogue } from '#domain/dialogue-state.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import { type HolderId, type ReleaseId, type TenantId, timeSortedIds } from '#domain/ids.ts'
import type { ClaimedTurn, Hold, IncomingMessage, TurnRecord } from './conversation-store.ts'
import type { Database } from './database.ts'

const ids = timeSortedIds({ now: () => Date.now() })
export const newId = ids.next
export const release = 'rel-1' as ReleaseId
export const leaseMs = 30_000

/** One conversation of a tenant of its own, on a clock that stands still: what most contract tests start from. */
export async function newScene(database: Database, tenant: TenantId = newId('tenant')) {
  const clock = new ManualClock(1_700_000_000_000)
  const conversation = newId('conversation')
  const { conversations } = database
  const started: EventBody = {
    kind: 'conversation-started',
    data: { channel: 'web', locale: 'en', release, identity: 'anonymous' },
    personal: { identity: anonymous, page: null, greeting: null },
  }
  const snapshot = foldEvent(null, { ...started, tenant, conversation, seq: 1, atMs: clock.now() })
  await conversations.start(tenant, conversation, started, snapshot, clock.now())

  const holder = newId('holder')
  return {
    tenant,
    conversation,
    clock,
    holder,
    snapshot,
    accept: (messages: IncomingMessage | IncomingMessage[], by: HolderId = holder) =>
      conversations.accept(tenant, conversation, [messages].flat(), newHold(by), clock.now()),
    /** Accepts one message and insists on the claim. */
    async acceptAndClaim(text = 'hello', by: HolderId = holder): Promise<ClaimedTurn> {
      const outcome = await this.accept(says(text), by)
      if (outcome.kind !== 'accepted' || !outcome.claimed) throw new Error('the turn was not claimed')
      return outcome.claimed
    },
    claim: (by: HolderId = holder) => conversations.claim(tenant, conversation, newHold(by), clock.now()),
    claimDue: (by: HolderId = holder) => conversations.claimDue(tenant, conversation, newHold(by), clock.now()),
    record: (claim: ClaimedTurn, more: Partial<TurnRecord> = {}) =>
      conversations.record(claim, { ...turnRecord(claim), ...more }, clock.now()),
    append: (...events: EventBody[]) => conversations.append(tenant, conversation, () => ({ events }), clock.now()),
    load: async () => {
      const row = await conversations.load(tenant, conversation)
      if (!row) throw new Error('the conversation is gone')
      return row
    },
    events: async () => (await conversations.events(tenant, conversation, 0, 10_000)).events,
  }
}

export type Scene = Awaited<ReturnType<typeof newScene>>

export const newHold = (holder: HolderId): Hold => ({ holder, turn: newId('turn'), leaseMs })

export const says = (text: string, clientId = `client-${newId('message')}`): IncomingMessage => ({
  clientId,
  message: newId('message'),
  via: 'text',
  text,
  payload: null,
})

/** A turn's record as the turn would write it: one event that takes up everything claimed. */
export function turnRecord(claim: ClaimedTurn, extra: EventBody[] = []): TurnRecord {
  const messages = claim.pending.map((message) => message.seq)
  const dialogue = { ...emptyDialogue(), nextFrame: claim.conversation.dialogue.nextFrame + 1 }
  const recorded: EventBody = {
    kind: 'turn-recorded',
    data: {
      turn: claim.turn,
      messages,
      release,
      outcome: 'answered',
      intents: [{ name: 'orders/status', confidence: 0.75 }],
      commands: ['answer-from-knowledge'],
      language: 'en',
      durationMs: 4,
      nextFrame: 1,
    },
    personal: {
      reply: {
        parts: [{ kind: 'text', text: `you said ${claim.pending.map((message) => message.text).join(' / ')}` }],
        quickReplies: [],
        locale: 'en',
        confidence: 0.9,
        reasons: ['contract'],
      },
      dialogue,
      mentions: [{ type: 'order_number', value: '12345', text: '12345', seq: messages[0] ?? 0, by: 'customer' }],
      identity: claim.conversation.identity,
      understanding: null,
      commands: [],
      toolCalls: [],
      trace: [],
    },
  }
  const events = [recorded, ...extra]
  return { events, snapshot: foldOnto(claim.conversation, events), messages, ticket: null, withdrawTicket: null }
}

/** A turn's record that leaves these alarms. */
export function withAlarms(claim: ClaimedTurn, alarms: Alarm[]): Pick<TurnRecord, 'events' | 'snapshot'> {
  const events = turnRecord(claim).events.map((event) =>
    event.kind === 'turn-recorded' && event.personal
      ? { ...event, personal: { ...event.personal, dialogue: { ...event.personal.dialogue, alarms } } }
      : event,
  )
  return { events, snapshot: foldOnto(claim.conversation, events) }
}

/** Folds events whose numbers do not matter to the fold. */
export const foldOnto = (before: Conversation, events: EventBody[]): Conversation =>
  events.reduce<Conversation>(
    (conversation, event) =>
      foldEvent(conversation, {
        ...event,
        tenant: before.tenant,
        conversation: before.id,
        seq: 0,
        atMs: 0,
      } as ConversationEvent),
    before,
  )

export const note = (text: string): EventBody => ({
  kind: 'note-added',
  data: { agent: newId('agent'), agentName: 'Ada' },
  personal: { text },
})

export const seqs = (events: readonly ConversationEvent[]): number[] => events.map((event) => event.seq)
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
