import type { Encoder } from '#ports/encoder.ts'

/** As the embedded encoder has them. */
const dimensions = 384
/** Numbers that a word changes. */
const perWord = 24

/**
 * Vectors of the embedded encoder's shape in microseconds: each word adds ones and minus ones at places of its own. It stands in for the
 * embedded encoder, which needs some ten minutes for a hundred thousand chunks. `alongside` reads what is asked besides, so that a question
 * costs what it costs with the real one.
 */
export function seededEncoder(alongside: Encoder | null): Encoder {
  return {
    identity: 'bench:seeded:1',
    dimensions,
    readsWords: false,
    canFail: false,
    async encode(inputs, signal) {
      await alongside?.encode(inputs, signal)
      return inputs.map(({ text }) => ({ vector: vectorOf(text) }))
    },
    close: async () => alongside?.close(),
  }
}

function vectorOf(text: string): Float32Array {
  const sum = new Float32Array(dimensions)
  for (const [word] of text.toLowerCase().matchAll(/[a-z0-9]{3,}/g)) {
    let state = 2_166_136_261
    for (let at = 0; at < word.length; at += 1) state = Math.imul(state ^ word.charCodeAt(at), 16_777_619)
    for (let count = 0; count < perWord; count += 1) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const place = (state >>> 1) % dimensions
      sum[place] = (sum[place] ?? 0) + (state & 1 ? 1 : -1)
    }
  }
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => value / length)
}
