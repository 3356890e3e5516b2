import type { Meaning, SpeechAct } from '#domain/understanding.ts'
import { type Clauses, partOf } from './clauses.ts'
import { wordSet } from './phrases.ts'
import { actionVerbs, auxiliaries, joiners, openers, subjects } from './words.ts'

/** An object ends before these: what follows says when, why or for whom. */
const objectEnds = wordSet(
  'for because cause since if unless when while without before after until please pls asap instead and but or so then to as',
)
const mostWordsOfObject = 8

/** What is to be done and to what, in the customer's words: the first action of the clause, and what follows it. */
export function goalOf(clauses: Clauses, from: number, end: number, act: SpeechAct): Meaning['goal'] {
  const { words, gaps } = clauses
  let at = from
  while (at < end && !actionVerbs.has(words[at] ?? '')) {
    // "I want a refund": no action but the wanting; the thing is the goal.
    if (
      act.kind === 'request' &&
      act.form === 'wanting' &&
      !openers.has(words[at] ?? '') &&
      words[at] !== 'to' &&
      !subjects.has(words[at] ?? '')
    )
      return { action: null, object: object(clauses, at, end) }
    if (at > from && gaps[at] === 'sentence') break
    at += 1
  }
  const isNoun = auxiliaries.has(words[at + 1] ?? '') || /^(?:the|my|a|this|your)$/.test(words[at - 1] ?? '')
  if (at >= end || !actionVerbs.has(words[at] ?? '') || isNoun) return { action: null, object: null }
  // "send back", "give back": the particle belongs to the action.
  const particle = /^(?:back|up|off|out|down|in|away)$/.test(words[at + 1] ?? '') && at + 1 < end ? 2 : 1
  return { action: partOf(clauses, { from: at, end: at + particle }), object: object(clauses, at + particle, end) }
}

function object(clauses: Clauses, from: number, end: number) {
  const { words, gaps } = clauses
  let stop = from
  while (stop < end && stop - from < mostWordsOfObject && gaps[stop] === '' && !objectEnds.has(words[stop] ?? '')) {
    if (stop > from && (joiners.has(words[stop] ?? '') || subjects.has(words[stop] ?? ''))) break
    stop += 1
  }
  if (from < end && stop === from && gaps[from] !== '') return null
  return partOf(clauses, { from, end: stop })
}
