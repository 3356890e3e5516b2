import { tokenise } from '#understanding/index.ts'
import type { Sparse } from '../vectors.ts'

/** Words by frequency and rarity, as a textbook has them: what better vectors are measured against. */
export function plainTfIdf(texts: readonly string[]): Sparse[] {
  const documents = texts.map((text) => tokenise(text).map(({ norm }) => norm))
  const numbers = new Map<string, number>()
  const seenIn: number[] = []
  for (const words of documents) {
    for (const word of new Set(words)) {
      const number = numbers.get(word) ?? numbers.size
      numbers.set(word, number)
      seenIn[number] = (seenIn[number] ?? 0) + 1
    }
  }
  return documents.map((words) => {
    const counts = new Map<number, number>()
    for (const word of words) {
      const number = numbers.get(word) as number
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    const weight = ([number, count]: [number, number]) =>
      count * (Math.log((1 + documents.length) / (1 + (seenIn[number] as number))) + 1)
    const values = Float32Array.from([...counts].map(weight))
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
    return { indices: Int32Array.from(counts.keys()), values: values.map((value) => value / length) }
  })
}
