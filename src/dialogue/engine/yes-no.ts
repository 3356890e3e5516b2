import { meets } from '#domain/customer.ts'
import type { Frame, Option } from '#domain/dialogue-state.ts'
import { canonicalJson } from '#domain/json.ts'
import { branch, own } from '../flow-language/index.ts'
import { payloads } from '../payloads.ts'
import { correctSlot, correctWhich, isAbout, leaveInstead, notFitting, setSlot } from './answers.ts'
import { inputOf } from './calling.ts'
import { askWhich, flowOption, noteDeclined } from './clarify.ts'
import { isOfFormer } from './former-customer.ts'
import { enterBranch, handOff } from './frames.ts'
import { tellLapsed } from './lapsed.ts'
import { pathText, stepAt } from './paths.ts'
import { calledTask, flowOf, frameById, type Run, sayBuiltIn, topFrame } from './run.ts'
import { interrupt, start } from './starting.ts'
import { endRest } from './time-steps.ts'
import { answerUndo, cancelTask } from './undo.ts'

export function goodbye(run: Run): void {
  if (tellLapsed(run)) return
  sayBuiltIn(run, 'repair.goodbye')
  run.state.queue = []
  delete run.state.brief
  run.ended = true
}

/**
 * "Bye", "that's all" with a task open: it rests, and its question is not put again at once. Nothing is ended by a word: whoever writes
 * again is asked where it stopped.
 */
export function letRest(run: Run, task: Frame): void {
  const flow = flowOf(run, task)
  const goesOn = flow !== undefined && stepAt(flow, task.at)?.kind === 'wait'
  sayBuiltIn(run, goesOn ? 'repair.goodbye' : 'repair.rests', { flow: calledTask(run, task) })
  interrupt(run)
  run.resting = true
}

/** A task is open and nobody asks about it: the customer left it. */
function isLeft(run: Run): boolean {
  const top = topFrame(run)
  const flow = top && flowOf(run, top)
  return top !== undefined && flow !== undefined && top.interrupted && stepAt(flow, top.at)?.kind !== 'wait'
}

/** A yes or no to what was asked, whatever it was. */
export async function answerYesNo(run: Run, yes: boolean): Promise<void> {
  const { answering } = run
  switch (answering?.kind) {
    case undefined:
      if ((yes && endRest(run)) || tellLapsed(run)) return
      // A yes comes back to the task that was left with a goodbye; a no leaves it where it is.
      if (isLeft(run) && yes) return interrupt(run)
      if (isLeft(run)) run.resting = true
      sayBuiltIn(run, 'repair.acknowledge')
      return interrupt(run)
    case 'offer':
      if (answering.offer === 'undo') return await answerUndo(run, answering.keys ?? [], yes)
      if (yes) {
        const { language } = answering
        const isInNeed = answering.reason === 'safety'
        const [reason, priority] = isInNeed ? (['safety', 'high'] as const) : (['asked', 'normal'] as const)
        return handOff(run, { reason, team: null, priority, note: null, ...(language !== undefined && { language }) })
      }
      if (answering.beside !== true && answering.offer === 'hand-off' && answering.reason === undefined)
        run.state.personRefused = true
      return sayBuiltIn(run, 'repair.hand-off-declined')
    case 'anything-else':
      // With a wish beside it, "no" or "yes" is said already.
      if (run.state.stack.length > 0) return
      return yes ? sayBuiltIn(run, 'repair.how-can-help') : goodbye(run)
    case 'clarify':
      return clarified(run, answering.options, yes)
    case 'correct': {
      const frame = frameById(run, answering.frame)
      if (frame === undefined) return notFitting(run)
      // Offered to leave it, a yes leaves it; else it asks once more, and a no leaves it.
      const parts = answering.options.filter(({ value }) => value !== null)
      const isOffer = parts.length < answering.options.length
      return yes === isOffer ? cancelTask(run, frame) : correctWhich(run, frame, parts)
    }
    default:
      return answerStep(run, yes)
  }
}

function clarified(run: Run, options: readonly Option[], yes: boolean) {
  const [only, more] = options
  if (yes && only && more === undefined) {
    const { flow, slots } = flowOption(only)
    return start(run, flow, { slots })
  }
  if (yes) return askWhich(run, options.map(flowOption))
  noteDeclined(run, options)
  // With a task below, its question follows.
  sayBuiltIn(run, run.state.stack.length > 0 ? 'repair.acknowledge' : 'repair.how-can-help')
  interrupt(run)
}

/** From so many times in a row that the same summary is denied, it is offered to leave it. */
const deniedAtMost = 2

/** A yes or no to what a step asked. */
function answerStep(run: Run, yes: boolean) {
  const answering = run.answering
  if (answering === null || !('frame' in answering)) return notFitting(run)
  const frame = frameById(run, answering.frame)
  const flow = frame && flowOf(run, frame)
  if (frame === undefined || flow === undefined) return notFitting(run)
  if (answering.kind === 'slot' || answering.kind === 'choose') {
    if (own(flow.slots, answering.slot)?.type !== 'boolean') return notFitting(run)
    return setSlot(run, answering.slot, yes, '')
  }
  if (!('step' in answering) || answering.step !== pathText(frame.at)) {
    // "Yes, but to Elm Street": with the correction the question is another one, and asked anew.
    if (run.did.answer) return
    return notFitting(run)
  }
  // Something was corrected in the same breath, and the question is about it: it is put anew.
  if (yes && run.given.some((given) => given.frame === frame.id && isAbout(stepAt(flow, frame.at), given.slot))) return
  run.did.answer = true
  // Being verified may have ended since it was asked: whoever it is proves it first, and is then asked again.
  if (yes && (!meets(run.identity.level, flow.needs) || isOfFormer(run, frame.id))) return
  if (answering.kind === 'redo') {
    const [done, call] = [own(frame.done, answering.step), stepAt(flow, frame.at)]
    if (yes) {
      delete frame.done[answering.step]
      // A yes to doing it again is the yes the tool may want.
      frame.confirmed.push(answering.step)
    } else if (done !== undefined && call?.kind === 'call') done.declined = canonicalJson(inputOf(run, frame, call))
    return
  }
  if (yes) {
    frame.confirmed.push(answering.step)
    return
  }
  const step = stepAt(flow, frame.at)
  if (step?.kind === 'confirm' && step.correct !== null) {
    const [only, more] = step.correct
    const mark = answering.kind === 'confirm' ? (answering.mark ?? '') : ''
    const times = frame.denied?.mark === mark ? frame.denied.times + 1 : 1
    frame.denied = { mark, times }
    if (only !== undefined && more === undefined) return correctSlot(run, frame, flow, only)
    const options = step.correct.map(
      (name): Option => ({
        payload: payloads.correct(frame.id, name),
        label: own(flow.slots, name)?.called ?? name,
        value: name,
      }),
    )
    return times < deniedAtMost ? correctWhich(run, frame, options) : leaveInstead(run, frame, options)
  }
  if (step?.kind === 'confirm' && own(step.branches, branch.deny)) return enterBranch(run, frame, flow, branch.deny)
  cancelTask(run, frame)
}
