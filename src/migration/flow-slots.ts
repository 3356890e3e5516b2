import { convertCondition, type SlotName } from './conditions.ts'
import type { MigratedSlot } from './domain.ts'
import type { FlowGraph } from './flow-graph.ts'
import type { Written } from './flow-steps.ts'
import type { FlowsInput } from './flows.ts'
import { isFields, listOf, textIn } from './project.ts'
import type { Notes } from './report.ts'
import type { MigratedResponses } from './responses.ts'

/** The entity that finds numbers, also in words. */
export const numberEntity = 'number'

/** A slot as the flow describes it: its type is the same in all flows, so that values go from one to the other. */
export function describeSlot(
  slot: MigratedSlot,
  graph: FlowGraph,
  { entities, intentName, responses, slotName, notes }: FlowsInput,
  ask: string | undefined,
): Written {
  const written = slot.type === 'number' ? [...slot.entities, { entity: numberEntity, role: null }] : slot.entities
  const known = [...new Set(written.flatMap(({ entity }) => entities.get(entity) ?? []))]
  const [first] = known
  for (const { entity } of slot.entities)
    if (!entities.has(entity))
      notes.lost(
        `the entity ${entity} of the slot ${slot.theirs}`,
        'there are no examples of it',
        slot,
        'Describe it in entities/.',
      )
  const role = slot.entities.find((mapping) => mapping.role !== null)?.role ?? null
  const labels = responses.labels.get(slot.name)
  const choices = slot.values.map((value) => {
    const label = labels?.get(String(value))
    return label === undefined ? value : { value, label }
  })
  const isEntity = slot.type === 'text' && first !== undefined
  return {
    type: isEntity ? first : slot.type,
    ...(slot.type === 'choice' && { choices }),
    ...(ask !== undefined && { ask }),
    ...(!isEntity && known.length > 0 && { from_entities: known }),
    ...(isEntity && known.length > 1 && { from_entities: known.slice(1) }),
    ...(role !== null && { role: role.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_') }),
    ...(slot.initial !== null && typeof slot.initial !== 'object' && { from: expressionOf(slot.initial) }),
    ...(slot.intents.length > 0 && {
      intents: Object.fromEntries(slot.intents.map(({ intent, value }) => [intentName(intent), value])),
    }),
    ...rejections(slot, graph, responses, slotName, notes),
  }
}

const expressionOf = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value)

/** `rejections` of its question: what must not be, as what must. */
function rejections(
  slot: MigratedSlot,
  graph: FlowGraph,
  responses: MigratedResponses,
  slotName: SlotName,
  notes: Notes,
): Written {
  const validate: { if: string; else: string }[] = []
  for (const { fields, file, line } of graph.nodes.values()) {
    if (fields['collect'] !== slot.theirs) continue
    for (const rejection of listOf(fields['rejections'])) {
      if (!isFields(rejection)) continue
      const converted = convertCondition(rejection['if'], slotName)
      const utter = textIn(rejection['utter'])
      if (!converted.ok || utter === null) {
        const why = converted.ok ? 'it says nothing' : converted.why
        notes.lost(
          `a rejection of ${slot.theirs}`,
          why,
          { file, line },
          'Add validate: to the slot, with a condition or a tool.',
        )
        continue
      }
      const rule = { if: `not (${converted.expression})`, else: responses.of(utter, { file, line }) }
      if (!validate.some(({ if: written }) => written === rule.if)) validate.push(rule)
    }
  }
  return validate.length === 0 ? {} : { validate }
}
