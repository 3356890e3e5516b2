import type { FlowName } from '#domain/ids.ts'
import type { Entity } from '#domain/understanding.ts'
import { own } from '../flow-language/index.ts'
import type { DecisionContext } from './types.ts'

/** Which of these flows a flow is only a detail of, going by what the wish for it names; undefined: it is wanted by itself. */
export function partOfOne(
  flow: FlowName,
  larger: readonly FlowName[],
  entities: readonly Entity[],
  { flows }: Pick<DecisionContext, 'flows'>,
): FlowName | undefined {
  const partOf = own(flows.flows, flow)?.partOf
  if (partOf === undefined) return undefined
  const isByItself = entities.some(({ type, source }) => source !== 'reference' && partOf.unless.includes(type))
  return isByItself ? undefined : larger.find((name) => name !== flow && partOf.flows.includes(name))
}
