import { seededRandom } from '#domain/random.ts'
import { limits } from '../limits.ts'
import { averageLinkage, cutTree } from './average-linkage.ts'
import { normalise, type Points } from './points.ts'

export interface Grouping {
  /** Group of each point, from 0. */
  groups: Int32Array
  count: number
  /** Of each group, length 1. */
  centres: Float32Array[]
  /** Mean silhouette in [-1, 1]: how much nearer points are to their own group than to the next. */
  silhouette: number
}

/**
 * Groups points by average linkage, cut where the silhouette is highest: looked for on a coarse scale, then between the neighbours of the best.
 * Of more than `limits.clusterSample` points so many are drawn and grouped, and each of the others goes to the nearest centre.
 */
export function groupPoints(
  points: Points,
  seed: string,
  onProgress: (done: number, total: number) => void = () => {},
): Grouping {
  const sampled = sample(points, seed)
  const most = Math.max(1, Math.min(limits.clusterMost, Math.floor(sampled.size / limits.clusterSmallest)))
  const coarse = limits.clusterCounts.filter((count) => count <= most)
  // The tree takes about as long as all cuts together.
  const total = 2 * (coarse.length + limits.clusterRefinements)
  const merges = averageLinkage(sampled)
  const tried = new Map<number, { count: number; groups: Int32Array; silhouette: number }>()
  const attempt = (count: number) => {
    if (tried.has(count)) return
    const groups = cutTree(merges, sampled.size, count)
    tried.set(count, { count, groups, silhouette: silhouette(sampled, groups, count) })
    onProgress(total / 2 + tried.size, total)
  }
  const best = () =>
    [...tried.values()].sort((a, b) => b.silhouette - a.silhouette || a.count - b.count)[0] ?? {
      count: 1,
      groups: new Int32Array(sampled.size),
      silhouette: 0,
    }
  for (const count of coarse) attempt(count)
  for (let step = 0; tried.size > 0 && step < limits.clusterRefinements; step += 1) {
    const counts = [...tried.keys()].sort((a, b) => a - b)
    const at = counts.indexOf(best().count)
    // The wider of the two gaps beside the best so far is halved.
    const [low, high] = [
      [counts[Math.max(0, at - 1)], counts[at]],
      [counts[at], counts[Math.min(counts.length - 1, at + 1)]],
    ].sort((a, b) => (b[1] as number) - (b[0] as number) - ((a[1] as number) - (a[0] as number)))[0] as [number, number]
    if (high - low < 2) break
    attempt(Math.round((low + high) / 2))
  }
  const chosen = best()
  const centres = centresOf(sampled, chosen.groups, chosen.count)
  const groups = sampled === points ? chosen.groups : assign(points, centres)
  return { ...chosen, groups, centres }
}

/**
 * The silhouette (Rousseeuw 1987) with mean distances to whole groups, which for cosines need only the sums of the groups: time grows with
 * points x groups instead of points squared. A point alone in its group counts 0.
 */
export function silhouette(points: Points, groups: Int32Array, count: number): number {
  if (points.size === 0 || count < 2) return 0
  const { sums, sizes } = sumsOf(points, groups, count)
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

function sumsOf(points: Points, groups: Int32Array, count: number) {
  const sums = Array.from({ length: count }, () => new Float32Array(points.dimensions))
  const sizes = new Int32Array(count)
  for (let point = 0; point < points.size; point += 1) {
    const group = groups[point] as number
    points.addTo(sums[group] as Float32Array, point)
    sizes[group] = (sizes[group] as number) + 1
  }
  return { sums, sizes }
}

function centresOf(points: Points, groups: Int32Array, count: number): Float32Array[] {
  const { sums } = sumsOf(points, groups, count)
  for (const sum of sums) normalise(sum)
  return sums
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

const assign = (points: Points, centres: readonly Float32Array[]): Int32Array =>
  Int32Array.from({ length: points.size }, (_, point) => {
    let group = 0
    let most = Number.NEGATIVE_INFINITY
    centres.forEach((centre, candidate) => {
      const similarity = points.dot(point, centre)
      if (similarity > most) {
        most = similarity
        group = candidate
      }
    })
    return group
  })
