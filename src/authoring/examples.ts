import type { AuthoredData } from '#assistant/index.ts'
import type { IntentName } from '#domain/ids.ts'
import { isOutOfScope, type MarkedEntity, normaliseUtterance, type TrainingData } from '#understanding/index.ts'

/** Where something stands in the author's files. */
export interface Place {
  file: string
  /** From 1; null where it cannot be told. */
  line: number | null
}

/** One example of the training data, with where it stands. */
export interface PlacedExample {
  /** Position among all examples, in the order of the data. */
  index: number
  intent: IntentName
  text: string
  /** The text in the form in which two utterances count as the same. */
  normal: string
  entities: readonly MarkedEntity[]
  place: Place
  isOutOfScope: boolean
}

/** All examples in the order of the data. */
export function placedExamples({ data, places }: Pick<AuthoredData, 'data' | 'places'>): PlacedExample[] {
  const examples: PlacedExample[] = []
  for (const { name, examples: own } of data.intents) {
    const found = places.get(name)
    own.forEach(({ text, entities }, i) => {
      examples.push({
        index: examples.length,
        intent: name,
        text,
        normal: normaliseUtterance(text),
        entities,
        place: { file: found?.otherFiles?.get(i) ?? found?.file ?? '', line: found?.examples[i] ?? null },
        isOutOfScope: isOutOfScope(name),
      })
    })
  }
  return examples
}

/** The data with only those of its examples that `keeps` says, by their position among all. Intents stay, also without examples. */
export function keepExamples(data: TrainingData, keeps: (index: number) => boolean): TrainingData {
  let index = 0
  return {
    ...data,
    intents: data.intents.map((intent) => ({
      ...intent,
      examples: intent.examples.filter(() => {
        index += 1
        return keeps(index - 1)
      }),
    })),
  }
}

/** `intents/orders.yaml:12`. */
export const placeText = ({ file, line }: Place): string => (line === null ? file : `${file}:${line}`)
