import type { DialogueState, Frame } from '#domain/dialogue-state.ts'
import type { SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Entity, RankedIntent, Understanding } from '#domain/understanding.ts'
import { fitting } from '../engine/index.ts'
import { type CompiledFlow, type CompiledFlows, type CompiledSlot, own } from '../flow-language/index.ts'
import { plain } from '../matching.ts'
import { choiceByIntent } from './intents.ts'
import type { Preference } from './preference.ts'

/** A value found for a slot, with what it rests on. */
export interface Filling {
  slot: SlotName
  value: Json
  text: string
  confidence: number
  evidence: { start: number; end: number; text: string } | null
}

/** Entities that may fill this slot, the surest first; those said outright before those only referred to. */
function entitiesFor(
  slot: CompiledSlot,
  entities: readonly Entity[],
  atLeast: number,
  preference: Preference,
): Entity[] {
  // A role says which is meant by itself.
  const wanted = (entity: Entity) => (slot.role === null ? (preference.get(entity) ?? 0) : 0)
  return entities
    .filter((entity) => {
      if (entity.confidence < atLeast) return false
      if (slot.role !== null && entity.role !== undefined && entity.role !== slot.role) return false
      return slot.entities.includes(entity.type) || (slot.type === 'number' && isNumeric(entity))
    })
    .sort(
      (a, b) =>
        slot.entities.indexOf(a.type) - slot.entities.indexOf(b.type) ||
        Number(a.source === 'reference') - Number(b.source === 'reference') ||
        wanted(b) - wanted(a) ||
        b.confidence - a.confidence ||
        a.start - b.start,
    )
}

const isNumeric = (entity: Entity): boolean => typeof entity.value === 'number'

/** Finds a value for one slot among entities that no other slot has taken. */
export function fillFrom(
  slot: CompiledSlot,
  entities: readonly Entity[],
  used: Set<Entity>,
  atLeast: number,
  preference: Preference = new Map(),
): Filling | null {
  for (const entity of entitiesFor(slot, entities, atLeast, preference)) {
    if (used.has(entity)) continue
    const value = fitting(slot, entity.value)
    if (value === undefined) continue
    used.add(entity)
    const { start, end, text } = entity
    return { slot: slot.name, value, text, confidence: entity.confidence, evidence: { start, end, text } }
  }
  return null
}

/** The values a message gives for a flow that is about to start. */
export function slotsFor(
  flow: CompiledFlow,
  flows: CompiledFlows,
  entities: readonly Entity[],
  intents: readonly RankedIntent[],
  text: string,
  atLeast: number,
  used: Set<Entity>,
  preference: Preference = new Map(),
): Record<SlotName, Json> {
  const found: Record<SlotName, Json> = {}
  for (const slot of slotsWithVerification(flow, flows)) {
    const filling = fillFrom(slot, entities, used, atLeast, preference)
    const said = filling?.value ?? choiceByIntent(slot, intents, 0)?.value ?? phraseOf(slot, text)
    if (said !== undefined) found[slot.name] = said
  }
  return found
}

/** A flow's own slots first, then those of the verification that may have to run before it. */
function slotsWithVerification(flow: CompiledFlow, flows: CompiledFlows): CompiledSlot[] {
  const verification =
    flow.needs === 'anonymous' || flows.verification === null ? undefined : own(flows.flows, flows.verification)
  const mine = Object.values(flow.slots)
  const others = Object.values(verification?.slots ?? {}).filter((slot) => own(flow.slots, slot.name) === undefined)
  return [...mine, ...others]
}

/** A choice whose words stand in the text. Only of two words and more: one word ("store") may mean anything. */
function phraseOf(slot: CompiledSlot, text: string): Json | undefined {
  if (slot.type !== 'choice') return undefined
  const said = ` ${plain(text)} `
  const hits = slot.choices.filter((choice) =>
    [choice.label, ...choice.means].map(plain).some((words) => words.includes(' ') && said.includes(` ${words} `)),
  )
  return hits.length === 1 ? hits[0]?.value : undefined
}

/** The entities of one wish; all of them where the message is one wish. */
export function entitiesOf(understanding: Understanding, wish: number): Entity[] {
  if (understanding.wishes.length <= 1) return understanding.entities
  return (understanding.wishes[wish]?.entities ?? []).flatMap((index) => understanding.entities[index] ?? [])
}

/** Open frames a value could belong to: the top one and those that wait for it, nearest first. */
export function openFrames(state: DialogueState): Frame[] {
  const frames: Frame[] = []
  let frame = state.stack.at(-1)
  while (frame !== undefined && !frames.includes(frame)) {
    frames.push(frame)
    const { caller }: Frame = frame
    frame = caller === null ? undefined : state.stack.find((other) => other.id === caller.frame)
  }
  return frames
}
