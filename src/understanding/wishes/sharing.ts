import type { Entity, Wish } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'

/** Point back at something named: "tell me where it is". */
const pronouns = new Set('it its this that them they these those one ones same theirs both'.split(' '))
const plurals = new Set('them they these those both theirs'.split(' '))
/** With a noun behind them: "the order", "that parcel". */
const pointing = new Set('the that this these those same said'.split(' '))
/** "That" joins here, or says nothing: "I hope that …", "is that ok". */
const emptyBefore = new Set('hope think said so know see wish sure is all glad guess'.split(' '))

/**
 * Things that a pronoun may stand for: what an author's pattern or list knows, or was learned. Never dates, amounts, numbers and the
 * customer's own data (built-in kinds): "before Friday, and tell me when it comes" asks about no Friday.
 */
const isThing = ({ source, value }: Entity): boolean =>
  (source === 'pattern' || source === 'list' || source === 'learned') && typeof value === 'string'

/**
 * Which entities each wish shares with the others: those of another part of the message that it speaks of without naming them.
 *
 * 1. An entity belongs to the wish in whose part it stands; it is shared with another one only by these rules.
 * 2. A wish that names a thing itself shares none: "cancel MF-104233 and return the boots" are two things.
 * 3. A pronoun, or a noun with "the" or "that", stands for what the nearest wish before it names ("cancel MF-104299 and tell me where it
 *    is"); "them", "these" and "both" for all of it, any other word for the last thing of each type.
 * 4. Without a wish before it, for what the nearest one behind it names ("cancel it and tell me where MF-104299 is now").
 * 5. What stands in no wish's part ("about order MF-104299:"), or in a part that only informs ("MF-104299 was due last week. Where is
 *    it?"), is shared with every wish that names nothing of the same type.
 */
export function sharedEntities(
  wishes: readonly (Pick<Wish, 'start' | 'end' | 'entities'> & { informs: boolean })[],
  entities: readonly Entity[],
  tokens: readonly Token[],
): number[][] {
  if (wishes.length < 2) return wishes.map(() => [])
  const things = wishes.map((wish) => wish.entities.filter((index) => entities[index] && isThing(entities[index])))
  const outside = entities.flatMap((entity, index) =>
    isThing(entity) && !wishes.some((wish) => !wish.informs && wish.entities.includes(index)) ? [index] : [],
  )
  return wishes.map((wish, at) => {
    if (wish.informs) return []
    const own = things[at] ?? []
    const given = outside.filter((index) => !own.some((mine) => entities[mine]?.type === entities[index]?.type))
    if (own.length > 0) return given
    const words = tokens.filter(({ start, end }) => start >= wish.start && end <= wish.end)
    const refers = words.some((word, place) => pointsBack(words, word.norm, place))
    if (!refers) return given
    const before = things.slice(0, at).findLast((found) => found.length > 0)
    const source = before ?? things.slice(at + 1).find((found) => found.length > 0) ?? []
    const isPlural = words.some(({ norm }) => plurals.has(norm))
    const lastOfType = (index: number, place: number, all: readonly number[]) =>
      !all.slice(place + 1).some((later) => entities[later]?.type === entities[index]?.type)
    return [...new Set([...given, ...(isPlural ? source : source.filter(lastOfType))])].sort((a, b) => a - b)
  })
}

function pointsBack(words: readonly Token[], word: string, place: number): boolean {
  const before = words[place - 1]?.norm ?? ''
  if (pronouns.has(word) || /^(?:it|that|this)'s$/.test(word)) return !(word === 'that' && emptyBefore.has(before))
  return pointing.has(before)
}
