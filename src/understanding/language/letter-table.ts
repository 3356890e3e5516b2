import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/**
 * How much each run of letters speaks for each language. Made by training/language/ from the letter statistics of Lingua (Apache-2.0, see
 * LINGUA-LICENSE.txt); 240,000 runs, 500,000 weights, 5 MB in memory.
 */
export class LetterTable {
  readonly languages: readonly string[]
  readonly #indexes: ReadonlyMap<string, number>
  /** First run of each bucket; a bucket is what has the same upper bits of its hash. */
  readonly #buckets: Uint32Array
  /** Lower bits of the hashes. */
  readonly #rest: Uint16Array
  /** First weight of each run. */
  readonly #starts: Uint32Array
  readonly #entryLanguages: Uint8Array
  readonly #entryWeights: Uint8Array

  constructor(rows: TableRows) {
    const { languages, hashes, counts, entryLanguages, entryWeights } = rows
    this.languages = languages
    this.#indexes = new Map(languages.map((language, index) => [language, index]))
    this.#entryLanguages = entryLanguages
    this.#entryWeights = entryWeights
    this.#buckets = new Uint32Array(2 ** bucketBits + 1)
    this.#rest = new Uint16Array(hashes.length)
    this.#starts = new Uint32Array(hashes.length + 1)
    for (let i = 0; i < hashes.length; i += 1) {
      const hash = hashes[i] as number
      this.#rest[i] = hash & restMask
      this.#starts[i + 1] = (this.#starts[i] as number) + (counts[i] as number)
      const bucket = (hash >>> restBits) + 1
      this.#buckets[bucket] = (this.#buckets[bucket] as number) + 1
    }
    for (let i = 0; i < 2 ** bucketBits; i += 1)
      this.#buckets[i + 1] = (this.#buckets[i + 1] as number) + (this.#buckets[i] as number)
  }

  /** Its place in `languages`; -1 where letters are not compared for it. */
  indexOf(language: string): number {
    return this.#indexes.get(language) ?? -1
  }

  /** Adds what one run of letters says to `scores`, which has a place for each of `languages`. */
  add(hash: number, scores: Float64Array) {
    const bucket = hash >>> restBits
    const rest = hash & restMask
    const last = this.#buckets[bucket + 1] as number
    for (let run = this.#buckets[bucket] as number; run < last; run += 1) {
      if (this.#rest[run] !== rest) continue
      const end = this.#starts[run + 1] as number
      for (let entry = this.#starts[run] as number; entry < end; entry += 1) {
        const language = this.#entryLanguages[entry] as number
        scores[language] = (scores[language] as number) + (this.#entryWeights[entry] as number) * weightStep
      }
      return
    }
  }
}

/** The table as it is written: hashes rising, `counts` weights for each, one after the other. */
export interface TableRows {
  languages: string[]
  hashes: Uint32Array
  counts: Uint8Array
  entryLanguages: Uint8Array
  /** In steps of `weightStep`. */
  entryWeights: Uint8Array
}

/** Nats per unit of a stored weight. Finer steps change nothing. */
export const weightStep = 0.5
const bucketBits = 18
const restBits = 32 - bucketBits
const restMask = 2 ** restBits - 1
const fileName = new URL('./letter-table.bin', import.meta.url)
const version = 1

let loaded: LetterTable | undefined

/** Read and unpacked at first use (some 20 ms); then shared by all assistants of the process. */
export function letterTable(): LetterTable {
  loaded ??= new LetterTable(unpackTable(readFileSync(fileName)))
  return loaded
}

/** Header as JSON in a line, then gaps between hashes, counts, languages and weights; all compressed. */
export function packTable(rows: TableRows): Uint8Array {
  const { languages, hashes, counts, entryLanguages, entryWeights } = rows
  const gaps: number[] = []
  let last = 0
  for (const hash of hashes) {
    let gap = hash - last
    last = hash
    for (; gap > 127; gap = Math.floor(gap / 128)) gaps.push((gap % 128) | 128)
    gaps.push(gap)
  }
  const header = JSON.stringify({
    version,
    languages,
    runs: hashes.length,
    gaps: gaps.length,
    entries: entryWeights.length,
  })
  const plain = Buffer.concat([Buffer.from(`${header}\n`), Uint8Array.from(gaps), counts, entryLanguages, entryWeights])
  return brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } })
}

export function unpackTable(packed: Uint8Array): TableRows {
  const plain = brotliDecompressSync(packed)
  const headerEnd = plain.indexOf(10)
  const header = JSON.parse(plain.toString('utf8', 0, headerEnd)) as {
    version: number
    languages: string[]
    runs: number
    gaps: number
    entries: number
  }
  if (header.version !== version) throw new Error(`letter-table.bin has version ${header.version}, not ${version}`)
  let at = headerEnd + 1
  const bytes = (length: number) => {
    at += length
    return plain.subarray(at - length, at)
  }
  const gaps = bytes(header.gaps)
  const hashes = new Uint32Array(header.runs)
  let read = 0
  let hash = 0
  for (let i = 0; i < header.runs; i += 1) {
    let factor = 1
    let byte = gaps[read] as number
    for (; byte > 127; byte = gaps[read] as number) {
      hash += (byte & 127) * factor
      factor *= 128
      read += 1
    }
    hash += byte * factor
    read += 1
    hashes[i] = hash
  }
  return {
    languages: header.languages,
    hashes,
    counts: bytes(header.runs),
    entryLanguages: bytes(header.entries),
    entryWeights: bytes(header.entries),
  }
}
