/** What is known of a document beside its text; each key as in the front matter of an article. */
export interface SourceMetadata {
  title?: string
  category?: string
  audience?: string | string[]
  locale?: string
  updated?: string
  valid_from?: string
  valid_until?: string
  owner?: string
  source?: string
  url?: string
  questions?: string[]
}

export const formats = ['markdown', 'html', 'pdf', 'docx', 'text', 'csv'] as const
export type SourceFormat = (typeof formats)[number]

/** One document that a source gives: a PDF gives one (or several where it is very long), a CSV one for each answer. */
export interface ReadDocument {
  /** Tells the documents of one source apart; null where there is one. Letters, digits and hyphens. */
  part: string | null
  /** What the source itself says; what people state about the source goes before it. */
  metadata: SourceMetadata
  /** Markdown without front matter. */
  body: string
}

export interface ReadSource {
  documents: ReadDocument[]
  /** Of a PDF; for other formats 1 for each 3,000 characters. */
  pages: number
  /** What was left out, in a sentence each. */
  notes: string[]
}

/** Why a source gave nothing. `problem` says what is wrong and what to do. */
export interface SkippedSource {
  why:
    | 'too-large'
    | 'empty'
    | 'no-text'
    | 'encrypted'
    | 'broken'
    | 'wrong-name'
    | 'unknown-format'
    | 'too-slow'
    | 'too-much-memory'
  problem: string
}

export type ReadOutcome = { kind: 'read'; source: ReadSource } | { kind: 'skipped'; skipped: SkippedSource }

/** Thrown by readers, and only among them: at their border it becomes an outcome. */
export class Unreadable extends Error {
  readonly why: SkippedSource['why']
  constructor(why: SkippedSource['why'], problem: string) {
    super(problem)
    this.name = 'Unreadable'
    this.why = why
  }
}
