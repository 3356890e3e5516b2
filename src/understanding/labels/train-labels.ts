import { seededRandom } from '#domain/random.ts'
import { type Heads, Scorer, trainHeads } from './heads.ts'
import { labelSettings } from './settings.ts'
import { fitThresholds, type HeldOut } from './thresholds.ts'
import { type LabelInput, LabelVectors } from './vectors.ts'

export interface LabelledInput extends LabelInput {
  labels: readonly string[]
}

/** What training makes: any number of labels may hold of a text, none too. */
export interface LabelModel {
  names: string[]
  vectors: LabelVectors
  heads: Heads
  /** Of each label, the probability from which on it is said. */
  thresholds: Float32Array
}

/** Trains one head per label; thresholds are fitted on rows held out in turn. The same rows and seed give the same model. */
export function trainLabels(
  rows: readonly LabelledInput[],
  { seed, onProgress }: { seed: string; onProgress?: (done: number, total: number) => void },
): LabelModel {
  const names = [...new Set(rows.flatMap(({ labels }) => labels))].sort()
  const numbers = new Map(names.map((name, index) => [name, index]))
  const truths = rows.map(({ labels }) => new Set(labels.flatMap((label) => numbers.get(label) ?? [])))
  const held: HeldOut[] = []
  const { folds } = labelSettings
  for (let fold = 0; fold < folds; fold += 1) {
    const isHeld = (row: number) => row % folds === fold
    const rest = rows.filter((_, row) => !isHeld(row))
    onProgress?.(fold, folds + 1)
    if (rest.length === 0) continue
    const model = fitHeads(
      rest,
      truths.filter((_, row) => !isHeld(row)),
      names.length,
      `${seed}:${fold}`,
    )
    const scorer = new Scorer(model.heads)
    rows.forEach((row, index) => {
      if (!isHeld(index)) return
      held.push({ scores: scorer.score(model.vectors.vector(row)).slice(), truth: truths[index] ?? new Set() })
    })
  }
  onProgress?.(folds, folds + 1)
  return { names, ...fitHeads(rows, truths, names.length, seed), thresholds: fitThresholds(held, names.length) }
}

function fitHeads(rows: readonly LabelInput[], truths: readonly ReadonlySet<number>[], labels: number, seed: string) {
  const vectors = LabelVectors.learn(rows)
  const sizes = {
    sparse: vectors.space.hashes.length,
    whole: vectors.wholeMean.length,
    word: vectors.wordMean.length,
    labels,
  }
  const heads = trainHeads(
    rows.map((row) => vectors.vector(row)),
    truths,
    sizes,
    seededRandom(seed),
  )
  return { vectors, heads }
}

export interface ReadLabel {
  name: string
  confidence: number
}

/** Reads the labels of texts. Keeps scratch memory: one per thread. */
export class LabelReader {
  readonly model: LabelModel
  readonly #scorer: Scorer

  constructor(model: LabelModel) {
    this.model = model
    this.#scorer = new Scorer(model.heads)
  }

  /** The labels that hold, the surest first; with `all` also those below their threshold. */
  read(input: LabelInput, all = false): ReadLabel[] {
    const { names, thresholds, vectors } = this.model
    const scores = this.#scorer.score(vectors.vector(input))
    return names
      .map((name, label) => ({ name, confidence: scores[label] ?? 0, least: thresholds[label] ?? 1 }))
      .filter(({ confidence, least }) => all || confidence >= least)
      .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1))
      .map(({ name, confidence }) => ({ name, confidence }))
  }
}
