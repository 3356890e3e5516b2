import type { Transitions } from './crf.ts'
import type { PackedWeights } from './dense.ts'

/** What is learned of spans: plain values. Labels are numbers here; what they stand for is kept beside it. */
export interface TaggerModel extends SparseWeights {
  labels: number
  transitions: Transitions
  /** Null where it was learned from words alone. */
  dense: { words: PackedWeights; whole: PackedWeights } | null
}

/** Weights of hashed features, eight bits each. */
export interface SparseWeights {
  /** Ascending. */
  hashes: Uint32Array
  /** How many states each feature speaks for or against. */
  counts: Uint32Array
  /** Of each feature in turn: state in the upper 24 bits, weight as int8 in the lower 8. */
  pairs: Uint32Array
  /** A weight is its int8 times this. */
  scale: number
}

/** The share of weights that may be cut to the largest int8: one wild weight must not cost all others their precision. */
const cutShare = 1e-4

export interface TrainedWeights {
  hashes: Uint32Array
  offsets: Uint32Array
  states: Uint16Array
  weights: Float32Array
}

/** Eight bits for each weight; what rounds to nothing is left out. */
export function packWeights({ hashes, offsets, states, weights }: TrainedWeights): SparseWeights {
  const sizes = Float32Array.from(weights, Math.abs).sort()
  const largest = sizes[Math.floor((sizes.length - 1) * (1 - cutShare))] ?? 0
  const scale = largest === 0 ? 1 : largest / 127
  const kept: { hash: number; pairs: number[] }[] = []
  hashes.forEach((hash, feature) => {
    const pairs: number[] = []
    for (let p = offsets[feature] as number; p < (offsets[feature + 1] as number); p += 1) {
      const weight = Math.max(-127, Math.min(127, Math.round((weights[p] as number) / scale)))
      if (weight !== 0) pairs.push((((states[p] as number) << 8) | (weight & 255)) >>> 0)
    }
    if (pairs.length > 0) kept.push({ hash, pairs })
  })
  kept.sort((a, b) => a.hash - b.hash)
  return {
    hashes: Uint32Array.from(kept, ({ hash }) => hash),
    counts: Uint32Array.from(kept, ({ pairs }) => pairs.length),
    pairs: Uint32Array.from(kept.flatMap(({ pairs }) => pairs)),
    scale,
  }
}
