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
  /** The rows of the word embedding; random where left out. */
  embedding?: Float32Array
}

/** A BERT encoder as transformers.js models have it: `input_ids`, `attention_mask`, `token_type_ids` in, `last_hidden_state` out. */
export function bertGraph(shape: BertShape, random: () => number): Graph {
  const { width, layers, heads, expansion, vocabulary, positions } = shape
  const constants: Record<string, Tensor> = {}
  const nodes: GraphNode[] = []
  let made = 0

  const constant = (data: Tensor['data'], dimensions: readonly number[]): string => {
    const name = `constant_${made++}`
    constants[name] = { shape: dimensions, data }
    return name
  }
  const randomTensor = (dimensions: readonly number[], scale: number): Float32Array =>
    Float32Array.from(
      { length: dimensions.reduce((product, size) => product * size, 1) },
      () => (random() * 2 - 1) * scale,
    )
  const add = (kind: string, inputs: readonly string[], attributes?: GraphNode['attributes'], output = ''): string => {
    const name = output === '' ? `${kind}_${made++}` : output
    nodes.push({ kind, inputs, outputs: [name], ...(attributes && { attributes }) })
    return name
  }
  const product = (input: string, rows: number, columns: number): string => {
    const weights = randomTensor([rows, columns], Math.sqrt(3 / rows))
    if (!shape.quantised) return add('MatMul', [input, constant(weights, [rows, columns])])
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
    const step = largest / 127
    const integers = Int8Array.from(weights, (weight) => Math.round(weight / step))
    const [quantised, scale, zero] = ['q', 's', 'z'].map((part) => `${part}_${made++}`) as [string, string, string]
    nodes.push({ kind: 'DynamicQuantizeLinear', inputs: [input], outputs: [quantised, scale, zero] })
    const whole = add('MatMulInteger', [
      quantised,
      constant(integers, [rows, columns]),
      zero,
      constant(new Int8Array([0]), []),
    ])
    const scales = add('Mul', [scale, constant(new Float32Array([step]), [])])
    return add('Mul', [add('Cast', [whole], { to: 1n }), scales])
  }
  const linear = (input: string, rows: number, columns: number): string =>
    add('Add', [product(input, rows, columns), constant(randomTensor([columns], 0.02), [columns])])
  const normalise = (input: string, output = ''): string =>
    add(
      'LayerNormalization',
      [input, constant(new Float32Array(width).fill(1), [width]), constant(new Float32Array(width), [width])],
      { axis: -1n, epsilon: 1e-12 },
      output,
    )
  const headShape = constant(BigInt64Array.from([0n, 0n, BigInt(heads), BigInt(width / heads)]), [4])
  const flatShape = constant(BigInt64Array.from([0n, 0n, BigInt(width)]), [3])
  const split = (input: string, order: readonly bigint[]): string =>
    add('Transpose', [add('Reshape', [input, headShape])], { perm: order })

  // Positions 0, 1, 2 … of as many as the text has tokens: the running sum of ones along it, less one.
  const one = constant(BigInt64Array.from([1n]), [])
  const ones = add('Add', [add('Mul', ['input_ids', constant(BigInt64Array.from([0n]), [])]), one])
  const counted = add('CumSum', [ones, constant(Int32Array.from([1]), [])])
  const embedded = [
    add('Gather', [
      constant(shape.embedding ?? randomTensor([vocabulary, width], 1), [vocabulary, width]),
      'input_ids',
    ]),
    add('Gather', [constant(randomTensor([positions, width], 0.05), [positions, width]), add('Sub', [counted, one])]),
    add('Gather', [constant(randomTensor([2, width], 0.02), [2, width]), 'token_type_ids']),
  ] as [string, string, string]
  let hidden = normalise(add('Add', [add('Add', [embedded[0], embedded[1]]), embedded[2]]))

  const masked = add('Cast', ['attention_mask'], { to: 1n })
  const distance = add('Sub', [constant(new Float32Array([1]), []), masked])
  const penalty = add('Mul', [distance, constant(new Float32Array([-10000]), [])])
  const penalties = add('Unsqueeze', [penalty, constant(BigInt64Array.from([1n, 2n]), [2])])
  const scale = constant(new Float32Array([1 / Math.sqrt(width / heads)]), [])

  for (let layer = 0; layer < layers; layer++) {
    const query = split(linear(hidden, width, width), [0n, 2n, 1n, 3n])
    const key = split(linear(hidden, width, width), [0n, 2n, 3n, 1n])
    const value = split(linear(hidden, width, width), [0n, 2n, 1n, 3n])
    const scores = add('Add', [add('Mul', [add('MatMul', [query, key]), scale]), penalties])
    const mixed = add('MatMul', [add('Softmax', [scores], { axis: -1n }), value])
    const joined = add('Reshape', [add('Transpose', [mixed], { perm: [0n, 2n, 1n, 3n] }), flatShape])
    const attended = normalise(add('Add', [linear(joined, width, width), hidden]))
    const wide = add('Gelu', [linear(attended, width, width * expansion)])
    const narrow = linear(wide, width * expansion, width)
    hidden = normalise(add('Add', [narrow, attended]), layer === layers - 1 ? 'last_hidden_state' : '')
  }
  const tokens = (name: string) => ({ name, type: 'int64', shape: ['batch', 'sequence'] }) as const
  return {
    inputs: [tokens('input_ids'), tokens('attention_mask'), tokens('token_type_ids')],
    outputs: [{ name: 'last_hidden_state', type: 'float', shape: ['batch', 'sequence', width] }],
    constants,
    nodes,
  }
}
