import type { Encoder } from '#ports/encoder.ts'
import { normalise } from './cluster/points.ts'

/** An encoder of toys: pairs of letters. Counts what it is asked. */
export function lettersEncoder(): Encoder & { asked: string[] } {
  const asked: string[] = []
  const dimensions = 64
  return {
    identity: 'letters',
    dimensions,
    readsWords: false,
    canFail: false,
    asked,
    encode(inputs) {
      return Promise.resolve(
        inputs.map(({ text }) => {
          asked.push(text)
          const vector = new Float32Array(dimensions)
          const letters = text.toLowerCase()
          for (let i = 0; i + 1 < letters.length; i += 1) {
            const at = (letters.charCodeAt(i) * 31 + letters.charCodeAt(i + 1)) % dimensions
            vector[at] = (vector[at] as number) + 1
          }
          normalise(vector)
          return { vector }
        }),
      )
    },
    close: () => Promise.resolve(),
  }
}
