import { resolve } from 'node:path'
import type { Encoder } from '#ports/encoder.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import { openEmbeddedEncoder, openStaticEncoder, shippedIdentity } from './embedded/index.ts'
import { endpointLimits, endpointSource } from './endpoint/index.ts'
import { openOnnxEncoder, readModelFolder } from './onnx/index.ts'
import { SharedEncoders } from './shared-encoders.ts'

export interface EncoderSurroundings {
  /** The assistant folder, which a model's path starts from. */
  folder: string
  /** Has the endpoint's key. */
  environment: Readonly<Record<string, string | undefined>>
}

/** An encoder that is known and can be opened. */
export interface EncoderSource {
  identity: string
  /** What one handle shares with another: the identity, and with whose key it is asked. */
  sharedAs: string
  open(): Promise<Encoder>
}

const shared = new SharedEncoders()

/**
 * The encoder that assistant.yaml names, `null` for `none`. However many releases ask for it, it is opened once in a process; each closes
 * its own handle, and with the last one the encoder ends. Rejects with `encoder.unusable` (what is configured cannot work) or
 * `encoder.unavailable` (an endpoint that is asked for its dimensions does not answer).
 */
export async function openEncoder(choice: EncoderChoice, surroundings: EncoderSurroundings): Promise<Encoder | null> {
  const source = await encoderSource(choice, surroundings)
  return source === null ? null : await shared.open(source.sharedAs, source.open)
}

/** What would be opened, checked as far as that goes without opening it. Rejects with `encoder.unusable`. */
export async function encoderSource(
  choice: EncoderChoice,
  { folder, environment }: EncoderSurroundings,
): Promise<EncoderSource | null> {
  if (choice === 'none') return null
  const nowMs = () => performance.now()
  if (choice === 'embedded' || choice === 'static') {
    const identity = choice === 'embedded' ? await shippedIdentity() : `${await shippedIdentity()}:static`
    return {
      identity,
      sharedAs: identity,
      open: () => (choice === 'embedded' ? openEmbeddedEncoder() : openStaticEncoder()),
    }
  }
  if ('onnx' in choice) {
    const model = await readModelFolder(resolve(folder, choice.onnx))
    return { identity: model.identity, sharedAs: model.identity, open: () => openOnnxEncoder(model, nowMs) }
  }
  const endpoint = endpointSource(choice.endpoint, environment)
  const dependencies = { limits: endpointLimits, nowMs, random: Math.random }
  return {
    identity: endpoint.identity,
    sharedAs: `${endpoint.identity} ${choice.endpoint.key_from ?? ''}`,
    open: () => endpoint.open(dependencies),
  }
}
