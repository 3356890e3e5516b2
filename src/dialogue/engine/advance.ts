import type { Command } from '#domain/command.ts'
import { type IdentityLevel, meets } from '#domain/customer.ts'
import type { DialogueState, Frame, Pending } from '#domain/dialogue-state.ts'
import type { OutcomeKind } from '#domain/reply.ts'
import { isTrue } from '../expressions/index.ts'
import { type CompiledFlow, type CompiledStep, own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { withdrawAlarms } from './alarm-list.ts'
import { expectSilence } from './alarms.ts'
import { failTask } from './calling.ts'
import { askWhich } from './clarify.ts'
import { apply } from './commands.ts'
import { isOfFormer } from './former-customer.ts'
import { endFrame, endTask, pushFrame, shareSlots, startTask } from './frames.ts'
import { offerPerson } from './offering.ts'
import { stepAt } from './paths.ts'
import {
  calledTask,
  expectAnswer,
  flowOf,
  frameById,
  isWaiting,
  type Run,
  say,
  sayBuiltIn,
  startRun,
  topFrame,
} from './run.ts'
import { responseVariables, scopeOf } from './scope.ts'
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

/**
 * What a step needs of the customer: what its flow needs, or its tools where that is more. A task of somebody who is known no more goes on for
 * nobody else.
 */
function needed(run: Run, frame: Frame, flow: CompiledFlow, step: CompiledStep): IdentityLevel {
  if (isOfFormer(run, frame.id) && frame.flow !== run.env.flows.verification) return 'verified'
  const tool =
    step.kind === 'call'
      ? (run.env.tools.get(step.tool)?.needs ?? step.needs)
      : step.kind === 'collect'
        ? step.needs
        : 'anonymous'
  return meets(flow.needs, tool) ? flow.needs : tool
}

/** A verification that something else came in between of, and that this made needless: nobody is asked twice who they are. */
function isVerifiedElsewhere(run: Run, frame: Frame): boolean {
  if (!frame.interrupted || frame.caller?.why !== 'verification') return false
  const caller = frameById(run, frame.caller.frame)
  if (caller === undefined) return false
  const flow = flowOf(run, caller)
  const step = flow && stepAt(flow, caller.at)
  return flow !== undefined && step !== undefined && meets(run.identity.level, needed(run, caller, flow, step))
}

/** The guard of the flow says no. It is asked once, before the first step: a task under way is not taken away by the clock. */
function isKeptOut(run: Run, frame: Frame, { guard }: CompiledFlow): boolean {
  if (guard === null || frame.admitted) return false
  const isNew = frame.trail.length === 0 && Object.keys(frame.asked).length === 0 && frame.confirmed.length === 0
  if (isNew && !isTrue(guard.onlyIf, scopeOf(run, frame))) return true
  frame.admitted = true
  return false
}

function keepOut(run: Run, frame: Frame, { name, guard, called }: CompiledFlow): void {
  if (guard === null) return
  run.did.refuse = true
  run.reasons.push(`${name} is not for this customer now`)
  say(run, guard.otherwise, responseVariables(run, frame, guard.uses, { flow: called }))
  endFrame(run, frame, false, null)
}

/** Runs the verification above this frame; where it ran already without success, the task cannot go on. */
function verifyFirst(run: Run, frame: Frame) {
  const { flows, verification } = run.env.flows
  const flow = verification === null ? undefined : own(flows, verification)
  const called = calledTask(run, frame)
  const verifying = flow !== undefined && frame.flow !== verification && !run.unverified.has(frame.id)
  if (verifying) {
    if (frame.interrupted) {
      frame.interrupted = false
      sayBuiltIn(run, 'repair.back-to', { flow: called })
    }
    sayBuiltIn(run, 'repair.verify-first', { flow: called })
    const above = pushFrame(run, flow, {}, {}, { frame: frame.id, why: 'verification' })
    if (above !== null) return shareSlots(run, frame, above)
  }
  run.reasons.push('the customer could not be verified')
  sayBuiltIn(run, 'repair.not-verified', { flow: called })
  endTask(run, frame)
  offerPerson(run, 'repair.offer-hand-off')
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

function finish(run: Run): EngineResult {
  const { state, did } = run
  if (run.items.length === 0 && !run.clockSpeaks) sayBuiltIn(run, 'repair.acknowledge')
  markQuestion(run)
  sayQueued(run)
  if (!run.clockSpeaks) state.misunderstandings = did.misunderstand || did.outOfScope ? state.misunderstandings + 1 : 0
  if (run.handoff !== null) state.misunderstandings = 0
  if (state.care !== undefined && !did.care && !run.clockSpeaks) {
    if (state.care > 1 && run.handoff === null) state.care -= 1
    else delete state.care
  }
  // With another task open, what lapsed is no longer what a yes could be meant for.
  if (state.stack.length > 0 || did.start) delete state.lapsed
  if (run.justDone.length > 0)
    state.justDone = { flow: run.justDone[0]?.flow ?? '', keys: run.justDone.map(({ key }) => key) }
  else delete state.justDone
  // A reminder does not take the place of the question.
  if (!did.repeat && (!run.clockSpeaks || state.pending !== run.answering)) state.lastSays = run.items
  expectSilence(run)
  return {
    state,
    items: run.items,
    outcome: outcomeOf(run),
    identity: run.identity,
    handoff: run.handoff,
    toolCalls: run.toolCalls,
    mentioned: run.mentioned,
    reasons: run.reasons,
    ended: run.ended,
    visited: run.visited,
    writer: run.writer,
    remembered: run.remembered,
  }
}

/** Before the question: what was heard besides and comes next. */
function sayQueued(run: Run): void {
  const waiting = run.queued.filter((name) => run.state.queue.some((wish) => wish.flow === name))
  if (waiting.length === 0 || run.handoff !== null || run.ended) return
  const question = run.items.splice(run.questionAt ?? run.items.length)
  for (const name of waiting) {
    const asks = run.state.queue.some((wish) => wish.flow === name && wish.asks === true)
    sayBuiltIn(run, asks ? 'repair.queued-asks' : 'repair.queued', {
      flow: own(run.env.flows.flows, name)?.called ?? name,
    })
  }
  run.items.push(...question)
}

/** Where the question begins. What is only offered in passing, or asks nothing in particular, stands beside other buttons. */
function markQuestion({ items, questionAt, state: { pending } }: Run): void {
  if (pending === null || pending.kind === 'anything-else' || (pending.kind === 'offer' && pending.beside)) return
  const at = questionAt === null ? -1 : items.findIndex((item, index) => index >= questionAt && item.kind === 'say')
  const item = items[at]
  if (item?.kind === 'say') items[at] = { ...item, asks: true }
}

function outcomeOf(run: Run): OutcomeKind {
  const { did } = run
  if (run.handoff !== null) return 'handed-off'
  if (run.clockSpeaks && run.items.length === 0) return 'held'
  if (did.fail) return 'failed'
  if (did.act) return 'acted'
  if (did.refuse) return 'refused'
  if (did.clarify) return 'clarified'
  const { pending } = run.state
  return pending !== null && pending.kind !== 'anything-else' ? 'asked' : 'answered'
}
