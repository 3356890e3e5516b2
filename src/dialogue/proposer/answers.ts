import type { Command } from '#domain/command.ts'
import type { Option, Pending } from '#domain/dialogue-state.ts'
import { fitting } from '../engine/index.ts'
import { numberOf } from '../expressions/index.ts'
import { type CompiledSlot, own } from '../flow-language/index.ts'
import { clausesOf } from '../words/index.ts'
import { chosen, chosenOrElse } from './choices.ts'
import { details } from './details.ts'
import { givenBefore } from './expected.ts'
import { saysItLacks } from './free-answer.ts'
import { bestIntent, choiceByIntent, flowCandidates, meaningOf } from './intents.ts'
import { meantByIntent } from './open-question.ts'
import { interrupts, startsOther, wantsPart } from './other-wish.ts'
import { partOfOne } from './part-of.ts'
import { type Answer, embedded, type Reading, ruleConfidence, setSlot, wholeMessage } from './reading.ts'
import { fillFrom, slotsFor } from './slots.ts'
import { isClosing, readAnswer, readYesNoWords, soundsLikeCorrection } from './wording.ts'
import { leavesItOpen, onlyCloses, readYesNo, saysNothingElse } from './yes-no.ts'

export type { Answer } from './reading.ts'

const none: Answer = { commands: [], whole: false }

/** The message as an answer to what was just asked, and as details and corrections of what is open. */
export function answerPending(reading: Reading): Answer {
  const { pending } = reading.state
  const direct = pending === null ? none : answerTo(reading, pending)
  if (direct.whole && !choosesAndWants(reading, direct)) return direct
  const said = details(reading)
  return { commands: [...direct.commands, ...said], whole: correctsJustGiven(reading, said) }
}

/** "Ah no, that was the old one, 98103 now": puts right what was said before, whatever wish it sounds like. */
function correctsJustGiven({ understanding, words, state, context }: Reading, commands: readonly Command[]): boolean {
  const given = givenBefore(state, context.flows)
  return (
    understanding.wishes.length <= 1 &&
    commands.some((command) => command.kind === 'correct-slot' && given.some(({ name }) => name === command.slot)) &&
    soundsLikeCorrection(understanding.corrected, words)
  )
}

/** "It's the first one. And what do I get for the delay?": a choice, and another wish in a part of its own. */
function choosesAndWants({ understanding, context, state }: Reading, { commands }: Answer): boolean {
  const { wishes, entities } = understanding
  if (wishes.length < 2 || commands[0]?.kind !== 'choose') return false
  return wishes.some((wish) => !wish.negated && startsOther(wish.intents, { context, state }, entities))
}

function answerTo(reading: Reading, pending: Pending): Answer {
  switch (pending.kind) {
    case 'confirm':
    case 'redo':
    case 'offer':
      return yesNoAnswer(reading, true)
    case 'anything-else':
      return closed(reading) ?? (saysOtherwise(reading) ? none : yesNoAnswer(reading))
    case 'clarify':
      return clarified(reading, pending.options)
    case 'correct':
      return leftAsItIs(reading, pending.options) ?? chosen(reading, pending.options) ?? yesNoAnswer(reading)
    case 'choose':
      return chosen(reading, pending.options, pending.many) ?? none
    case 'slot':
      return slotAnswer(reading, pending)
  }
}

/** "No no, I mean the other one, from Miami" to "anything else?": no goodbye, but about what was just done. */
function saysOtherwise({ understanding, words }: Reading): boolean {
  const text = understanding.corrected
  if (readYesNoWords(text, false, words)?.answer !== 'no') return false
  const rest = clausesOf(text)
    .map((clause) => clause.replace(/^(?:(?:no|nope|nah) )+/, ''))
    .filter((clause) => clause !== '' && !words.yesNo.finalNo.test(clause) && !isClosing(clause, words))
  const isNamed = understanding.entities.some(({ source }) => source !== 'reference')
  return rest.length > 0 && (isNamed || rest.some((clause) => words.correction.sounds.test(clause)))
}

/** "No, leave it", where that was offered. */
function leftAsItIs(reading: Reading, options: readonly Option[]): Answer | null {
  const leave = options.find(({ value }) => value === null)
  const read = readAnswer(reading.understanding.corrected, { stays: true }, reading.words)
  if (leave === undefined || read?.leaves !== true) return null
  return {
    commands: [embedded({ kind: 'choose', option: leave.payload }, ruleConfidence, wholeMessage(reading))],
    whole: true,
  }
}

/** "Nothing, thanks", "thats it", "nope im fine" to "anything else?". */
function closed(reading: Reading): Answer | null {
  if (!isClosing(reading.understanding.corrected, reading.words)) return null
  return { commands: [embedded({ kind: 'deny' }, ruleConfidence, wholeMessage(reading))], whole: true }
}

function yesNoAnswer(reading: Reading, stays = false, throughout = stays): Answer {
  const read = readYesNo(reading, stays, throughout)
  if (read === null) {
    // Better asked once more than left undone: "that's all" may mean that all is well.
    if (!stays || reading.state.pending?.kind === 'offer' || !onlyCloses(reading)) return none
    return { commands: [embedded({ kind: 'clarify', options: [] }, 1, wholeMessage(reading))], whole: true }
  }
  if (!read.yes && leavesItOpen(reading))
    return { commands: [embedded({ kind: 'cancel-flow' }, ruleConfidence, wholeMessage(reading))], whole: true }
  const command = embedded({ kind: read.yes ? 'affirm' : 'deny' }, read.confidence, wholeMessage(reading))
  return { commands: [command], whole: read.yes && stays && saysNothingElse(reading) }
}

function clarified(reading: Reading, options: readonly Option[]): Answer {
  if (isWishInFull(reading, options)) return none
  const named = chosen(reading, options)
  if (named !== null) return named
  const detail = detailFor(reading, options)
  if (detail !== null) return detail
  // Among the flows offered, the words may tell now: "the order" of "cancel order" and "cancel subscription".
  const offered = flowCandidates(reading.understanding.intents, reading.context).filter(({ flow }) =>
    options.some(({ payload }) => payload === `flow:${flow}`),
  )
  const [best, second] = offered
  const { clarify, accept } = reading.context.thresholds
  if (best && best.confidence >= clarify && best.confidence < accept && best.confidence > 2 * (second?.confidence ?? 0))
    return {
      commands: [embedded({ kind: 'choose', option: `flow:${best.flow}` }, accept, wholeMessage(reading))],
      whole: true,
    }
  return yesNoAnswer(reading)
}

/** What is offered, wished for with a detail ("please paint it red"): read as the wish, so that the detail is not lost. */
function isWishInFull({ understanding, context }: Reading, options: readonly Option[]): boolean {
  const [likeliest] = flowCandidates(understanding.intents, context)
  return (
    likeliest !== undefined &&
    likeliest.confidence >= context.thresholds.accept &&
    options.some(({ payload }) => payload === `flow:${likeliest.flow}`) &&
    understanding.entities.some(({ source }) => source !== 'reference')
  )
}

/**
 * Not which one, but something that it needs: "in the evening" to "change the delivery time or the order's status?". What only one of them
 * can use is meant for that; what several can is noted first, and told again it begins the likeliest.
 */
function detailFor(reading: Reading, options: readonly Option[]): Answer | null {
  const { understanding, context, state } = reading
  const [likeliest] = flowCandidates(understanding.intents, context)
  const best = bestIntent(understanding.intents, context.thresholds.clarify)
  // "Boston to Charlotte on the 10th" beside two tasks that need a trip: of one of them, and no new booking.
  const offeredFlows = options.map(({ payload }) => payload.replace(/^flow:/, ''))
  const larger = likeliest && partOfOne(likeliest.flow, offeredFlows, understanding.entities, context)
  if (larger === undefined && likeliest !== undefined && likeliest.confidence >= context.thresholds.accept) return null
  if (meaningOf(context, best)?.command != null || state.stack.length > 0) return null
  const said = understanding.entities.filter(({ source }) => source !== 'reference')
  const { entity } = context.thresholds
  const fitting = options.flatMap(({ payload }) => {
    const flow = own(context.flows.flows, payload.replace(/^flow:/, ''))
    const slots = flow && slotsFor(flow, context.flows, said, [], '', entity, new Set(), reading.preference)
    return flow === undefined || slots === undefined || Object.keys(slots).length === 0
      ? []
      : [{ flow: flow.name, slots }]
  })
  const [first] = fitting
  const isToldAgain = state.lastSays.some((item) => item.kind === 'say' && item.response === 'repair.noted')
  const meant = fitting.find(({ flow }) => flow === larger) ?? first
  if (meant === undefined || (fitting.length > 1 && !isToldAgain && larger === undefined)) return null
  const command = embedded({ kind: 'start-flow', ...meant, alternatives: [] }, ruleConfidence, wholeMessage(reading))
  return { commands: [command], whole: true }
}

function slotAnswer(reading: Reading, pending: Extract<Pending, { kind: 'slot' }>): Answer {
  const { state, context, understanding, used } = reading
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const slot = frame && own(own(context.flows.flows, frame.flow)?.slots ?? {}, pending.slot)
  if (slot === undefined) return none
  const filling = fillFrom(slot, understanding.entities, used, context.thresholds.entity, reading.preference)
  if (filling !== null) return { commands: [setSlot('set-slot', filling)], whole: false }
  const { accept } = context.thresholds
  const text = understanding.corrected
  const whole = wholeMessage(reading)
  const meant = meantByIntent(slot, understanding.intents, accept)
  if (meant?.value === null) return { commands: [embedded({ kind: 'skip-slot' }, accept, whole)], whole: true }
  if (meant !== undefined)
    return {
      commands: [embedded({ kind: 'set-slot', slot: slot.name, value: meant.value, text }, accept, whole)],
      whole: true,
    }
  const byIntent = choiceByIntent(slot, understanding.intents, accept)
  if (byIntent !== undefined)
    return {
      commands: [
        embedded({ kind: 'set-slot', slot: slot.name, value: byIntent.value, text: byIntent.label }, accept, whole),
      ],
      whole: true,
    }
  if (slot.type !== 'boolean' && slot.choices.length === 0 && saysItLacks(reading, slot))
    return { commands: [embedded({ kind: 'skip-slot' }, ruleConfidence, whole)], whole: false }
  switch (slot.type) {
    case 'boolean':
      return yesNoAnswer(reading, false, true)
    case 'number': {
      const number = onlyNumber(text)
      if (number === null) return none
      const command = embedded(
        { kind: 'set-slot', slot: slot.name, value: number, text: String(number) },
        ruleConfidence,
        whole,
      )
      return { commands: [command], whole: false }
    }
    case 'text': {
      if (interrupts(reading) || wantsPart(reading) || isControl(reading) || isOnlyDetail(slot, reading)) return none
      const value = fitting(slot, text)
      if (value === undefined) return none
      return {
        commands: [embedded({ kind: 'set-slot', slot: slot.name, value, text }, ruleConfidence, whole)],
        whole: true,
      }
    }
    default:
      return slot.choices.length > 0 ? chosenOrElse(reading, slot, pending.options ?? []) : none
  }
}

/** "In economy, then" to how it is to be paid: it names nothing but what other questions are about. */
function isOnlyDetail({ notOnly = [] }: CompiledSlot, { understanding }: Reading): boolean {
  const said = understanding.entities.filter(({ source }) => source !== 'reference')
  return said.length > 0 && said.every(({ type }) => notOnly.includes(type))
}

/** "cancel", "why?", "I don't have it": not what somebody writes into a text field. */
function isControl({ understanding, context }: Reading): boolean {
  const best = bestIntent(understanding.intents, context.thresholds.accept)
  const command = meaningOf(context, best)?.command
  return command != null && !['affirm', 'deny', 'small-talk', 'answer-from-knowledge'].includes(command)
}

function onlyNumber(text: string): number | null {
  const numbers = text.match(/-?\d[\d,]*(?:\.\d+)?/g)
  return numbers?.length === 1 ? numberOf(numbers[0]) : null
}
