import type { IntentName } from '#domain/ids.ts'
import type { HeldOutReading } from '../cross-validation.ts'
import type { PlacedExample } from '../examples.ts'
import { limits } from '../limits.ts'
import type { Finding } from './finding.ts'
import { quoted } from './words.ts'

interface Side {
  examples: number
  /** Those that were held out and read as the other one. */
  wrong: PlacedExample[]
}

export interface IntentPair {
  one: IntentName
  other: IntentName
  /** Mean of both sides' shares of errors: 0.5 is a coin. */
  errors: number
  sides: [Side, Side]
}

/**
 * How well each two intents can be told apart: every held-out example of the two goes to the one of them that got more confidence. Pairs
 * without errors are left out; the worst first.
 */
export function pairErrors(examples: readonly PlacedExample[], readings: readonly HeldOutReading[]): IntentPair[] {
  const counts = new Map<IntentName, number>()
  const wrong = new Map<IntentName, Map<IntentName, PlacedExample[]>>()
  for (const { example: index, intents } of readings) {
    const example = examples[index] as PlacedExample
    if (example.isOutOfScope) continue
    counts.set(example.intent, (counts.get(example.intent) ?? 0) + 1)
    const before = wrong.get(example.intent) ?? new Map<IntentName, PlacedExample[]>()
    wrong.set(example.intent, before)
    for (const { name } of intents) {
      if (name === example.intent) break
      before.set(name, [...(before.get(name) ?? []), example])
    }
  }
  const names = [...counts.keys()]
  const pairs: IntentPair[] = []
  names.forEach((one, i) => {
    for (const other of names.slice(i + 1)) {
      const sides: [Side, Side] = [
        { examples: counts.get(one) as number, wrong: wrong.get(one)?.get(other) ?? [] },
        { examples: counts.get(other) as number, wrong: wrong.get(other)?.get(one) ?? [] },
      ]
      const [a, b] = sides
      const errors = (a.wrong.length / a.examples + b.wrong.length / b.examples) / 2
      if (errors > 0) pairs.push({ one, other, errors, sides })
    }
  })
  return pairs.sort((a, b) => b.errors - a.errors)
}

/** Pairs of intents whose examples cannot be told apart, or hardly. */
export function checkAlike(pairs: readonly IntentPair[], placeOf: (intent: IntentName) => Finding['place']): Finding[] {
  return pairs.flatMap(({ one, other, errors, sides }): Finding[] => {
    const [a, b] = sides
    const wrong = [...a.wrong, ...b.wrong]
    if (errors < limits.alikeWorthALook || wrong.length < limits.alikeFewestErrors) return []
    const isAlike = errors >= limits.alikeErrors
    const share = `${a.wrong.length} of ${a.examples} and ${b.wrong.length} of ${b.examples} examples go to the wrong one`
    return [
      {
        kind: 'alike-intents',
        severity: isAlike ? 'warning' : 'hint',
        place: placeOf(one),
        intent: one,
        message: `"${one}" and "${other}" ${isAlike ? 'cannot be told apart' : 'are hard to tell apart'}: ${share} when held out.`,
        advice: `Make them one intent (what they differ in can be asked), or word them apart; one that goes wrong: ${quoted(wrong[0]?.text ?? '')}.`,
        related: wrong.slice(0, 5).map(({ place, text }) => ({ ...place, text })),
        certainty: Math.min(1, errors * 2),
      },
    ]
  })
}
