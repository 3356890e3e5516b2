import type { JsonObject } from '#domain/json.ts'
import type { BuiltInResponse } from '../built-in-responses.ts'
import { offerPerson } from './asking.ts'
import { handOff } from './frames.ts'
import { type Run, sayBuiltIn } from './run.ts'

/**
 * The customer was not understood, or gave an answer that does not fit: says so and asks again more simply; the second time in a row
 * offers a person; the third time calls one.
 */
export function notUnderstood(run: Run, words: BuiltInResponse, variables: JsonObject = {}): void {
  const { thresholds } = run.env
  run.did.misunderstand = true
  run.did.clarify = true
  const inARow = run.state.misunderstandings + 1
  run.reasons.push(`not understood, ${inARow} in a row`)
  if (inARow >= thresholds.handOffAfter)
    handOff(run, { reason: 'misunderstood', team: null, priority: 'normal', note: null })
  else if (inARow >= thresholds.offerPersonAfter) offerPerson(run, 'repair.not-understood-2')
  else sayBuiltIn(run, words, variables)
}
