/**
 * Writes ONNX models, so that tests run the real runtime on graphs that are readable here instead of on binary files. The format is a
 * protobuf message (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); the field numbers below are those of that file.
 */

export type TensorData = Float32Array | BigInt64Array | Int32Array | Int8Array | Uint8Array
type Attribute = number | bigint | string | readonly bigint[]

export interface Tensor {
  shape: readonly number[]
  data: TensorData
}

export interface GraphNode {
  kind: string
  inputs: readonly string[]
  outputs: readonly string[]
  /** A bigint becomes an integer attribute, a number a float. */
  attributes?: Record<string, Attribute>
}

/** Named dimensions are free. */
export interface GraphValue {
  name: string
  type: 'float' | 'int64'
  shape: readonly (number | string)[]
}

export interface Graph {
  inputs: readonly GraphValue[]
  outputs: readonly GraphValue[]
  constants: Record<string, Tensor>
  nodes: readonly GraphNode[]
}

const opsetVersion = 20n
const intermediateVersion = 9n
const elementTypes = { float: 1n, uint8: 2n, int8: 3n, int32: 6n, int64: 7n } as const

export function writeOnnx(graph: Graph): Buffer {
  const graphMessage = message([
    ...graph.nodes.map((node) => bytes(1, nodeMessage(node))),
    text(2, 'graph'),
    ...Object.entries(graph.constants).map(([name, tensor]) => bytes(5, tensorMessage(name, tensor))),
    ...graph.inputs.map((value) => bytes(11, valueMessage(value))),
    ...graph.outputs.map((value) => bytes(12, valueMessage(value))),
  ])
  return message([
    integer(1, intermediateVersion),
    bytes(7, graphMessage),
    bytes(8, message([text(1, ''), integer(2, opsetVersion)])),
  ])
}

function nodeMessage({ kind, inputs, outputs, attributes = {} }: GraphNode): Buffer {
  return message([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, kind),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attributeMessage(name, value))),
  ])
}

function attributeMessage(name: string, value: Attribute): Buffer {
  if (typeof value === 'number') return message([text(1, name), float(2, value), integer(20, 1n)])
  if (typeof value === 'bigint') return message([text(1, name), integer(3, value), integer(20, 2n)])
  if (typeof value === 'string') return message([text(1, name), text(4, value), integer(20, 3n)])
  return message([text(1, name), ...value.map((item) => integer(8, item)), integer(20, 7n)])
}

function tensorMessage(name: string, { shape, data }: Tensor): Buffer {
  return message([
    ...shape.map((size) => integer(1, BigInt(size))),
    integer(2, elementType(data)),
    text(8, name),
    bytes(9, Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
  ])
}

function elementType(data: TensorData): bigint {
  if (data instanceof Float32Array) return elementTypes.float
  if (data instanceof BigInt64Array) return elementTypes.int64
  if (data instanceof Int32Array) return elementTypes.int32
  return data instanceof Int8Array ? elementTypes.int8 : elementTypes.uint8
}

function valueMessage({ name, type, shape }: GraphValue): Buffer {
  const dimensions = shape.map((size) =>
    bytes(1, message([typeof size === 'number' ? integer(1, BigInt(size)) : text(2, size)])),
  )
  const tensorType = message([integer(1, elementTypes[type]), bytes(2, message(dimensions))])
  return message([text(1, name), bytes(2, message([bytes(1, tensorType)]))])
}

const message = (fields: readonly Buffer[]): Buffer => Buffer.concat(fields)
const tag = (field: number, wireType: number): Buffer => varint(BigInt((field << 3) | wireType))
const integer = (field: number, value: bigint): Buffer => message([tag(field, 0), varint(value)])
const bytes = (field: number, value: Buffer): Buffer => message([tag(field, 2), varint(BigInt(value.length)), value])
const text = (field: number, value: string): Buffer => bytes(field, Buffer.from(value))

function float(field: number, value: number): Buffer {
  const encoded = Buffer.alloc(4)
  encoded.writeFloatLE(value)
  return message([tag(field, 5), encoded])
}

/** Seven bits per byte, lowest first; negative integers as two's complement of 64 bits. */
function varint(value: bigint): Buffer {
  let rest = BigInt.asUintN(64, value)
  const encoded: number[] = []
  do {
    encoded.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return Buffer.from(encoded)
}
