import { setImmediate } from 'node:timers/promises'
import { appError } from '#domain/errors.ts'
import type { Span } from '#domain/understanding.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'
import { type Artifact, readArtifact, readIdentity } from './artifact.ts'
import { RecentTexts } from './recent-texts.ts'
import { type TokenReading, Transformer } from './transformer.ts'
import { type Piece, WordPiece } from './word-piece.ts'

/** The encoder that ships; its card is models/encoder/README.md. */
export const shippedArtifact = new URL('../../../../models/encoder/encoder.bin', import.meta.url)

export const shippedIdentity = () => readIdentity(shippedArtifact)

/** Vectors that are kept: buttons, greetings and the questions of the day are read again and again. 8 kB each. */
const textsKept = 1_000
/** Texts read without a pause: some 50 ms of them. */
const textsAtOnce = 16

/**
 * Opens the own transformer: 384 dimensions, English, milliseconds per text. Runs in the calling thread.
 * @throws AppError `encoder.unusable`.
 */
export async function openEmbeddedEncoder(file: URL | string = shippedArtifact): Promise<Encoder> {
  const artifact = await readArtifact(file)
  return new EmbeddedEncoder(artifact, await Transformer.open(artifact))
}

class EmbeddedEncoder implements Encoder {
  readonly identity: string
  readonly dimensions: number
  readonly readsWords = true
  readonly canFail = false
  readonly #open: Openness
  readonly #pieces: WordPiece
  readonly #transformer: Transformer
  readonly #most: number
  readonly #recent = new RecentTexts<Encoding>(textsKept)

  constructor(artifact: Artifact, transformer: Transformer) {
    this.identity = artifact.identity
    this.#open = new Openness(this.identity)
    this.dimensions = artifact.shape.width
    this.#most = artifact.shape.positions - 2
    this.#pieces = new WordPiece(new TextDecoder().decode(artifact.bytes('vocabulary')))
    this.#transformer = transformer
  }

  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    signal?.throwIfAborted()
    this.#open.check()
    const results: (Encoding | undefined)[] = inputs.map(({ text, words }) => {
      const known = words === undefined ? this.#recent.get(text) : undefined
      return known && copy(known)
    })
    const missing = [...inputs.keys()].filter((index) => results[index] === undefined)
    for (let from = 0; from < missing.length; from += textsAtOnce) {
      // Others have their turn between batches; thousands of texts are read in training only.
      if (from > 0) await setImmediate()
      signal?.throwIfAborted()
      const batch = missing.slice(from, from + textsAtOnce)
      this.#read(batch.map((index) => inputs[index] as EncoderInput)).forEach((encoding, position) => {
        results[batch[position] as number] = encoding
      })
    }
    return results as Encoding[]
  }

  #read(inputs: readonly EncoderInput[]): Encoding[] {
    const read = inputs.map(({ text }) => this.#pieces.pieces(text, this.#most))
    const readings = this.#transformer.run(
      read.map((pieces) => Int32Array.from([this.#pieces.start, ...pieces.map(({ id }) => id), this.#pieces.end])),
    )
    return inputs.map(({ text, words }, index) => {
      const pieces = read[index] as Piece[]
      const { tokens, layers } = readings[index] as TokenReading
      const encoding =
        pieces.length === 0
          ? { vector: new Float32Array(this.dimensions), layers: new Float32Array(layers.length) }
          : { vector: unit(layers.slice(-this.dimensions)), layers }
      this.#recent.set(text, copy(encoding))
      return words === undefined ? encoding : { ...encoding, words: this.#wordVectors(words, pieces, tokens) }
    })
  }

  /** The mean of the pieces that lie in a word; zeros for a word of which nothing was read. */
  #wordVectors(words: readonly Span[], pieces: readonly Piece[], tokens: Float32Array): Float32Array[] {
    const width = this.dimensions
    return words.map(({ start, end }) => {
      const sum = new Float32Array(width)
      let count = 0
      pieces.forEach((piece, at) => {
        if (piece.start >= end || piece.end <= start) return
        count += 1
        // The first vector is that of the start mark.
        const from = (at + 1) * width
        for (let k = 0; k < width; k += 1) sum[k] = (sum[k] as number) + (tokens[from + k] as number)
      })
      return count > 1 ? sum.map((value) => value / count) : sum
    })
  }

  async close(): Promise<void> {
    this.#open.close()
    this.#recent.clear()
  }
}

/**
 * Opens the static table: a vector per word piece, their sum is the text's. 160 dimensions, microseconds per text, no context.
 * @throws AppError `encoder.unusable`.
 */
export async function openStaticEncoder(file: URL | string = shippedArtifact): Promise<Encoder> {
  return new StaticEncoder(await readArtifact(file))
}

/** Pieces that are read: as many as matter to a mean. */
const staticPieces = 512
const staticTextsAtOnce = 500

class StaticEncoder implements Encoder {
  readonly identity: string
  readonly dimensions: number
  readonly readsWords = true
  readonly canFail = false
  readonly #open: Openness
  readonly #pieces: WordPiece
  readonly #table: Int8Array
  readonly #scales: Float32Array

  constructor(artifact: Artifact) {
    this.identity = `${artifact.identity}:static`
    this.#open = new Openness(this.identity)
    this.dimensions = artifact.shape.staticWidth
    this.#pieces = new WordPiece(new TextDecoder().decode(artifact.bytes('vocabulary')))
    // A copy: the transformer's part of the file need not stay in memory.
    this.#table = new Int8Array(artifact.bytes('static').slice().buffer)
    this.#scales = artifact.floats('static.scale').slice()
  }

  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    signal?.throwIfAborted()
    this.#open.check()
    const encodings: Encoding[] = []
    for (const { text, words } of inputs) {
      if (encodings.length % staticTextsAtOnce === staticTextsAtOnce - 1) await setImmediate()
      signal?.throwIfAborted()
      const pieces = this.#pieces.pieces(text, staticPieces)
      const within = ({ start, end }: Span) => pieces.filter((piece) => piece.start < end && piece.end > start)
      encodings.push({
        vector: unit(this.#sum(pieces)),
        ...(words !== undefined && { words: words.map((word) => this.#sum(within(word))) }),
      })
    }
    return encodings
  }

  #sum(pieces: readonly Piece[]): Float32Array {
    const width = this.dimensions
    const sum = new Float32Array(width)
    for (const { id } of pieces) {
      const scale = this.#scales[id] as number
      const from = id * width
      for (let k = 0; k < width; k += 1) sum[k] = (sum[k] as number) + scale * (this.#table[from + k] as number)
    }
    return sum
  }

  async close(): Promise<void> {
    this.#open.close()
  }
}

/** Callers may change what they are given. */
const copy = ({ vector, layers }: Encoding): Encoding => ({
  vector: vector.slice(),
  ...(layers !== undefined && { layers: layers.slice() }),
})

/** Whether an encoder may still be asked. */
class Openness {
  readonly #encoder: string
  #isClosed = false

  constructor(encoder: string) {
    this.#encoder = encoder
  }

  close() {
    this.#isClosed = true
  }

  check() {
    if (this.#isClosed) throw appError('encoder.unavailable', { encoder: this.#encoder, problem: 'it is closed' })
  }
}

/** Scaled to length 1; zeros stay zeros. */
function unit(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  if (squares > 0) {
    const scale = 1 / Math.sqrt(squares)
    for (let k = 0; k < vector.length; k += 1) vector[k] = (vector[k] as number) * scale
  }
  return vector
}
