import type { IntentName } from '#domain/ids.ts'

/** How well one intent is recognised. */
export interface IntentScore {
  intent: IntentName
  /** Rows that are of it. */
  rows: number
  precision: number
  recall: number
  f1: number
}

/** Precision, recall and F1 of every intent that occurs on either side, the worst first; rows out of scope belong left out. */
export function intentScores(rows: readonly { actual: IntentName; predicted: IntentName }[]): IntentScore[] {
  const counts = new Map<IntentName, { rows: number; predicted: number; both: number }>()
  const of = (intent: IntentName) => {
    const found = counts.get(intent) ?? { rows: 0, predicted: 0, both: 0 }
    counts.set(intent, found)
    return found
  }
  for (const { actual, predicted } of rows) {
    of(actual).rows += 1
    if (predicted !== '') of(predicted).predicted += 1
    if (actual === predicted) of(actual).both += 1
  }
  return [...counts]
    .map(([intent, count]) => ({
      intent,
      rows: count.rows,
      precision: count.predicted === 0 ? 0 : count.both / count.predicted,
      recall: count.rows === 0 ? 0 : count.both / count.rows,
      f1: count.both === 0 ? 0 : (2 * count.both) / (count.rows + count.predicted),
    }))
    .sort((a, b) => a.f1 - b.f1 || b.rows - a.rows)
}
