import type { Frame } from '#domain/dialogue-state.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import { type EvaluationScope, type Expression, evaluate } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import type { Run } from './run.ts'

/** What names stand for while a frame runs: its slots, its saved values, then what the engine provides. */
export function scopeOf(run: Run, frame: Frame, more: JsonObject = {}): EvaluationScope {
  return {
    today: run.today,
    lookup: (name) => own(more, name) ?? own(frame.slots, name) ?? own(frame.variables, name) ?? provided(run, name),
  }
}

function provided(run: Run, name: string): Json | undefined {
  switch (name) {
    case 'customer':
      return run.identity.level === 'anonymous' ? null : run.identity.attributes
    case 'identity':
      return { level: run.identity.level, customer: run.identity.customer, by: run.identity.by }
    case 'context':
      return run.env.context
    case 'mentioned':
      return Object.fromEntries(run.env.mentions.map(({ type, value }) => [type, value]))
    case 'today':
      return run.today
    default:
      return undefined
  }
}

export function evaluateAll(
  values: Readonly<Record<string, Expression>>,
  scope: EvaluationScope,
): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, expression]) => [name, evaluate(expression, scope)]))
}

/**
 * The variables a response gets: those its wordings use, or, where that is not known, all the frame has; and what the step adds.
 */
export function responseVariables(run: Run, frame: Frame, uses: readonly string[] | null, added: JsonObject): JsonObject {
  if (uses === null) return { ...frame.variables, ...frame.slots, customer: provided(run, 'customer') ?? null, ...added }
  const scope = scopeOf(run, frame)
  const used = uses.flatMap((name): [string, Json][] => {
    const value = scope.lookup(name)
    return value === undefined ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(used), ...added }
}
