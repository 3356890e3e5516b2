import type { Json } from '#domain/json.ts'
import { documentLimits } from '../limits.ts'

/** What another system says of itself, as one plain line for authors: it is data, and never told to a model as something to do. */
export function oneSentence(text: Json | undefined): string | null {
  if (typeof text !== 'string') return null
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  const [first = line] = /^.*?[.!?](?=\s|$)/.exec(line) ?? [line]
  const sentence = first.replace(/\.$/, '').slice(0, documentLimits.descriptionCharacters)
  return sentence === '' ? null : sentence
}
