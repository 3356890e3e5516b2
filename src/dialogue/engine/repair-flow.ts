import type { SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import { own } from '../flow-language/index.ts'
import { limits } from '../limits.ts'
import type { RepairName } from '../repair-flows.ts'
import { startTask } from './frames.ts'
import type { Run } from './run.ts'

/**
 * Begins the author's flow in place of a built-in repair, where there is one. It runs above what is open and gives way to it at its end.
 * False where there is none, or where that flow is itself what needs the repair (it is under way, or was begun in this turn and has failed): then
 * the built-in one speaks.
 */
export function startRepair(run: Run, repair: RepairName, values: Record<SlotName, Json>): boolean {
  const name = run.env.repairs?.[repair]
  const flow = name === undefined ? undefined : own(run.env.flows.flows, name)
  if (flow === undefined || run.repairs.has(repair)) return false
  if (run.state.stack.some((frame) => frame.flow === flow.name)) return false
  // Two places stay free for a verification and a linked flow; a repair is not worth waiting for.
  if (run.state.stack.length >= limits.stackDepth - 2) return false
  run.reasons.push(`${repair}: the assistant's own flow`)
  run.repairs.add(repair)
  const { start } = run.did
  startTask(run, flow, values)
  run.did.start = start
  return true
}
