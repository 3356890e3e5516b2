import type { Encoder } from '#ports/encoder.ts'
import { topicWords } from '../index/words.ts'

const dimensions = 40

/** Adds up a fixed vector per topic word: texts with words in common are alike, which is enough to see vectors at work. */
export const wordEncoder: Encoder = {
  identity: 'words:1',
  dimensions,
  readsWords: false,
  canFail: false,
  async encode(inputs) {
    return inputs.map(({ text }) => {
      const sum = new Float32Array(dimensions)
      for (const { stem } of topicWords(text)) {
        let state = 2_166_136_261
        for (const letter of stem) state = Math.imul(state ^ letter.charCodeAt(0), 16_777_619)
        for (let at = 0; at < dimensions; at += 1) {
          state ^= state << 13
          state ^= state >>> 17
          state ^= state << 5
          sum[at] = sum[at]! + state / 2 ** 31
        }
      }
      const length = Math.hypot(...sum) || 1
      return { vector: sum.map((value) => value / length) }
    })
  },
  close: async () => {},
}
