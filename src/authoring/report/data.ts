import type { IntentName } from '#domain/ids.ts'
import type { RankedIntent } from '#domain/understanding.ts'
import { areaUnderRoc, isOutOfScope } from '#understanding/index.ts'
import { type IntentScore, intentScores } from '../intent-scores.ts'
import { limits } from '../limits.ts'
import { sparseIndex, sparseVectors } from '../vectors.ts'

/** One row of the test set as it was understood. */
export interface ReportRow {
  text: string
  actual: IntentName
  /** Best first. */
  intents: readonly RankedIntent[]
  outOfScope: number
}

export interface LabelledText {
  text: string
  intent: IntentName
}

export interface Confusion {
  actual: IntentName
  predicted: IntentName
  count: number
  /** Share of the rows of `actual`. */
  share: number
  examples: string[]
}

/** Rows whose confidence is in [from, to). */
export interface ConfidenceBin {
  from: number
  to: number
  right: number
  wrong: number
  /** Mean confidence of its rows; null without rows. */
  confidence: number | null
}

export interface RocPoint {
  /** Share of the rows in scope that score at least `score`. */
  falseAlarms: number
  /** Share of the rows out of scope that do. */
  found: number
  score: number
}

export interface ReportedError {
  text: string
  actual: IntentName
  predicted: IntentName
  confidence: number
  /** Confidence that its own intent got, if it is among the best. */
  ownConfidence: number | null
  outOfScope: number
  /** The training examples most like it, and those most like it of its own intent. */
  nearest: (LabelledText & { similarity: number })[]
  nearestOwn: (LabelledText & { similarity: number })[]
}

export interface ReportData {
  rows: number
  outOfScopeRows: number
  right: number
  confusions: Confusion[]
  intents: IntentScore[]
  bins: ConfidenceBin[]
  /** Null without rows out of scope. */
  roc: { points: RocPoint[]; area: number } | null
  /** The surest errors first; `errorCount` of them there are. */
  errors: ReportedError[]
  errorCount: number
}

/** What a report shows, from the rows and what was trained on. Rows out of scope count for the ROC curve only. */
export function reportData(rows: readonly ReportRow[], trained: readonly LabelledText[]): ReportData {
  const inside = rows.filter(({ actual }) => !isOutOfScope(actual)).map((row) => ({ ...row, ...best(row) }))
  const outside = rows.filter(({ actual }) => isOutOfScope(actual))
  const wrong = inside.filter(({ actual, predicted }) => actual !== predicted)
  return {
    rows: inside.length,
    outOfScopeRows: outside.length,
    right: inside.length - wrong.length,
    confusions: confusions(inside),
    intents: intentScores(inside),
    bins: confidenceBins(
      inside.map(({ confidence, actual, predicted }) => ({ confidence, isRight: actual === predicted })),
    ),
    roc:
      outside.length === 0
        ? null
        : rocCurve(
            outside.map(({ outOfScope }) => outOfScope),
            inside.map(({ outOfScope }) => outOfScope),
          ),
    errors: explainErrors(wrong, trained),
    errorCount: wrong.length,
  }
}

const best = ({ intents }: ReportRow) => ({
  predicted: intents[0]?.name ?? '',
  confidence: intents[0]?.confidence ?? 0,
})
type Judged = ReportRow & ReturnType<typeof best>

function confusions(rows: readonly Judged[]): Confusion[] {
  const sizes = new Map<IntentName, number>()
  const found = new Map<string, Judged[]>()
  for (const row of rows) {
    sizes.set(row.actual, (sizes.get(row.actual) ?? 0) + 1)
    if (row.actual === row.predicted) continue
    const key = `${row.actual}\n${row.predicted}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()]
    .map((group): Confusion => {
      const { actual, predicted } = group[0] as Judged
      const examples = [...group].sort((a, b) => b.confidence - a.confidence).slice(0, limits.reportExamples)
      return {
        actual,
        predicted,
        count: group.length,
        share: group.length / (sizes.get(actual) ?? 1),
        examples: examples.map(({ text }) => text),
      }
    })
    .sort((a, b) => b.count - a.count || b.share - a.share)
    .slice(0, limits.reportConfusions)
}

/** Equally wide bins over [0, 1]; confidence 1 belongs to the last. */
export function confidenceBins(
  rows: readonly { confidence: number; isRight: boolean }[],
  count: number = limits.reportBins,
): ConfidenceBin[] {
  const bins = Array.from({ length: count }, (_, i) => ({
    from: i / count,
    to: (i + 1) / count,
    right: 0,
    wrong: 0,
    sum: 0,
  }))
  for (const { confidence, isRight } of rows) {
    const bin = bins[Math.min(count - 1, Math.max(0, Math.floor(confidence * count)))] as (typeof bins)[number]
    if (isRight) bin.right += 1
    else bin.wrong += 1
    bin.sum += confidence
  }
  return bins.map(({ sum, ...bin }) => ({
    ...bin,
    confidence: bin.right + bin.wrong === 0 ? null : sum / (bin.right + bin.wrong),
  }))
}

/** One point per different score, from "nothing is out of scope" to "everything is". */
export function rocCurve(outside: readonly number[], inside: readonly number[]): { points: RocPoint[]; area: number } {
  const all = [...outside.map((score) => ({ score, isOut: true })), ...inside.map((score) => ({ score, isOut: false }))]
  all.sort((a, b) => b.score - a.score)
  const points: RocPoint[] = [{ falseAlarms: 0, found: 0, score: 1 }]
  let found = 0
  let falseAlarms = 0
  all.forEach(({ score, isOut }, i) => {
    if (isOut) found += 1
    else falseAlarms += 1
    if (all[i + 1]?.score !== score)
      points.push({
        falseAlarms: falseAlarms / Math.max(1, inside.length),
        found: found / Math.max(1, outside.length),
        score,
      })
  })
  return { points, area: areaUnderRoc(outside, inside) }
}

function explainErrors(wrong: readonly Judged[], trained: readonly LabelledText[]): ReportedError[] {
  const shown = [...wrong].sort((a, b) => b.confidence - a.confidence).slice(0, limits.reportErrors)
  if (shown.length === 0) return []
  const texts = trained.map(({ text }) => text)
  const vectorOf = sparseVectors(texts)
  const index = sparseIndex(texts.map(vectorOf))
  const named = (neighbours: { index: number; similarity: number }[]) =>
    neighbours.map(({ index: at, similarity }) => ({ ...(trained[at] as LabelledText), similarity }))
  return shown.map(({ text, actual, predicted, confidence, intents, outOfScope }) => {
    const vector = vectorOf(text)
    return {
      text,
      actual,
      predicted,
      confidence,
      ownConfidence: intents.find(({ name }) => name === actual)?.confidence ?? null,
      outOfScope,
      nearest: named(index.nearest(vector, limits.reportNeighbours)),
      nearestOwn: named(index.nearest(vector, 1, (at) => trained[at]?.intent === actual)),
    }
  })
}
