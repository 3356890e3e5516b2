import type { RecordedConversation } from './moments.ts'

/** What the embedded models and a language model each took messages for, where they differed. */
export interface Disagreement {
  embedded: string[]
  model: string[]
  count: number
  /** Customers' words, as they were recorded; those of erased conversations are gone. */
  examples: string[]
}

export interface Disagreements {
  /** Messages that a model proposed something for. */
  compared: number
  agreed: number
  /** The most frequent first. */
  disagreements: Disagreement[]
}

const examplesAtMost = 5
const exampleCharacters = 200

/** Where two understandings of the same messages part: what to look at, and to learn from once somebody has said which is right. */
export function disagreementsIn(
  conversations: readonly RecordedConversation[],
  redact: (text: string) => string,
): Disagreements {
  const found = new Map<string, Disagreement>()
  let compared = 0
  let agreed = 0
  for (const { events } of conversations)
    for (const event of events) {
      if (event.kind !== 'turn-recorded' || event.data.compared === undefined) continue
      const { embedded, model } = event.data.compared
      compared += 1
      if (event.data.compared.agreed) {
        agreed += 1
        continue
      }
      const key = JSON.stringify([embedded, model])
      const known = found.get(key) ?? { embedded, model, count: 0, examples: [] }
      known.count += 1
      const text = event.personal?.understanding?.text
      if (text !== undefined && known.examples.length < examplesAtMost)
        known.examples.push(redact(text).slice(0, exampleCharacters))
      found.set(key, known)
    }
  return { compared, agreed, disagreements: [...found.values()].sort((a, b) => b.count - a.count) }
}

const names = (of: readonly string[]): string => (of.length === 0 ? 'nothing' : of.join(' + '))

export function disagreementsText({ compared, agreed, disagreements }: Disagreements): string {
  if (compared === 0) return 'No message of these was understood by a language model beside the embedded models.'
  const head = `${compared} messages understood by both, ${agreed} alike (${Math.round((100 * agreed) / compared)} %).`
  const lines = disagreements.flatMap(({ embedded, model, count, examples }) => [
    '',
    `${count} × embedded ${names(embedded)}, model ${names(model)}`,
    ...examples.map((text) => `    ${text.replaceAll(/\s+/g, ' ')}`),
  ])
  return [head, ...lines].join('\n')
}
