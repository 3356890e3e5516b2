import type { Entity, RankedIntent } from '#domain/understanding.ts'
import type { Encoder } from '#ports/encoder.ts'
import {
  areaUnderRoc,
  expectedCalibrationError,
  load,
  macroF1,
  serialise,
  type TrainingData,
  train,
} from '#understanding/index.ts'
import { keepExamples, type PlacedExample } from './examples.ts'
import { assignFolds } from './folds.ts'
import { limits } from './limits.ts'
import { rememberingEncoder } from './vectors.ts'

export type Progress = (done: number, total: number, what: string) => void

export interface CrossValidationOptions {
  /** The same data and seed give the same folds and models. */
  seed: string
  folds?: number
  encoder?: Encoder | null
  onProgress?: Progress
}

/** One example as a model read it that was trained without it. */
export interface HeldOutReading {
  /** Index of the example. */
  example: number
  /** Every intent, best first; empty where the example has no words. */
  intents: RankedIntent[]
  outOfScope: number
  /** What was found in the text. */
  entities: Entity[]
}

export interface CrossValidation {
  folds: number
  /** In the order of the examples. */
  readings: HeldOutReading[]
  /** In scope: the share of examples whose first intent is their own. */
  accuracy: number
  macroF1: number
  calibrationError: number
  /** Of the out-of-scope score; null without examples out of scope. */
  outOfScopeAuroc: number | null
}

/** Values are read at a fixed moment, so that the day does not change what is found. */
export const readingContext = { timeZone: 'UTC', nowMs: Date.UTC(2026, 0, 15, 12) }

/**
 * Reads every example with a model that was trained on the other folds. Each text is taken as it stands: as one wish and without spelling.
 * Takes as long as training `folds` times.
 */
export async function crossValidate(
  data: TrainingData,
  examples: readonly PlacedExample[],
  options: CrossValidationOptions,
): Promise<CrossValidation> {
  const folds = options.folds ?? limits.folds
  const encoder = options.encoder ? rememberingEncoder(options.encoder) : null
  const assigned = assignFolds(examples, folds, options.seed)
  const readings: HeldOutReading[] = []
  const total = folds * 100
  for (let fold = 0; fold < folds; fold += 1) {
    const onProgress = (done: number, of: number) =>
      options.onProgress?.(fold * 100 + (95 * done) / Math.max(1, of), total, `fold ${fold + 1} of ${folds}`)
    const rest = keepExamples(data, (index) => assigned[index] !== fold)
    const held = examples.filter(({ index }) => assigned[index] === fold)
    readings.push(...(await readWith(rest, held, { encoder, seed: `${options.seed}:${fold}`, onProgress })))
    options.onProgress?.((fold + 1) * 100, total, `fold ${fold + 1} of ${folds}`)
  }
  readings.sort((a, b) => a.example - b.example)
  return { folds, readings, ...measure(examples, readings) }
}

/** Trains on `data` and reads `held` with the result. */
export async function readWith(
  data: TrainingData,
  held: readonly PlacedExample[],
  { seed, encoder = null, onProgress }: CrossValidationOptions,
): Promise<HeldOutReading[]> {
  const trained = await train(data, { seed, encoder, withoutSpans: true, ...(onProgress && { onProgress }) })
  const understander = load(serialise(trained), encoder)
  const readings: HeldOutReading[] = []
  for (const { index, text } of held) {
    const { intents, outOfScope, entities } = await understander.inspect(text, readingContext)
    readings.push({ example: index, intents, outOfScope, entities })
  }
  return readings
}

function measure(
  examples: readonly PlacedExample[],
  readings: readonly HeldOutReading[],
): Omit<CrossValidation, 'folds' | 'readings'> {
  const rows = readings.map(({ example, intents, outOfScope }) => {
    const { intent, isOutOfScope } = examples[example] as PlacedExample
    return {
      actual: intent,
      predicted: intents[0]?.name ?? '',
      confidence: intents[0]?.confidence ?? 0,
      outOfScope,
      isOutOfScope,
    }
  })
  const inside = rows.filter((row) => !row.isOutOfScope)
  const outside = rows.filter((row) => row.isOutOfScope)
  const right = inside.filter(({ actual, predicted }) => actual === predicted).length
  const scores = (of: typeof rows) => of.map(({ outOfScope }) => outOfScope)
  return {
    accuracy: inside.length === 0 ? 0 : right / inside.length,
    macroF1: macroF1(
      inside.map(({ actual }) => actual),
      inside.map(({ predicted }) => predicted),
    ),
    calibrationError: expectedCalibrationError(
      inside.map(({ actual, predicted, confidence }) => ({ confidence, right: actual === predicted })),
    ),
    outOfScopeAuroc: outside.length === 0 ? null : areaUnderRoc(scores(outside), scores(inside)),
  }
}
