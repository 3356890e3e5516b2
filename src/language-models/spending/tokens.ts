import type { ModelTokens } from '#domain/model-call.ts'
import type { ModelRequest } from '#ports/language-model.ts'
import type { ModelSpec } from '../config/index.ts'
import { modelLimits } from '../config/index.ts'

const perMillion = 1_000_000

/** About so many tokens, from the length in UTF-8: within a fifth for European languages, more than enough for others. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / modelLimits.bytesPerToken)

/** About what the request takes; schemas and tools are sent too. */
export function estimateInput(request: Omit<ModelRequest, 'limits'>): number {
  const texts = [request.system, ...request.messages.map(({ text }) => text)]
  const more = [request.structured?.schema, request.tools].flatMap((value) =>
    value === undefined ? [] : [JSON.stringify(value)],
  )
  return [...texts, ...more].reduce((sum, text) => sum + estimateTokens(text) + 4, 0)
}

/** US dollars. */
export function costOf({ price }: ModelSpec, { input, cachedInput, output }: ModelTokens): number {
  const cached = Math.min(cachedInput, input)
  return ((input - cached) * price.input + cached * price.cachedInput + output * price.output) / perMillion
}

export const addTokens = (one: ModelTokens, other: ModelTokens): ModelTokens => ({
  input: one.input + other.input,
  cachedInput: one.cachedInput + other.cachedInput,
  output: one.output + other.output,
})

export const noTokens: ModelTokens = { input: 0, cachedInput: 0, output: 0 }
