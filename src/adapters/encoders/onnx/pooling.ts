import type { Span } from '#domain/understanding.ts'
import type { Pooling } from './wire.ts'

/** The last hidden state: `tokens` rows of `width` numbers. */
export interface Hidden {
  data: Float32Array
  tokens: number
  width: number
}

/** One vector for the sentence; special tokens count, as they did when the model was trained. */
export function pool(hidden: Hidden, pooling: Pooling): Float32Array {
  const { data, tokens, width } = hidden
  const row = (token: number) => data.slice(token * width, (token + 1) * width)
  switch (pooling) {
    case 'cls':
      return row(0)
    case 'last':
      return row(tokens - 1)
    case 'mean':
      return mean(
        hidden,
        Array.from({ length: tokens }, (_, token) => token),
      )
    case 'max': {
      const most = row(0)
      for (let index = width; index < tokens * width; index++)
        most[index % width] = Math.max(most[index % width] as number, data[index] as number)
      return most
    }
  }
}

/**
 * A vector for each asked word: the mean of the pieces that it shares text with. All zeros where it has none: it lies behind what the model
 * reads, or is nothing but invisible characters.
 */
export function poolWords(hidden: Hidden, spans: readonly (Span | null)[], words: readonly Span[]): Float32Array[] {
  return words.map(({ start, end }) =>
    mean(
      hidden,
      spans.flatMap((span, token) =>
        span !== null && Math.max(span.start, start) < Math.min(span.end, end) ? [token] : [],
      ),
    ),
  )
}

function mean({ data, width }: Hidden, tokens: readonly number[]): Float32Array {
  const sum = new Float32Array(width)
  for (const token of tokens)
    for (let index = 0; index < width; index++)
      sum[index] = (sum[index] as number) + (data[token * width + index] as number)
  if (tokens.length > 0) for (let index = 0; index < width; index++) sum[index] = (sum[index] as number) / tokens.length
  return sum
}
