import type { Random } from '#domain/random.ts'
import type { Points } from './points.ts'

export interface Grouping {
  /** Group of each point, from 0. */
  groups: Int32Array
  /** Of each group, length 1. */
  centres: Float32Array[]
  /** Mean cosine of the points to their centres. */
  tightness: number
}

/** Rounds after which what still moves is a point here and there. */
const rounds = 50

/** Groups by the nearest of `count` centres (Dhillon and Modha 2001), started with k-means++ (Arthur and Vassilvitskii 2007). */
export function sphericalKMeans(points: Points, count: number, random: Random, restarts: number): Grouping {
  let best: Grouping | null = null
  for (let start = 0; start < restarts; start += 1) {
    const found = once(points, Math.min(count, points.size), random)
    if (best === null || found.tightness > best.tightness) best = found
  }
  return best ?? { groups: new Int32Array(0), centres: [], tightness: 0 }
}

function once(points: Points, count: number, random: Random): Grouping {
  let centres = startingCentres(points, count, random)
  const groups = new Int32Array(points.size)
  let tightness = 0
  for (let round = 0; round < rounds; round += 1) {
    let moved = 0
    tightness = 0
    const sums = centres.map(() => new Float32Array(points.dimensions))
    const worst = { point: -1, similarity: Number.POSITIVE_INFINITY }
    for (let point = 0; point < points.size; point += 1) {
      let group = 0
      let most = Number.NEGATIVE_INFINITY
      centres.forEach((centre, candidate) => {
        const similarity = points.dot(point, centre)
        if (similarity > most) {
          most = similarity
          group = candidate
        }
      })
      if (groups[point] !== group) moved += 1
      groups[point] = group
      tightness += most
      if (most < worst.similarity) Object.assign(worst, { point, similarity: most })
      points.addTo(sums[group] as Float32Array, point)
    }
    centres = sums.map((sum) => {
      // A centre that lost all its points starts again at the point that is worst off.
      if (!normalise(sum) && worst.point >= 0) {
        points.addTo(sum, worst.point)
        normalise(sum)
      }
      return sum
    })
    if (round > 0 && moved === 0) break
  }
  return { groups, centres, tightness: points.size === 0 ? 0 : tightness / points.size }
}

function startingCentres(points: Points, count: number, random: Random): Float32Array[] {
  const centres: Float32Array[] = []
  const distance = new Float64Array(points.size).fill(1)
  while (centres.length < count) {
    const total = distance.reduce((sum, one) => sum + one, 0)
    let left = random.next() * total
    let chosen = 0
    while (chosen < points.size - 1 && left >= (distance[chosen] as number)) {
      left -= distance[chosen] as number
      chosen += 1
    }
    const centre = new Float32Array(points.dimensions)
    points.addTo(centre, chosen)
    centres.push(centre)
    for (let point = 0; point < points.size; point += 1) {
      const far = Math.max(0, 1 - points.dot(point, centre))
      if (far < (distance[point] as number)) distance[point] = far
    }
  }
  return centres
}

/** To length 1; false where there is nothing. */
export function normalise(vector: Float32Array): boolean {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares === 0) return false
  const length = Math.sqrt(squares)
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) / length
  return true
}
