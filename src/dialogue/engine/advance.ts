import type { Command } from '#domain/command.ts'
import { meets } from '#domain/customer.ts'
import type { DialogueState, Frame, Pending } from '#domain/dialogue-state.ts'
import { type CompiledFlow, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { isKeptOut, isVerifiedElsewhere, keepOut, needed, verifyFirst } from './admission.ts'
import { withdrawAlarms } from './alarm-list.ts'
import { failTask } from './calling.ts'
import { askWhich } from './clarify.ts'
import { apply } from './commands.ts'
import { finish } from './finishing.ts'
import { endFrame, endTask, startTask } from './frames.ts'
import { stepAt } from './paths.ts'
import { calledTask, expectAnswer, flowOf, isWaiting, type Run, sayBuiltIn, startRun, topFrame } from './run.ts'
import { doStep } from './steps.ts'
import type { EngineEnvironment, EngineResult } from './types.ts'

/**
 * One turn of the dialogue: carries the commands out, then does flow steps and tools until the customer is needed again. The state that
 * comes in is left as it is. The same state, commands and tool outcomes give the same result.
 */
export async function advance(
  state: DialogueState,
  commands: readonly Command[],
  env: EngineEnvironment,
): Promise<EngineResult> {
  const run = startRun(state, env)
  // Whoever writes is not silent.
  if (!commands.some(({ kind }) => kind === 'time-passed')) {
    withdrawAlarms(run.state, ({ what }) => what.kind === 'silence')
    delete run.state.clockTurns
  }
  for (const command of withoutGoodbye(commands).slice(0, limits.commandsPerTurn)) {
    if (run.handoff !== null || run.ended) break
    // A later command may answer what an earlier one asked back.
    run.state.pending = null
    run.questionAt = null
    await apply(run, command)
  }
  // Said again, the question stands as it was; beside other commands it is asked anew.
  // Where nothing is to be done (the memory answers), an offer of the assistant's own stands; what a step asked is asked again.
  const stands = (run.did.repeat && commands.length === 1) || (commands.length === 0 && isOwnOffer(run.answering))
  if (stands) run.state.pending = run.answering
  else await goOn(run)
  return finish(run)
}

/** Whoever wishes for something in the same breath does not leave yet: the task would be begun and nobody ask about it. */
const withoutGoodbye = (commands: readonly Command[]): readonly Command[] =>
  commands.some(({ kind }) => kind === 'start-flow') ? commands.filter(({ kind }) => kind !== 'end') : commands

const isOwnOffer = (pending: Pending | null): boolean => pending !== null && !('frame' in pending)

/** Steps of the top frame until somebody is waited for. */
async function goOn(run: Run): Promise<void> {
  while (!isWaiting(run)) {
    const frame = topFrame(run)
    if (frame === undefined) {
      if (startQueued(run)) continue
      if (run.did.finish) askAnythingElse(run)
      return
    }
    run.stepsLeft -= 1
    if (run.stepsLeft < 0) {
      run.reasons.push(`${frame.flow} does not come to an end`)
      // Whatever it said again and again is nothing to read.
      run.items.splice(limits.saidInLoop)
      return failTask(run, frame)
    }
    const flow = flowOf(run, frame)
    const step = flow && stepAt(flow, frame.at)
    if (flow === undefined || step === undefined) lost(run, frame, flow)
    else if (isVerifiedElsewhere(run, frame)) endFrame(run, frame, true, null)
    else if (!meets(run.identity.level, needed(run, frame, flow, step))) verifyFirst(run, frame)
    else if (isKeptOut(run, frame, flow)) keepOut(run, frame, flow)
    else {
      if (frame.interrupted && step.kind !== 'wait') {
        frame.interrupted = false
        sayBuiltIn(run, 'repair.back-to', { flow: calledTask(run, frame) })
      }
      await doStep(run, frame, flow, step)
    }
  }
}

/** The place a frame stands at does not exist (any more). */
function lost(run: Run, frame: Frame, flow: CompiledFlow | undefined) {
  if (flow !== undefined && flow.steps.length === 0) return endFrame(run, frame, true, null)
  run.reasons.push(`${frame.flow} has no step ${frame.at.join('.')}`)
  sayBuiltIn(run, 'repair.flow-unavailable')
  endTask(run, frame)
}

function startQueued(run: Run): boolean {
  const wish = run.state.queue.shift()
  if (wish === undefined) return false
  const flow = own(run.env.flows.flows, wish.flow)
  if (flow === undefined) {
    run.reasons.push(`there is no flow ${wish.flow} any more`)
    sayBuiltIn(run, 'repair.flow-unavailable')
    return true
  }
  const first = run.state.finished.findLast((task) => task.flow === wish.otherwise)
  if (first?.resolved === true) {
    run.reasons.push(`${wish.flow} is not needed: ${first.flow} worked out`)
    return true
  }
  run.queued = run.queued.filter((name) => name !== flow.name)
  if (wish.asks === true) {
    askWhich(run, [{ flow: flow.name, slots: wish.slots }])
    return true
  }
  sayBuiltIn(run, 'repair.queued-next', { flow: flow.called })
  startTask(run, flow, wish.slots)
  return true
}

function askAnythingElse(run: Run): void {
  expectAnswer(run, { kind: 'anything-else' })
  sayBuiltIn(run, 'repair.anything-else')
}
