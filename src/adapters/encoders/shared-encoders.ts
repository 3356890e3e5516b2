import { appError } from '#domain/errors.ts'
import type { Encoder, EncoderInput, Encoding } from '#ports/encoder.ts'

interface Opened {
  encoder: Promise<Encoder>
  handles: number
}

/** Encoders by name, each opened once however many ask for it: a model takes hundreds of megabytes. */
export class SharedEncoders {
  private readonly opened = new Map<string, Opened>()

  /** A handle of its own; closing it leaves the others as they are, closing the last one closes the encoder. Rejects as `open` does. */
  async open(name: string, open: () => Promise<Encoder>): Promise<Encoder> {
    const entry = this.opened.get(name) ?? { encoder: open(), handles: 0 }
    this.opened.set(name, entry)
    entry.handles += 1
    const forget = () => {
      if (this.opened.get(name) === entry) this.opened.delete(name)
    }
    try {
      return new EncoderHandle(await entry.encoder, async (encoder) => {
        entry.handles -= 1
        if (entry.handles > 0) return
        forget()
        await encoder.close()
      })
    } catch (error) {
      // The next one tries afresh.
      forget()
      throw error
    }
  }
}

class EncoderHandle implements Encoder {
  private readonly encoder: Encoder
  private readonly release: (encoder: Encoder) => Promise<void>
  private isClosed = false
  constructor(encoder: Encoder, release: (encoder: Encoder) => Promise<void>) {
    this.encoder = encoder
    this.release = release
  }
  get identity() {
    return this.encoder.identity
  }
  get dimensions() {
    return this.encoder.dimensions
  }
  get canFail() {
    return this.encoder.canFail
  }
  get readsWords() {
    return this.encoder.readsWords
  }
  async encode(inputs: readonly EncoderInput[], signal?: AbortSignal): Promise<Encoding[]> {
    if (this.isClosed) throw appError('encoder.unavailable', { encoder: this.identity, problem: 'it is closed' })
    return await this.encoder.encode(inputs, signal)
  }
  async close(): Promise<void> {
    if (this.isClosed) return
    this.isClosed = true
    await this.release(this.encoder)
  }
}
