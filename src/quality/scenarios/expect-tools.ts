import type { ToolCallRecord } from '#domain/events.ts'
import type { Json } from '#domain/json.ts'
import { sameOrPart, shown } from './compare.ts'
import type { Mismatch } from './expect-reply.ts'
import type { EndExpectation } from './schema.ts'

type Wanted = NonNullable<EndExpectation['tools']>

export function checkTools(calls: readonly ToolCallRecord[], wanted: Wanted): Mismatch[] {
  const got = calls.length === 0 ? 'no tool was called' : calls.map(callText).join('; ')
  const missing = (wanted.called ?? []).filter((call) => !calls.some((made) => isCall(made, call)))
  const unwanted = (wanted.not_called ?? []).filter((tool) => calls.some((made) => made.tool === tool))
  return [
    ...missing.map((call) => ({ expectation: 'tools.called', expected: wantedText(call), got })),
    ...unwanted.map((tool) => ({ expectation: 'tools.not_called', expected: `no call of ${tool}`, got })),
  ]
}

type WantedCall = NonNullable<Wanted['called']>[number]
const withOf = (call: WantedCall): Record<string, Json> => ('with' in call ? (call.with ?? {}) : {})
const outcomeOf = (call: WantedCall): string | undefined => ('outcome' in call ? call.outcome : undefined)

function isCall(made: ToolCallRecord, wanted: WantedCall): boolean {
  const { input } = made
  const inputs = input !== null && typeof input === 'object' && !Array.isArray(input) ? input : {}
  return (
    made.tool === wanted.tool &&
    (outcomeOf(wanted) === undefined || made.outcome === outcomeOf(wanted)) &&
    Object.entries(withOf(wanted)).every(([name, value]) => sameOrPart(inputs[name], value))
  )
}

const callText = ({ tool, input, outcome }: ToolCallRecord) => `${tool}(${shown(input)}): ${outcome}`

function wantedText(call: WantedCall): string {
  const inputs = Object.entries(withOf(call))
  const outcome = outcomeOf(call)
  return `${call.tool}${inputs.length > 0 ? ` with ${shown(Object.fromEntries(inputs))}` : ''}${outcome ? `: ${outcome}` : ''}`
}
