/** How good a ranking is, of a query with several relevant documents. */
export interface RankingScore {
  /** Share of the relevant ones among the first ten. */
  recall: number
  /** Discounted gain of the first ten, of the most there could be (Järvelin/Kekäläinen; relevant or not). */
  ndcg: number
  /** 1 / rank of the first relevant one; 0 where none is among ten. */
  reciprocalRank: number
}

const depth = 10

export function scoreRanking(ranked: readonly string[], relevant: readonly string[]): RankingScore {
  const wanted = new Set(relevant)
  let gain = 0
  let hits = 0
  let reciprocalRank = 0
  for (const [place, id] of ranked.slice(0, depth).entries()) {
    if (!wanted.has(id)) continue
    gain += 1 / Math.log2(place + 2)
    hits += 1
    if (reciprocalRank === 0) reciprocalRank = 1 / (place + 1)
  }
  let most = 0
  for (let place = 0; place < Math.min(depth, wanted.size); place += 1) most += 1 / Math.log2(place + 2)
  return { recall: hits / wanted.size, ndcg: gain / most, reciprocalRank }
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Draws of queries for the interval; the ends move by less than 0.005 from one seed to another. */
const draws = 4_000

/**
 * Ours over theirs, minus 1, and the range in which it lies with 95 % when queries are drawn again with replacement (paired bootstrap).
 * `seed`: the same gives the same.
 */
export function gainOver(
  ours: readonly number[],
  theirs: readonly number[],
  seed: number,
): { gain: number; interval: [low: number, high: number] } {
  const gain = mean(ours) / mean(theirs) - 1
  let state = seed >>> 0 || 1
  const next = (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const gains: number[] = []
  for (let draw = 0; draw < draws; draw += 1) {
    let [own, other] = [0, 0]
    for (let at = 0; at < ours.length; at += 1) {
      const chosen = next(ours.length)
      own += ours[chosen]!
      other += theirs[chosen]!
    }
    if (other > 0) gains.push(own / other - 1)
  }
  gains.sort((a, b) => a - b)
  const at = (share: number) => gains[Math.min(gains.length - 1, Math.floor(gains.length * share))] ?? Number.NaN
  return { gain, interval: [at(0.025), at(0.975)] }
}
