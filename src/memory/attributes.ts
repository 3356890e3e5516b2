import type { Json, JsonObject } from '#domain/json.ts'
import type { TalkedThing } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'

/** Whether a value may be kept: never a card's number, a password, a code. The caller knows what is one. */
export type MayKeep = (name: string, value: string) => boolean

/** The things with what tools' results say of them: the plain values of the objects in which its value stands. */
export function learnAttributes(
  things: readonly TalkedThing[],
  results: readonly Json[],
  mayKeep: MayKeep,
): TalkedThing[] {
  const sought = new Map(things.map(({ value }) => [comparable(value), {} as Record<string, Json>]))
  // Results are read once, whatever was talked about.
  for (const object of results.flatMap((result) => objectsIn(result)))
    for (const own of new Set(Object.values(object).map(comparable))) {
      const learned = own === null ? undefined : sought.get(own)
      if (learned !== undefined && own !== null) Object.assign(learned, attributesOf(object, mayKeep, own))
    }
  return things.map((thing) => {
    const learned = sought.get(comparable(thing.value)) ?? {}
    return Object.keys(learned).length === 0
      ? thing
      : { ...thing, attributes: bounded({ ...thing.attributes, ...learned }) }
  })
}

const bounded = (attributes: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(Object.entries(attributes).slice(-memoryLimits.attributes))

const comparable = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value.trim().toLowerCase() || null : typeof value === 'number' ? String(value) : null

/** All objects of a value, outermost first, as far as the bounds let us look. */
function objectsIn(result: Json): JsonObject[] {
  const found: JsonObject[] = []
  const look = (value: Json, depth: number): void => {
    if (value === null || typeof value !== 'object' || depth > memoryLimits.resultDepth) return
    if (found.length >= memoryLimits.resultObjects) return
    if (!Array.isArray(value)) found.push(value)
    for (const inner of Array.isArray(value) ? value : Object.values(value)) look(inner, depth + 1)
  }
  look(result, 0)
  return found
}

function attributesOf(object: JsonObject, mayKeep: MayKeep, own: string): Record<string, Json> {
  const found: Record<string, Json> = {}
  for (const [name, value] of Object.entries(object)) {
    if (comparable(value) === own) continue
    if (typeof value === 'number' || typeof value === 'boolean') found[name] = value
    else if (typeof value === 'string') {
      if (value !== '' && value.length <= memoryLimits.attributeCharacters && mayKeep(name, value)) found[name] = value
    } else if (Array.isArray(value)) {
      const texts = value.flatMap((item) => namesIn(item)).filter((text) => mayKeep(name, text))
      if (texts.length > 0) found[name] = [...new Set(texts)].slice(0, memoryLimits.attributeTexts)
    } else if (value !== null) {
      // An amount is an object with its currency in some shops: its number is what compares.
      const { amount } = value
      if (typeof amount === 'number') found[name] = amount
    }
  }
  return found
}

/** What an item of a list is called, and its plain words: "boots", "black". */
function namesIn(item: Json): string[] {
  const short = (text: string) => text !== '' && text.length <= memoryLimits.attributeCharacters
  if (typeof item === 'string') return short(item) ? [item] : []
  if (item === null || typeof item !== 'object' || Array.isArray(item)) return []
  return Object.entries(item).flatMap(([name, value]) =>
    typeof value === 'string' &&
    /name|title|label|product|colou?r|size|kind|type|brand|category/i.test(name) &&
    short(value)
      ? [value]
      : [],
  )
}
