import { addCounts, countsOf, noCounts } from './count-features.ts'
import { type DimensionName, dimensionNames, dimensions } from './dimensions.ts'
import { styleOfCounts } from './measure.ts'
import { isSet, type Style, setDimensions } from './style.ts'

/** Numbers of the choice between wordings. */
const choosing = {
  /** Words at which a text's measured style counts half: one "OK" in three words says little about how it is written. */
  halfTrustedWords: 12,
  /** Distance, on the scale of the dimensions, within which wordings count as equally near: the draw among them keeps variety. */
  nearEqual: 0.06,
} as const

/** A wording's own style, drawn to the middle the shorter it is. */
export function styleOfWording(text: string): Style {
  const counts = { ...noCounts }
  addCounts(counts, countsOf(text))
  const measured = styleOfCounts(counts)
  const trust = counts.words / (counts.words + choosing.halfTrustedWords)
  return Object.fromEntries(
    dimensionNames.map((name) => [
      name,
      0.5 + ((measured[name].score ?? 0.5) - 0.5) * (name === 'verbosity' ? 1 : trust),
    ]),
  ) as Style
}

/** Weighted by how far the style goes from the middle; dimensions that it leaves as written do not count. 0 … 1. */
export function distance(own: Style, target: Style, over: readonly DimensionName[] = setDimensions(target)): number {
  let [sum, weights] = [0, 0]
  for (const name of over) {
    if (!isSet(target[name])) continue
    const weight = Math.abs(target[name] - 0.5)
    const off = own[name] - target[name]
    sum += weight * (dimensions[name].isRare && target[name] < 0.5 ? Math.max(0, off) : Math.abs(off))
    weights += weight
  }
  return weights === 0 ? 0 : sum / weights
}

/**
 * How far texts are from a style, 0 … 1: their mean distance over what it sets. For the trace of a single reply; whether many keep to it is
 * `adherence`.
 */
export function distanceFromStyle(texts: readonly string[], style: Style): number {
  return texts.length === 0 ? 0 : distance(styleOfWording(texts.join('\n')), style)
}

/** Those nearest to a style, and what is as near as makes no difference; all of them where the style sets nothing. */
export function nearest<T extends { distance(): number }>(choice: readonly T[]): readonly T[] {
  if (choice.length < 2) return choice
  const distances = choice.map((one) => one.distance())
  const best = Math.min(...distances)
  return choice.filter((_one, at) => (distances[at] ?? 0) <= best + choosing.nearEqual)
}
