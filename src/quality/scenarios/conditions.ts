import { folded } from './compare.ts'
import { expressionIn, patternFlags } from './patterns.ts'

/** When a played customer reacts: all that is given must hold of what the assistant said last. */
export interface Condition {
  /** Words, or a regular expression between slashes; of several, one is enough. */
  when?: readonly string[] | undefined
  /** The largest amount of money in it, in whole units of whatever currency, is above or below. Without an amount neither holds. */
  over?: number | undefined
  under?: number | undefined
}

export function holdsFor({ when, over, under }: Condition, said: string): boolean {
  const largest = largestAmount(said)
  return (
    (when === undefined || when.some((wanted) => saysIt(wanted, said))) &&
    (over === undefined || (largest !== null && largest > over)) &&
    (under === undefined || (largest !== null && largest < under))
  )
}

function saysIt(wanted: string, said: string): boolean {
  const source = expressionIn(wanted)
  return source === null ? folded(said).includes(folded(wanted)) : new RegExp(source, patternFlags).test(said)
}

const amount =
  /(?:[$€£]|\b(?:USD|EUR|GBP)\s?)\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:dollars|euros|pounds|USD|EUR|GBP)\b/gi

function largestAmount(text: string): number | null {
  const found = [...text.matchAll(amount)].map(([, after, before]) =>
    Number((after ?? before ?? '').replaceAll(',', '')),
  )
  return found.length === 0 ? null : Math.max(...found)
}
