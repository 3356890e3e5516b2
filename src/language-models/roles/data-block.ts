/** What stands in a marked block. */
export type DataKind =
  | 'customer-message'
  | 'dialogue'
  | 'conversation'
  | 'notes'
  | 'document'
  | 'tool-result'
  | 'reply'
  | 'text'
  | 'held-against'

/**
 * Text of customers, documents and tools as it stands in a prompt: inside marks, and never able to close them. Only what looks like a mark
 * is changed, letter for letter, so that words can still be quoted from it.
 */
export const dataBlock = (kind: DataKind, text: string, mostCharacters: number): string =>
  `<data kind="${kind}">\n${withoutMarks(cut(text, mostCharacters))}\n</data>`

/** Also where spaces, or letters that nobody sees, stand within the mark. */
const mark = /<(?=[\s\p{Cf}]*(?:\/[\s\p{Cf}]*)?d[\p{Cf}]*a[\p{Cf}]*t[\p{Cf}]*a)/giu

const withoutMarks = (text: string): string => text.replace(mark, '‹')

/** The beginning and the end are what matters of a text that is too long. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const tail = Math.floor(most / 4)
  return `${text.slice(0, most - tail - 3)} … ${text.slice(text.length - tail)}`
}
