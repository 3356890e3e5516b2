import { seededRandom } from '#domain/random.ts'
import { limits } from '../limits.ts'
import type { Points } from './points.ts'
import { type Grouping, sphericalKMeans } from './spherical-k-means.ts'

export interface ChosenGrouping extends Grouping {
  count: number
  /** Mean simplified silhouette in [-1, 1]: how much nearer points are to their own group than to the next. */
  silhouette: number
}

/**
 * Groups points, with the number of groups that has the highest silhouette: first on a coarse scale, then between the neighbours of the best.
 * More than `limits.clusterSample` points are grouped by the centres of that many drawn from them.
 */
export function groupPoints(
  points: Points,
  seed: string,
  onProgress: (done: number, total: number) => void = () => {},
): ChosenGrouping {
  const sampled = sample(points, seed)
  const most = Math.max(1, Math.min(limits.clusterMost, Math.floor(sampled.size / limits.clusterSmallest)))
  const tried = new Map<number, ChosenGrouping>()
  const coarse = limits.clusterCounts.filter((count) => count <= most)
  const total = coarse.length + limits.clusterRefinements
  const attempt = (count: number) => {
    if (!tried.has(count)) tried.set(count, attemptWith(sampled, count, seed))
    onProgress(Math.min(tried.size, total), total)
  }
  for (const count of coarse) attempt(count)
  for (let step = 0; tried.size > 0 && step < limits.clusterRefinements; step += 1) {
    const counts = [...tried.keys()].sort((a, b) => a - b)
    const at = counts.indexOf(best(tried).count)
    // The wider of the two gaps beside the best so far is halved.
    const gaps = [
      [counts[at - 1] ?? counts[at], counts[at]],
      [counts[at], counts[at + 1] ?? counts[at]],
    ] as [number, number][]
    const [low, high] = gaps.sort((a, b) => b[1] - b[0] - (a[1] - a[0]))[0] as [number, number]
    if (high - low < 2) break
    attempt(Math.round((low + high) / 2))
  }
  const chosen = tried.size === 0 ? attemptWith(sampled, 1, seed) : best(tried)
  return sampled === points ? chosen : { ...chosen, ...assign(points, chosen.centres) }
}

/** Of equally good ones the one with fewer groups. */
const best = (tried: ReadonlyMap<number, ChosenGrouping>): ChosenGrouping =>
  [...tried.values()].sort((a, b) => b.silhouette - a.silhouette || a.count - b.count)[0] as ChosenGrouping

/** Each number of groups has draws of its own, so that a result does not depend on which others were tried. */
function attemptWith(points: Points, count: number, seed: string): ChosenGrouping {
  const grouping = sphericalKMeans(points, count, seededRandom(`${seed}:${count}`), limits.clusterRestarts)
  return { ...grouping, count, silhouette: silhouette(points, grouping.groups, count) }
}

/**
 * The silhouette (Rousseeuw 1987) with mean distances to whole groups, which for cosines need only the sums of the groups: time grows with
 * points x groups instead of points squared. A point alone in its group counts 0.
 */
export function silhouette(points: Points, groups: Int32Array, count: number): number {
  if (points.size === 0 || count < 2) return 0
  const sums = Array.from({ length: count }, () => new Float32Array(points.dimensions))
  const sizes = new Int32Array(count)
  for (let point = 0; point < points.size; point += 1) {
    const group = groups[point] as number
    points.addTo(sums[group] as Float32Array, point)
    sizes[group] = (sizes[group] as number) + 1
  }
  let sum = 0
  for (let point = 0; point < points.size; point += 1) {
    const own = groups[point] as number
    const size = sizes[own] as number
    if (size < 2) continue
    // Its similarity to itself is 1 and does not count.
    const within = 1 - (points.dot(point, sums[own] as Float32Array) - 1) / (size - 1)
    let next = Number.POSITIVE_INFINITY
    for (let group = 0; group < count; group += 1) {
      if (group === own || sizes[group] === 0) continue
      next = Math.min(next, 1 - points.dot(point, sums[group] as Float32Array) / (sizes[group] as number))
    }
    const far = Math.max(within, next)
    if (far > 0 && Number.isFinite(next)) sum += (next - within) / far
  }
  return sum / points.size
}

function sample(points: Points, seed: string): Points {
  if (points.size <= limits.clusterSample) return points
  const random = seededRandom(`${seed}:sample`)
  const chosen = Array.from({ length: points.size }, (_, i) => i)
  for (let i = 0; i < limits.clusterSample; i += 1) {
    const j = i + Math.floor(random.next() * (chosen.length - i))
    const held = chosen[i] as number
    chosen[i] = chosen[j] as number
    chosen[j] = held
  }
  const at = (i: number) => chosen[i] as number
  return {
    size: limits.clusterSample,
    dimensions: points.dimensions,
    dot: (point, vector) => points.dot(at(point), vector),
    addTo: (sum, point) => points.addTo(sum, at(point)),
  }
}

function assign(points: Points, centres: readonly Float32Array[]): Pick<Grouping, 'groups' | 'tightness'> {
  let tightness = 0
  const groups = Int32Array.from({ length: points.size }, (_, point) => {
    let group = 0
    let most = Number.NEGATIVE_INFINITY
    centres.forEach((centre, candidate) => {
      const similarity = points.dot(point, centre)
      if (similarity > most) {
        most = similarity
        group = candidate
      }
    })
    tightness += most
    return group
  })
  return { groups, tightness: points.size === 0 ? 0 : tightness / points.size }
}
