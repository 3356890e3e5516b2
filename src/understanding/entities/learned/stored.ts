import type { Arrays, StoredArray } from '../../bytes.ts'
import type { PackedWeights } from './dense.ts'
import type { LearnedEntities } from './learn-entities.ts'
import type { Projection } from './projection.ts'

/** The part of `LearnedEntities` that is no array of numbers. */
export interface StoredLearned extends Omit<LearnedEntities, 'tagger' | 'dense' | 'topics'> {
  scale: number
  topics: { topics: number; scale: number } | null
  dense: { encoder: string; from: number; to: number; wordsScale: number; wholeScale: number } | null
}

/** Learned entities as a plain value and the arrays beside it. */
export function storeLearned(learned: LearnedEntities | null): {
  value: StoredLearned | null
  arrays: Record<string, StoredArray>
} {
  if (learned === null) return { value: null, arrays: {} }
  const { tagger, dense, topics, ...rest } = learned
  const weights = tagger.dense
  return {
    value: {
      ...rest,
      scale: tagger.scale,
      topics: topics && { topics: topics.topics, scale: topics.scale },
      dense: dense &&
        weights && {
          encoder: dense.encoder,
          from: dense.words.from,
          to: dense.words.to,
          wordsScale: weights.words.scale,
          wholeScale: weights.whole.scale,
        },
    },
    arrays: {
      ...(topics && {
        'entities.topics.hashes': topics.hashes,
        'entities.topics.counts': topics.counts,
        'entities.topics.pairs': topics.pairs,
      }),
      'entities.hashes': tagger.hashes,
      'entities.counts': tagger.counts,
      'entities.pairs': tagger.pairs,
      'entities.gap': tagger.transitions.gap,
      'entities.adjacent': tagger.transitions.adjacent,
      ...(dense && weights
        ? { ...storeDense('words', dense.words, weights.words), ...storeDense('whole', dense.whole, weights.whole) }
        : {}),
    },
  }
}

const storeDense = (part: string, { mean, axes, scales }: Projection, { weights }: PackedWeights) => ({
  [`entities.${part}.mean`]: mean,
  [`entities.${part}.axes`]: axes,
  [`entities.${part}.scales`]: scales,
  [`entities.${part}.weights`]: weights,
})

export function readLearned(
  value: StoredLearned | null,
  array: <K extends keyof Arrays>(name: string, kind: K) => Arrays[K],
): LearnedEntities | null {
  if (value === null) return null
  const { scale, dense, topics, ...rest } = value
  const projection = (part: string, { from, to }: { from: number; to: number }): Projection => ({
    from,
    to,
    mean: array(`entities.${part}.mean`, 'float32'),
    axes: array(`entities.${part}.axes`, 'int8'),
    scales: array(`entities.${part}.scales`, 'float32'),
  })
  const weights = (part: string) => array(`entities.${part}.weights`, 'int8')
  const labels = rest.labels.length
  return {
    ...rest,
    topics: topics && {
      ...topics,
      hashes: array('entities.topics.hashes', 'uint32'),
      counts: array('entities.topics.counts', 'uint32'),
      pairs: array('entities.topics.pairs', 'uint32'),
    },
    dense: dense && { encoder: dense.encoder, words: projection('words', dense), whole: projection('whole', dense) },
    tagger: {
      labels,
      hashes: array('entities.hashes', 'uint32'),
      counts: array('entities.counts', 'uint32'),
      pairs: array('entities.pairs', 'uint32'),
      scale,
      transitions: { labels, gap: array('entities.gap', 'float32'), adjacent: array('entities.adjacent', 'float32') },
      dense: dense && {
        words: { weights: weights('words'), scale: dense.wordsScale },
        whole: { weights: weights('whole'), scale: dense.wholeScale },
      },
    },
  }
}
