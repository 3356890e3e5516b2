import type { Points } from './points.ts'

/** Two groups became one: both are named by one of their points; `similarity` is the mean cosine between them. */
export interface Merge {
  into: number
  from: number
  similarity: number
}

/**
 * Joins the two groups with the highest mean similarity until one is left (UPGMA), by chains of nearest neighbours (Murtagh 1983): exact, in
 * time and memory that grow with the square of the number of points. The merges come most similar first.
 */
export function averageLinkage(points: Points): Merge[] {
  const n = points.size
  const similarity = similarities(points)
  const sizes = new Int32Array(n).fill(1)
  const isAlive = new Uint8Array(n).fill(1)
  const merges: Merge[] = []
  const chain: number[] = []
  let first = 0
  while (merges.length < n - 1) {
    if (chain.length === 0) {
      while (isAlive[first] === 0) first += 1
      chain.push(first)
    }
    const at = chain.at(-1) as number
    const before = chain.at(-2)
    // Of equals the one that was come from, else the first: chains end, and the order of the points decides nothing else.
    let nearest = before ?? -1
    let most = before === undefined ? Number.NEGATIVE_INFINITY : (similarity[at * n + before] as number)
    for (let other = 0; other < n; other += 1) {
      if (isAlive[other] === 0 || other === at) continue
      const value = similarity[at * n + other] as number
      if (value > most) {
        most = value
        nearest = other
      }
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    const [into, from] = at < nearest ? [at, nearest] : [nearest, at]
    join(similarity, sizes, isAlive, into, from)
    merges.push({ into, from, similarity: most })
  }
  // The sort is stable, so a group is made before it is joined to another.
  return merges.sort((a, b) => b.similarity - a.similarity)
}

function similarities(points: Points): Float32Array {
  const n = points.size
  const all = new Float32Array(n * n)
  const vector = new Float32Array(points.dimensions)
  for (let one = 0; one < n; one += 1) {
    vector.fill(0)
    points.addTo(vector, one)
    for (let other = 0; other < one; other += 1) {
      const value = points.dot(other, vector)
      all[one * n + other] = value
      all[other * n + one] = value
    }
  }
  return all
}

function join(similarity: Float32Array, sizes: Int32Array, isAlive: Uint8Array, into: number, from: number) {
  const n = sizes.length
  const [a, b] = [sizes[into] as number, sizes[from] as number]
  for (let other = 0; other < n; other += 1) {
    if (isAlive[other] === 0 || other === into || other === from) continue
    const mean = (a * (similarity[into * n + other] as number) + b * (similarity[from * n + other] as number)) / (a + b)
    similarity[into * n + other] = mean
    similarity[other * n + into] = mean
  }
  sizes[into] = a + b
  isAlive[from] = 0
}

/** The groups when `count` are left, numbered from 0 in the order of their first points. */
export function cutTree(merges: readonly Merge[], size: number, count: number): Int32Array {
  const parents = Int32Array.from({ length: size }, (_, i) => i)
  const root = (point: number): number => {
    let at = point
    while (parents[at] !== at) at = parents[at] as number
    return at
  }
  for (const { into, from } of merges.slice(0, Math.max(0, size - count))) {
    const [one, other] = [root(into), root(from)]
    parents[Math.max(one, other)] = Math.min(one, other)
  }
  const numbers = new Map<number, number>()
  return Int32Array.from({ length: size }, (_, point) => {
    const own = root(point)
    const number = numbers.get(own) ?? numbers.size
    numbers.set(own, number)
    return number
  })
}
