import type { Json } from '#domain/json.ts'
import type { Entity } from '#domain/understanding.ts'
import { sameJson } from '../expressions/index.ts'
import { fold, type Words } from '../words/index.ts'

/** Which of several values of one kind a message wants, the higher the rather; 0 where nothing tells. */
export type Preference = ReadonlyMap<Entity, number>

/** Numbers of the preference that are choices: what tells more outweighs everything that tells less. */
const weight = {
  /** "not the …", "instead of …", "… is of no use to me". */
  dismissed: -8,
  /** "from … to …", "off … onto …": the second of the two. */
  movedTo: 4,
  /** Stands in a sentence that asks for something. */
  asked: 2,
  /** For every sentence further on: people tell what is before they say what they want. */
  sentence: 0.5,
} as const

/**
 * Weighs the values of one type against one another by what is said around them: of "it says morning, I'm only home in the evening, can
 * you move it" the evening is wanted, of "take it off my card and put it on PayPal" PayPal.
 */
export function preferenceAmong(text: string, entities: readonly Entity[], words: Words): Preference {
  const said = entities.filter(({ source }) => source !== 'reference')
  const types = new Set(said.map(({ type }) => type))
  const found = new Map<Entity, number>()
  for (const type of types) {
    const same = said.filter((entity) => entity.type === type).sort((a, b) => a.start - b.start)
    // One alone is only told apart from none: "it's not about that one shirt".
    for (const [index, entity] of same.entries())
      found.set(entity, weigh(text, entity, same[index - 1], same[index + 1], words))
  }
  return found
}

function weigh(
  text: string,
  entity: Entity,
  before: Entity | undefined,
  after: Entity | undefined,
  { correction }: Words,
): number {
  const sentence = sentenceAt(text, entity.start)
  const from = Math.max(sentence.start, before?.end ?? 0)
  const lead = fold(text.slice(from, entity.start))
  // What follows up to the next value rather leads to that one.
  const rest = fold(text.slice(entity.end, Math.min(sentence.end, after?.start ?? sentence.end)))
  const isLast = after === undefined || after.start >= sentence.end
  let sum = sentence.index * weight.sentence
  if (correction.dismissesNext.test(lead) || correction.dismissesLast.test(rest)) sum += weight.dismissed
  if (correction.asks.test(isLast ? `${lead} ${rest}` : lead)) sum += weight.asked
  if (before !== undefined && before.start >= sentence.start) {
    const movesFrom = correction.movesFrom.test(fold(text.slice(sentence.start, before.start)))
    if (movesFrom && correction.movesTo.test(lead)) sum += weight.movedTo
  }
  return sum
}

/** The sentence a place stands in, and how many stand before it. A point within a number or an address ends none. */
function sentenceAt(text: string, at: number): { start: number; end: number; index: number } {
  let [start, index] = [0, 0]
  for (const end of text.matchAll(/[.!?;…]+(?=\s)|\n/g)) {
    if (end.index >= at) return { start, end: end.index, index }
    start = end.index + end[0].length
    index += 1
  }
  return { start, end: text.length, index }
}

/** Said not to be meant. */
export const isDismissed = (preference: Preference, entity: Entity): boolean =>
  (preference.get(entity) ?? 0) <= weight.dismissed / 2

/** Values that could replace one that is there: it itself is no correction of it, where something else was said, too. */
export function othersThan(current: Json | undefined, entities: readonly Entity[], types: readonly string[]): Entity[] {
  if (current === undefined || current === null) return [...entities]
  const isCurrent = (entity: Entity) => types.includes(entity.type) && sameJson(entity.value, current)
  const others = entities.filter((entity) => !isCurrent(entity))
  return others.some((entity) => types.includes(entity.type)) ? others : [...entities]
}
