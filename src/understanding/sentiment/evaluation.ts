import type { Encoder } from '#ports/encoder.ts'
import { type LineProblem, parseJsonLines } from '../json-lines.ts'
import { expectedCalibrationError, percentile } from '../statistics.ts'
import { type LabelledText, type Prediction, trainTextClassifier } from './classifier/text-classifier.ts'
import { shippedKnowledge } from './knowledge.ts'

export interface SentimentEvaluation {
  /** Share of rows whose labels are exactly the predicted ones. */
  accuracy: number
  /** Mean F1 over the labels that occur in the test rows. */
  macroF1: number
  /** Expected calibration error, 15 bins: of the first label's probability, or of all labels' where a row may have several. */
  calibrationError: number
  trainSeconds: number
  /** One text, with the encoder where one is used. */
  p50Ms: number
}

export interface SentimentEvaluationOptions {
  seed: string
  /** Milliseconds, monotonic. */
  nowMs: () => number
  encoder?: Encoder | null
  onProgress?: (done: number, total: number, what: string) => void
}

/** Texts predicted before times are taken: the first calls compile. */
const warmUp = 100

/** Reads JSON Lines with `text` and `label` or `labels`; further fields are ignored. `problems` names the lines that have neither. */
export function parseSentimentRows(content: string): {
  rows: LabelledText[]
  /** Whether the file says `labels`. */
  multiLabel: boolean
  problems: LineProblem[]
} {
  let multiLabel = false
  const read = parseJsonLines(content, (value) => {
    const row = value as { text?: unknown; label?: unknown; labels?: unknown } | null
    const labels = Array.isArray(row?.labels) ? row.labels : [row?.label]
    multiLabel ||= Array.isArray(row?.labels)
    return typeof row?.text === 'string' && labels.length > 0 && labels.every((label) => typeof label === 'string')
      ? { text: row.text, labels: labels as string[] }
      : 'needs "text" and "label" (or "labels"), all texts'
  })
  return { ...read, multiLabel }
}

/** Trains on one set of rows and measures on another. */
export async function evaluateSentiment(
  train: readonly LabelledText[],
  test: readonly LabelledText[],
  multiLabel: boolean,
  options: SentimentEvaluationOptions,
): Promise<SentimentEvaluation> {
  const { seed, nowMs, encoder = null, onProgress } = options
  const started = nowMs()
  const classifier = await trainTextClassifier(train, {
    seed,
    multiLabel,
    encoder,
    knowledge: shippedKnowledge(new Set(train.flatMap((row) => row.labels))),
    ...(onProgress && { onProgress }),
  })
  const trainSeconds = (nowMs() - started) / 1000
  const measured = await measureSentiment(
    classifier.labels,
    (text) => classifier.predict(text),
    test,
    multiLabel,
    nowMs,
  )
  return { ...measured, trainSeconds }
}

/** Measures anything that gives labels with probabilities; `trainSeconds` is 0. */
export async function measureSentiment(
  labels: readonly string[],
  predict: (text: string) => Promise<Prediction> | Prediction,
  test: readonly LabelledText[],
  multiLabel: boolean,
  nowMs: () => number,
): Promise<SentimentEvaluation> {
  for (const { text } of test.slice(0, warmUp)) await predict(text)
  const times: number[] = []
  const counts = new Map<string, { both: number; actual: number; predicted: number }>()
  const countOf = (label: string) => {
    const found = counts.get(label) ?? { both: 0, actual: 0, predicted: 0 }
    counts.set(label, found)
    return found
  }
  const confidences: { confidence: number; right: boolean }[] = []
  let exact = 0
  for (const row of test) {
    const began = nowMs()
    const { labels: predicted, probabilities } = await predict(row.text)
    times.push(nowMs() - began)
    for (const label of row.labels) countOf(label).actual += 1
    for (const label of predicted) {
      countOf(label).predicted += 1
      if (row.labels.includes(label)) countOf(label).both += 1
    }
    if (predicted.length === row.labels.length && predicted.every((label) => row.labels.includes(label))) exact += 1
    const first = predicted[0] ?? ''
    if (multiLabel)
      labels.forEach((label, k) => {
        confidences.push({ confidence: probabilities[k] ?? 0, right: row.labels.includes(label) })
      })
    else confidences.push({ confidence: probabilities[labels.indexOf(first)] ?? 0, right: row.labels.includes(first) })
  }
  const occurring = [...counts.values()].filter(({ actual }) => actual > 0)
  const f1 = occurring.reduce((sum, { both, actual, predicted }) => sum + (2 * both) / (actual + predicted), 0)
  return {
    accuracy: exact / Math.max(1, test.length),
    macroF1: f1 / Math.max(1, occurring.length),
    calibrationError: expectedCalibrationError(confidences),
    trainSeconds: 0,
    p50Ms: percentile(times, 0.5),
  }
}
