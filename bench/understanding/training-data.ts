import type { TrainingData, TrainingIntent } from '#understanding/index.ts'

/** An English assistant that has these examples and nothing else. */
export function trainingDataOf(rows: readonly { text: string; intent: string }[]): TrainingData {
  const intents = new Map<string, TrainingIntent>()
  for (const { text, intent } of rows) {
    const found = intents.get(intent) ?? { name: intent, examples: [] }
    found.examples.push({ text, entities: [] })
    intents.set(intent, found)
  }
  return { intents: [...intents.values()], entities: [], vocabulary: [], languages: ['en'] }
}
