import { z } from 'zod'
import type { Encoder } from '#ports/encoder.ts'
import { type LineProblem, parseJsonLines } from '../json-lines.ts'
import { tokenise } from '../tokens.ts'
import { type Counts, f1Of } from './thresholds.ts'
import { type LabelledInput, LabelReader, trainLabels } from './train-labels.ts'

/** A text with all labels that hold of it; `domain` only groups what is measured. */
export interface LabelRow {
  text: string
  labels: string[]
  domain?: string
}

const Row = z.object({ text: z.string(), intents: z.array(z.string()), domain: z.string().optional() })

/** Reads JSON Lines with `text` and `intents`; `problems` names the lines that are none. */
export const parseLabelRows = (content: string): { rows: LabelRow[]; problems: LineProblem[] } =>
  parseJsonLines(content, (value) => {
    const { data } = Row.safeParse(value)
    if (data === undefined) return 'needs "text" and "intents"'
    const { text, intents, domain } = data
    return { text, labels: intents, ...(domain !== undefined && { domain }) }
  })

export interface LabelScores {
  /** Of all labels of all rows together. */
  microF1: number
  precision: number
  recall: number
  rows: number
}

export interface LabelEvaluation extends LabelScores {
  /** One model, its rows apart. */
  domains: Record<string, LabelScores>
  trainSeconds: number
}

export interface LabelEvaluationOptions {
  seed: string
  /** Null: sparse features alone. */
  encoder: Encoder | null
  /** Milliseconds, monotonic. */
  nowMs: () => number
  onProgress?: (done: number, total: number, what: string) => void
}

/** Trains heads on one set of rows and measures them on another. */
export async function evaluateLabels(
  trainRows: readonly LabelRow[],
  testRows: readonly LabelRow[],
  { seed, encoder, nowMs, onProgress }: LabelEvaluationOptions,
): Promise<LabelEvaluation> {
  const started = nowMs()
  const train = await readRows(trainRows, encoder)
  const reader = new LabelReader(
    trainLabels(train, { seed, ...(onProgress && { onProgress: (done, total) => onProgress(done, total, 'labels') }) }),
  )
  const trainSeconds = (nowMs() - started) / 1000
  const all = newTally()
  const byDomain = new Map<string, Tally>()
  const test = await readRows(testRows, encoder)
  test.forEach((input, index) => {
    const { domain = '' } = testRows[index] as LabelRow
    const tally = byDomain.get(domain) ?? newTally()
    byDomain.set(domain, tally)
    const found = new Set(reader.read(input).map(({ name }) => name))
    for (const one of [all, tally]) add(one, new Set(input.labels), found)
  })
  const domains = [...byDomain].filter(([domain]) => domain !== '').map(([domain, tally]) => [domain, scoresOf(tally)])
  return { ...scoresOf(all), domains: Object.fromEntries(domains), trainSeconds }
}

/** Words, and what an encoder makes of them. */
async function readRows(rows: readonly LabelRow[], encoder: Encoder | null): Promise<LabelledInput[]> {
  const tokens = rows.map(({ text }) => tokenise(text))
  const encodings = await encoder?.encode(
    rows.map(({ text }, index) => ({ text, ...(encoder.readsWords && { words: tokens[index] ?? [] }) })),
  )
  return rows.map(({ labels }, index) => {
    const encoding = encodings?.[index]
    return { labels, words: (tokens[index] ?? []).map(({ norm }) => norm), ...(encoding !== undefined && { encoding }) }
  })
}

interface Tally extends Counts {
  rows: number
}
const newTally = (): Tally => ({ hits: 0, wrong: 0, missed: 0, rows: 0 })

function add(tally: Tally, truth: ReadonlySet<string>, found: ReadonlySet<string>) {
  tally.rows += 1
  for (const label of found) {
    if (truth.has(label)) tally.hits += 1
    else tally.wrong += 1
  }
  for (const label of truth) if (!found.has(label)) tally.missed += 1
}

const scoresOf = (tally: Tally): LabelScores => ({
  microF1: f1Of(tally),
  precision: tally.hits === 0 ? 0 : tally.hits / (tally.hits + tally.wrong),
  recall: tally.hits === 0 ? 0 : tally.hits / (tally.hits + tally.missed),
  rows: tally.rows,
})
