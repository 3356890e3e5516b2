import type { EventOf } from '#domain/events.ts'
import { type Reply, replyText } from '#domain/reply.ts'

export interface TranscriptLine {
  from: 'customer' | 'assistant' | 'agent' | 'time'
  text: string
  /** From 1: the customer's message and the reply to it have the same. */
  turn?: number
  buttons?: string[]
  outcome?: string
  /** Why, in one line: intent, commands, tools. */
  because?: string
}

export function replyLine(turn: number, event: EventOf<'turn-recorded'>): TranscriptLine {
  const reply = event.personal?.reply ?? null
  return {
    from: 'assistant',
    text: reply === null ? '' : replyWords(reply),
    turn,
    ...(reply && reply.quickReplies.length > 0 && { buttons: reply.quickReplies.map(({ label }) => label) }),
    outcome: event.data.outcome,
    because: becauseOf(event),
  }
}

/** The reply's text, with the titles of what it cites. */
export function replyWords(reply: Reply): string {
  const titles = reply.parts
    .flatMap((part) => (part.kind === 'text' ? (part.citations ?? []) : []))
    .map(({ title }) => title)
  const sources = [...new Set(titles)]
  return sources.length > 0 ? `${replyText(reply)}\n[${sources.join('; ')}]` : replyText(reply)
}

const percent = (value: number) => `${Math.round(value * 100)} %`

function becauseOf({ data, personal }: EventOf<'turn-recorded'>): string {
  const intents = data.intents.slice(0, 2).map(({ name, confidence }) => `${name} ${percent(confidence)}`)
  const tools = (personal?.toolCalls ?? []).map(({ tool, outcome }) => `${tool}: ${outcome}`)
  const stack = (personal?.dialogue.stack ?? []).map(({ flow }) => flow)
  return [
    ...(intents.length > 0 ? [intents.join(', ')] : []),
    data.commands.length > 0 ? data.commands.join(', ') : 'no command',
    ...(tools.length > 0 ? [tools.join(', ')] : []),
    ...(stack.length > 0 ? [`in ${stack.join(' > ')}`] : []),
  ].join(' → ')
}

/** A turn in a few lines, for a failure: what was read, what was decided, why. */
export function traceLines({ data, personal }: EventOf<'turn-recorded'>): string[] {
  const lines = [
    `intents   ${data.intents.map(({ name, confidence }) => `${name} ${percent(confidence)}`).join(', ') || 'none'}`,
  ]
  if (!personal) return lines
  const { understanding, commands, toolCalls, reply, dialogue, trace } = personal
  if (understanding) {
    const { corrected, text, entities, outOfScope, wishes } = understanding
    if (corrected !== text) lines.push(`read as   ${corrected}`)
    lines.push(
      `entities  ${entities.map(({ type, value }) => `${type}=${JSON.stringify(value)}`).join(', ') || 'none'}`,
    )
    lines.push(`out of scope ${percent(outOfScope)}`)
    if (wishes.length > 1)
      lines.push(`wishes    ${wishes.map((wish) => `"${wish.text}": ${wish.intents[0]?.name ?? 'none'}`).join('; ')}`)
  }
  lines.push(
    `commands  ${commands.map(({ kind, confidence }) => `${kind} ${percent(confidence)}`).join(', ') || 'none'}`,
  )
  for (const { tool, outcome, input, result } of toolCalls)
    lines.push(`tool      ${tool}(${JSON.stringify(input)}): ${outcome} ${JSON.stringify(result)?.slice(0, 200) ?? ''}`)
  lines.push(
    `stack     ${dialogue.stack.map(({ flow, slots }) => `${flow} ${JSON.stringify(slots)}`).join(' > ') || 'empty'}`,
  )
  for (const reason of reply?.reasons ?? []) lines.push(`because   ${reason}`)
  const findings = trace.find(({ step }) => step === 'check')?.notes.findings
  if (findings !== undefined) lines.push(`check     ${JSON.stringify(findings)}`)
  return lines
}

/** As people read it. */
export function transcriptText(lines: readonly TranscriptLine[]): string {
  const signs = { customer: '›', assistant: '‹', agent: '«', time: '·' } as const
  return lines
    .flatMap(({ from, text, buttons, outcome, because }) => [
      ...(text === '' ? ['(silence)'] : text.split('\n')).map((line) => `${signs[from]} ${line}`),
      ...(buttons ? [`    ${buttons.map((label) => `[${label}]`).join(' ')}`] : []),
      ...(because === undefined ? [] : [`    ${outcome}: ${because}`]),
    ])
    .join('\n')
}
