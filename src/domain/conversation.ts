import { keepAlarms } from './alarms.ts'
import { anonymous, type Identity, type Mention } from './customer.ts'
import { type DialogueState, emptyDialogue } from './dialogue-state.ts'
import type { ConversationEvent } from './events.ts'
import type { AgentId, ConversationId, ReleaseId, TenantId, TicketId } from './ids.ts'
import type { ConversationMemory } from './memory.ts'

/**
 * open: the assistant answers. waiting: in the queue for a person, the assistant still acknowledges. taken: a person has it, the
 * assistant is silent. idle: nobody wrote for a while; the next message resumes it. closed: ended; a message resumes it too.
 */
export type ConversationStatus = 'open' | 'waiting' | 'taken' | 'idle' | 'closed'

export interface Handoff {
  ticket: TicketId
  requestedAtMs: number
  reason: string
  team: string
  agent: AgentId | null
  agentName: string | null
}

/** The fold of a conversation's events. The stored snapshot is a cache of it and of nothing else. */
export interface Conversation {
  id: ConversationId
  tenant: TenantId
  channel: string
  locale: string
  release: ReleaseId
  status: ConversationStatus
  identity: Identity
  dialogue: DialogueState
  /** Newest last, bounded. */
  mentions: Mention[]
  /** Absent until a turn recorded one. */
  memory?: ConversationMemory
  /** IANA name, where the customer's device told it. */
  timeZone?: string
  /** BCP 47: the language of a customer whom models translate for; absent or null: they speak one of the assistant's. */
  speaks?: string | null
  handoff: Handoff | null
  startedAtMs: number
  turns: number
  satisfaction: number | null
}

/** Mentions kept: enough for "the first one we talked about", small enough for every snapshot. */
export const mentionLimit = 40

/** The conversation after `event`. `before` is null only for `conversation-started`, which must come first. */
export function foldEvent(before: Conversation | null, event: ConversationEvent): Conversation {
  if (event.kind === 'conversation-started') {
    return {
      id: event.conversation,
      tenant: event.tenant,
      channel: event.data.channel,
      locale: event.data.locale,
      release: event.data.release,
      status: 'open',
      identity: event.personal?.identity ?? anonymous,
      dialogue: emptyDialogue(),
      mentions: [],
      ...(event.personal?.timeZone !== undefined && { timeZone: event.personal.timeZone }),
      handoff: null,
      startedAtMs: event.atMs,
      turns: 0,
      satisfaction: null,
    }
  }
  if (before === null) throw new Error(`event ${event.kind} before conversation-started`)
  switch (event.kind) {
    case 'message-received':
    case 'agent-replied':
    case 'note-added':
    case 'feedback-given':
      return before
    case 'turn-recorded':
      return {
        ...before,
        release: event.data.release,
        locale: event.data.locale ?? before.locale,
        turns: before.turns + 1,
        dialogue: { ...before.dialogue, nextFrame: event.data.nextFrame },
        ...(event.data.speaks !== undefined && { speaks: event.data.speaks }),
        ...(event.personal && {
          dialogue: event.personal.dialogue,
          mentions: event.personal.mentions.slice(-mentionLimit),
          ...(event.personal.memory && { memory: event.personal.memory }),
          identity: event.personal.identity,
        }),
      }
    case 'handoff-requested':
      return {
        ...before,
        status: 'waiting',
        handoff: {
          ticket: event.data.ticket,
          requestedAtMs: event.atMs,
          reason: event.data.reason,
          team: event.data.team,
          agent: null,
          agentName: null,
        },
      }
    case 'handoff-taken':
      return {
        ...before,
        status: 'taken',
        handoff: before.handoff && { ...before.handoff, agent: event.data.agent, agentName: event.data.agentName },
      }
    case 'handoff-returned':
    case 'handoff-withdrawn':
      return { ...before, status: 'open', handoff: null }
    case 'satisfaction-given':
      return { ...before, satisfaction: event.data.score }
    case 'conversation-resolved':
      return { ...before, status: 'closed', handoff: null, dialogue: settled(before.dialogue) }
    case 'conversation-idled':
      // Who has gone is not asked whether they are still there; a flow that waits, and what was promised for later, stay.
      return { ...before, status: 'idle', dialogue: keepAlarms(before.dialogue, ({ what }) => what.kind !== 'silence') }
    case 'conversation-closed': {
      const dialogue = event.data.reason === 'silence' ? promised(before.dialogue) : lapsed(before.dialogue)
      return { ...before, status: 'closed', handoff: null, dialogue }
    }
    case 'conversation-resumed':
      return { ...before, status: 'open', release: event.data.release }
  }
}

/**
 * What stays of a dialogue after the end: nothing half-done, but the memory of what was finished, what can still be taken back, and what was
 * promised for later.
 */
function settled({ nextFrame, finished, undoable, former, alarms, alarmsMade }: DialogueState): DialogueState {
  const ended = {
    ...emptyDialogue(),
    nextFrame,
    finished,
    undoable,
    ...(former && { former }),
    ...(alarms && { alarms }),
    ...(alarmsMade !== undefined && { alarmsMade }),
  }
  return promised(ended)
}

/** The same where nobody brought the open task to its end: it is remembered that there was one. */
function lapsed(dialogue: DialogueState): DialogueState {
  const task = dialogue.stack.findLast(({ caller }) => caller === null)
  if (task === undefined) return settled(dialogue)
  const done = dialogue.stack.some((frame) => Object.keys(frame.done).length > 0)
  return { ...settled(dialogue), lapsed: { flow: task.flow, done } }
}

/** After the end only what was promised for later is said; a flow that waited goes on when the customer comes back. */
const promised = (dialogue: DialogueState): DialogueState =>
  keepAlarms(dialogue, ({ what }) => what.kind === 'scheduled')

/** All of a conversation's events, in order, to the conversation. */
export function foldConversation(events: readonly ConversationEvent[]): Conversation | null {
  let conversation: Conversation | null = null
  for (const event of events) conversation = foldEvent(conversation, event)
  return conversation
}
