import type { Encoder } from '#ports/encoder.ts'
import { encodeAll, sparseVectors } from '../vectors.ts'
import { groupPoints } from './choose-count.ts'
import { adjustedMutualInformation } from './mutual-information.ts'
import { plainTfIdf } from './plain-tf-idf.ts'
import { densePoints, type Points, sparsePoints } from './points.ts'

export interface ClusteringEvaluation {
  rows: number
  intents: number
  /** What the texts were grouped by. */
  vectors: 'encoder' | 'words'
  /** Adjusted mutual information with the labels. */
  ami: number
  amiTfIdf: number
  /** Groups that were found. */
  groups: number
  groupsTfIdf: number
}

interface Measured {
  ami: number
  groups: number
}

export interface ClusteringOptions {
  seed: string
  encoder?: Encoder | null
  onProgress?: (done: number, total: number, what: string) => void
}

/** Groups the texts without their labels, by our vectors and by plain tf-idf with the same algorithm, and compares both with the labels. */
export async function evaluateClustering(
  rows: readonly { text: string; intent: string }[],
  { seed, encoder = null, onProgress }: ClusteringOptions,
): Promise<ClusteringEvaluation> {
  const texts = rows.map(({ text }) => text)
  const labels = rows.map(({ intent }) => intent)
  const ours = await pointsOf(texts, encoder)
  const [own, plain] = [ours, sparsePoints(plainTfIdf(texts))].map((points, side) => {
    const found = groupPoints(points, seed, (done, total) =>
      onProgress?.(side * total + done, 2 * total, side === 0 ? 'ours' : 'tf-idf'),
    )
    return { ami: adjustedMutualInformation([...found.groups], labels), groups: found.count }
  }) as [Measured, Measured]
  return {
    rows: rows.length,
    intents: new Set(labels).size,
    vectors: encoder === null ? 'words' : 'encoder',
    ami: own.ami,
    amiTfIdf: plain.ami,
    groups: own.groups,
    groupsTfIdf: plain.groups,
  }
}

/** By meaning where there is an encoder, else by words and letters. */
export async function pointsOf(texts: readonly string[], encoder: Encoder | null): Promise<Points> {
  if (encoder !== null) return densePoints(await encodeAll(encoder, texts))
  return sparsePoints(texts.map(sparseVectors(texts)))
}
