import { setImmediate } from 'node:timers/promises'
import type { Encoder } from '#ports/encoder.ts'
import type { SectionArray, Sections } from '../index/bytes.ts'
import { learner } from './learner.ts'
import type { SharedMemory } from './shared-memory.ts'
import { quantise, vectorTable, widthOf } from './table.ts'

/**
 * Which document a query's meaning sounds like: softmax regression over vectors, one class per document and one for none. The nearest
 * question says how near one wording is; this learns which directions of meaning tell the documents apart. A row per class, as int8.
 */
export interface SenseModel {
  values: Int8Array
  scales: Float32Array
  bias: Float32Array
}

const training = {
  epochs: 6,
  rate: 0.03,
  /** Cosines lie close together; times this they become logits. */
  sharpness: 8,
  /** Gradients below this change nothing that is seen, and most classes of most examples are below it. */
  smallestGradient: 0.003,
  /** How much each kind of text counts; a question is what is asked. */
  weights: { question: 1, heading: 0.5, window: 0.5, outside: 0.4 },
  /** Examples without a pause. */
  atOnce: 64,
  /** A step through the examples that mixes the documents; prime, so that all are met. */
  stride: 7_919,
} as const

interface Example {
  vector: Float32Array
  label: number
  weight: number
}

/** Learns from the vectors of an index that was just written, and from texts that no document answers. The same input gives the same model. */
export async function learnSense(
  sections: Sections,
  encoder: Encoder,
  outside: readonly string[],
): Promise<SenseModel> {
  const { dimensions } = encoder
  const examples = examplesIn(sections, dimensions)
  const classes = sections['passageStart']?.length ?? 1
  for (const { vector } of await encoder.encode(outside.map((text) => ({ text }))))
    examples.push({ vector, label: classes - 1, weight: training.weights.outside })
  const learning = learner(classes, dimensions)
  const { weights, width } = learning
  setPrototypes(weights, width, examples)
  const bias = new Float32Array(classes)
  const probabilities = new Float32Array(classes)
  for (let step = 0; step < examples.length * training.epochs; step += 1) {
    if (step % training.atOnce === 0) await setImmediate()
    const { vector, label, weight } = examples[(step * training.stride) % examples.length]!
    const products = learning.products(vector)
    for (let one = 0; one < classes; one += 1) probabilities[one] = training.sharpness * (products[one]! + bias[one]!)
    normalise(probabilities)
    for (let one = 0; one < classes; one += 1) {
      const gradient = weight * (probabilities[one]! - (one === label ? 1 : 0))
      if (Math.abs(gradient) >= training.smallestGradient) learning.step(one, gradient, training.rate)
    }
  }
  const values = new Int8Array(classes * width)
  const scales = Float32Array.from({ length: classes }, (_, one) =>
    quantise(weights.subarray(one * width, one * width + dimensions), values, one * width),
  )
  return { values, scales, bias }
}

/** Windows, headings and questions of an index with the documents they belong to. */
function examplesIn(sections: Sections, dimensions: number): Example[] {
  const numbers = (name: string): SectionArray => sections[name] ?? new Uint32Array(1)
  const width = widthOf(dimensions)
  const examples: Example[] = []
  const add = (kind: 'window' | 'heading' | 'question', row: number, label: number) => {
    const values = sections[`${kind}Values`]!
    const scale = sections[`${kind}Scales`]![row]!
    const vector = Float32Array.from(values.subarray(row * width, row * width + dimensions), (value) => value * scale)
    examples.push({ vector, label, weight: training.weights[kind] })
  }
  const [documentOf, windowStart, headingOf] = [numbers('documentOf'), numbers('windowStart'), numbers('headingOf')]
  for (let passage = 0; passage < documentOf.length; passage += 1) {
    if (headingOf[passage] !== headingOf[passage - 1]) add('heading', headingOf[passage]!, documentOf[passage]!)
    for (let row = windowStart[passage]!; row < windowStart[passage + 1]!; row += 1)
      add('window', row, documentOf[passage]!)
  }
  const questionOf = numbers('questionOfDocument')
  for (let document = 0; document + 1 < questionOf.length; document += 1)
    for (let row = questionOf[document]!; row < questionOf[document + 1]!; row += 1) add('question', row, document)
  return examples
}

/** Where training starts: each class at the mean of its examples, of length 1. */
function setPrototypes(weights: Float32Array, width: number, examples: readonly Example[]): void {
  for (const { vector, label, weight } of examples)
    for (let k = 0; k < vector.length; k += 1)
      weights[label * width + k] = weights[label * width + k]! + weight * vector[k]!
  for (let from = 0; from < weights.length; from += width) {
    const mean = weights.subarray(from, from + width)
    const length = Math.hypot(...mean) || 1
    for (let k = 0; k < width; k += 1) mean[k] = mean[k]! / length
  }
}

function normalise(scores: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > most) most = score
  let total = 0
  for (let at = 0; at < scores.length; at += 1) {
    const value = Math.exp(scores[at]! - most)
    scores[at] = value
    total += value
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = scores[at]! / total
}

/** Gives, for a query's vector, a probability for each document in order, and at the end for none. */
export function sensing(
  { values, scales, bias }: SenseModel,
  dimensions: number,
  memory: SharedMemory,
): (vector: Float32Array) => Float32Array {
  const table = vectorTable({ width: widthOf(dimensions), values, scales }, memory)
  return (vector) => {
    table.ask(vector)
    const scores = Float32Array.from(table.all(), (score, one) => training.sharpness * (score + bias[one]!))
    normalise(scores)
    return scores
  }
}

export const senseSections = ({ values, scales, bias }: SenseModel): Sections => ({
  senseValues: values,
  senseScales: scales,
  senseBias: bias,
})
