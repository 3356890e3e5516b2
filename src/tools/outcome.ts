import { z } from 'zod'
import type { Json } from '#domain/json.ts'
import type { Compensation } from './declare.ts'

/** Why a tool did not work, by circumstance. For a write: and it is certain that nothing was changed. */
export type FailureReason = 'timeout' | 'bad-response' | 'unavailable' | 'not-permitted' | 'bad-arguments'

/** How a tool's call ended: a value, never an exception. */
export type ToolOutcome =
  /** `compensation`: the call that takes it back, where there is one. */
  | { kind: 'ok'; value: Json; compensation?: Compensation }
  /** The other side said no, for a reason the flow can act on. `message` is for people who look into it, not for the customer. */
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'failed'; reason: FailureReason }
  /** Nobody can tell whether the change was made: a person has to look. Only for writes. */
  | { kind: 'unknown' }

/** What a tool's own code gives back; the runner makes a `ToolOutcome` of it. */
export type ToolResult<Value> = { kind: 'ok'; value: Value } | ToolRefusal | ToolFailure
export type ToolRefusal = { kind: 'refused'; code: string; message: string }
export type ToolFailure = {
  kind: 'failed'
  reason: 'timeout' | 'bad-response' | 'unavailable'
  /**
   * `none`: it surely never reached the other side. `possible`: the other side is done with it, but not how it ended.
   * `under-way`: it may still be at it. Reconciling has to tell; of a call under way only "it happened" can be believed.
   */
  effect: 'none' | 'possible' | 'under-way'
}

export const ok = <Value>(value: Value): ToolResult<Value> => ({ kind: 'ok', value })
export const refused = (code: string, message = code): ToolRefusal => ({ kind: 'refused', code, message })

/** Applies `change` to the value of a result that has one. */
export const mapResult = <From, To>(result: ToolResult<From>, change: (value: From) => To): ToolResult<To> =>
  result.kind === 'ok' ? ok(change(result.value)) : result

const outcomeShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ok'),
    value: z.custom<Json>((value) => value !== undefined),
    compensation: z.object({ tool: z.string(), input: z.record(z.string(), z.json()) }).optional(),
  }),
  z.object({ kind: z.literal('refused'), code: z.string(), message: z.string() }),
  z.object({
    kind: z.literal('failed'),
    reason: z.enum(['timeout', 'bad-response', 'unavailable', 'not-permitted', 'bad-arguments']),
  }),
  z.object({ kind: z.literal('unknown') }),
])

/** An outcome as the journal kept it. What cannot be read is treated as not known, never as not done. */
export function outcomeFromJournal(recorded: Json): ToolOutcome {
  const read = outcomeShape.safeParse(recorded)
  if (!read.success) return { kind: 'unknown' }
  if (read.data.kind !== 'ok') return read.data
  const { compensation, ...rest } = read.data
  return compensation === undefined ? rest : { ...rest, compensation }
}
