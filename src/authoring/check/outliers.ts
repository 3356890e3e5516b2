import { percentile, tokenise } from '#understanding/index.ts'
import type { HeldOutReading } from '../cross-validation.ts'
import type { PlacedExample } from '../examples.ts'
import { limits } from '../limits.ts'
import type { Finding } from './finding.ts'
import { quoted } from './words.ts'

/** Examples that, held out, are unlike their own intent and everything else: from another data set, or the only one of their kind. */
export function checkOutliers(examples: readonly PlacedExample[], readings: readonly HeldOutReading[]): Finding[] {
  const scores = readings.filter(({ example }) => !examples[example]?.isOutOfScope).map(({ outOfScope }) => outOfScope)
  const least = Math.max(limits.outlierScore, percentile(scores, 1 - limits.outlierShare))
  const findings = readings.flatMap(({ example: index, intents, outOfScope }): Finding[] => {
    const { isOutOfScope, text, intent, place } = examples[index] as PlacedExample
    const own = intents.find(({ name }) => name === intent)?.confidence ?? 0
    // A single word that no other example has is far from everything and may well be right.
    if (isOutOfScope || own > limits.outlierOwn || outOfScope < least) return []
    if ((intents[0]?.confidence ?? 1) > limits.outlierBest) return []
    if (tokenise(text).length < limits.outlierWords) return []
    return [
      {
        kind: 'outlier',
        severity: 'hint',
        place,
        intent,
        message: `${quoted(text)} is unlike all other examples of "${intent}", and unlike those of any other intent.`,
        advice: `If customers do say it for "${intent}", add two or three wordings like it; else take it out.`,
        related: [],
        certainty: outOfScope,
      },
    ]
  })
  return findings.sort((a, b) => b.certainty - a.certainty)
}
