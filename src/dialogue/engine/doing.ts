import type { CustomerId } from '#domain/ids.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import type { QuickReply } from '#domain/reply.ts'
import { evaluate, textOf } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import { payloads } from '../payloads.ts'
import { isProved } from './former-customer.ts'
import { advanceFrame } from './frames.ts'
import { type Run, say } from './run.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import { type Handlers, spoken } from './step-handler.ts'

export const doing: Handlers<'say' | 'set' | 'answer' | 'remember' | 'verify'> = {
  say({ run, frame, flow, step }) {
    say(run, step.response, spoken(run, frame, step), flowButtons(run, step.suggest))
    advanceFrame(run, frame, flow)
  },

  set({ run, frame, flow, step }) {
    for (const [name, value] of Object.entries(evaluateAll(step.values, scopeOf(run, frame)))) {
      if (own(flow.slots, name) === undefined) frame.variables[name] = value
      else if (value === null) delete frame.slots[name]
      else frame.slots[name] = value
    }
    advanceFrame(run, frame, flow)
  },

  answer({ run, frame, flow, step }) {
    const query = textOf(evaluate(step.query, scopeOf(run, frame))).trim()
    if (query !== '') run.items.push({ kind: 'answer', query })
    advanceFrame(run, frame, flow)
  },

  remember({ run, frame, flow, step }) {
    for (const [fact, value] of Object.entries(evaluateAll(step.facts, scopeOf(run, frame)))) {
      run.remembered.push({ fact, value, expiresInDays: step.expiresInDays })
      run.profile[fact] = value
      run.reasons.push(value === null ? `forgets ${fact}` : `remembers ${fact}`)
    }
    advanceFrame(run, frame, flow)
  },

  verify({ run, frame, flow, step }) {
    const scope = scopeOf(run, frame)
    const customer = evaluate(step.customer, scope)
    const attributes = step.attributes === null ? null : evaluate(step.attributes, scope)
    if (typeof customer === 'string' && customer !== '') {
      run.reasons.push(`${step.level} by ${step.by}`)
      isProved(run, frame, {
        level: step.level,
        customer: customer as CustomerId,
        by: step.by,
        attributes: isObject(attributes) ? attributes : {},
      })
    }
    advanceFrame(run, frame, flow)
  },
}

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Buttons that begin flows. */
export const flowButtons = (run: Run, names: readonly string[]): QuickReply[] =>
  names.flatMap((name) => {
    const flow = own(run.env.flows.flows, name)
    return flow === undefined ? [] : [{ label: flow.title, payload: payloads.flow(name) }]
  })
