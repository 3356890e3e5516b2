import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import type { EndpointChoice } from '#ports/encoder-choice.ts'
import { embeddingsUrl } from './address.ts'
import { type EndpointDependencies, EndpointEncoder, readBatch } from './endpoint-encoder.ts'
import type { EmbeddingsRequest } from './request.ts'

/** An endpoint that was checked and can be opened. */
export interface EndpointSource {
  /** The endpoint and its model's name: what is behind them nobody can see. */
  identity: string
  open(dependencies: EndpointDependencies): Promise<Encoder>
}

/** Any sentence: shows how many dimensions the model has. */
const probe = 'Hello'

/**
 * Checks what is configured, and takes the key from the environment. Throws `encoder.unusable`. Opening asks the endpoint once if the
 * dimensions are not configured, and then rejects with `encoder.unavailable` where it does not answer.
 */
export function endpointSource(
  choice: EndpointChoice,
  environment: Readonly<Record<string, string | undefined>>,
): EndpointSource {
  const url = embeddingsUrl(choice)
  const identity = `endpoint:${url.host}${url.pathname.replace(/\/embeddings$/, '')}:${choice.model}:${choice.dimensions ?? 'all'}`
  const key = keyOf(choice, environment)
  return {
    identity,
    async open(dependencies) {
      const { limits, nowMs } = dependencies
      const request: EmbeddingsRequest = {
        url,
        key,
        model: choice.model,
        dimensions: choice.dimensions,
        expected: choice.dimensions,
        answerBytes: limits.answerBytes,
      }
      const patience = { untilMs: nowMs() + limits.openBudgetMs, signal: new AbortController().signal }
      const expected =
        choice.dimensions ?? (await readBatch(identity, request, [probe], patience, dependencies))[0]?.length ?? 0
      return new EndpointEncoder(identity, { ...request, expected }, dependencies)
    },
  }
}

function keyOf(
  { model, key_from: name }: EndpointChoice,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  if (name === undefined) return null
  const key = environment[name]?.trim() ?? ''
  const unusable = (problem: string) => appError('encoder.unusable', { encoder: model, problem })
  if (key === '') throw unusable(`the environment variable ${name} that has its key is not set`)
  if (!/^[\x21-\x7e]+$/.test(key)) throw unusable(`the key in ${name} has characters that no key has`)
  return key
}
