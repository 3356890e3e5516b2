import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { YamlPath } from '#source-files/index.ts'
import {
  type Expression,
  either,
  eitherOf,
  infer,
  inferCondition,
  isKnown,
  itemName,
  type Kind,
  type KindProblem,
  type KindScope,
  kindOfSchema,
  kindOfValue,
  listOf,
  nearest,
  number,
  printExpression,
  spokenKind,
  text,
  unknown,
} from '../expressions/index.ts'
import type { CompiledFlow, CompiledSlot, CompiledStep, FlowContext } from './compiled.ts'
import type { Report } from './report.ts'
import { walkSteps } from './walk.ts'

/** What is checked of an expression once everything that its flow calls its own is known. */
export interface LaterCheck {
  path: YamlPath
  /** As written, for the problem. */
  source: string
  run(scope: KindScope): void
}

/** What an expression is for; left out: a value like any other. */
export interface ExpressionUse {
  /** `item` stands for an element of this list. */
  itemOf?: Expression
  as?: 'condition' | 'list' | 'number'
}

export function checkExpression(expression: Expression, { itemOf, as }: ExpressionUse): LaterCheck['run'] {
  return (outer) => {
    const scope = itemOf === undefined ? outer : withItem(outer, itemOf)
    if (as === 'condition') return inferCondition(expression, scope)
    const kind = infer(expression, scope)
    if (as !== undefined && isKnown(kind) && kind.is !== as)
      scope.report({
        message: `${printExpression(expression)} is ${spokenKind(kind)}, and ${spokenKind({ is: as } as Kind)} is needed here.`,
        suggestion: null,
      })
  }
}

const silent = (scope: KindScope): KindScope => ({ kindOf: scope.kindOf, report: () => undefined })

function withItem(scope: KindScope, list: Expression): KindScope {
  const kind = infer(list, silent(scope))
  const item = kind.is === 'list' ? kind.of : unknown
  return { kindOf: (name) => (name === itemName ? item : scope.kindOf(name)), report: scope.report }
}

/** What a tool is given is of the kind that it takes. */
export function checkInput(name: string, expression: Expression, schema: Json): LaterCheck['run'] {
  const wanted = kindOfSchema(schema)
  return (scope) => {
    const given = infer(expression, silent(scope))
    if (!isKnown(wanted) || !isKnown(given)) return
    if (wanted.is !== given.is) {
      scope.report({
        message: `"${name}" takes ${spokenKind(wanted)}, and this is ${spokenKind(given)}.`,
        suggestion: wanted.is === 'number' && given.is === 'text' ? 'Write number(…).' : null,
      })
      return
    }
    if (wanted.is !== 'text' || given.is !== 'text' || !wanted.values || !given.values) return
    const taken = wanted.values
    const wrong = given.values.find((value) => !taken.includes(value))
    if (wrong !== undefined) scope.report(notAmong(`"${name}" does not take '${wrong}'.`, wrong, taken))
  }
}

/** The cases of a match are values that can be. */
export function checkCaseKinds(of: Expression, values: readonly string[]): LaterCheck['run'] {
  return (scope) => {
    const kind = infer(of, silent(scope))
    if (kind.is !== 'text' || kind.values === undefined) return
    const possible = kind.values
    for (const value of values)
      if (value !== 'null' && !possible.includes(value))
        scope.report(notAmong(`${printExpression(of)} is never '${value}'.`, value, possible))
  }
}

function notAmong(message: string, value: string, possible: readonly string[]): KindProblem {
  const near = nearest(value, possible)
  const all = possible.map((one) => `'${one}'`).join(', ')
  return { message, suggestion: near === null ? `Possible: ${all}.` : `Did you mean '${near}'?` }
}

/** Reports what the expressions of a flow can never mean. */
export function checkKinds(
  report: Report,
  checks: readonly LaterCheck[],
  flow: CompiledFlow,
  slots: Readonly<Record<string, Kind>>,
  context: FlowContext,
): void {
  const kinds = kindsIn(flow, slots, context)
  for (const { path, source, run } of checks)
    run({
      kindOf: (name) => kinds.get(name) ?? unknown,
      report: ({ message, suggestion }) => report.error(path, `In "${source}": ${message}`, suggestion),
    })
}

const roots: readonly [string, Kind][] = [
  ['today', text],
  ['now', text],
  ['customer_today', text],
  ['customer_now', text],
  ['refusal', { is: 'record', fields: { code: text, message: text }, open: false }],
  [
    'identity',
    {
      is: 'record',
      fields: { level: { is: 'text', values: ['anonymous', 'identified', 'verified'] }, customer: text, by: text },
      open: false,
    },
  ],
]

/** Values are computed from values: each look knows what the one before found. Chains longer than this stay unknown at their end. */
const looks = 6

function kindsIn(flow: CompiledFlow, slots: Readonly<Record<string, Kind>>, context: FlowContext): Map<string, Kind> {
  let known = new Map<string, Kind>()
  for (let look = 0; look < looks; look += 1) {
    const before = known
    const scope: KindScope = { kindOf: (name) => before.get(name) ?? unknown, report: () => undefined }
    const found = new Map<string, Kind>(roots)
    const add = (name: string, kind: Kind) => {
      const other = found.get(name)
      found.set(name, other === undefined ? kind : either(other, kind))
    }
    for (const slot of Object.values(flow.slots)) {
      if (slot.type !== 'chosen') add(slot.name, slots[slot.name] ?? unknown)
      for (const { tool, save } of slot.checks) if (save !== null) add(save, kindOfTool(tool, context))
    }
    walkSteps(flow.steps, (step) => {
      for (const [name, kind] of kindsFrom(step, scope, context)) add(name, kind)
    })
    known = found
    if (JSON.stringify([...found]) === JSON.stringify([...before])) break
  }
  return known
}

/**
 * The kinds of the slots of all flows. Only a slot that its flow asks for has the kind of its type: others are filled as they come, from flows
 * that link to it or by a schedule. What flows share by name may be what any of them lets choose.
 */
export function slotKinds(flows: readonly CompiledFlow[]): Record<FlowName, Record<SlotName, Kind>> {
  const given = new Set<string>()
  const choices: Record<SlotName, Kind> = {}
  const asked: Record<FlowName, Set<SlotName>> = {}
  for (const flow of flows) {
    const here = new Set<SlotName>()
    asked[flow.name] = here
    walkSteps(flow.steps, (step) => {
      if (step.kind === 'collect') here.add(step.slot)
      if ((step.kind === 'link' || step.kind === 'schedule') && step.flow !== null)
        for (const slot of Object.keys(step.with)) given.add(`${step.flow}/${slot}`)
    })
    for (const slot of Object.values(flow.slots))
      if (slot.choices.length > 0) choices[slot.name] = either(choices[slot.name] ?? { is: 'null' }, kindOfSlot(slot))
  }
  return Object.fromEntries(
    flows.map((flow) => {
      const kinds = Object.values(flow.slots).map((slot): [SlotName, Kind] => {
        const isKept = asked[flow.name]?.has(slot.name) === true && !given.has(`${flow.name}/${slot.name}`)
        if (!isKept) return [slot.name, unknown]
        return [slot.name, slot.choices.length > 0 ? (choices[slot.name] ?? unknown) : kindOfSlot(slot)]
      })
      return [flow.name, Object.fromEntries(kinds)]
    }),
  )
}

function kindOfSlot({ type, choices, answers }: CompiledSlot): Kind {
  if (choices.length > 0) return eitherOf([...choices, ...answers].map(({ value }) => kindOfValue(value)))
  return type === 'text' || type === 'number' || type === 'boolean' ? { is: type } : unknown
}

const kindOfTool = (tool: string, context: FlowContext): Kind => {
  const schema = context.tools.get(tool)?.outputSchema
  return schema === undefined ? unknown : kindOfSchema(schema)
}

/** What a step fills, and with what kind of value. */
function kindsFrom(step: CompiledStep, scope: KindScope, context: FlowContext): [string, Kind][] {
  switch (step.kind) {
    case 'call':
      return step.save === null ? [] : [[step.save, kindOfTool(step.tool, context)]]
    case 'link':
      return step.save === null ? [] : [[step.save, unknown]]
    case 'set':
      return Object.entries(step.values).map(([name, value]) => [name, infer(value, scope)])
    case 'choose': {
      const list = infer(step.from, scope)
      const item = list.is === 'list' ? list.of : unknown
      const kept = step.value === null ? item : infer(step.value, withItem(scope, step.from))
      return [[step.slot, step.many ? listOf(kept) : kept]]
    }
    case 'repeat': {
      const list = 'list' in step.over ? infer(step.over.list, scope) : unknown
      const named: [string, Kind][] = Object.entries(step.gather).map(([name, value]) => [
        name,
        listOf(infer(value, scope)),
      ])
      if (step.as !== null) named.push([step.as, list.is === 'list' ? list.of : unknown])
      if (step.index !== null) named.push([step.index, number])
      return named
    }
    default:
      return []
  }
}
