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
  /** Adjusted mutual information with the labels, the mean over `runs` seeds. */
  ami: number
  amiTfIdf: number
  /** Groups that were found, mean. */
  groups: number
  groupsTfIdf: number
  runs: number
}

export interface ClusteringOptions {
  seed: string
  runs: number
  encoder?: Encoder | null
  onProgress?: (done: number, total: number, what: string) => void
}

/** Groups the texts without their labels, by our vectors and by plain tf-idf with the same algorithm, and compares both with the labels. */
export async function evaluateClustering(
  rows: readonly { text: string; intent: string }[],
  { seed, runs, encoder = null, onProgress }: ClusteringOptions,
): Promise<ClusteringEvaluation> {
  const texts = rows.map(({ text }) => text)
  const labels = rows.map(({ intent }) => intent)
  const ours = await pointsOf(texts, encoder)
  const sides = [ours, sparsePoints(plainTfIdf(texts))].map((points, side) => {
    let ami = 0
    let groups = 0
    for (let run = 0; run < runs; run += 1) {
      const found = groupPoints(points, `${seed}:${run}`, (done, total) =>
        onProgress?.((side * runs + run) * total + done, 2 * runs * total, side === 0 ? 'ours' : 'tf-idf'),
      )
      ami += adjustedMutualInformation([...found.groups], labels) / runs
      groups += found.count / runs
    }
    return { ami, groups }
  })
  const [own, plain] = sides as [(typeof sides)[number], (typeof sides)[number]]
  return {
    rows: rows.length,
    intents: new Set(labels).size,
    vectors: encoder === null ? 'words' : 'encoder',
    ami: own.ami,
    amiTfIdf: plain.ami,
    groups: own.groups,
    groupsTfIdf: plain.groups,
    runs,
  }
}

/** By meaning where there is an encoder, else by words and letters. */
export async function pointsOf(texts: readonly string[], encoder: Encoder | null): Promise<Points> {
  if (encoder !== null) return densePoints(await encodeAll(encoder, texts))
  return sparsePoints(texts.map(sparseVectors(texts)))
}
