import type { Encoder } from './encoder.ts'
import type { EncoderChoice } from './encoder-choice.ts'

/** Knows the encoders that an assistant can name. Both reject with `encoder.unusable` where the named one cannot work. */
export interface Encoders {
  /** What vectors of it are bound to; null for `none`. */
  identity(choice: EncoderChoice): Promise<string | null>
  /** Opened once in a process, however often it is asked for; null for `none`. */
  open(choice: EncoderChoice): Promise<Encoder | null>
}
