import type { JsonObject } from '#domain/json.ts'
import type { BuiltInResponse } from '../built-in-responses.ts'
import { payloads } from '../payloads.ts'
import { handOff } from './frames.ts'
import { tellLapsed } from './lapsed.ts'
import { offerPerson } from './offering.ts'
import { startRepair } from './repair-flow.ts'
import { expectAnswer, type Run, sayBuiltIn, topFrame } from './run.ts'
import { cancelTask } from './undo.ts'

/**
 * The customer was not understood, or gave an answer that does not fit: says so and asks again more simply; the second time in a row
 * offers a person; the third time calls one.
 */
export function notUnderstood(run: Run, words: BuiltInResponse, variables: JsonObject = {}): void {
  if (tellLapsed(run)) return
  const { thresholds } = run.env
  run.did.misunderstand = true
  run.did.clarify = true
  const inARow = run.state.misunderstandings + 1
  run.reasons.push(`not understood, ${inARow} in a row`)
  if (startRepair(run, 'misunderstood', { attempt: inARow })) return
  if (inARow >= thresholds.handOffAfter)
    handOff(run, { reason: 'misunderstood', team: null, priority: 'normal', note: null })
  else if (inARow < thresholds.offerPersonAfter) sayBuiltIn(run, words, variables)
  else if (!givesUpTask(run)) offerPerson(run, 'repair.not-understood-2')
}

/**
 * A person was offered and refused, and the same question is still not answered in a way that is understood: the task is left rather than asked
 * about for ever.
 */
function givesUpTask(run: Run): boolean {
  const task = topFrame(run)
  if (run.state.personRefused !== true || task === undefined) return false
  delete run.state.personRefused
  run.reasons.push('not understood again after a person was refused: leaves the task')
  cancelTask(run, task)
  return true
}

/**
 * The customer says that the answer was none: an apology, the wish for other words, and the offer of a person. It counts as not understood, so
 * that the third time in a row calls one.
 */
export function notHelpful(run: Run): void {
  const inARow = run.state.misunderstandings + 1
  run.did.misunderstand = true
  run.did.clarify = true
  run.reasons.push(`the answer did not help, ${inARow} in a row`)
  if (inARow >= run.env.thresholds.handOffAfter)
    handOff(run, { reason: 'misunderstood', team: null, priority: 'normal', note: null })
  else {
    expectAnswer(run, { kind: 'offer', offer: 'hand-off', beside: true })
    sayBuiltIn(run, 'repair.not-helpful', {}, [{ label: run.words.labels.person, payload: payloads.handOff }])
  }
}

/**
 * Unlike anything known, and of no topic that an intent names: mostly another business, but nonsense looks the same. So it is said, and
 * several in a row (or beside what was not understood) offer a person. It never calls one: who only chats would fill the desk.
 */
export function outOfScope(run: Run) {
  const { did, state, env } = run
  // Said once, whatever else of the message is out of scope; what was understood beside it breaks the row.
  if (did.outOfScope || tellLapsed(run)) return
  if (run.items.length > 0 || did.answer) {
    did.refuse = true
    return sayBuiltIn(run, 'repair.out-of-scope')
  }
  did.outOfScope = true
  const inARow = state.misunderstandings + 1
  run.reasons.push(`out of scope, ${inARow} in a row`)
  if (inARow >= env.thresholds.offerPersonAfter) {
    did.clarify = true
    if (givesUpTask(run)) return
    return offerPerson(run, 'repair.not-understood-2')
  }
  did.refuse = true
  sayBuiltIn(run, 'repair.out-of-scope')
}
