import { evaluate, isTrue, textOf } from '../expressions/index.ts'
import { branch } from '../flow-language/index.ts'
import { enterBranch } from './frames.ts'
import { scopeOf } from './scope.ts'
import type { Handlers } from './step-handler.ts'

export const branching: Handlers<'if' | 'match'> = {
  if({ run, frame, flow, step }) {
    const scope = scopeOf(run, frame)
    const arm = step.arms.find((candidate) => isTrue(candidate.if, scope))
    enterBranch(run, frame, flow, arm?.branch ?? branch.otherwise)
  },

  match({ run, frame, flow, step }) {
    const value = evaluate(step.of, scopeOf(run, frame))
    const text = value === null ? 'null' : textOf(value)
    const found = step.cases.find(({ values }) => values.includes(text))
    enterBranch(run, frame, flow, found?.branch ?? branch.otherwise)
  },
}
