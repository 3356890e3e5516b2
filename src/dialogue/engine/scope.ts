import type { Identity, Mention } from '#domain/customer.ts'
import type { Frame } from '#domain/dialogue-state.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import { type EvaluationScope, type Expression, evaluate } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'

/** What the engine provides to every expression. */
export interface ScopeSource {
  /** `YYYY-MM-DD` in the assistant's zone: the day by which the business counts. */
  today: string
  /** `YYYY-MM-DDTHH:MM` in the assistant's zone. */
  now?: string
  /** The same in the customer's zone where it is known: what they call now and today. */
  customerNow?: string
  identity: Identity
  /** What the assistant's configuration shows to flows. */
  settings: JsonObject
  mentions: readonly Mention[]
  /** What is remembered of the customer, fact → value. */
  profile?: JsonObject
}

/** What names stand for while a frame runs: its slots, its saved values, then what the engine provides. */
export function scopeOf(source: ScopeSource, frame: Frame, more: JsonObject = {}): EvaluationScope {
  return {
    today: source.today,
    lookup: (name) => own(more, name) ?? own(frame.slots, name) ?? own(frame.variables, name) ?? provided(source, name),
  }
}

function provided(source: ScopeSource, name: string): Json | undefined {
  const { identity, settings, mentions, today, now, customerNow, profile } = source
  switch (name) {
    case 'customer':
      return identity.level === 'anonymous' ? null : identity.attributes
    case 'identity':
      return { level: identity.level, customer: identity.customer, by: identity.by }
    case 'settings':
      return settings
    case 'mentioned':
      return Object.fromEntries(mentions.map(({ type, value }) => [type, value]))
    case 'talked_about':
      return Object.fromEntries(
        Object.entries(Object.groupBy(mentions, ({ type }) => type)).map(([type, all = []]) => [
          type,
          all.map(({ value }) => value),
        ]),
      )
    case 'profile':
      return profile ?? {}
    case 'today':
      return today
    case 'now':
      return now ?? null
    case 'customer_today':
      return customerNow?.slice(0, 10) ?? today
    case 'customer_now':
      return customerNow ?? now ?? null
    default:
      return undefined
  }
}

export function evaluateAll(values: Readonly<Record<string, Expression>>, scope: EvaluationScope): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, expression]) => [name, evaluate(expression, scope)]))
}

/**
 * The variables a response gets: those its wordings use, or, where that is not known, all the frame has; and what the step adds.
 */
export function responseVariables(
  source: ScopeSource,
  frame: Frame,
  uses: readonly string[] | null,
  added: JsonObject,
): JsonObject {
  if (uses === null)
    return { ...frame.variables, ...frame.slots, customer: provided(source, 'customer') ?? null, ...added }
  const scope = scopeOf(source, frame)
  const used = uses.flatMap((name): [string, Json][] => {
    const value = scope.lookup(name)
    return value === undefined ? [] : [[name, value]]
  })
  return { ...Object.fromEntries(used), ...added }
}
