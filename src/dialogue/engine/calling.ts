import type { Frame } from '#domain/dialogue-state.ts'
import type { ToolName } from '#domain/ids.ts'
import { canonicalJson, type Json, type JsonObject } from '#domain/json.ts'
import { isTrue } from '../expressions/index.ts'
import { branch, type CompiledCheck, type CompiledStepOf, own } from '../flow-language/index.ts'
import { markOf } from '../payloads.ts'
import { yesNoButtons } from './asking.ts'
import { advanceFrame, endTask, enterBranch, handOff } from './frames.ts'
import { offerPerson } from './offering.ts'
import { pathText, roundOf } from './paths.ts'
import { doneInGoneRound } from './round-identity.ts'
import { calledTask, expectAnswer, type Run, sayBuiltIn } from './run.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import type { At } from './step-handler.ts'
import type { ToolCall, ToolOutcome } from './types.ts'
import { noteDone } from './undo.ts'

/** What a tool is given at this point of the flow; what is null is left out. */
export const inputOf = (run: Run, frame: Frame, step: Pick<CompiledStepOf<'call'>, 'with'>): JsonObject =>
  Object.fromEntries(Object.entries(evaluateAll(step.with, scopeOf(run, frame))).filter(([, value]) => value !== null))

interface Use {
  tool: ToolName
  input: JsonObject
  /** What is counted for its key: the path of the step, and what in it. */
  place: string
  timeLimitMs?: number
}

/** One call. Each has a key of its own, the same when the turn is run again. */
async function useTool(run: Run, frame: Frame, { tool, input, place, timeLimitMs }: Use) {
  const count = own(frame.calls, place) ?? 0
  frame.calls[place] = count + 1
  const call = {
    name: tool,
    input,
    key: `${run.env.conversation}:${frame.id}:${place}:${count}`,
    ...(timeLimitMs !== undefined && { timeLimitMs }),
  }
  const outcome = await run.env.callTool(call, run.identity)
  run.toolCalls.push({ ...call, outcome })
  run.reasons.push(`${tool}: ${outcome.kind === 'refused' ? `refused (${outcome.code})` : outcome.kind}`)
  return { call, outcome }
}

export async function callTool({ run, frame, flow, step }: At<'call'>) {
  const path = pathText(frame.at)
  const input = inputOf(run, frame, step)
  const gone = own(frame.done, path) === undefined ? doneInGoneRound(frame, frame.at, canonicalJson(input)) : null
  const done = own(frame.done, gone ?? path)
  if (done !== undefined) {
    if (![done.input, done.declined].includes(canonicalJson(input))) {
      const mark = markOf(canonicalJson(input))
      expectAnswer(run, { kind: 'redo', frame: frame.id, step: path, mark })
      sayBuiltIn(run, 'repair.redo', { flow: calledTask(run, frame) }, yesNoButtons(run, frame.id, path, mark))
      run.reasons.push(`${step.tool} is already done with other input`)
      return
    }
    run.reasons.push(`${step.tool} is already done`)
    if (gone !== null) {
      delete frame.done[gone]
      frame.done[path] = done
    }
    save(frame, step, done.result)
    return advanceFrame(run, frame, flow, branch.ok)
  }

  if ((run.env.tools.get(step.tool)?.confirm ?? step.confirm) && !frame.confirmed.some((yes) => isFor(yes, path))) {
    const mark = markOf(canonicalJson(input))
    expectAnswer(run, { kind: 'confirm', frame: frame.id, step: path, mark })
    sayBuiltIn(run, 'repair.confirm-action', { flow: calledTask(run, frame) }, yesNoButtons(run, frame.id, path, mark))
    return
  }

  const use: Use = {
    tool: step.tool,
    input,
    place: path,
    ...(step.timeLimitMs !== null && { timeLimitMs: step.timeLimitMs }),
  }
  let { call, outcome } = await useTool(run, frame, use)
  // Nothing was done, so that trying again does nothing twice; the journal knows each try by its own key.
  for (let tries = 0; outcome.kind === 'failed' && tries < step.retries; tries += 1)
    ({ call, outcome } = await useTool(run, frame, use))
  await settle({ run, frame, flow, step }, call, outcome)
}

/** A yes given in one round of a repeat is none for another: the places part at the number of the round. */
function isFor(confirmed: string, path: string): boolean {
  const [there, here] = [confirmed.split('.'), path.split('.')]
  const parting = there.findIndex((part, index) => part !== here[index])
  return roundOf(there[parting]) === null || roundOf(here[parting]) === null
}

function settle({ run, frame, flow, step }: At<'call'>, call: ToolCall, outcome: ToolOutcome) {
  const path = pathText(frame.at)
  switch (outcome.kind) {
    case 'ok':
      save(frame, step, outcome.value)
      if ((run.env.tools.get(step.tool)?.effect ?? step.effect) === 'write') {
        run.did.act = true
        // What nothing is saved of is not kept: it may be what no event is to keep.
        const result = step.save === null ? null : outcome.value
        frame.done[path] = { input: canonicalJson(call.input), result }
        noteDone(run, frame, path, { ...call, outcome })
      }
      return advanceFrame(run, frame, flow, branch.ok)
    case 'refused': {
      setRefusal(frame, outcome)
      const name = [branch.refused(outcome.code), branch.refusedDefault].find((way) => own(step.branches, way))
      if (name !== undefined) return enterBranch(run, frame, flow, name)
      sayBuiltIn(run, 'repair.tool-refused', { flow: calledTask(run, frame), message: outcome.message })
      endTask(run, frame)
      return offerPerson(run, 'repair.offer-hand-off')
    }
    case 'failed':
      if (own(step.branches, branch.failed)) return enterBranch(run, frame, flow, branch.failed)
      return failTask(run, frame)
    case 'unknown':
      if (own(step.branches, branch.unknown)) return enterBranch(run, frame, flow, branch.unknown)
      run.did.fail = true
      sayBuiltIn(run, 'repair.tool-unknown', { flow: calledTask(run, frame) })
      return handOff(run, {
        reason: 'effect-unknown',
        team: null,
        priority: 'high',
        note: `It is not known whether ${step.tool} was done (${call.key}).`,
      })
  }
}

function save(frame: Frame, step: { save: string | null }, value: Json): void {
  if (step.save !== null) frame.variables[step.save] = value
}

const setRefusal = (frame: Frame, { code, message }: Extract<ToolOutcome, { kind: 'refused' }>): void => {
  frame.variables['refusal'] = { code, message }
}

/**
 * Asks the tools of a slot whether its value is valid: `null` where it is, else the first that says no. Where a tool does not answer, nobody
 * can tell: the task fails as with any tool.
 */
export async function brokenCheck(
  run: Run,
  frame: Frame,
  checks: readonly CompiledCheck[],
): Promise<CompiledCheck | 'failed' | null> {
  for (const [index, check] of checks.entries()) {
    const place = `${pathText(frame.at)}:validate-${index + 1}`
    const { outcome } = await useTool(run, frame, { tool: check.tool, input: inputOf(run, frame, check), place })
    if (outcome.kind === 'failed' || outcome.kind === 'unknown') return 'failed'
    if (outcome.kind === 'refused') {
      setRefusal(frame, outcome)
      return check
    }
    save(frame, check, outcome.value)
    if (check.if !== null && !isTrue(check.if, scopeOf(run, frame))) return check
  }
  return null
}

/** Something on our side does not work: the task ends, a person is offered. */
export function failTask(run: Run, frame: Frame): void {
  run.did.fail = true
  sayBuiltIn(run, 'repair.tool-failed', { flow: calledTask(run, frame) })
  endTask(run, frame)
  offerPerson(run, 'repair.offer-hand-off')
}
