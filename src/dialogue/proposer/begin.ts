import type { Command } from '#domain/command.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Entity, Understanding, Wish } from '#domain/understanding.ts'
import { fitting } from '../engine/index.ts'
import { sameJson } from '../expressions/index.ts'
import { type CompiledFlow, own } from '../flow-language/index.ts'
import { standingOf } from './conditions.ts'
import { boundValue, excludedEntities, hasRole } from './constraints.ts'
import { flowCandidates } from './intents.ts'
import type { Reading } from './reading.ts'
import { entitiesOf, slotsFor } from './slots.ts'

/** The flow of a wish, as its condition allows: begun, asked about, or kept for the case that the other one does not work out. */
export function begun(
  reading: Reading,
  wish: Wish,
  index: number,
  top: { flow: FlowName; confidence: number },
  others: { flow: FlowName; confidence: number }[],
): Command[] {
  const start = startFlow(reading, wish, index, top, others)
  const { flows } = reading.context.flows
  switch (standingOf(wish, own(flows, top.flow))) {
    case 'plain':
      return [start]
    case 'open':
      return [{ ...start, asks: true }]
    case 'alternative': {
      const before = reading.understanding.wishes[index - 1]
      const [first] = flowCandidates(before?.intents ?? [], reading.context)
      return first === undefined || first.flow === top.flow ? [] : [{ ...start, otherwise: first.flow }]
    }
  }
}

/** The command that begins a flow, with what the message gives for it. */
function startFlow(
  reading: Reading,
  wish: Wish,
  index: number,
  top: { flow: FlowName; confidence: number },
  others: { flow: FlowName; confidence: number }[],
): StartFlow {
  const { context, understanding, used, preference } = reading
  const flow = own(context.flows.flows, top.flow)
  const entities = entitiesOf(understanding, index)
  const slots: Record<SlotName, Json> = {}
  if (flow !== undefined) {
    const { entity: atLeast } = context.thresholds
    Object.assign(slots, boundSlots(flow, wish, understanding.entities, used))
    for (const entity of excludedEntities(wish, entities)) used.add(entity)
    const said = slotsFor(flow, context.flows, entities, wish.intents, wish.text, atLeast, used, preference)
    // What the wish points at in another part is also that part's.
    const shared = slotsFor(flow, context.flows, sharedWith(understanding, wish), [], '', atLeast, new Set())
    Object.assign(slots, { ...shared, ...said, ...slots })
  }
  const body = { kind: 'start-flow', flow: top.flow, slots, alternatives: others.slice(0, 5) } as const
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  return { ...body, alternatives: [...body.alternatives], confidence: top.confidence, proposer: 'embedded', evidence }
}

type StartFlow = Extract<Command, { kind: 'start-flow' }>

/** Values that constraints give: they and no other slot of the flow take what is bound. */
function boundSlots(
  flow: CompiledFlow,
  wish: Wish,
  entities: readonly Entity[],
  used: Set<Entity>,
): Record<SlotName, Json> {
  const found: Record<SlotName, Json> = {}
  const constraints = wish.meaning?.constraints ?? []
  for (const slot of Object.values(flow.slots)) {
    const value = boundValue(slot, constraints, entities)
    const fits = value === undefined ? undefined : fitting(slot, value)
    // Of several slots of one role the first has it: "from Boston" is no second origin.
    const isTaken = Object.entries(found).some(
      ([name, other]) => own(flow.slots, name)?.role === slot.role && sameJson(other, fits ?? null),
    )
    if (fits !== undefined && !isTaken) found[slot.name] = fits
  }
  for (const { entity, operator } of constraints) {
    const bound = entity === undefined ? undefined : entities[entity]
    if (bound !== undefined && hasRole(flow, operator)) used.add(bound)
  }
  return found
}

const sharedWith = ({ entities }: Understanding, { shared }: Wish): Entity[] =>
  (shared ?? []).flatMap((index) => entities[index] ?? [])
