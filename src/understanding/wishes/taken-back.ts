import type { Meaning } from '#domain/understanding.ts'
import { tokenise } from '../tokens.ts'

/** In an intent's name these say what something is done to, not what is done: who forgets "the order" wants it cancelled. */
const things = new Set(
  'order orders account accounts product products item items subscription subscriptions site stock shop store new start status general other question'.split(
    ' ',
  ),
)

/**
 * Whether a wish takes back what its intent is for: "never mind the refund", "I no longer want to return it". The intent's name says what
 * that is, its words for things apart: "I no longer want the order" is a wish to cancel.
 */
export function isTakenBack({ negations }: Meaning, intent: string): boolean {
  const named = intent
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 4 && !things.has(word))
    .map(stem)
  return negations.some(
    ({ kind, scope }) =>
      kind === 'withdrawn' && scope !== null && tokenise(scope.text).some(({ norm }) => named.includes(stem(norm))),
  )
}

/** "Returns", "returning", "returned" are one. */
const stem = (word: string): string => word.replace(/(?:ations?|ings?|ed|es|s|e)$/, '').replace(/(.)\1$/, '$1')
