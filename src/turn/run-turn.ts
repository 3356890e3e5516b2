import type { AssistantRuntime } from '#assistant/index.ts'
import { AppError } from '#domain/errors.ts'
import type { Json } from '#domain/json.ts'
import { inSpan } from '#monitoring/index.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import { verificationEnded } from './identity.ts'
import { journalRecall, redactsPrompts, TurnModels } from './models/index.ts'
import { recordFailure } from './record-failure.ts'
import { act } from './steps/act.ts'
import { check } from './steps/check.ts'
import { decide } from './steps/decide.ts'
import { receive } from './steps/receive.ts'
import { record } from './steps/record.ts'
import { resolve } from './steps/resolve.ts'
import { respond } from './steps/respond.ts'
import { understand } from './steps/understand.ts'
import type { Step, StepTools, TurnData, TurnDependencies } from './turn-context.ts'
import type { RunResult } from './turns.ts'

/** One turn: pending messages in, one recorded reply out. The order of `steps` is the order in docs/turn.md. */
export const steps = [receive, understand, resolve, decide, act, respond, check, record] as const

/** What the loop needs of a step; what each reads and writes is checked where it is declared, and their order by a test. */
type AnyStep = Pick<Step, 'name'> & { run(turn: TurnData, tools: StepTools): unknown }

/**
 * Runs a claimed turn to its record. A step that throws (a bug, or the store being away before the record) does not lose the
 * message: the turn is recorded as failed with an apology, unless even that cannot be stored; then the caller tries again.
 */
export async function runTurn(
  claimed: ClaimedTurn,
  assistant: AssistantRuntime,
  deps: TurnDependencies,
): Promise<RunResult> {
  const startedAtMs = deps.clock.now()
  const ended = verificationEnded(claimed.conversation, assistant, startedAtMs, claimed.pending[0]?.seq ?? claimed.seq)
  const claim = ended === null ? claimed : { ...claimed, conversation: ended }
  const turn: Partial<TurnData> = { claim, assistant, startedAtMs }
  const trace: StepTools['trace'] = []
  const models = new TurnModels({
    models: deps.languageModels,
    redact: redactsPrompts(assistant),
    recall: journalRecall(claim, deps.journal, deps.clock),
  })
  for (const step of steps as readonly AnyStep[]) {
    const notes: Record<string, Json> = {}
    const note = (name: string, value: Json) => {
      notes[name] = value
    }
    const began = performance.now()
    try {
      const written = await inSpan(`turn.${step.name}`, { step: step.name }, () =>
        Promise.resolve(step.run(turn as TurnData, { deps, note, trace, models })),
      )
      Object.assign(turn, written)
    } catch (error) {
      deps.log.error(
        { err: error, step: step.name, conversation: claim.conversation.id, turn: claim.turn },
        'a step failed',
      )
      // The store is away: whoever called tries again. Anything else would fail every time, and the customer never be answered.
      if (step.name === 'record' && error instanceof AppError) throw error
      return recordFailure(claim, assistant, startedAtMs, step.name, deps)
    } finally {
      const ms = performance.now() - began
      deps.metrics.stepSeconds.observe({ step: step.name }, ms / 1000)
      trace.push({ step: step.name, ms: Math.round(ms * 1000) / 1000, notes })
    }
  }
  if (turn.recorded === undefined) throw new Error('the record step wrote no result')
  return turn.recorded
}
