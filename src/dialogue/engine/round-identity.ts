import type { Frame, Rounds } from '#domain/dialogue-state.ts'
import type { Json, JsonObject } from '#domain/json.ts'
import { type EvaluationScope, evaluate, itemName, sameJson } from '../expressions/index.ts'
import { branch, type CompiledStepOf, own } from '../flow-language/index.ts'
import { pathText, roundOf, type StepPath } from './paths.ts'

/**
 * Which round belongs to which element. Rounds are numbered by the element and not by its place: where a repeat is done again over a list that has
 * shifted, what was given, confirmed and done for an element is still its own. The numbers are part of the paths inside a repeat.
 */

type Kept = Rounds['kept'][number]

/** The number of the round at a place of the list. States of before rounds had numbers count the places. */
export const roundAt = ({ ids }: Rounds, place: number): number => ids?.[place] ?? place

const idOf = ({ id }: Kept, place: number): number => id ?? place

/** What was given in the round of that number. */
export const keptOf = ({ kept }: Rounds, round: number): Kept | undefined =>
  kept.find((entry, place) => idOf(entry, place) === round)

/** Tells whether two elements are the same one. */
export type SameElement = (a: Json, b: Json) => boolean

/**
 * By what the author says tells them apart, or by their value. What a record is called by (an id, a number, a code) is enough: its state may have
 * changed since.
 */
export function sameElement({ by }: CompiledStepOf<'repeat'>, scope: EvaluationScope): SameElement {
  // Releases of before `by` have none.
  if (by == null) return (a, b) => sameJson(a, b) || haveSameName(a, b)
  const called = (item: Json) =>
    evaluate(by, { today: scope.today, lookup: (name) => (name === itemName ? item : scope.lookup(name)) })
  return (a, b) => {
    const [one, other] = [called(a), called(b)]
    return one === null && other === null ? sameJson(a, b) : sameJson(one, other)
  }
}

const isName = /^(?:id|key|code|sku|number)$|(?:Id|Key|Code|Sku|Number|_id|_key|_code|_sku|_number)$/

function haveSameName(a: Json, b: Json): boolean {
  if (!isRecord(a) || !isRecord(b)) return false
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => isName.test(name))
  return names.length > 0 && names.every((name) => sameJson(own(a, name) ?? null, own(b, name) ?? null))
}

const isRecord = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * The number of each element's round: that of before where it had one. Of equal elements the first is the first. Where as many are left on both
 * sides that nothing tells apart, they are taken to be the same in order: it is rather asked whether something shall be done again than done again.
 */
export function numberRounds(list: readonly Json[], kept: Rounds['kept'], isSame: SameElement): number[] {
  const before = kept.map((entry, place) => ({ id: idOf(entry, place), item: entry.item }))
  const left = new Set(before)
  const ids: (number | undefined)[] = list.map(() => undefined)
  const match = (fits: (item: Json, known: Json) => boolean) => {
    for (const [place, item] of list.entries()) {
      if (ids[place] !== undefined) continue
      const found = [...left].find((known) => fits(item, known.item))
      if (found === undefined) continue
      left.delete(found)
      ids[place] = found.id
    }
  }
  match(sameJson)
  match(isSame)
  if (left.size === ids.filter((id) => id === undefined).length) match(() => true)
  let next = Math.max(-1, ...before.map(({ id }) => id)) + 1
  return ids.map((id) => {
    if (id !== undefined) return id
    next += 1
    return next - 1
  })
}

/**
 * What a step did for an element that is in no list any more, with the same input: an element that could not be known again. It was done, so it is not
 * done again. Gives where it stands in `frame.done`.
 */
export function doneInGoneRound(frame: Frame, path: StepPath, input: string): string | null {
  if (!path.some((part) => roundOf(part) !== null)) return null
  const here = pathText(path).split('.')
  const found = Object.entries(frame.done).find(([text, done]) => {
    if (done.input !== input) return false
    const there = text.split('.')
    if (there.length !== here.length || !there.every((part, at) => part === here[at] || bothRounds(part, here[at])))
      return false
    const parting = there.findIndex((part, at) => part !== here[at])
    const rounds = own(frame.rounds ?? {}, there.slice(0, parting).join('.'))
    const round = roundOf(there[parting])
    return rounds !== undefined && round !== null && !rounds.list.some((_, place) => roundAt(rounds, place) === round)
  })
  return found?.[0] ?? null
}

const bothRounds = (a: string, b: string | undefined): boolean => roundOf(a) !== null && roundOf(b) !== null

/** The branch name under which rounds stand, for telling paths inside from those outside. */
export const insideOf = (path: string): string => `${path}.${branch.round}#`
