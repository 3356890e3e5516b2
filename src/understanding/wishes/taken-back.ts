import type { Meaning } from '#domain/understanding.ts'
import { actionVerbs } from '../meaning/index.ts'
import { tokenise } from '../tokens.ts'

/** Say nothing of what is done: `returns/start`, `refunds/status`. */
const general = new Set('start status new general other question info'.split(' '))
/** Verbs, too, but in an intent's name the thing: who forgets "the order" wants it cancelled. */
const things = new Set('order book ticket account'.split(' '))

/**
 * Whether a wish takes back what its intent is for: "never mind the refund", "I no longer want to return it". What that is, the intent's
 * name says by its verb, in front (`orders/cancel`, `account/change-address`) or as the parent (`returns/size`): "I no longer want the
 * order" is a wish to cancel and takes nothing back.
 */
export function isTakenBack({ negations }: Meaning, intent: string): boolean {
  const levels = intent.split('/').map((level) => level.split(/[^\p{L}]+/u)[0] ?? '')
  const named = levels.filter((word) => word.length >= 4 && !general.has(word)).map(stem)
  const actions = named.filter((word) => isAction(word))
  return negations.some(
    ({ kind, scope }) =>
      kind === 'withdrawn' && scope !== null && tokenise(scope.text).some(({ norm }) => actions.includes(stem(norm))),
  )
}

const stems = new Set([...actionVerbs].filter((verb) => !things.has(verb)).map((verb) => stem(verb)))
const isAction = (stemmed: string): boolean => stems.has(stemmed)

/** "Returns", "returning", "returned" are one. */
function stem(word: string): string {
  return word.replace(/(?:ations?|ings?|ed|es|s|e)$/, '').replace(/(.)\1$/, '$1')
}
