import type { Command } from '#domain/command.ts'
import type { BuiltInResponse } from '../built-in-responses.ts'
import { own } from '../flow-language/index.ts'
import { matchOption } from '../matching.ts'
import { payloads } from '../payloads.ts'
import { fold } from '../words/index.ts'
import { timePassed } from './alarms.ts'
import { chooseFor, correctSlot, correctWhich, notFitting, setSlot } from './answers.ts'
import { isAside } from './asides.ts'
import { named } from './choosing.ts'
import { askWhich, detailsFor, flowOption, offeredSlots } from './clarify.ts'
import { handOff } from './frames.ts'
import { aside, explain, noneFits, skipOrHelp } from './helping.ts'
import { tellLapsed } from './lapsed.ts'
import { notHelpful, outOfScope } from './misunderstanding.ts'
import { startRepair } from './repair-flow.ts'
import { calledTask, expectAnswer, flowOf, frameById, type Run, say, sayBuiltIn, topFrame } from './run.ts'
import { interrupt, start } from './starting.ts'
import { cancelTask, stopTooLate, undoLast } from './undo.ts'
import { answerYesNo, goodbye, letRest } from './yes-no.ts'

const staleButton: BuiltInResponse = 'repair.stale-button'
const unhelpful: BuiltInResponse = 'repair.not-helpful'

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>
type Handlers = { [K in Command['kind']]: (run: Run, command: Of<K>) => void | Promise<void> }

/** Carries one command out on the stack. What follows from it is done afterwards by `goOn`. */
export async function apply(run: Run, command: Command): Promise<void> {
  const handle = handlers[command.kind] as (run: Run, command: Command) => void | Promise<void>
  await handle(run, command)
}

const handlers: Handlers = {
  'start-flow'(run, { flow, slots, otherwise, asks }) {
    start(run, flow, { slots: { ...offeredSlots(run, flow), ...slots }, otherwise, asks })
  },
  'set-slot'(run, { slot, value, text }) {
    setSlot(run, slot, value, text)
  },
  'correct-slot'(run, { slot, value, text }) {
    setSlot(run, slot, value, text)
  },
  'skip-slot': skipOrHelp,
  affirm: (run) => answerYesNo(run, true),
  deny: (run) => answerYesNo(run, false),
  choose: (run, { option }) => choose(run, option),
  explain,
  undo: undoLast,
  'cancel-flow'(run, { flow: named }) {
    if (named !== undefined) run.state.queue = run.state.queue.filter(({ flow }) => flow !== named)
    const frame = named === undefined ? topFrame(run) : run.state.stack.findLast(({ flow }) => flow === named)
    // It only waited.
    if (named !== undefined && frame === undefined) return sayBuiltIn(run, 'repair.acknowledge')
    if (frame !== undefined) {
      const flow = calledTask(run, frame)
      cancelTask(run, frame)
      return void startRepair(run, 'cancelled', { flow })
    }
    run.state.queue = []
    if (!stopTooLate(run)) sayBuiltIn(run, 'repair.nothing-to-cancel')
  },
  'answer-from-knowledge'(run, { query, offers }) {
    const offered = own(run.env.flows.flows, offers ?? '')
    const button = offered && { label: offered.title, payload: payloads.flow(offered.name) }
    run.items.push({ kind: 'answer', query, ...(button && { quickReplies: [button] }) })
    interrupt(run)
  },
  'small-talk'(run, { response }) {
    if (isAside(response)) return aside(run, response)
    if (response === unhelpful) return notHelpful(run)
    if (startRepair(run, 'chitchat', { response })) return
    say(run, response)
    interrupt(run)
    tellLapsed(run)
  },
  refuse(run, { response, offersPerson, care }) {
    run.did.refuse = true
    if (offersPerson !== undefined) {
      const reason = care === undefined ? {} : { reason: 'safety' as const }
      expectAnswer(run, { kind: 'offer', offer: 'hand-off', language: offersPerson, ...reason })
    }
    if (care !== undefined) {
      run.did.care = true
      run.state.care = care
    }
    say(run, response)
    if (response === staleButton && tellLapsed(run)) return
    // A button of before is no digression: the question stands as it was.
    if (response !== staleButton) interrupt(run)
  },
  'hand-off'(run, { reason: given, language }) {
    // Who was just met with care and asks for a person is in need, not impatient.
    const reason = run.state.care === undefined ? given : 'safety'
    const priority = reason === 'angry' || reason === 'safety' ? 'high' : 'normal'
    handOff(run, { reason, team: null, priority, note: null, ...(language !== undefined && { language }) })
  },
  repeat(run) {
    if (run.state.lastSays.length === 0) return sayBuiltIn(run, 'repair.acknowledge')
    run.did.repeat = true
    sayBuiltIn(run, 'repair.repeat')
    run.items.push(...run.state.lastSays)
  },
  end(run) {
    if (run.state.stack.length === 0) return goodbye(run)
    run.reasons.push('a task is still open')
    if (run.answering?.kind === 'offer') return sayBuiltIn(run, 'repair.hand-off-declined')
    if (run.did.answer) return
    const top = topFrame(run)
    if (top !== undefined) letRest(run, top)
  },
  clarify(run, { options, noted }) {
    const known = options.filter(({ flow }) => own(run.env.flows.flows, flow) !== undefined)
    if (known.length === 0 && noted === undefined) return notFitting(run)
    const { answering } = run
    // A detail is no other wish: what was offered stays, and knows it from now on.
    const isDetail = noted !== undefined && answering?.kind === 'clarify' && run.state.stack.length === 0
    if (!isDetail)
      return askWhich(
        run,
        known.map(({ flow, slots }) => ({ flow, slots: { ...offeredSlots(run, flow), ...slots } })),
        noted,
      )
    const offered = answering.options.map(flowOption).filter(({ flow }) => own(run.env.flows.flows, flow) !== undefined)
    askWhich(
      run,
      offered.map(({ flow, slots }) => ({ flow, slots: { ...slots, ...detailsFor(run, flow, known) } })),
      noted,
    )
  },
  'out-of-scope'(run) {
    outOfScope(run)
    interrupt(run)
  },
  'time-passed'(run, { alarm }) {
    timePassed(run, alarm)
  },
}

function choose(run: Run, text: string) {
  const { answering } = run
  const options = answering !== null && 'options' in answering ? (answering.options ?? []) : []
  if (answering === null || options.length === 0) return notFitting(run)
  const match = matchOption(options, text, run.words)
  if (answering.kind === 'choose' && answering.many && named(options, text, run.words, true).kind !== 'none')
    return chooseFor(run, answering, text)
  if (match.kind === 'none') return run.words.choice.none.test(fold(text)) ? noneFits(run) : notFitting(run)
  if (answering.kind === 'clarify') {
    if (match.kind === 'many') return askWhich(run, match.options.map(flowOption))
    const { flow, slots } = flowOption(match.option)
    return start(run, flow, { slots })
  }
  if (answering.kind === 'choose' || answering.kind === 'slot') return chooseFor(run, answering, text)
  const frame = answering.kind === 'correct' ? frameById(run, answering.frame) : undefined
  const flow = frame && flowOf(run, frame)
  if (frame === undefined || flow === undefined) return notFitting(run)
  run.did.answer = true
  if (match.kind === 'many') return correctWhich(run, frame, match.options)
  if (match.option.value === null) return cancelTask(run, frame)
  correctSlot(run, frame, flow, String(match.option.value))
}
