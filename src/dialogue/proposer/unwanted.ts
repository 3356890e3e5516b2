import type { Command } from '#domain/command.ts'
import type { FlowName } from '#domain/ids.ts'
import { type CompiledFlow, own } from '../flow-language/index.ts'
import { matchSaid } from '../matching-said.ts'
import { clausesOf } from '../words/index.ts'
import { details } from './details.ts'
import { openSlot } from './open-question.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'
import { openFrames } from './slots.ts'
import { looksLikeQuestion, readYesNoWords } from './wording.ts'

/** What a message turns down, and the same message read without that. */
export interface TurnedDown {
  commands: Command[]
  flows: ReadonlySet<FlowName>
  /** With what was turned down out of the way: nothing of it is answered or filled any more. */
  rest: Reading
}

/**
 * "No, I don't want to book anything", "leave everything as it was", "that's over my limit": a task that is open or waits is not wanted, in
 * whatever words, and is not come back to. Null where the message says nothing of the kind. English; other languages have the short words
 * of their tables.
 */
export function turnedDown(reading: Reading): TurnedDown | null {
  const { state, understanding, words } = reading
  if (words.language !== 'en' || (state.stack.length === 0 && state.queue.length === 0)) return null
  const clauses = clausesOf(understanding.corrected)
    .map((clause) => clause.replace(lead, ''))
    .filter((clause) => clause !== '')
  const flows = new Set(namedIn(reading, clauses))
  const open = openTask(reading)
  if (open !== undefined && flows.size === 0 && givesUp(reading, clauses)) flows.add(open)
  if (flows.size === 0) return null
  const evidence = wholeMessage(reading)
  const commands = [...flows].map((flow) => embedded({ kind: 'cancel-flow', flow }, ruleConfidence, evidence))
  const gone = new Set(state.stack.filter(({ flow, caller }) => caller === null && flows.has(flow)).map(({ id }) => id))
  // What a task that goes has called goes with it; callers are always below.
  for (const { id, caller } of state.stack) if (caller !== null && gone.has(caller.frame)) gone.add(id)
  const isAsked = state.pending !== null && 'frame' in state.pending && gone.has(state.pending.frame)
  const rest = {
    ...reading,
    state: {
      ...state,
      stack: state.stack.filter(({ id }) => !gone.has(id)),
      queue: state.queue.filter(({ flow }) => !flows.has(flow)),
      ...(isAsked && { pending: null }),
    },
  }
  return { commands, flows, rest }
}

/** The task that the last question was for. */
function openTask({ state }: Reading): FlowName | undefined {
  return openFrames(state).findLast(({ caller }) => caller === null)?.flow
}

/** What may stand before it and says nothing by itself. */
const lead =
  /^(?:(?:no|nope|nah|oh|well|sorry|please|pls|just|then|and|but|so|actually|ok|okay|hm+|um+|wait|as i said|i said|i already said|i told you|again|look|really|honestly|listen|in that case|for that|thanks|thank you) )+(?=\S)/

const refuses =
  /(?:^| )(?:don t|dont|do not|does not|doesn t|didn t|did not|never|not|no|isn t|is not|wasn t|won t|drop|forget|forget about|skip|scrap|stop|end|leave out) /g
const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))
/** Words before the name of the task: "don't want to book", "never asked for a new booking". */
const between =
  setOf(`a an any the that this new another other more your my want wanted need needed asked ask asking for to you me us going
  trying looking wish like about of with really even be is it make making do doing have having start add adding`)
/** Words after it. One that names more ("change the date") is about a part of the task, and turns nothing down. */
const after =
  setOf(`a an any anything something it one that this the new another other else flight flights trip trips at all now today here please then
  thanks thank you anymore more for me us of kind thing process part price with right yet either`)

/** Says of something what it is not. */
const tells =
  /\b(?:it s|its|it is|that s|thats|that is|this is|it was|that was|there s|there is|they re|they are) (?:really |just |certainly |definitely )?not (?:the|my|our|your)\b|\b(?:isn t|wasn t|aren t|weren t) (?:the|my|our|your)\b/

/** Tasks, open or waiting, that a clause turns down by name. */
function namedIn({ state, context }: Reading, clauses: readonly string[]): FlowName[] {
  const all = Object.values(context.flows.flows)
  const here = [
    ...state.stack.filter(({ caller }) => caller === null).map(({ flow }) => flow),
    ...state.queue.map(({ flow }) => flow),
  ]
  return [...new Set(here)].filter((name) => {
    const flow = own(context.flows.flows, name)
    if (flow === undefined) return false
    const isName = (word: string) =>
      namesOf(flow).has(stemOf(word)) &&
      all.filter((other) => namesOf(other).has(stemOf(word))).length <= mostFlowsOfAName
    // "So it's not the card" tells what is not the matter.
    return clauses
      .filter((clause) => !tells.test(clause))
      .some((clause) =>
        [...clause.matchAll(refuses)].some((match) => {
          const words = clause.slice(match.index + match[0].length).split(' ')
          const first = words.findIndex((word) => !between.has(word))
          const rest = words.slice(first + 1)
          return isName(words[first] ?? '') && rest.every((word) => after.has(word) || namesOf(flow).has(stemOf(word)))
        }),
      )
  })
}

/** A word that names more flows than this tells none of them: "flight" for an airline. */
const mostFlowsOfAName = 3
const leastLetters = 4

const namesOf = ({ title, called }: CompiledFlow): ReadonlySet<string> =>
  new Set(
    `${title} ${called}`
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word.length >= leastLetters && !plain.has(word))
      .map(stemOf),
  )

/** In names of tasks, and no name. */
const plain = new Set('your this that with from another other about what have make check'.split(' '))

/** "booking", "book" and "booked" are one; so are "cancellation" and "cancel". */
const stemOf = (word: string): string => word.replace(/(?<=[a-z]{3})(?:lations?|ling|led|ings?|ed|es|s|e)$/, '')

/** "No, leave it as it is" where that is one of the answers: an option of the question, or the no to it. */
function answersSo({ state, context, words, understanding }: Reading): boolean {
  const { pending } = state
  const text = understanding.corrected
  if (openSlot(state, context.flows)?.type === 'boolean') return readYesNoWords(text, false, words)?.answer === 'no'
  const options = pending !== null && pending.kind !== 'correct' && 'options' in pending ? (pending.options ?? []) : []
  return options.length > 0 && matchSaid(options, text, words).kind === 'one'
}

/** "Leave it as it was", "drop that", "that's more than I wanted to spend". */
function givesUp(reading: Reading, clauses: readonly string[]): boolean {
  const { state, words, understanding } = reading
  const pending = state.pending?.kind
  if (pending !== 'slot' && pending !== 'choose' && pending !== 'confirm' && pending !== 'correct') return false
  if (answersSo(reading)) return false
  const isLeft = clauses.some((clause) => leaves.test(clause))
  // Of a price only where it is agreed to or to be paid: among several flights a dear one is passed over.
  const isDear = (pending === 'confirm' || pending === 'slot') && clauses.some((clause) => tooDear.test(clause))
  if (!isLeft && !isDear) return false
  if (looksLikeQuestion(understanding.corrected, words) || /\?/.test(understanding.text)) return false
  // What names another value ("too much, in economy then") goes on with that.
  return details({ ...reading, used: new Set(reading.used) }).length === 0
}

const leaves = new RegExp(
  [
    String.raw`^(?:let s |i ll |i d |i would |we ll |we d |better |rather |i d rather |can we |could you |i want you to )*(?:leave|keep|let) (?:it|that|this|everything|things|them|all|all of it)(?: be)?(?: just| exactly)? (?:as|how|like|the way) (?:it|they|that|everything|things|we|i) (?:is|are|was|were|had it|have it)(?: now| before| then| please)*$`,
    String.raw`^(?:let s |i ll |we ll |can you |could you |you can )*(?:drop|forget|scrap|skip|stop|abandon|quit|forget about|leave) (?:it|that|this|the whole thing|all of (?:it|that|this)|everything|this one|that one)(?: then| please| now| for now| again| altogether)*$`,
    String.raw`^i (?:don t|do not) want (?:any of (?:it|that|this)|(?:it|that|this)(?: at all| any ?more| at that price| then)|to go on(?: with (?:it|this|that))?|to (?:do|continue)(?: (?:it|this|that|with (?:it|this|that)))?(?: any ?more| then| at that price)?)$`,
    String.raw`^(?:then )?(?:i ll pass|i pass|i d rather not(?: then)?|not then|no deal|let s not(?: do (?:it|that))?(?: then)?)$`,
  ].join('|'),
)
const tooDear = new RegExp(
  [
    String.raw`^(?:(?:that|this|it)(?: is| s)?|thats|its)? ?(?:far |way |much |a bit |a little |just |really )*(?:too (?:expensive|much|pricey|dear|costly)|not worth (?:it|that))(?: for (?:me|us|that|this))?$`,
    String.raw`\b(?:more than|over what|above what) (?:i|we) (?:\w+ ){0,4}(?:spend|pay|afford|budgeted|have|planned|wanted)\b`,
    String.raw`\b(?:over|above|beyond|outside|exceeds?|out of) (?:my|our) (?:limit|budget|means|price range)\b`,
    String.raw`\b(?:i|we) (?:can t|cannot|can not|won t|will not|m not|am not|re not|are not|don t want to|do not want to) (?:going to |willing to |prepared to )?(?:afford|pay|paying|spend|spending)(?: (?:that|this|it|so|that much|this much|so much|more|any more|that kind|of|money|much|for|it))*$`,
    String.raw`^(?:no |not )(?:[a-z]+ ){0,3}(?:at|for) (?:that|this) (?:price|money|amount)$`,
    String.raw`\bnot (?:at|for) (?:that|this) (?:price|money|amount)$`,
  ].join('|'),
)
