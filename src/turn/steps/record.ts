import { isOpen } from '#assistant/index.ts'
import { type Conversation, foldEvent } from '#domain/conversation.ts'
import type { ConversationEvent, EventBody } from '#domain/events.ts'
import type { ConversationMemory } from '#domain/memory.ts'
import type { ModelCallRecord } from '#domain/model-call.ts'
import { describeCourse, endTurn } from '#domain/mood-course.ts'
import { replyText } from '#domain/reply.ts'
import { summaryOf } from '#memory/index.ts'
import type { NewTicket, TurnRecord } from '#ports/conversation-store.ts'
import { recordedIdentity } from '../identity.ts'
import { summariseHandoff } from '../models/index.ts'
import { withOffer } from '../offered.ts'
import { storeFacts } from '../profile/index.ts'
import { memoryAfter } from '../remember.ts'
import { defineStep, type StepTools, type TurnData } from '../turn-context.ts'

/** One transaction: events, snapshot, queue entry, outbox; fenced on the turn's holder and on nobody having changed the conversation. */
export const record = defineStep({
  name: 'record',
  reads: [
    'claim',
    'assistant',
    'startedAtMs',
    'input',
    'understanding',
    'heard',
    'speaks',
    'resolved',
    'locale',
    'decision',
    'acted',
    'draft',
    'reply',
  ],
  writes: ['recorded'],
  async run(turn, { deps, trace, models }) {
    const { claim, input } = turn
    const { events, ticket } = eventsOf(turn, deps, trace, models.records)
    const atMs = deps.clock.now()
    await storeFacts(turn.acted.kept, claim.conversation, turn.startedAtMs, deps)
    await deps.failpoint('before-record')
    const stamped = (firstSeq: number): ConversationEvent[] =>
      events.map((body, index) => ({
        ...body,
        tenant: claim.tenant,
        conversation: claim.conversation.id,
        seq: firstSeq + index,
        atMs,
      }))
    const written: TurnRecord = {
      events,
      snapshot: stamped(claim.seq + 1).reduce<Conversation>(foldEvent, claim.conversation),
      messages: input.seqs,
      ticket,
      withdrawTicket: turn.acted.withdraw ? (claim.conversation.handoff?.ticket ?? null) : null,
    }
    const outcome = await deps.store.record(claim, written, atMs)
    if (outcome.kind !== 'recorded') return { recorded: outcome }
    measure(turn, deps, ticket)
    if (ticket !== null && models.offers('summarise')) {
      const work = summariseHandoff(
        {
          claim,
          assistant: turn.assistant,
          ticket: ticket.ticket,
          notes: ticket.summary,
          last: { customer: input.text, reply: turn.reply === null ? '' : replyText(turn.reply) },
        },
        models.afterTurn(),
        deps,
      )
      deps.onLater?.(work)
    }
    await deps.failpoint('recorded-not-delivered')
    return { recorded: { kind: 'recorded', events: stamped(outcome.firstSeq), pending: outcome.pending } }
  },
})

type Recordable = Pick<
  TurnData,
  | 'claim'
  | 'assistant'
  | 'startedAtMs'
  | 'input'
  | 'understanding'
  | 'heard'
  | 'speaks'
  | 'resolved'
  | 'locale'
  | 'decision'
  | 'acted'
  | 'draft'
  | 'reply'
>

function eventsOf(
  turn: Recordable,
  deps: StepTools['deps'],
  trace: StepTools['trace'],
  modelCalls: readonly ModelCallRecord[],
): { events: EventBody[]; ticket: NewTicket | null } {
  const { claim, assistant, input, understanding, decision, acted, draft, reply, startedAtMs } = turn
  const memory = memoryAfter(turn)
  const dialogue = withOffer(turn)
  const events: EventBody[] = []
  if (input.resumedFrom !== null) {
    events.push({
      kind: 'conversation-resumed',
      data: { fromStatus: input.resumedFrom, release: assistant.release },
      personal: null,
    })
  }
  events.push({
    kind: 'turn-recorded',
    data: {
      turn: claim.turn,
      messages: input.seqs,
      release: assistant.release,
      outcome: draft.outcome,
      intents: (understanding?.intents ?? []).slice(0, 3),
      commands: decision.commands.map((command) => command.kind),
      language: turn.heard?.from ?? understanding?.language.code ?? 'und',
      ...(turn.locale !== claim.conversation.locale && { locale: turn.locale }),
      durationMs: deps.clock.now() - startedAtMs,
      nextFrame: acted.state.nextFrame,
      ...(modelCalls.length > 0 && { modelCalls: [...modelCalls] }),
      ...(decision.compared && { compared: decision.compared }),
      ...(turn.speaks !== (claim.conversation.speaks ?? null) && { speaks: turn.speaks }),
    },
    personal: {
      reply,
      // What nobody notices makes nobody more or less content.
      dialogue:
        input.seqs.length === 0 && reply === null
          ? dialogue
          : { ...dialogue, course: endTurn(dialogue.course, draft.outcome) },
      mentions: acted.mentions,
      ...(memory && { memory }),
      // Kept up only where being verified ends at all.
      identity:
        assistant.verifiedForMs === null
          ? acted.identity
          : recordedIdentity(acted.identity, claim.conversation.identity, input.seqs.length > 0 ? startedAtMs : null),
      understanding: understanding && { ...understanding, intents: understanding.intents.slice(0, 5) },
      commands: decision.commands,
      toolCalls: acted.toolCalls,
      trace,
      ...(draft.asked.length > 0 && { asked: draft.asked }),
      ...(decision.proposal !== undefined && { proposal: decision.proposal }),
      ...(turn.heard !== null && { translation: turn.heard.text }),
    },
  })
  let ticket: NewTicket | null = null
  if (acted.handoff) {
    const { reason, team, priority, note } = acted.handoff
    ticket = { ticket: deps.ids.next('ticket'), reason, team, priority, summary: summarise(turn, note, memory) }
    events.push({
      kind: 'handoff-requested',
      data: { ticket: ticket.ticket, reason, team, priority, open: isOpen(assistant.config.hours, startedAtMs) },
      personal: { summary: ticket.summary },
    })
  }
  const waitingTicket = claim.conversation.handoff?.ticket
  if (acted.withdraw && waitingTicket)
    events.push({ kind: 'handoff-withdrawn', data: { ticket: waitingTicket }, personal: null })
  // Closed by the clock: the customer did not answer.
  const reason = input.due === null ? 'ended' : 'silence'
  if (acted.ended) events.push({ kind: 'conversation-closed', data: { reason }, personal: null })
  return { events, ticket }
}

/** What an agent wants to know at a glance: what it is about, what is known, what the customer said last. */
function summarise(
  { input, acted, claim, assistant }: Recordable,
  note: string | null,
  memory: ConversationMemory | undefined,
): string {
  const lines: string[] = []
  if (note !== null) lines.push(note)
  const name = acted.identity.attributes.name
  lines.push(`Customer: ${typeof name === 'string' ? name : 'not known'} (${acted.identity.level})`)
  const { course } = acted.state
  if (course !== undefined) lines.push(`How it has gone: ${describeCourse(course)}`)
  const frames = [
    ...acted.state.stack,
    // What was begun for another customer is not this one's matter.
    ...(acted.writer === 'other' || acted.writer === 'not-former' ? [] : claim.conversation.dialogue.stack).filter(
      (old) => !acted.state.stack.some((frame) => frame.id === old.id),
    ),
  ]
  for (const frame of frames) {
    const said = Object.entries(frame.said).map(([slot, text]) => `${slot}: ${text}`)
    lines.push(`Working on: ${frame.flow}${said.length > 0 ? ` (${said.join(', ')})` : ''}`)
  }
  const titleOf = (flow: string) => assistant.flows.flows[flow]?.title ?? flow
  const soFar = summaryOf({ dialogue: acted.state, memory }, { mood: false, titleOf })
  if (soFar !== '') lines.push(soFar)
  if (input.seqs.length > 0) lines.push(`Customer's last message: ${input.text.slice(0, 400)}`)
  return lines.join('\n')
}

function measure(
  { claim, input, decision, draft, reply, startedAtMs }: Recordable,
  { metrics, clock, log }: StepTools['deps'],
  ticket: NewTicket | null,
): void {
  const now = clock.now()
  metrics.turns.inc({ outcome: draft.outcome })
  metrics.turnSeconds.observe({ outcome: draft.outcome }, (now - startedAtMs) / 1000)
  metrics.messages.inc(input.seqs.length)
  for (const { kind, proposer } of decision.commands) metrics.commands.inc({ kind, proposer })
  if (ticket) metrics.handoffs.inc({ reason: ticket.reason })
  if (input.due !== null) {
    const { alarm, lateMs, dropped } = input.due
    const outcome = dropped !== null ? 'dropped' : reply === null ? 'silent' : 'spoken'
    metrics.alarms.inc({ kind: alarm.what.kind, outcome })
    metrics.alarmLateSeconds.observe({ kind: alarm.what.kind }, lateMs / 1000)
  }
  const first = claim.pending[0]
  if (first) metrics.replyWaitSeconds.observe((now - first.receivedAtMs) / 1000)
  log.info(
    {
      conversation: claim.conversation.id,
      turn: claim.turn,
      outcome: draft.outcome,
      commands: decision.commands.map((command) => command.kind),
      replyCharacters: reply ? replyText(reply).length : 0,
      ms: now - startedAtMs,
    },
    'turn recorded',
  )
}
