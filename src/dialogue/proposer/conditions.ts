import type { Condition, Wish } from '#domain/understanding.ts'

import { type Expression, walkExpression } from '../expressions/index.ts'
import { type CompiledFlow, walkSteps } from '../flow-language/index.ts'
import { plain } from '../matching.ts'

/**
 * How a wish stands to the condition it was put under.
 * - `plain`: there is none, or its truth comes out in the flow anyway ("if it has not shipped"): the flow may begin.
 * - `open`: only the customer can say whether it holds ("if my wife agrees"): it is asked whether to begin.
 * - `alternative`: wanted where the other wish cannot be had ("otherwise send it back").
 */
export type Standing = 'plain' | 'open' | 'alternative'

export function standingOf({ meaning }: Wish, flow: CompiledFlow | undefined): Standing {
  if (meaning === undefined) return 'plain'
  if (meaning.conditions.some(({ role }) => role === 'alternative')) return 'alternative'
  // Who asks wants to know; the flow or an article tells.
  if (meaning.act.kind === 'question') return 'plain'
  const isOpen = meaning.conditions.some((condition) => flow === undefined || !flowChecks(flow, condition))
  return isOpen ? 'open' : 'plain'
}

/**
 * What a business knows of its own doing, whatever it sells: where things are, what they cost, what is allowed. A flow that begins finds
 * out, and says so where it cannot go on.
 */
const businessWords = new Set(
  `ship shipped shipping shipment ships sent send sends dispatched dispatch left leave leaves gone out way transit late delayed delay deliver
  delivered delivery arrive arrived arrives arriving come came comes coming here packed picked processed processing started begun
  possible allowed able eligible still time soon early
  available stock sold cost costs price cheap cheaper cheapest free fee charge charged charges pay paid payment money save saves less more
  refund refunded refunds refundable cancel cancelled canceled cancellable return returned returnable exchange exchanged change changed
  expired expires valid work works working active open closed`.split(/\s+/),
)
/** Said of people: what they like, decide or agree to is in no record. */
const people = new Set(
  'wife husband partner boss mom mum dad mother father son daughter kid kids friend girlfriend boyfriend colleague he she they someone somebody'.split(
    ' ',
  ),
)
const deciding = new Set(
  'like likes love fit fits suit suits agree agrees agreed approve approves decide decides decided mind want wants feel happy sure'.split(
    ' ',
  ),
)

/** Whether the truth of a condition comes out while the flow runs: it is about what the business, or this flow's own rules, speak of. */
export function flowChecks(
  flow: CompiledFlow,
  { connective, condition }: Pick<Condition, 'connective' | 'condition'>,
): boolean {
  // "Once it is back": that it will be is what the flow is for.
  if (connective === 'once') return true
  const words = plain(condition.text).split(' ')
  if (words.some((word) => people.has(word) || deciding.has(word)) && !words.includes('you')) return false
  const own = vocabularyOf(flow)
  return words.some((word) => businessWords.has(word) || own.has(word))
}

const vocabularies = new WeakMap<CompiledFlow, ReadonlySet<string>>()

/** Words of what a flow compares with and is refused by: 'out-for-delivery', `already_shipped`. Gathered once per flow. */
function vocabularyOf(flow: CompiledFlow): ReadonlySet<string> {
  const known = vocabularies.get(flow)
  if (known !== undefined) return known
  const words = new Set<string>()
  const note = (text: string) => {
    for (const word of plain(text).split(' ')) if (word.length >= 4) words.add(word)
  }
  const read = (expression: Expression): void =>
    walkExpression(
      expression,
      (node) => {
        if (node.op === 'value' && typeof node.value === 'string') note(node.value)
      },
      () => false,
    )
  walkSteps(flow.steps, (step) => {
    if (step.kind === 'if') for (const arm of step.arms) read(arm.if)
    for (const name of Object.keys(step.branches)) if (name.startsWith('refused:')) note(name.slice('refused:'.length))
  })
  vocabularies.set(flow, words)
  return words
}
