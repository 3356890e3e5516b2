import type { DeskConversation, DeskDetail, DeskEvent, TurnTrace } from '#contracts'
import type { DeskEntry } from '#desk/index.ts'
import type { Command } from '#domain/command.ts'
import type { ConversationEvent, EventOf } from '#domain/events.ts'
import type { TalkedThing } from '#domain/memory.ts'
import { describeCourse, predictSatisfaction } from '#domain/mood-course.ts'
import { soFar } from '#turn/index.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export function deskConversation({ row, ticket }: DeskEntry, agent: string, lastText: string): DeskConversation {
  const { conversation } = row
  return {
    conversation: conversation.id,
    status: conversation.status,
    channel: conversation.channel,
    customer: { name: textOf(conversation.identity.attributes.name), level: conversation.identity.level },
    lastSeq: row.lastSeq,
    lastActivityAt: iso(row.lastActivityAtMs),
    lastText,
    handoff: conversation.handoff && {
      ticket: conversation.handoff.ticket,
      reason: conversation.handoff.reason,
      team: conversation.handoff.team,
      priority: ticket?.priority ?? 'normal',
      summary: ticket?.summary ?? '',
      requestedAt: iso(conversation.handoff.requestedAtMs),
      agent: conversation.handoff.agentName,
      mine: conversation.handoff.agent === agent,
    },
    satisfaction: conversation.satisfaction,
  }
}

export function deskDetail(entry: DeskEntry & { events: ConversationEvent[] }, agent: string): DeskDetail {
  const events = deskEvents(entry.events)
  const { course = null } = entry.row.conversation.dialogue
  const last = events.findLast((event) => event.kind !== 'log' && event.kind !== 'note')
  const { summary, things } = soFar(entry.row.conversation)
  return {
    ...deskConversation(entry, agent, last ? eventText(last) : ''),
    events,
    summary,
    talkedAbout: things.map(thingView),
    course: course && {
      inWords: describeCourse(course),
      frustration: course.frustration,
      predictedSatisfaction: predictSatisfaction(course),
    },
    slots: entry.row.conversation.dialogue.stack.flatMap((frame) =>
      Object.entries(frame.slots).map(([name, value]) => ({ flow: frame.flow, name, value })),
    ),
  }
}

const thingView = ({
  type,
  text,
  times,
  first,
  last,
  attributes,
  done,
}: TalkedThing): DeskDetail['talkedAbout'][number] => ({
  type,
  text,
  times,
  firstAt: iso(first.atMs),
  lastAt: iso(last.atMs),
  known: attributes,
  done: done.map(({ what, outcome, atMs }) => ({ what, outcome, at: iso(atMs) })),
})

const eventText = (event: DeskEvent): string =>
  event.kind === 'reply'
    ? event.parts.map((part) => (part.kind === 'text' ? part.text : part.title)).join(' ')
    : event.text

function deskEvents(events: readonly ConversationEvent[]): DeskEvent[] {
  const feedback = new Map<number, 'up' | 'down'>()
  for (const event of events) if (event.kind === 'feedback-given') feedback.set(event.data.seq, event.data.value)
  return events.flatMap((event) => deskEvent(event, feedback.get(event.seq) ?? null) ?? [])
}

function deskEvent(event: ConversationEvent, feedback: 'up' | 'down' | null): DeskEvent | null {
  const numbered = { seq: event.seq, at: iso(event.atMs) }
  const log = (text: string): DeskEvent => ({ ...numbered, kind: 'log', text })
  switch (event.kind) {
    case 'conversation-started': {
      const greeting = event.personal?.greeting
      return greeting
        ? {
            ...numbered,
            kind: 'reply',
            outcome: 'answered',
            parts: greeting.parts,
            quickReplies: greeting.quickReplies,
            trace: null,
            feedback,
          }
        : log(`Conversation started on ${event.data.channel}`)
    }
    case 'message-received':
      return { ...numbered, kind: 'message', text: event.personal?.text ?? '', erased: event.personal === null }
    case 'turn-recorded':
      if (!event.personal?.reply) return null
      return {
        ...numbered,
        kind: 'reply',
        outcome: event.data.outcome,
        parts: event.personal.reply.parts,
        quickReplies: event.personal.reply.quickReplies,
        trace: turnTrace(event),
        feedback,
      }
    case 'agent-replied':
      return { ...numbered, kind: 'agent-message', agent: event.data.agentName, text: event.personal?.text ?? '' }
    case 'note-added':
      return { ...numbered, kind: 'note', agent: event.data.agentName, text: event.personal?.text ?? '' }
    case 'handoff-requested':
      return log(
        `Waiting for a person (${event.data.reason}, ${event.data.priority} priority${event.data.open ? '' : ', outside opening hours'})`,
      )
    case 'handoff-taken':
      return log(`${event.data.agentName} took the conversation`)
    case 'handoff-returned':
      return log('Given back to the assistant')
    case 'handoff-withdrawn':
      return log('The customer went on with the assistant')
    case 'satisfaction-given':
      return log(`The customer rated the conversation ${event.data.score} of 5`)
    case 'conversation-resolved':
      return log(`Resolved by the ${event.data.by}`)
    case 'conversation-idled':
      return log('Nobody wrote for a while')
    case 'conversation-closed':
      return log(event.data.reason === 'ended' ? 'Ended by the customer' : 'Closed after a long silence')
    case 'conversation-resumed':
      return log('The conversation goes on')
    case 'feedback-given':
      return null
  }
}

/** Why a reply was given, from what the turn recorded; null once erased. */
export function turnTrace(event: EventOf<'turn-recorded'>): TurnTrace | null {
  const { data, personal } = event
  if (personal === null) return null
  return {
    outcome: data.outcome,
    release: data.release,
    durationMs: data.durationMs,
    language: data.language,
    intents: data.intents,
    entities: (personal.understanding?.entities ?? []).map(({ type, text, value, confidence }) => ({
      type,
      text,
      value,
      confidence,
    })),
    commands: personal.commands.map((command) => ({
      kind: command.kind,
      confidence: command.confidence,
      proposer: command.proposer,
      detail: commandDetail(command),
    })),
    toolCalls: personal.toolCalls.map(({ tool, outcome, ms, input, result }) => ({ tool, outcome, ms, input, result })),
    reasons: personal.reply?.reasons ?? [],
    steps: personal.trace.map(({ step, ms, notes }) => ({ step, ms, notes })),
    modelCalls: (data.modelCalls ?? []).map(({ role, model, attempts, tokens, cost, cache, ms }) => ({
      role,
      model,
      outcomes: attempts.map(({ outcome }) => outcome),
      inputTokens: tokens.input,
      outputTokens: tokens.output,
      cost,
      cache,
      ms: Math.round(ms),
    })),
  }
}

/** A command in a few words: what it is about besides its kind. */
export function commandDetail(command: Command): string {
  switch (command.kind) {
    case 'start-flow':
      return command.flow
    case 'set-slot':
    case 'correct-slot':
      return `${command.slot} = ${JSON.stringify(command.value)}`
    case 'choose':
      return command.option
    case 'answer-from-knowledge':
      return command.query
    case 'small-talk':
    case 'refuse':
      return command.response
    case 'hand-off':
      return command.reason
    case 'time-passed':
      return `alarm ${command.alarm}`
    case 'clarify':
      return command.options.map((option) => option.flow).join(', ')
    default:
      return ''
  }
}
