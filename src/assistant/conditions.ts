import { type EvaluationScope, type Expression, evaluate, parseExpression } from '#dialogue/index.ts'
import type { Json } from '#domain/json.ts'

/** Sources are parsed once: the same few conditions are evaluated in every reply. Bounded by what assistants contain. */
const parsed = new Map<string, Expression | null>()

function expressionOf(source: string): Expression | null {
  const known = parsed.get(source)
  if (known !== undefined) return known
  const result = parseExpression(source)
  const expression = result.ok ? result.expression : null
  parsed.set(source, expression)
  return expression
}

/** What is wrong with a condition's source; null where nothing is. */
export function conditionProblem(source: string): { message: string; suggestion: string | null } | null {
  const result = parseExpression(source)
  return result.ok ? null : { message: result.problem.message, suggestion: result.suggestion }
}

/** The value of a condition over a response's variables; null where it cannot be read (it was checked when the release was made). */
export function evaluateCondition(source: string, variables: Record<string, Json>): Json {
  const expression = expressionOf(source)
  if (expression === null) return null
  const today = variables.today
  const scope: EvaluationScope = {
    lookup: (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
    today: typeof today === 'string' ? today : '',
  }
  return evaluate(expression, scope)
}
