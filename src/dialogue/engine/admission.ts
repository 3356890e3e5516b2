import { type IdentityLevel, meets } from '#domain/customer.ts'
import type { Frame } from '#domain/dialogue-state.ts'
import { isTrue } from '../expressions/index.ts'
import { type CompiledFlow, type CompiledStep, own } from '../flow-language/index.ts'
import { isOfFormer } from './former-customer.ts'
import { endFrame, endTask, pushFrame, shareSlots } from './frames.ts'
import { offerPerson } from './offering.ts'
import { stepAt } from './paths.ts'
import { calledTask, flowOf, frameById, type Run, say, sayBuiltIn } from './run.ts'
import { responseVariables, scopeOf } from './scope.ts'

/** Who may go on with a flow: what a step needs to know of the customer, the verification that finds it out, and the flow's own guard. */

/**
 * What a step needs of the customer: what its flow needs, or its tools where that is more. A task of somebody who is known no more goes on for
 * nobody else.
 */
export function needed(run: Run, frame: Frame, flow: CompiledFlow, step: CompiledStep): IdentityLevel {
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
export function isVerifiedElsewhere(run: Run, frame: Frame): boolean {
  if (!frame.interrupted || frame.caller?.why !== 'verification') return false
  const caller = frameById(run, frame.caller.frame)
  if (caller === undefined) return false
  const flow = flowOf(run, caller)
  const step = flow && stepAt(flow, caller.at)
  return flow !== undefined && step !== undefined && meets(run.identity.level, needed(run, caller, flow, step))
}

/** The guard of the flow says no. It is asked once, before the first step: a task under way is not taken away by the clock. */
export function isKeptOut(run: Run, frame: Frame, { guard }: CompiledFlow): boolean {
  if (guard === null || frame.admitted) return false
  const isNew = frame.trail.length === 0 && Object.keys(frame.asked).length === 0 && frame.confirmed.length === 0
  if (isNew && !isTrue(guard.onlyIf, scopeOf(run, frame))) return true
  frame.admitted = true
  return false
}

export function keepOut(run: Run, frame: Frame, { name, guard, called }: CompiledFlow): void {
  if (guard === null) return
  run.did.refuse = true
  run.reasons.push(`${name} is not for this customer now`)
  say(run, guard.otherwise, responseVariables(run, frame, guard.uses, { flow: called }))
  endFrame(run, frame, false, null)
}

/** Runs the verification above this frame; where it ran already without success, the task cannot go on. */
export function verifyFirst(run: Run, frame: Frame): void {
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
    if (above !== null) {
      shareSlots(run, frame, above)
      return
    }
  }
  run.reasons.push('the customer could not be verified')
  sayBuiltIn(run, 'repair.not-verified', { flow: called })
  endTask(run, frame)
  offerPerson(run, 'repair.offer-hand-off')
}
