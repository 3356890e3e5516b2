import { textOf } from '../expressions/index.ts'
import { payloads } from '../payloads.ts'
import { askedSlot } from './answers.ts'
import type { Aside } from './asides.ts'
import { calledTask, frameById, type Run, say, sayBuiltIn } from './run.ts'
import { responseVariables } from './scope.ts'
import { shownOptions } from './values.ts'

/** The customer is in a hurry: said to be heard, and short from now on. What has to be asked is still asked. */
export function aside(run: Run, response: Aside) {
  if (response === 'repair.hurry') {
    run.state.brief = true
    run.did.impatient = true
    return sayBuiltIn(run, response)
  }
  if (response !== 'repair.person-possible') return say(run, response)
  run.state.personOffered = true
  sayPersonPossible(run)
}

/** A person can be had, at the press of a button; the question that is open stays open. */
export function sayPersonPossible(run: Run): void {
  sayBuiltIn(run, 'repair.person-possible', {}, [{ label: run.words.labels.person, payload: payloads.handOff }])
}

/**
 * "I don't know", "I don't have it": what is optional is left out. Otherwise what helps to find the value is said (the choices, or the
 * slot's explanation), and from the second time on that a person can be had.
 */
export function skipOrHelp(run: Run): void {
  const asked = askedSlot(run)
  if (asked === null) {
    if (!explainYesNo(run)) sayBuiltIn(run, 'repair.acknowledge')
    return
  }
  const { frame, slot } = asked
  if (slot.optional) {
    frame.slots[slot.name] = null
    run.did.answer = true
    return
  }
  const isAgain = (frame.asked[slot.name] ?? 0) > 1
  run.did.misfit = true
  const { answering } = run
  const options = answering !== null && 'options' in answering ? shownOptions(answering.options ?? []) : []
  if (options.length > 0)
    sayBuiltIn(run, 'repair.help-choice', { slot: slot.called, options: options.map(({ label }) => label) })
  else if (slot.explain !== null && !isAgain) say(run, slot.explain, explained(run, asked))
  else sayBuiltIn(run, 'repair.cannot-skip', { slot: slot.called })
  if (isAgain) sayPersonPossible(run)
}

const explained = (run: Run, { frame, slot }: NonNullable<ReturnType<typeof askedSlot>>) =>
  responseVariables(run, frame, slot.uses, { slot: slot.called, flow: calledTask(run, frame) })

/** "Why do you ask?" */
export function explain(run: Run) {
  const asked = askedSlot(run)
  if (asked === null) {
    if (!explainYesNo(run)) sayBuiltIn(run, 'repair.nothing-to-explain')
    return
  }
  const { frame, slot } = asked
  if (slot.explain !== null) return say(run, slot.explain, explained(run, asked))
  sayBuiltIn(run, 'repair.explain-default', { slot: slot.called, flow: calledTask(run, frame) })
}

/** Why a yes or no is wanted: nothing is changed without it. */
function explainYesNo(run: Run): boolean {
  const { answering } = run
  if (answering?.kind !== 'confirm' && answering?.kind !== 'redo') return false
  const frame = frameById(run, answering.frame)
  if (frame === undefined) return false
  sayBuiltIn(run, 'repair.explain-confirm', { flow: calledTask(run, frame) })
  return true
}

/** "None of these" to a list: it is not said again what is in it, but what else can be done. */
export function noneFits(run: Run): void {
  const asked = askedSlot(run)
  run.did.misfit = true
  const { labels } = run.words
  sayBuiltIn(run, 'repair.none-fits', { slot: textOf(asked?.slot.called ?? null) }, [
    { label: labels.person, payload: payloads.handOff },
  ])
  run.reasons.push('none of the options fits')
}
