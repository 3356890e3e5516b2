import { evaluate, textOf } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import { failTask } from './calling.ts'
import { endFrame, endTask, handOff, isAskedAnew, pushFrame, saidOf, shareSlots, visit } from './frames.ts'
import { sayBuiltIn } from './run.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import type { Handlers } from './step-handler.ts'

export const leaving: Handlers<'link' | 'hand-off' | 'end'> = {
  link({ run, frame, flow, step }) {
    const target = own(run.env.flows.flows, step.flow)
    if (target === undefined) {
      sayBuiltIn(run, 'repair.flow-unavailable')
      return endTask(run, frame)
    }
    const slots = Object.fromEntries(
      Object.entries(evaluateAll(step.with, scopeOf(run, frame))).filter(
        ([name, value]) => value !== null && !isAskedAnew(frame, name),
      ),
    )
    if (!step.returns) run.state.stack = run.state.stack.filter((other) => other !== frame)
    const caller = step.returns ? { frame: frame.id, why: 'link' as const } : frame.caller
    const linked = pushFrame(run, target, slots, saidOf(slots), caller)
    if (linked === null) {
      run.reasons.push('too many flows are open')
      return failTask(run, frame)
    }
    shareSlots(run, frame, linked)
    if (frame.anew !== undefined) linked.anew = frame.anew.filter((name) => own(target.slots, name) !== undefined)
    if (!step.returns) visit(run, frame, flow)
  },

  'hand-off'({ run, frame, flow, step }) {
    visit(run, frame, flow)
    const summary = step.summary === null ? '' : textOf(evaluate(step.summary, scopeOf(run, frame))).trim()
    const note = [step.reason ?? '', summary].filter((text) => text !== '').join(': ')
    const short = note === '' ? null : note.slice(0, limits.textSlotLength)
    handOff(run, { reason: 'flow', team: step.team, priority: step.priority, note: short })
  },

  end({ run, frame, flow, step }) {
    const result = step.result === null ? null : evaluate(step.result, scopeOf(run, frame))
    visit(run, frame, flow)
    endFrame(run, frame, step.resolved, result)
  },
}
