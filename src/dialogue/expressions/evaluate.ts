import type { Json } from '#domain/json.ts'
import { expressionLimits } from '../limits.ts'
import { type BinaryOperator, type Expression, itemName } from './ast.ts'
import { functions, type ItemFunction, isItemFunction, textOf, truthy } from './functions.ts'

/** Where names get their values from. Unknown names are null. */
export interface EvaluationScope {
  lookup(name: string): Json | undefined
  /** `YYYY-MM-DD` in the zone of the turn: the customer's where it is known, else the assistant's. */
  today: string
}

/**
 * The value of an expression. Never throws and always ends: whatever does not fit (null, wrong type, division by zero, out of budget) is
 * null or false. Only own properties of plain objects are read.
 */
export function evaluate(expression: Expression, scope: EvaluationScope): Json {
  const run = new Evaluation(scope)
  return run.value(expression)
}

export const isTrue = (expression: Expression, scope: EvaluationScope): boolean => truthy(evaluate(expression, scope))

/** Equal as JSON; numbers and texts are never equal to each other. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)]
  if (keysA.length !== keysB.length) return false
  return keysA.every(
    (key) =>
      Object.hasOwn(b, key) &&
      sameJson((a as Record<string, Json>)[key] ?? null, (b as Record<string, Json>)[key] ?? null),
  )
}

class Evaluation {
  private readonly scope: EvaluationScope
  private budget: number = expressionLimits.evaluations
  private items: Json[] = []

  constructor(scope: EvaluationScope) {
    this.scope = scope
  }

  value(expression: Expression): Json {
    this.budget -= 1
    if (this.budget < 0) return null
    switch (expression.op) {
      case 'value':
        return expression.value
      case 'name':
        if (expression.name === itemName && this.items.length > 0) return this.items.at(-1) ?? null
        return expression.name === 'today' ? this.scope.today : (this.scope.lookup(expression.name) ?? null)
      case 'get':
        return member(this.value(expression.of), this.value(expression.key))
      case 'list':
        return expression.items.map((item) => this.value(item))
      case 'record':
        return Object.fromEntries(Object.entries(expression.fields).map(([name, field]) => [name, this.value(field)]))
      case 'not':
        return !truthy(this.value(expression.of))
      case 'negate': {
        const value = this.value(expression.of)
        return typeof value === 'number' ? 0 - value : null
      }
      case 'and': {
        const left = this.value(expression.left)
        return truthy(left) ? this.value(expression.right) : left
      }
      case 'or': {
        const left = this.value(expression.left)
        return truthy(left) ? left : this.value(expression.right)
      }
      case 'call':
        return this.call(expression.name, expression.args)
      default:
        return binary(expression.op, this.value(expression.left), this.value(expression.right))
    }
  }

  private call(name: string, args: Expression[]): Json {
    const [first, second, third] = args
    if (name === 'if' && first && second && third)
      return truthy(this.value(first)) ? this.value(second) : this.value(third)
    if (isItemFunction(name) && first && second) return this.overItems(name, this.value(first), second)
    const found = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (found === undefined) return null
    return found.run(
      args.map((arg) => this.value(arg)),
      { today: this.scope.today },
    )
  }

  private withItem(item: Json, expression: Expression): Json {
    this.items.push(item)
    const value = this.value(expression)
    this.items.pop()
    return value
  }

  private overItems(name: ItemFunction, list: Json, of: Expression): Json {
    const items = (Array.isArray(list) ? list : []).slice(0, expressionLimits.listItems)
    const fits = (item: Json) => truthy(this.withItem(item, of))
    switch (name) {
      case 'filter':
        return items.filter(fits)
      case 'find':
        return items.find(fits) ?? null
      case 'any':
        return items.some(fits)
      case 'all':
        return items.every(fits)
      case 'map':
        return items.map((item) => this.withItem(item, of))
      case 'sort_by': {
        const keyed = items.map((item) => ({ item, key: this.withItem(item, of) }))
        return keyed.sort((a, b) => order(a.key, b.key) ?? nullsLast(a.key, b.key)).map(({ item }) => item)
      }
    }
  }
}

const nullsLast = (a: Json, b: Json): number => Number(a === null) - Number(b === null)

/** Own properties only: `constructor` and `__proto__` are nothing here. */
function member(of: Json, key: Json): Json {
  if (Array.isArray(of)) return typeof key === 'number' ? (of.at(Math.trunc(key)) ?? null) : null
  if (of === null || typeof of !== 'object' || typeof key !== 'string') return null
  return Object.hasOwn(of, key) ? (of[key] ?? null) : null
}

/** Negative, 0, positive as in sort; null where the two cannot be compared. ISO dates compare as text. */
function order(a: Json, b: Json): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return null
}

function isIn(value: Json, where: Json): boolean {
  if (Array.isArray(where)) return where.some((item) => sameJson(item, value))
  if (typeof where === 'string') return typeof value === 'string' && where.toLowerCase().includes(value.toLowerCase())
  if (where !== null && typeof where === 'object') return typeof value === 'string' && Object.hasOwn(where, value)
  return false
}

type Eager = Exclude<BinaryOperator, 'and' | 'or'>

function binary(operator: Eager, a: Json, b: Json): Json {
  switch (operator) {
    case '==':
      return sameJson(a, b)
    case '!=':
      return !sameJson(a, b)
    case 'in':
      return isIn(a, b)
    case 'not in':
      return !isIn(a, b)
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const found = order(a, b)
      if (found === null) return false
      if (operator === '<') return found < 0
      if (operator === '<=') return found <= 0
      return operator === '>' ? found > 0 : found >= 0
    }
    case '+':
      if (typeof a === 'string' || typeof b === 'string')
        return (textOf(a) + textOf(b)).slice(0, expressionLimits.textLength)
      return arithmetic(operator, a, b)
    default:
      return arithmetic(operator, a, b)
  }
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', a: Json, b: Json): number | null {
  if (typeof a !== 'number' || typeof b !== 'number') return null
  const result =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b
  if (!Number.isFinite(result)) return null
  // Amounts are decimals: 0.1 + 0.2 is 0.3 to everybody who writes a flow.
  const neat = Math.round(result * 1e9) / 1e9
  // JSON has no -0.
  return Number.isFinite(neat) ? (neat === 0 ? 0 : neat) : result
}
