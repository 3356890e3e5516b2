import type { Passage, Statement } from '../documents/passages.ts'

/** A passage as it is stored: names of its fields and kinds would be a third of the bytes. */
type Packed = [document: number, number: number, headings: string[], statements: [string, number, number][]]

const kinds = ['sentence', 'item', 'step', 'row'] as const satisfies Statement['kind'][]

export function packPassage({ document, number, headings, statements }: Passage): string {
  const packed: Packed = [
    document,
    number,
    headings,
    statements.map(({ text, kind, block }) => [text, kinds.indexOf(kind), block]),
  ]
  return JSON.stringify(packed)
}

export function unpackPassage(text: string): Passage {
  const [document, number, headings, statements] = JSON.parse(text) as Packed
  return {
    document,
    number,
    headings,
    statements: statements.map(([said, kind, block]) => ({ text: said, kind: kinds[kind] ?? 'sentence', block })),
  }
}
