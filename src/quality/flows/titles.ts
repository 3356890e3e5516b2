import { type CompiledFlow, type CompiledStep, printExpression } from '#dialogue/index.ts'
import type { FlowName } from '#domain/ids.ts'

/** What a box of the picture is, by what happens there: its shape and colour follow. */
export type NodeKind =
  | 'start'
  | 'ask'
  | 'say'
  | 'read'
  | 'write'
  | 'decide'
  | 'compute'
  | 'go'
  | 'person'
  | 'time'
  | 'end'

/** How a step is shown: in pictures, findings and lists. */
export interface StepFace {
  kind: NodeKind
  title: string
  /** Second line, where there is more to say. */
  detail: string | null
  /** Flows it goes to, begins later or offers. */
  flows: FlowName[]
}

const face = (kind: NodeKind, title: string, detail: string | null = null, flows: FlowName[] = []): StepFace => ({
  kind,
  title,
  detail,
  flows,
})

export const stepTitle = (step: CompiledStep): string => faceOf(step, null).title

/** `flow`: for what its slots tell beside the step. */
export function faceOf(step: CompiledStep, flow: CompiledFlow | null): StepFace {
  switch (step.kind) {
    case 'collect':
      return face('ask', `ask: ${step.slot}`, flow === null ? null : slotDetail(flow, step.slot))
    case 'choose':
      return face('ask', `choose${step.many ? ' some' : ''}: ${step.slot}`, `of ${printExpression(step.from)}`)
    case 'confirm':
      return face('ask', 'confirm', step.response)
    case 'ask-again':
      return face('go', `ask again: ${step.slot}`, step.said?.response ?? null)
    case 'say':
      return face('say', `say: ${step.response}`, offers(step.suggest), step.suggest)
    case 'answer':
      return face('say', 'answer from knowledge', printExpression(step.query))
    case 'call':
      return face(
        step.effect,
        `${step.effect === 'write' ? 'do' : 'look up'}: ${step.tool}`,
        step.confirm ? 'wants a yes' : step.retries > 0 ? `tries again: ${step.retries}` : null,
      )
    case 'set':
      return face('compute', `set: ${Object.keys(step.values).join(', ')}`, onlyValue(step.values))
    case 'remember':
      return face(
        'compute',
        `remember: ${Object.keys(step.facts).join(', ')}`,
        step.expiresInDays === null ? onlyValue(step.facts) : `for ${step.expiresInDays} days`,
      )
    case 'verify':
      return face('compute', `${step.level} by ${step.by}`)
    case 'if':
      return face('decide', step.arms.length === 1 && step.arms[0] ? `if ${printExpression(step.arms[0].if)}` : 'if')
    case 'match':
      return face('decide', `match: ${printExpression(step.of)}`)
    case 'repeat': {
      const over =
        'list' in step.over ? `each of ${printExpression(step.over.list)}` : `${printExpression(step.over.times)} times`
      return face('decide', `repeat: ${over}`, step.until === null ? null : `until ${printExpression(step.until)}`)
    }
    case 'wait':
      return face('time', `wait: ${durationText(step.time)}`)
    case 'schedule': {
      const when = 'inMs' in step.when ? `in ${timeText(step.when.inMs)}` : `at ${printExpression(step.when.at)}`
      return face('time', `later: ${step.flow ?? step.response ?? ''}`, when, step.flow === null ? [] : [step.flow])
    }
    case 'link':
      return face('go', `${step.returns ? 'do' : 'go to'}: ${step.flow}`, step.returns ? 'and come back' : null, [
        step.flow,
      ])
    case 'hand-off':
      return face('person', `hand over: ${step.team}`, step.priority === 'high' ? 'with priority' : null)
    case 'end':
      return face('end', step.resolved ? 'resolved' : 'unresolved')
  }
}

/** What is written on a way out of a step; null: nothing need be. */
export function wayTitle(step: CompiledStep, way: string): string {
  if (step.kind === 'if') {
    const arm = step.arms.find(({ branch }) => branch === way)
    // With one condition it stands in the box itself.
    return arm === undefined || step.arms.length === 1 ? way : printExpression(arm.if)
  }
  if (step.kind === 'confirm') return way === 'deny' ? 'no' : way
  if (way === 'each') return 'each round'
  return way
    .replace(/^refused:default$/, 'refused')
    .replace(/^refused:/, '')
    .replace(/^case:/, '')
    .replace(/^gave-up$/, 'asked too often')
    .replace(/^none$/, 'empty list')
}

const offers = (flows: readonly FlowName[]): string | null => (flows.length === 0 ? null : `offers ${flows.join(', ')}`)

const onlyValue = (values: Record<string, Parameters<typeof printExpression>[0]>): string | null => {
  const [only, more] = Object.values(values)
  return only === undefined || more !== undefined ? null : printExpression(only)
}

function slotDetail(flow: CompiledFlow, name: string): string | null {
  const slot = Object.hasOwn(flow.slots, name) ? flow.slots[name] : undefined
  if (slot === undefined) return null
  if (slot.choices.length > 0) return slot.choices.map(({ label }) => label).join(' / ')
  return slot.from === null ? null : `unless ${printExpression(slot.from)}`
}

const durationText = (time: Extract<CompiledStep, { kind: 'wait' }>['time']): string =>
  'ms' in time ? timeText(time.ms) : `${printExpression(time.minutes)} min`

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** `90m`, `2h`, `3d`: as flows write times, in the largest unit that it is a whole number of. */
function timeText(ms: number): string {
  const [unit, size] = units.find(([, length]) => ms % length === 0 && ms >= length) ?? ['s', 1_000]
  return `${Math.round(ms / size)}${unit}`
}
