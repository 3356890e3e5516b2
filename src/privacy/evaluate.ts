/** Offsets in UTF-16 units, `end` exclusive. */
export interface LabelledSpan {
  start: number
  end: number
  label: string
}

export interface SpanScore {
  precision: number
  recall: number
  f1: number
  expected: number
  found: number
}

/** How well spans were found, in all and by label. */
export interface SpanEvaluation extends SpanScore {
  /** A found span counts where one of the same label overlaps it; each expected span is met once. */
  f1Overlap: number
  /** Share of the expected cards, IBANs and social security numbers that were found exactly, with their label. */
  checksummed: number | null
  labels: ({ label: string } & SpanScore)[]
}

const checksummedLabels = ['CREDIT_CARD', 'IBAN_CODE', 'US_SSN']

const scoreOf = (right: number, expected: number, found: number): SpanScore => {
  const precision = found === 0 ? 0 : right / found
  const recall = expected === 0 ? 0 : right / expected
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall), expected, found }
}

/** Scores spans that were found against those that should be: a span is right where start, end and label are the same. */
export function evaluateSpans(
  rows: readonly { expected: readonly LabelledSpan[]; found: readonly LabelledSpan[] }[],
): SpanEvaluation {
  const counts = new Map<string, { right: number; expected: number; found: number }>()
  const of = (label: string) => {
    const count = counts.get(label) ?? { right: 0, expected: 0, found: 0 }
    counts.set(label, count)
    return count
  }
  let overlapping = 0
  for (const { expected, found } of rows) {
    for (const span of expected) of(span.label).expected += 1
    const met = new Set<LabelledSpan>()
    for (const span of found) {
      of(span.label).found += 1
      if (expected.some(({ start, end, label }) => start === span.start && end === span.end && label === span.label))
        of(span.label).right += 1
      const other = expected.find(
        (one) => !met.has(one) && one.label === span.label && one.start < span.end && span.start < one.end,
      )
      if (other) {
        met.add(other)
        overlapping += 1
      }
    }
  }
  const all = { right: 0, expected: 0, found: 0 }
  const checked = { right: 0, expected: 0 }
  for (const [label, { right, expected, found }] of counts) {
    all.right += right
    all.expected += expected
    all.found += found
    if (!checksummedLabels.includes(label)) continue
    checked.right += right
    checked.expected += expected
  }
  return {
    ...scoreOf(all.right, all.expected, all.found),
    f1Overlap: scoreOf(overlapping, all.expected, all.found).f1,
    checksummed: checked.expected === 0 ? null : checked.right / checked.expected,
    labels: [...counts]
      .map(([label, { right, expected, found }]) => ({ label, ...scoreOf(right, expected, found) }))
      .sort((a, b) => b.expected - a.expected),
  }
}
