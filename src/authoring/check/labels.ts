import type { IntentName } from '#domain/ids.ts'
import { tokenise } from '#understanding/index.ts'
import type { HeldOutReading } from '../cross-validation.ts'
import { type PlacedExample, placeText } from '../examples.ts'
import { limits } from '../limits.ts'
import type { Neighbour } from '../vectors.ts'
import type { Finding } from './finding.ts'
import { quoted } from './words.ts'

/** The examples nearest to one of them, without itself and without the same words. */
export type FindNeighbours = (example: PlacedExample, most: number) => readonly Neighbour[]

/**
 * Probable label errors by confident learning (Northcutt, Jiang and Chuang 2021): an example whose held-out reading gives another intent at
 * least the confidence that this intent's own examples have on average is counted for that intent. Of those that differ from their label only
 * the sure ones are reported, and only where the nearest examples say the same: a model alone errs too often to be believed.
 */
export function checkLabels(
  examples: readonly PlacedExample[],
  readings: readonly HeldOutReading[],
  neighbours: FindNeighbours,
): Finding[] {
  const usual = usualConfidence(examples, readings)
  const findings: Finding[] = []
  for (const { example: index, intents } of readings) {
    const example = examples[index] as PlacedExample
    if (example.isOutOfScope) continue
    const other = intents.find(({ name, confidence }) => confidence >= (usual.get(name) ?? 1))
    if (other === undefined || other.name === example.intent || other.confidence < limits.labelConfidence) continue
    const own = intents.find(({ name }) => name === example.intent)?.confidence ?? 0
    if (own > limits.labelOwn || tokenise(example.text).length < limits.labelWords) continue
    const near = neighbours(example, limits.labelNeighbours)
    const nearest = near.map((neighbour) => examples[neighbour.index] as PlacedExample)
    const speakForOther = nearest.filter(({ intent }) => intent === other.name)
    if (nearest.some(({ intent }) => intent === example.intent)) continue
    if (speakForOther.length < limits.labelNeighboursForOther) continue
    if ((near[0]?.similarity ?? 0) < limits.labelSimilarity) continue
    findings.push(labelError(example, other, speakForOther))
  }
  return findings.sort((a, b) => b.certainty - a.certainty)
}

function labelError(
  { intent, text, place }: PlacedExample,
  other: { name: IntentName; confidence: number },
  like: readonly PlacedExample[],
): Finding {
  const [nearest] = like
  return {
    kind: 'label-error',
    severity: other.confidence >= limits.labelSure ? 'warning' : 'hint',
    place,
    intent,
    message: `${quoted(text)} stands under "${intent}" and reads like "${other.name}" (${other.confidence.toFixed(2)} sure).`,
    advice: `Move it there, or, if it is right, add wordings of "${intent}" like it${nearest === undefined ? '' : `; most like it: ${quoted(nearest.text)} (${placeText(nearest.place)})`}.`,
    related: like.map((one) => ({ ...one.place, text: one.text })),
    certainty: other.confidence,
  }
}

/** For each intent the mean confidence that its own examples get for it: the thresholds of confident learning. */
export function usualConfidence(
  examples: readonly PlacedExample[],
  readings: readonly HeldOutReading[],
): Map<IntentName, number> {
  const sums = new Map<IntentName, { sum: number; count: number }>()
  for (const { example, intents } of readings) {
    const { intent, isOutOfScope } = examples[example] as PlacedExample
    if (isOutOfScope) continue
    const own = sums.get(intent) ?? { sum: 0, count: 0 }
    own.sum += intents.find(({ name }) => name === intent)?.confidence ?? 0
    own.count += 1
    sums.set(intent, own)
  }
  return new Map([...sums].map(([intent, { sum, count }]) => [intent, sum / count]))
}
