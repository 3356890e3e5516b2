import { openEncoder } from '#adapters/encoders/open-encoder.ts'
import type { Encoder } from '#ports/encoder.ts'

export type EncoderName = 'embedded' | 'static' | 'none'

/** Does something with an encoder that ships, and closes it. */
export async function withEncoder<T>(name: EncoderName, work: (encoder: Encoder | null) => Promise<T>): Promise<T> {
  const encoder = await openEncoder(name, { folder: '.', environment: {} })
  try {
    return await work(encoder)
  } finally {
    await encoder?.close()
  }
}
