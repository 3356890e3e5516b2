import { Command } from 'commander'
import { replyText } from '#domain/reply.ts'
import { turnTrace } from '#http/index.ts'
import { rehearse } from './rehearse.ts'
import { defaultAssistant, jsonOption, runCommand } from './run.ts'

export function traceCommand(): Command {
  return new Command('trace')
    .description('Show what each step of a turn does with a message, and how long it takes')
    .argument('<text...>', "the customer's messages, one after another")
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\nExamples:\n  $ npm run parley -- trace "where is my order"\n  $ npm run -s parley -- trace "hi" "I want to send boots back" --json',
    )
    .action((texts: string[], options: { assistant: string; json?: boolean }) =>
      runCommand(options, async (output) => {
        const rehearsal = await rehearse(options.assistant, output)
        try {
          const conversation = await rehearsal.start({ locale: undefined })
          const turns = []
          for (const text of texts) {
            const event = await conversation.say(text)
            const trace = turnTrace(event)
            turns.push({ text, reply: event.personal?.reply ? replyText(event.personal.reply) : null, ...trace })
          }
          output.result({ release: rehearsal.release, turns }, turns.map(traceText).join('\n\n'))
        } finally {
          await rehearsal.close()
        }
      }),
    )
}

type TracedTurn = { text: string; reply: string | null } & Partial<NonNullable<ReturnType<typeof turnTrace>>>

/** Scores of a step, the highest first; those of nearly nothing are only counted. With --json they are all there. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
  if (entries.length < 5 || !entries.every(([, score]) => typeof score === 'number')) return JSON.stringify(value)
  const told = (entries as [string, number][]).filter(([, score]) => score >= 0.01).sort((a, b) => b[1] - a[1])
  const rest = entries.length - told.length
  return [
    ...told.map(([name, score]) => `${name} ${score.toFixed(2)}`),
    ...(rest > 0 ? [`${rest} ${told.length > 0 ? 'others ' : ''}at 0`] : []),
  ].join(', ')
}

function traceText(turn: TracedTurn): string {
  const lines = [`› ${turn.text}`, '']
  for (const { step, ms, notes } of turn.steps ?? []) {
    const shown = Object.entries(notes).map(([name, value]) => `${name} ${readable(value)}`)
    lines.push(`  ${step.padEnd(10)} ${ms.toFixed(2).padStart(8)} ms  ${shown.join(' · ')}`)
  }
  for (const { tool, outcome, ms } of turn.toolCalls ?? []) lines.push(`  tool ${tool}: ${outcome} (${ms} ms)`)
  for (const { role, model, outcomes, cost, cache, ms } of turn.modelCalls ?? [])
    lines.push(
      `  model ${role}: ${model ?? 'none'} (${[...outcomes, ...(cache === 'none' ? [] : [cache])].join(', ')}; ${ms} ms, $${cost.toFixed(5)})`,
    )
  lines.push(
    '',
    ...(turn.reasons ?? []).map((reason) => `  because ${reason}`),
    '',
    ...(turn.reply ?? '(silence)').split('\n').map((line) => `‹ ${line}`),
  )
  return lines.join('\n')
}
