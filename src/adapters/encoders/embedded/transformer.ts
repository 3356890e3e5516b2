import { readFile } from 'node:fs/promises'
import type { Artifact } from './artifact.ts'

/** What transformer.as.ts exports; pointers are byte offsets into the memory. */
interface Kernel {
  quantiseRows(x: number, rows: number, width: number, out: number, scales: number, zeros: number): void
  multiply(
    x: number,
    scales: number,
    zeros: number,
    rows: number,
    inputs: number,
    weights: number,
    weightScales: number,
    bias: number,
    outputs: number,
    out: number,
  ): void
  gelu(x: number, count: number): void
  addAndNormalise(x: number, y: number, gamma: number, beta: number, rows: number, width: number): void
  attend(x: number, length: number, width: number, out: number, scores: number): void
}

interface Matrix {
  weights: number
  scales: number
  bias: number
  inputs: number
  outputs: number
}
interface Norm {
  gamma: number
  beta: number
}
interface Layer {
  queryKeyValue: Matrix
  attended: Matrix
  attendedNorm: Norm
  inner: Matrix
  outer: Matrix
  outerNorm: Norm
}

/** One sequence, read. */
export interface TokenReading {
  /** The vectors of all tokens, `width` floats each. */
  tokens: Float32Array
  /** The means over all tokens after each layer from `firstMeanLayer` on, one after the other; the last is the sentence's. */
  layers: Float32Array
}

/** Layers before it say more of words than of sentences. */
const firstMeanLayer = 3

/** Rows that are multiplied at once: enough that the weights are read rarely, few enough that what they become stays in the cache. */
const rowsAtOnce = 256

/** The transformer in WebAssembly memory. One call at a time; not reentrant. */
export class Transformer {
  readonly #kernel: Kernel
  readonly #memory: WebAssembly.Memory
  readonly #layers: Layer[]
  readonly #embeddingNorm: Norm
  readonly #words: Int8Array
  readonly #wordScales: Float32Array
  readonly #positions: Float32Array
  readonly #room: Record<'x' | 'wide' | 'mixed' | 'narrow' | 'scales' | 'zeros' | 'scores', number>
  readonly #width: number
  readonly #inner: number

  private constructor(kernel: Kernel, memory: WebAssembly.Memory, artifact: Artifact, put: Placer) {
    const { width, inner, layers, positions } = artifact.shape
    const matrix = (name: string, inputs: number, outputs: number): Matrix => ({
      weights: put.copy(artifact.bytes(`${name}.weight`)),
      scales: put.copy(artifact.bytes(`${name}.scale`)),
      bias: put.copy(artifact.bytes(`${name}.bias`)),
      inputs,
      outputs,
    })
    const norm = (name: string): Norm => ({
      gamma: put.copy(artifact.bytes(`${name}.gamma`)),
      beta: put.copy(artifact.bytes(`${name}.beta`)),
    })
    this.#kernel = kernel
    this.#memory = memory
    this.#width = width
    this.#inner = inner
    this.#words = new Int8Array(
      artifact.bytes('words').buffer,
      artifact.bytes('words').byteOffset,
      artifact.bytes('words').length,
    )
    this.#wordScales = artifact.floats('words.scale')
    this.#positions = artifact.floats('positions')
    this.#embeddingNorm = norm('norm')
    this.#layers = Array.from({ length: layers }, (_, i) => ({
      queryKeyValue: matrix(`${i}.query_key_value`, width, 3 * width),
      attended: matrix(`${i}.attended`, width, width),
      attendedNorm: norm(`${i}.attended_norm`),
      inner: matrix(`${i}.inner`, width, inner),
      outer: matrix(`${i}.outer`, inner, width),
      outerNorm: norm(`${i}.outer_norm`),
    }))
    const floats = (count: number) => put.room(rowsAtOnce * count * 4)
    this.#room = {
      x: floats(width),
      wide: floats(Math.max(3 * width, inner)),
      mixed: floats(width),
      narrow: put.room(rowsAtOnce * Math.max(width, inner)),
      scales: floats(1),
      zeros: floats(1),
      scores: put.room((positions + 4) * 4),
    }
  }

  static async open(artifact: Artifact): Promise<Transformer> {
    const put = new Placer(memoryFor(artifact))
    const { instance } = await WebAssembly.instantiate(
      await readFile(new URL('kernel/transformer.wasm', import.meta.url)),
      {
        env: { memory: put.memory },
      },
    )
    return new Transformer(instance.exports as unknown as Kernel, put.memory, artifact, put)
  }

  /** Sequences have at most `positions` tokens. */
  run(sequences: readonly Int32Array[]): TokenReading[] {
    const results: TokenReading[] = []
    for (let from = 0; from < sequences.length; ) {
      const batch: Int32Array[] = []
      for (let rows = 0; from < sequences.length; from += 1) {
        const next = sequences[from] as Int32Array
        if (batch.length > 0 && rows + next.length > rowsAtOnce) break
        batch.push(next)
        rows += next.length
      }
      this.#embed(batch)
      const means = this.#runLayers(batch)
      this.#take(batch).forEach((tokens, index) => {
        results.push({ tokens, layers: means[index] as Float32Array })
      })
    }
    return results
  }

  #embed(batch: readonly Int32Array[]) {
    const width = this.#width
    const x = new Float32Array(this.#memory.buffer, this.#room.x, rowsAtOnce * width)
    let to = 0
    for (const ids of batch) {
      ids.forEach((id, position) => {
        const scale = this.#wordScales[id] as number
        for (let k = 0; k < width; k += 1) {
          x[to + k] =
            (this.#words[id * width + k] as number) * scale + (this.#positions[position * width + k] as number)
        }
        to += width
      })
    }
    // Rows are multiplied in fours.
    x.fill(0, to, Math.ceil(to / width / 4) * 4 * width)
  }

  #runLayers(batch: readonly Int32Array[]): Float32Array[] {
    const means = batch.map(() => new Float32Array((this.#layers.length + 1 - firstMeanLayer) * this.#width))
    const kernel = this.#kernel
    const { x, wide, mixed, scores } = this.#room
    const width = this.#width
    const count = batch.reduce((sum, ids) => sum + ids.length, 0)
    const rows = Math.ceil(count / 4) * 4
    kernel.addAndNormalise(x, 0, this.#embeddingNorm.gamma, this.#embeddingNorm.beta, rows, width)
    this.#layers.forEach((layer, index) => {
      this.#multiply(x, rows, layer.queryKeyValue, wide)
      let row = 0
      for (const { length } of batch) {
        kernel.attend(wide + row * 3 * width * 4, length, width, mixed + row * width * 4, scores)
        row += length
      }
      this.#multiply(mixed, rows, layer.attended, wide)
      kernel.addAndNormalise(x, wide, layer.attendedNorm.gamma, layer.attendedNorm.beta, rows, width)
      this.#multiply(x, rows, layer.inner, wide)
      kernel.gelu(wide, rows * this.#inner)
      this.#multiply(wide, rows, layer.outer, mixed)
      kernel.addAndNormalise(x, mixed, layer.outerNorm.gamma, layer.outerNorm.beta, rows, width)
      if (index + 1 >= firstMeanLayer) this.#addMeans(batch, means, (index + 1 - firstMeanLayer) * width)
    })
    return means
  }

  /** The mean of all tokens, marks of start and end included: so the teacher was trained. */
  #addMeans(batch: readonly Int32Array[], means: readonly Float32Array[], to: number) {
    const width = this.#width
    const x = new Float32Array(this.#memory.buffer, this.#room.x, rowsAtOnce * width)
    let at = 0
    batch.forEach(({ length }, index) => {
      const mean = means[index] as Float32Array
      for (const end = at + length * width; at < end; at += width) {
        for (let k = 0; k < width; k += 1) mean[to + k] = (mean[to + k] as number) + (x[at + k] as number)
      }
      for (let k = 0; k < width; k += 1) mean[to + k] = (mean[to + k] as number) / length
    })
  }

  #multiply(x: number, rows: number, matrix: Matrix, out: number) {
    const { narrow, scales, zeros } = this.#room
    this.#kernel.quantiseRows(x, rows, matrix.inputs, narrow, scales, zeros)
    const { inputs, outputs, weights, bias } = matrix
    this.#kernel.multiply(narrow, scales, zeros, rows, inputs, weights, matrix.scales, bias, outputs, out)
  }

  #take(batch: readonly Int32Array[]): Float32Array[] {
    const width = this.#width
    let at = this.#room.x
    return batch.map(({ length }) => {
      const vectors = new Float32Array(this.#memory.buffer, at, length * width).slice()
      at += length * width * 4
      return vectors
    })
  }
}

const page = 65_536
/** Room for rows and alignment beside the weights. */
const spareBytes = rowsAtOnce * 384 * 4 * 8

function memoryFor({ shape: { width, inner, layers } }: Artifact): WebAssembly.Memory {
  const layerBytes = 4 * width * width + 2 * width * inner + 16 * (8 * width + 2 * inner)
  return new WebAssembly.Memory({ initial: Math.ceil((layers * layerBytes + spareBytes + page) / page) })
}

/** Hands out the memory from the bottom up, aligned for vectors. Offset 0 is not used: it means "nothing". */
class Placer {
  readonly memory: WebAssembly.Memory
  #at = 1024

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory
  }

  room(bytes: number): number {
    const at = this.#at
    this.#at += Math.ceil(bytes / 64) * 64
    if (this.#at > this.memory.buffer.byteLength) throw new Error('the memory of the encoder was reckoned too small')
    return at
  }

  copy(source: Uint8Array): number {
    const at = this.room(source.length)
    new Uint8Array(this.memory.buffer, at, source.length).set(source)
    return at
  }
}
