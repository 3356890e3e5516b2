import type { IntentName } from '#domain/ids.ts'
import { isOutOfScope, type TrainingIntent } from '#understanding/index.ts'
import type { Place } from '../examples.ts'
import { limits } from '../limits.ts'
import type { Finding } from './finding.ts'

/** Intents with few distinct examples. */
export function checkThin(
  intents: readonly TrainingIntent[],
  distinct: ReadonlyMap<IntentName, number>,
  placeOf: (intent: IntentName) => Place,
): Finding[] {
  return intents.flatMap(({ name }): Finding[] => {
    const count = distinct.get(name) ?? 0
    if (count >= limits.thinExamples || (isOutOfScope(name) && count > 0)) return []
    const isHopeless = count < limits.fewestExamples
    return [
      {
        kind: 'thin-intent',
        severity: isHopeless ? 'warning' : 'hint',
        place: placeOf(name),
        intent: name,
        message: `"${name}" has ${count === 0 ? 'no examples' : `${count} ${count === 1 ? 'example' : 'different examples'}`}${isHopeless ? '; it will hardly be recognised' : ''}.`,
        advice: `Write at least ${limits.thinExamples}, each worded differently: short and long, polite and hurried.`,
        related: [],
        certainty: 1,
      },
    ]
  })
}
