import { z } from 'zod'
import type { SilenceReminder } from '#dialogue/index.ts'
import type { ResponseName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { Duration, milliseconds } from './duration.ts'

/** Who was asked three times whether they are still there has gone. */
const remindersAtMost = 3

/** `silence:` of assistant.yaml: what is done where a question stays unanswered. Left out: nothing is said. */
export const Silence = z
  .strictObject({
    remind_after: Duration.optional().describe('Since the question, and since the reminder before: 90s, 5m, 2h'),
    say: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(remindersAtMost)])
      .optional()
      .describe(`The reminder, or up to ${remindersAtMost}, one after the other: names of responses`),
    close_after: Duration.optional().describe(
      'Since the last reminder (since the question where there is none), until the conversation is closed; left out: as `sessions` says',
    ),
  })
  .superRefine((silence, context) => {
    if ((silence.remind_after === undefined) !== (silence.say === undefined))
      context.addIssue({ code: 'custom', message: '"remind_after" and "say" go together' })
  })
  .describe(
    'While a question stays unanswered. Questions of a flow with a `silence` of their own have that instead. A reminder that could not be said within ten minutes of its time (no server ran) is dropped',
  )
type Silence = z.infer<typeof Silence>

export const silenceResponses = ({ say = [] }: Silence): ResponseName[] => [say].flat()

/** As the engine takes it. */
export function silenceRules(silence: Silence): { reminders: SilenceReminder[]; closeAfterMs: number | null } {
  const { remind_after: after, close_after: close } = silence
  const reminders = silenceResponses(silence).map((response) => ({ afterMs: milliseconds(after ?? '0s'), response }))
  return { reminders, closeAfterMs: close === undefined ? null : milliseconds(close) }
}

/** A conversation that falls idle first is not reminded: what is written here would never happen. */
export function silenceProblems(silence: Silence, idleAfterMinutes: number): Problem[] {
  const idleAfterMs = idleAfterMinutes * 60_000
  const late = (['remind_after', 'close_after'] as const).filter(
    (name) => milliseconds(silence[name] ?? '0s') >= idleAfterMs,
  )
  return late.map((name) => ({
    file: 'assistant.yaml',
    line: null,
    column: null,
    message: `silence.${name} (${silence[name]}) never comes: the conversation is idle after ${idleAfterMinutes} minutes.`,
    suggestion: 'Make it shorter, or sessions.idle_after_minutes longer.',
    severity: 'warning' as const,
  }))
}
