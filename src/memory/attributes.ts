import type { Json, JsonObject } from '#domain/json.ts'
import type { TalkedThing } from '#domain/memory.ts'
import { memoryLimits } from './limits.ts'

/** Whether a value may be kept: never a card's number, a password, a code. The caller knows what is one. */
export type MayKeep = (name: string, value: string) => boolean

/** What a tool's result says of a thing: the plain values of the objects in which its value stands. */
export function learnAttributes(thing: TalkedThing, results: readonly Json[], mayKeep: MayKeep): TalkedThing {
  const wanted = comparable(thing.value)
  if (wanted === null) return thing
  const learned: Record<string, Json> = {}
  for (const object of results.flatMap((result) => objectsIn(result)))
    if (Object.values(object).some((value) => comparable(value) === wanted))
      Object.assign(learned, attributesOf(object, mayKeep, wanted))
  if (Object.keys(learned).length === 0) return thing
  return { ...thing, attributes: bounded({ ...thing.attributes, ...learned }) }
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
