import type { Json } from '#domain/json.ts'
import type { Constraint, ConstraintOperator, Entity, Span, Wish } from '#domain/understanding.ts'
import type { CompiledFlow, CompiledSlot } from '../flow-language/index.ts'

/** What these bind is what is not wanted. */
const excluding: ReadonlySet<ConstraintOperator> = new Set(['is-not', 'without'])
const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Entities that a wish names only to say that it is not them: "anything but black", "not the blue one but the red one". */
export function excludedEntities({ meaning }: Wish, entities: readonly Entity[]): Set<Entity> {
  const spans = [
    ...(meaning?.constraints ?? []).filter(({ operator }) => excluding.has(operator)),
    ...(meaning?.negations ?? []).flatMap(({ kind, scope }) => (kind === 'contrast' && scope !== null ? [scope] : [])),
  ]
  return new Set(
    entities.filter((entity) => entity.source !== 'reference' && spans.some((span) => overlaps(span, entity))),
  )
}

/**
 * The value that a constraint gives a slot: one of the name of what is bound (`price`, `quantity`), `max_price` for at most and less than,
 * `min_price` for at least and more than, or one whose `role` is the operator (`role: before` of a date, `role: is-not` of a colour).
 */
export function boundValue(
  slot: CompiledSlot,
  constraints: readonly Constraint[],
  entities: readonly Entity[],
): Json | undefined {
  for (const { attribute, operator, value, entity } of constraints) {
    const named = entity === undefined ? undefined : entities[entity]
    const byRole = slot.role === operator && named !== undefined && slot.entities.includes(named.type)
    const isPlain = !excluding.has(operator) && operator !== 'least' && operator !== 'most'
    const side = sides[operator]
    const byName =
      (slot.name === attribute && isPlain && side === undefined) ||
      (side !== undefined && slot.name === `${side}_${attribute}`)
    if (byRole) return named.value
    if (byName && value !== null) return slot.type === 'number' ? amountOf(value) : value
  }
  return undefined
}

const sides: Partial<Record<ConstraintOperator, 'max' | 'min'>> = {
  'at-most': 'max',
  'less-than': 'max',
  'at-least': 'min',
  'more-than': 'min',
}
const amountOf = (value: Json): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'amount' in value
    ? (value['amount'] ?? null)
    : value

/** Whether a flow has a slot for what a constraint of this operator binds: then that slot alone takes its entity. */
export const hasRole = (flow: CompiledFlow, operator: string): boolean =>
  Object.values(flow.slots).some(({ role }) => role === operator)
