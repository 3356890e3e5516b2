import { readFile, writeFile } from 'node:fs/promises'
import type { SideResult } from './run-side.ts'

/** What one row gave, with what has to be known to read it. */
export interface Result {
  parley: SideResult
  /** null: nlp.js cannot do this, or was left out. */
  peer: SideResult | null
  /** ISO 8601. */
  measuredAt: string
  /** The machine's one-minute load averages before and after. Above what this measures itself, times are too long. */
  load: [number, number]
}

/** Rows that were measured before, so that a run of an hour can be interrupted and goes on where it was. */
export class Results {
  readonly #file: string | null
  readonly #rows: Map<string, Result>

  private constructor(file: string | null, rows: Map<string, Result>) {
    this.#file = file
    this.#rows = rows
  }

  /** `null`: nothing is kept. A file that is not there yet is begun with the first row. */
  static async open(file: string | null): Promise<Results> {
    if (file === null) return new Results(null, new Map())
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}'
      throw error
    })
    return new Results(file, new Map(Object.entries(JSON.parse(text) as Record<string, Result>)))
  }

  /** Only where all of it worked: what failed is tried again. */
  get(row: string): Result | undefined {
    const found = this.#rows.get(row)
    return found === undefined || 'problem' in found.parley || (found.peer && 'problem' in found.peer)
      ? undefined
      : found
  }

  async put(row: string, result: Result): Promise<void> {
    this.#rows.set(row, result)
    if (this.#file !== null) await writeFile(this.#file, `${JSON.stringify(Object.fromEntries(this.#rows), null, 1)}\n`)
  }
}
