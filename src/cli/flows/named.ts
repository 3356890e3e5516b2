import type { CompiledFlow, CompiledFlows } from '#dialogue/index.ts'
import { appError } from '#domain/errors.ts'
import { nearestName } from '#source-files/index.ts'

/** The flow that `--flow` names. Throws `cli.usage` with the nearest name. */
export function flowNamed({ flows }: CompiledFlows, name: string): CompiledFlow {
  const flow = Object.hasOwn(flows, name) ? flows[name] : undefined
  if (flow !== undefined) return flow
  const near = nearestName(name, Object.keys(flows))
  throw appError('cli.usage', { problem: `there is no flow "${name}"${near === null ? '' : ` (${near})`}` })
}
