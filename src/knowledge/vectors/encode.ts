import type { Encoder } from '#ports/encoder.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import type { Passage } from '../documents/passages.ts'
import type { WrittenVectors } from '../index/build-index.ts'
import { Growing, growingNumbers, growingStarts } from '../index/growing.ts'
import { quantise, widthOf } from './table.ts'

/** Characters of a passage that have a vector together, behind its title and headings: about what the embedded encoder reads (126 pieces). */
const windowCharacters = 560
/** Texts that the encoder is given at once. */
const batch = 256

class Rows {
  readonly scales = new Growing((length) => new Float32Array(length))
  readonly #values = new Growing((length) => new Int8Array(length))
  readonly #row: Int8Array

  constructor(dimensions: number) {
    this.#row = new Int8Array(widthOf(dimensions))
  }

  push(vector: Float32Array): void {
    this.#row.fill(0)
    this.scales.push(quantise(vector, this.#row, 0))
    this.#values.append(this.#row)
  }

  get values(): Int8Array {
    return this.#values.values
  }
}

/** Encodes passages, section titles and questions while an index is written, in the order of the documents. */
export class VectorWriter {
  readonly #encoder: Encoder
  readonly #windows: Rows
  readonly #headings: Rows
  readonly #questions: Rows
  readonly #windowStart = growingStarts()
  readonly #headingOf = growingNumbers()
  #windowCount = 0
  #headingCount = 0
  #waiting: { text: string; rows: Rows }[] = []

  constructor(encoder: Encoder) {
    this.#encoder = encoder
    this.#windows = new Rows(encoder.dimensions)
    this.#headings = new Rows(encoder.dimensions)
    this.#questions = new Rows(encoder.dimensions)
  }

  /** Adds a document with the passages it was cut into. Rejects as the encoder does. */
  async add({ title, questions }: KnowledgeDocument, passages: readonly Passage[]): Promise<void> {
    for (const text of questions) this.#waiting.push({ text, rows: this.#questions })
    let above: string | null = null
    for (const passage of passages) {
      const path = [title, ...passage.headings].join(': ')
      if (path !== above) {
        this.#waiting.push({ text: path, rows: this.#headings })
        this.#headingCount += 1
        above = path
      }
      this.#headingOf.push(this.#headingCount - 1)
      for (const text of windowsOf(passage)) {
        this.#waiting.push({ text: `${path}. ${text}`, rows: this.#windows })
        this.#windowCount += 1
      }
      this.#windowStart.push(this.#windowCount)
    }
    if (this.#waiting.length >= batch) await this.#flush()
  }

  async finish(): Promise<WrittenVectors> {
    await this.#flush()
    return {
      head: { identity: this.#encoder.identity, dimensions: this.#encoder.dimensions },
      sections: {
        windowStart: this.#windowStart.values,
        windowValues: this.#windows.values,
        windowScales: this.#windows.scales.values,
        headingOf: this.#headingOf.values,
        headingValues: this.#headings.values,
        headingScales: this.#headings.scales.values,
        questionValues: this.#questions.values,
        questionScales: this.#questions.scales.values,
      },
    }
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    const encodings = await this.#encoder.encode(waiting.map(({ text }) => ({ text })))
    for (const [at, { rows }] of waiting.entries()) rows.push(encodings[at]!.vector)
  }
}

/** A passage's statements in parts of about the same length, each about as long as the encoder reads. */
function windowsOf({ statements }: Passage): string[] {
  const total = statements.reduce((sum, { text }) => sum + text.length + 1, 0)
  const wanted = total / Math.max(1, Math.ceil(total / windowCharacters))
  const windows: string[] = []
  let text = ''
  for (const { text: statement } of statements) {
    // Half a statement over is nearer to the wanted length than half a statement short of it.
    if (text !== '' && text.length + statement.length / 2 > wanted) {
      windows.push(text)
      text = ''
    }
    text = text === '' ? statement : `${text} ${statement}`
  }
  if (text !== '') windows.push(text)
  return windows
}
