import type { Arrays, StoredArray } from '../../bytes.ts'
import type { LearnedEntities } from './learn-entities.ts'

/** The part of `LearnedEntities` that is no array of numbers. */
export interface StoredLearned extends Omit<LearnedEntities, 'tagger'> {
  scale: number
}

/** Learned entities as a plain value and the arrays beside it. */
export function storeLearned(learned: LearnedEntities | null): {
  value: StoredLearned | null
  arrays: Record<string, StoredArray>
} {
  if (learned === null) return { value: null, arrays: {} }
  const { tagger, ...rest } = learned
  return {
    value: { ...rest, scale: tagger.scale },
    arrays: {
      'entities.hashes': tagger.hashes,
      'entities.counts': tagger.counts,
      'entities.pairs': tagger.pairs,
      'entities.gap': tagger.transitions.gap,
      'entities.adjacent': tagger.transitions.adjacent,
    },
  }
}

export function readLearned(
  value: StoredLearned | null,
  array: <K extends keyof Arrays>(name: string, kind: K) => Arrays[K],
): LearnedEntities | null {
  if (value === null) return null
  const { scale, ...rest } = value
  const labels = rest.labels.length
  return {
    ...rest,
    tagger: {
      labels,
      hashes: array('entities.hashes', 'uint32'),
      counts: array('entities.counts', 'uint32'),
      pairs: array('entities.pairs', 'uint32'),
      scale,
      transitions: { labels, gap: array('entities.gap', 'float32'), adjacent: array('entities.adjacent', 'float32') },
    },
  }
}
