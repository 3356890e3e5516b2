/** A document as every reader gives it, whatever it was written in. Sections are what stands between two headings. */
export interface SourceTree {
  title: string | null
  /** BCP 47 tag as the source states it. */
  locale: string | null
  blocks: TreeBlock[]
}

/** Running text, a part of which may be a link. */
export interface Span {
  text: string
  href: string | null
}

export interface ListItem {
  text: Span[]
  below: ListBlock | null
}

export interface ListBlock {
  kind: 'list'
  ordered: boolean
  items: ListItem[]
}

export type TreeBlock =
  /** `depth` from 1 to 6. */
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'paragraph'; text: Span[] }
  | ListBlock
  /** What must be typed or was printed, with its line breaks. */
  | { kind: 'code'; text: string }
  /** `headed`: the first row names the columns. */
  | { kind: 'table'; headed: boolean; rows: string[][] }

export const plain = (text: string): Span[] => [{ text, href: null }]

export const textOfSpans = (spans: readonly Span[]): string =>
  spans
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
