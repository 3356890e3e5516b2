import type { IntentName } from '#domain/ids.ts'
import type { Place } from '../examples.ts'

/**
 * What can be wrong with training data. The order is the order of the report: what breaks the assistant first, what only might be wrong
 * last.
 */
export const findingKinds = [
  'broken-file',
  'broken-mark',
  'unknown-entity',
  'refused-pattern',
  'no-words',
  'contradiction',
  'thin-intent',
  'alike-intents',
  'label-error',
  'missing-mark',
  'conflicting-mark',
  'duplicate',
  'outlier',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** Errors keep the assistant from being trained as it was meant; warnings cost accuracy; hints are worth a look. */
export type Severity = 'error' | 'warning' | 'hint'

export interface Finding {
  kind: FindingKind
  severity: Severity
  place: Place
  intent: IntentName | null
  /** One sentence: what is wrong. */
  message: string
  /** What to do about it. */
  advice: string
  /** Other places that belong to it. */
  related: (Place & { text: string })[]
  /** How sure it is: [0, 1], 1 for what can be seen in the text. */
  certainty: number
}
