import type { Graph, GraphNode, Tensor } from './onnx-writer.ts'

export interface BertShape {
  vocabulary: number
  width: number
  layers: number
  heads: number
  positions: number
  /** Width of the hidden layer of the feed-forward part, in multiples of `width`. */
  expansion: number
  /** Weights as int8 with activations quantised as they come: what `model_quantized.onnx` has. */
  quantised: boolean
}

/** The weights by their names in BERT's published checkpoints; `scale` is about how large they are there. Matrices have inputs as rows. */
export type Weights = (name: string, shape: readonly number[], scale: number) => Float32Array

const float32 = 1n

/** A BERT encoder as transformers.js models have it: `input_ids`, `attention_mask`, `token_type_ids` in, `last_hidden_state` out. */
export function bertGraph(shape: BertShape, weights: Weights): Graph {
  const { width, layers, heads, expansion, vocabulary, positions } = shape
  const constants: Record<string, Tensor> = {}
  const nodes: GraphNode[] = []
  let made = 0

  const constant = (data: Tensor['data'], dimensions: readonly number[]): string => {
    const name = `constant_${made++}`
    constants[name] = { shape: dimensions, data }
    return name
  }
  const weight = (name: string, dimensions: readonly number[], scale: number) =>
    constant(weights(name, dimensions, scale), dimensions)
  const integers = (...values: bigint[]) => constant(BigInt64Array.from(values), [values.length])
  const add = (kind: string, inputs: readonly string[], attributes?: GraphNode['attributes'], output = ''): string => {
    const name = output === '' ? `${kind}_${made++}` : output
    nodes.push({ kind, inputs, outputs: [name], ...(attributes && { attributes }) })
    return name
  }
  const product = (input: string, name: string, rows: number, columns: number): string => {
    const matrix = weights(name, [rows, columns], Math.sqrt(3 / rows))
    if (!shape.quantised) return add('MatMul', [input, constant(matrix, [rows, columns])])
    const step = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127
    const rounded = Int8Array.from(matrix, (value) => Math.round(value / step))
    const [quantised, scale, zero] = [`values_${made}`, `scale_${made}`, `zero_${made++}`]
    nodes.push({ kind: 'DynamicQuantizeLinear', inputs: [input], outputs: [quantised, scale, zero] })
    const zeroWeight = constant(new Int8Array([0]), [])
    const whole = add('MatMulInteger', [quantised, constant(rounded, [rows, columns]), zero, zeroWeight])
    const scales = add('Mul', [scale, constant(new Float32Array([step]), [])])
    return add('Mul', [add('Cast', [whole], { to: float32 }), scales])
  }
  const linear = (input: string, name: string, rows: number, columns: number): string =>
    add('Add', [product(input, `${name}.weight`, rows, columns), weight(`${name}.bias`, [columns], 0.02)])
  const normalise = (input: string, name: string, output = ''): string => {
    const inputs = [input, weight(`${name}.weight`, [width], 1), weight(`${name}.bias`, [width], 0.02)]
    return add('LayerNormalization', inputs, { axis: -1n, epsilon: 1e-12 }, output)
  }

  // Positions 0, 1, 2 … of as many as the text has tokens: the running sum of ones along it, less one.
  const one = constant(BigInt64Array.from([1n]), [])
  const ones = add('Add', [add('Mul', ['input_ids', constant(BigInt64Array.from([0n]), [])]), one])
  const counted = add('CumSum', [ones, constant(Int32Array.from([1]), [])])
  const rowsOf = (name: string, size: number, scale: number, indices: string) =>
    add('Gather', [weight(`embeddings.${name}_embeddings.weight`, [size, width], scale), indices])
  const wordRows = rowsOf('word', vocabulary, 1, 'input_ids')
  const positionRows = rowsOf('position', positions, 0.05, add('Sub', [counted, one]))
  const typeRows = rowsOf('token_type', 2, 0.02, 'token_type_ids')
  let hidden = normalise(add('Add', [add('Add', [wordRows, positionRows]), typeRows]), 'embeddings.LayerNorm')

  const masked = add('Cast', ['attention_mask'], { to: float32 })
  const distance = add('Sub', [constant(new Float32Array([1]), []), masked])
  const penalty = add('Mul', [distance, constant(new Float32Array([-10000]), [])])
  const penalties = add('Unsqueeze', [penalty, integers(1n, 2n)])
  const scale = constant(new Float32Array([1 / Math.sqrt(width / heads)]), [])
  const headShape = integers(0n, 0n, BigInt(heads), BigInt(width / heads))
  const flatShape = integers(0n, 0n, BigInt(width))

  for (let layer = 0; layer < layers; layer++) {
    const at = `encoder.layer.${layer}`
    const split = (name: string, order: readonly bigint[]): string =>
      add('Transpose', [add('Reshape', [linear(hidden, `${at}.attention.self.${name}`, width, width), headShape])], {
        perm: order,
      })
    const query = split('query', [0n, 2n, 1n, 3n])
    const key = split('key', [0n, 2n, 3n, 1n])
    const value = split('value', [0n, 2n, 1n, 3n])
    const scores = add('Add', [add('Mul', [add('MatMul', [query, key]), scale]), penalties])
    const mixed = add('MatMul', [add('Softmax', [scores], { axis: -1n }), value])
    const joined = add('Reshape', [add('Transpose', [mixed], { perm: [0n, 2n, 1n, 3n] }), flatShape])
    const attended = linear(joined, `${at}.attention.output.dense`, width, width)
    const middle = normalise(add('Add', [attended, hidden]), `${at}.attention.output.LayerNorm`)
    const wide = add('Gelu', [linear(middle, `${at}.intermediate.dense`, width, width * expansion)])
    const narrow = linear(wide, `${at}.output.dense`, width * expansion, width)
    const output = layer === layers - 1 ? 'last_hidden_state' : ''
    hidden = normalise(add('Add', [narrow, middle]), `${at}.output.LayerNorm`, output)
  }
  const tokens = (name: string) => ({ name, type: 'int64', shape: ['batch', 'sequence'] }) as const
  return {
    inputs: [tokens('input_ids'), tokens('attention_mask'), tokens('token_type_ids')],
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['batch', 'sequence', width] }],
    constants,
    nodes,
  }
}

/** Weights that nobody trained; those of normalisations are 1. */
export const randomWeights =
  (random: () => number): Weights =>
  (name, shape, scale) =>
    Float32Array.from(
      { length: shape.reduce((product, size) => product * size, 1) },
      /LayerNorm\.weight$/.test(name) ? () => 1 : () => (random() * 2 - 1) * scale,
    )
