import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { openEncoder } from '#adapters/encoders/open-encoder.ts'
import type { AuthoredData } from '#assistant/index.ts'
import { rememberingEncoders } from '#compose/workshop.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'

/**
 * The encoder that an assistant folder chooses, null for none; what it reads in the examples is remembered when it is closed, for training too.
 * Throws `encoder.unusable`, `encoder.unavailable`.
 */
export async function openEncoderOf(
  { encoder: choice }: AuthoredData['config'],
  folder: string,
): Promise<Encoder | null> {
  const encoders = rememberingEncoders(resolve(folder), process.env, 'understanding')
  const encoder = await encoders.open(choice)
  if (encoder === null) return null
  return {
    identity: encoder.identity,
    dimensions: encoder.dimensions,
    readsWords: encoder.readsWords,
    canFail: encoder.canFail,
    encode: (inputs, signal) => encoder.encode(inputs, signal),
    async close() {
      await encoders.save()
      await encoder.close()
    },
  }
}

/** Reads `--encoder`: `embedded`, `static`, `none`, or the folder of an ONNX model. */
export function encoderChoice(text: string): EncoderChoice {
  if (text === 'embedded' || text === 'static' || text === 'none') return text
  if (text === '') throw new InvalidArgumentError('Write embedded, static, none, or the folder of an ONNX model')
  return { onnx: resolve(text) }
}

/** Throws `encoder.unusable`, `encoder.unavailable`. */
export const openChosen = (choice: EncoderChoice, folder: string): Promise<Encoder | null> =>
  openEncoder(choice, { folder: resolve(folder), environment: process.env })
