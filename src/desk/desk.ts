import type { Clock } from '#domain/clock.ts'
import type { Conversation } from '#domain/conversation.ts'
import { AppError, appError } from '#domain/errors.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import type { AgentId, ConversationId, TenantId } from '#domain/ids.ts'
import { replyText } from '#domain/reply.ts'
import type { Bus } from '#ports/bus.ts'
import type { ConversationRow, ConversationStore, TicketChange } from '#ports/conversation-store.ts'
import type { DeskStore, Ticket } from '#ports/desk-store.ts'

export interface DeskDependencies {
  store: ConversationStore
  tickets: DeskStore
  bus: Bus
  clock: Clock
}

export interface Agent {
  agent: AgentId
  name: string
}

/** Events the desk shows of one conversation: long ones are cut to the newest. */
const eventsShown = 2_000
const listed = 200
/** States in which a person waits for a person, or has one: listed on their own. */
const ofPeople: readonly Conversation['status'][] = ['waiting', 'taken']
/** Rows read from the store at the same time: a list must not take all its connections. */
const atOnce = 8
/** Looks before an agent is told that the conversation keeps changing. */
const replyTries = 20
/** Enough to find the last thing said behind notes and changes of state. */
const recentEvents = 8

export interface DeskEntry {
  row: ConversationRow
  ticket: Ticket | null
}

/** Where people work: what waits, and what agents do with a conversation. Each action is one event in one transaction. */
export class Desk {
  private readonly dependencies: DeskDependencies
  constructor(dependencies: DeskDependencies) {
    this.dependencies = dependencies
  }

  /**
   * Conversations in these states: those waiting first, by priority and waiting time, then those that somebody has, then the others by
   * last activity. Each kind has its own limit: however much goes on, nobody who waits drops off the list.
   */
  async list(tenant: TenantId, status: Conversation['status'][]): Promise<DeskEntry[]> {
    const { store } = this.dependencies
    const entries = status.includes('waiting') ? await this.waiting(tenant) : []
    for (const group of [status.filter((one) => one === 'taken'), status.filter((one) => !ofPeople.includes(one))]) {
      if (group.length === 0) continue
      const rows = await store.list(tenant, { status: group, limit: listed })
      entries.push(...(await inBatches(rows, async (row) => ({ row, ticket: await this.ticketOf(tenant, row) }))))
    }
    // One that was taken between two of the reads is there twice.
    const seen = new Set<ConversationId>()
    return entries.filter(({ row: { conversation } }) => !seen.has(conversation.id) && seen.add(conversation.id))
  }

  private async waiting(tenant: TenantId): Promise<DeskEntry[]> {
    const { store, tickets } = this.dependencies
    const queue = await tickets.waiting(tenant, listed)
    const found = await inBatches(queue, async (ticket) => {
      const row = await store.load(tenant, ticket.conversation)
      return row?.conversation.handoff?.ticket === ticket.ticket ? [{ row, ticket }] : []
    })
    return found.flat()
  }

  /** The last thing said, for the list. */
  async lastText(tenant: TenantId, row: ConversationRow): Promise<string> {
    const { events } = await this.dependencies.store.events(
      tenant,
      row.conversation.id,
      Math.max(0, row.lastSeq - recentEvents),
      recentEvents,
    )
    for (const event of events.toReversed()) {
      if ((event.kind === 'message-received' || event.kind === 'agent-replied') && event.personal)
        return event.personal.text.slice(0, 200)
      if (event.kind === 'turn-recorded' && event.personal?.reply) return replyText(event.personal.reply).slice(0, 200)
    }
    return ''
  }

  /** One conversation with all its events. Throws `conversation.unknown`. */
  async detail(tenant: TenantId, conversation: ConversationId): Promise<DeskEntry & { events: ConversationEvent[] }> {
    const { store } = this.dependencies
    const row = await store.load(tenant, conversation)
    if (row === null) throw appError('conversation.unknown')
    const after = Math.max(0, row.lastSeq - eventsShown)
    const { events } = await store.events(tenant, conversation, after, eventsShown)
    return { row, ticket: await this.ticketOf(tenant, row), events }
  }

  /** Takes a waiting conversation. Throws `conversation.already-taken`, `conversation.not-waiting`. */
  async take(tenant: TenantId, conversation: ConversationId, agent: Agent): Promise<void> {
    await this.act(tenant, conversation, ({ conversation: now }) => {
      if (now.status === 'taken') {
        if (now.handoff?.agent === agent.agent) return null
        throw appError('conversation.already-taken', { agent: now.handoff?.agentName ?? 'Somebody' })
      }
      const ticket = now.handoff?.ticket
      if (ticket === undefined) throw appError('conversation.not-waiting')
      return {
        events: [
          { kind: 'handoff-taken', data: { ticket, agent: agent.agent, agentName: agent.name }, personal: null },
        ],
        ticket: { kind: 'take', ticket, agent: agent.agent },
      }
    })
  }

  /** An agent's message to the customer; the same `clientId` twice is sent once. Throws `conversation.not-taken`. */
  async reply(
    tenant: TenantId,
    conversation: ConversationId,
    agent: Agent,
    clientId: string,
    text: string,
  ): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.replyOnce(tenant, conversation, agent, clientId, text)
      } catch (error) {
        const changed = error instanceof AppError && error.code === 'conversation.changed'
        // Another note, another tab: looked at again instead of being the agent's problem.
        if (!changed || tries >= replyTries) throw error
      }
    }
  }

  private async replyOnce(
    tenant: TenantId,
    conversation: ConversationId,
    agent: Agent,
    clientId: string,
    text: string,
  ): Promise<void> {
    const { store } = this.dependencies
    const row = await store.load(tenant, conversation)
    if (row === null) throw appError('conversation.unknown')
    const { events } = await store.events(tenant, conversation, Math.max(0, row.lastSeq - listed), listed)
    const isSent = events.some(
      (event) => event.kind === 'agent-replied' && event.data.agent === agent.agent && event.data.clientId === clientId,
    )
    if (isSent) return
    await this.act(tenant, conversation, (current) => {
      mustHold(current.conversation, agent)
      // Checked again under lock: two requests with one client id may both have passed the look above. Customers' messages, which do not
      // change the version, change nothing here.
      if (current.version !== row.version) throw appError('conversation.changed')
      return {
        events: [
          { kind: 'agent-replied', data: { agent: agent.agent, agentName: agent.name, clientId }, personal: { text } },
        ],
      }
    })
  }

  /** A note that only the desk sees. */
  async note(tenant: TenantId, conversation: ConversationId, agent: Agent, text: string): Promise<void> {
    await this.act(tenant, conversation, () => ({
      events: [{ kind: 'note-added', data: { agent: agent.agent, agentName: agent.name }, personal: { text } }],
    }))
  }

  /** Back to the assistant. Throws `conversation.not-taken`. */
  async giveBack(tenant: TenantId, conversation: ConversationId, agent: Agent): Promise<void> {
    await this.act(tenant, conversation, ({ conversation: now }) => {
      const ticket = mustHold(now, agent)
      return {
        events: [{ kind: 'handoff-returned', data: { ticket, agent: agent.agent }, personal: null }],
        ticket: { kind: 'end', ticket, as: 'returned' },
      }
    })
  }

  /** Done: the conversation is closed and the customer asked how it was. Throws `conversation.not-taken`. */
  async resolve(tenant: TenantId, conversation: ConversationId, agent: Agent): Promise<void> {
    await this.act(tenant, conversation, ({ conversation: now }) => {
      if (now.status === 'closed') return null
      const ticket = mustHold(now, agent)
      return {
        events: [{ kind: 'conversation-resolved', data: { by: 'agent', agent: agent.agent }, personal: null }],
        ticket: { kind: 'end', ticket, as: 'resolved' },
      }
    })
  }

  private async ticketOf(tenant: TenantId, { conversation }: ConversationRow): Promise<Ticket | null> {
    return conversation.handoff ? await this.dependencies.tickets.ticket(tenant, conversation.handoff.ticket) : null
  }

  private async act(
    tenant: TenantId,
    conversation: ConversationId,
    decide: (row: ConversationRow) => { events: EventBody[]; ticket?: TicketChange } | null,
  ): Promise<void> {
    const { store, clock, bus } = this.dependencies
    const outcome = await store.append(tenant, conversation, decide, clock.now())
    if (outcome.kind === 'unknown-conversation') throw appError('conversation.unknown')
    if (outcome.kind === 'appended') bus.publish({ tenant, conversation, seq: outcome.firstSeq })
  }
}

function mustHold(conversation: Conversation, agent: Agent) {
  if (conversation.status !== 'taken' || conversation.handoff?.agent !== agent.agent)
    throw appError('conversation.not-taken')
  return conversation.handoff.ticket
}

async function inBatches<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (let at = 0; at < all.length; at += atOnce)
    done.push(...(await Promise.all(all.slice(at, at + atOnce).map(work))))
  return done
}
