import type { Span } from '#domain/understanding.ts'

/** A text read by an encoder. */
export interface Encoding {
  /** Its meaning: cosines between such vectors say how alike two texts are. Length 1, or all zeros where the text has no words. */
  vector: Float32Array
  /** One vector per asked word, in context; not scaled. Only encoders whose `readsWords` is true give them. */
  words?: Float32Array[]
  /**
   * Means over the words of the encoder's inner layers, those of the later half one after the other, not scaled; always the same length.
   * Tone lives there more than in `vector`, which was trained to forget it. Encoders that have no layers leave it out.
   */
  layers?: Float32Array
}

/** A text to be read, with the words (spans in UTF-16 units) that vectors of their own are wanted for. */
export interface EncoderInput {
  text: string
  words?: readonly Span[]
}

/**
 * Turns texts into vectors of meaning. The same text gives the same vector, alone or among others; trained models are bound to the encoder
 * that they were trained with, by its `identity`.
 */
export interface Encoder {
  /** Changes whenever vectors change: the name and hash of the model, or the endpoint and its model's name. */
  readonly identity: string
  readonly dimensions: number
  readonly readsWords: boolean
  /** Whether it depends on something outside of this thread, and may be gone while the server runs. */
  readonly canFail: boolean
  /**
   * One result per input, in their order. Texts that are longer than the model reads are cut, never refused. Rejects with an AppError
   * `encoder.unavailable` (an endpoint that fails or is late) or as `signal` says.
   */
  encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]>
  close(): Promise<void>
}
