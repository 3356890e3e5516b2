import type { Command } from '#domain/command.ts'
import type { Frame, Option, Pending } from '#domain/dialogue-state.ts'
import type { Entity, RankedIntent } from '#domain/understanding.ts'
import { choiceOptions, fitting, listOptions, scopeOf } from '../engine/index.ts'
import { numberOf, sameJson } from '../expressions/index.ts'
import { type CompiledSlot, own, walkSteps } from '../flow-language/index.ts'
import { matchOption, plain } from '../matching.ts'
import { matchSeveral } from '../matching-several.ts'
import type { Words } from '../words/index.ts'
import { bestIntent, choiceByIntent, flowCandidates, meaningOf } from './intents.ts'
import { meantByIntent } from './open-question.ts'
import { isDismissed, othersThan } from './preference.ts'
import { embedded, type Reading, ruleConfidence, setSlot, wholeMessage } from './reading.ts'
import { entitiesOf, fillFrom, openFrames, slotsFor } from './slots.ts'
import { isClosing, looksLikeQuestion, readYesNoWords, soundsLikeCorrection, withoutOpening } from './wording.ts'

export interface Answer {
  commands: Command[]
  /** The whole message is the answer; it is not looked through for wishes. */
  whole: boolean
}

const none: Answer = { commands: [], whole: false }

/** The message as an answer to what was just asked, and as details and corrections of what is open. */
export function answerPending(reading: Reading): Answer {
  const { pending } = reading.state
  const direct = pending === null ? none : answerTo(reading, pending)
  if (direct.whole) return direct
  return { commands: [...direct.commands, ...details(reading)], whole: false }
}

function answerTo(reading: Reading, pending: Pending): Answer {
  switch (pending.kind) {
    case 'confirm':
    case 'redo':
    case 'offer':
      return yesNoAnswer(reading, true)
    case 'anything-else':
      return closed(reading) ?? yesNoAnswer(reading)
    case 'clarify':
      return clarified(reading, pending.options)
    case 'correct':
      return chosen(reading, pending.options) ?? yesNoAnswer(reading)
    case 'choose':
      return chosen(reading, pending.options, pending.many) ?? none
    case 'slot':
      return slotAnswer(reading, pending)
  }
}

interface ReadYesNo {
  yes: boolean
  confidence: number
}

/** Yes or no by its first words, else by its intent. `stays`: to "shall I?", "keep it" is a no. */
function readYesNo(reading: Reading, stays: boolean): ReadYesNo | null {
  const { understanding, context, words } = reading
  const worded = readYesNoWords(understanding.corrected, stays, words)
  // "Ok, where is my parcel?" agrees to nothing.
  const isOpening =
    worded?.soft === true && ((stays && interrupts(reading)) || asksAfter(understanding.corrected, words))
  if (isOpening) return null
  if (worded?.answer === 'neither') return agreesFirst(reading) ? { yes: true, confidence: ruleConfidence } : null
  if (worded !== null) return { yes: worded.answer === 'yes', confidence: ruleConfidence }
  const { intents, outOfScope } = understanding
  const best = bestIntent(intents, context.thresholds.clarify)
  const command = meaningOf(context, best)?.command
  if (best !== null && (command === 'affirm' || command === 'deny'))
    return { yes: command === 'affirm', confidence: best.confidence }
  if (!stays || command !== 'cancel-flow' || outOfScope >= context.thresholds.outOfScope) return null
  // Not sure enough to end the task by itself; to a yes/no question it is a no, which changes nothing.
  const share = (kinds: readonly string[]) =>
    intents.reduce(
      (sum, intent) => sum + (kinds.includes(meaningOf(context, intent)?.command ?? '') ? intent.confidence : 0),
      0,
    )
  const against = share(['deny', 'cancel-flow'])
  const isNo = against >= leastAgainst && against >= 2 * share(['affirm']) && best !== null
  return isNo && best.confidence < context.thresholds.interrupt ? { yes: false, confidence: against } : null
}

/** What no and "leave it" must have together to be taken for a no. */
const leastAgainst = 0.4

const asksAfter = (text: string, words: Words): boolean =>
  looksLikeQuestion(text.replace(/^\s*[\p{L}']+[\s,.!;:-]*/u, ''), words)

/** "Do it, but send something else, too": a yes of its own before another clear wish. */
function agreesFirst({ understanding, context, state, words }: Reading): boolean {
  const [agreement, ...wishes] = understanding.wishes
  if (agreement === undefined || wishes.length === 0 || wishes.some(({ negated }) => negated)) return false
  const isYes = readYesNoWords(agreement.text, false, words)?.answer === 'yes'
  return isYes && wishes.every((wish) => startsOther(wish.intents, { context, state }))
}

/** "Nothing, thanks", "thats it", "nope im fine" to "anything else?". */
function closed(reading: Reading): Answer | null {
  if (!isClosing(reading.understanding.corrected, reading.words)) return null
  return { commands: [embedded({ kind: 'deny' }, ruleConfidence, wholeMessage(reading))], whole: true }
}

function yesNoAnswer(reading: Reading, stays = false): Answer {
  const read = readYesNo(reading, stays)
  if (read === null) return none
  const command = embedded({ kind: read.yes ? 'affirm' : 'deny' }, read.confidence, wholeMessage(reading))
  return { commands: [command], whole: false }
}

/** Another wish is so clear that words which happen to fit an answer are not taken for one. */
export function interrupts({ understanding, context, state }: Reading): boolean {
  const { interrupt } = context.thresholds
  const best = bestIntent(understanding.intents, interrupt)
  const command = meaningOf(context, best)?.command ?? null
  if (command !== null) return command !== 'affirm' && command !== 'deny' && command !== 'small-talk'
  return startsOther(understanding.intents, { context, state })
}

/** Clearly the wish for a flow that is not open. */
function startsOther(
  intents: readonly RankedIntent[],
  { context, state }: Pick<Reading, 'context' | 'state'>,
): boolean {
  const [flow] = flowCandidates(intents, context)
  const open = openFrames(state).some((frame) => frame.flow === flow?.flow)
  return flow !== undefined && flow.confidence >= context.thresholds.interrupt && !open
}

function chosen(reading: Reading, options: readonly Option[], many = false): Answer | null {
  const { words } = reading
  const text = reading.understanding.corrected
  if (many && matchSeveral(options, text, words).kind !== 'none' && !interrupts(reading)) {
    for (const entity of reading.understanding.entities) reading.used.add(entity)
    return {
      commands: [embedded({ kind: 'choose', option: text }, ruleConfidence, wholeMessage(reading))],
      whole: true,
    }
  }
  const match = [text, withoutOpening(text, words)]
    .map((said) => ({ said, match: matchOption(options, said, words) }))
    .find(({ match }) => match.kind !== 'none')
  if (match === undefined) return null
  const exact = match.match.kind === 'one' && text.trim().length <= match.match.option.label.length + 12
  if (!exact && interrupts(reading)) return null
  const option = match.match.kind === 'one' ? match.match.option.payload : match.said
  // What was named in choosing is spoken for: "the blue one" is no colour for another slot.
  for (const entity of reading.understanding.entities) reading.used.add(entity)
  return { commands: [embedded({ kind: 'choose', option }, ruleConfidence, wholeMessage(reading))], whole: true }
}

function clarified(reading: Reading, options: readonly Option[]): Answer {
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

/**
 * Not which one, but something that it needs: "in the evening" to "change the delivery time or the order's status?". What only one of them
 * can use is meant for that; what several can is noted first, and told again it begins the likeliest.
 */
function detailFor(reading: Reading, options: readonly Option[]): Answer | null {
  const { understanding, context, state } = reading
  const [likeliest] = flowCandidates(understanding.intents, context)
  const best = bestIntent(understanding.intents, context.thresholds.clarify)
  if (likeliest !== undefined && likeliest.confidence >= context.thresholds.accept) return null
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
  if (first === undefined || (fitting.length > 1 && !isToldAgain)) return null
  const command = embedded({ kind: 'start-flow', ...first, alternatives: [] }, ruleConfidence, wholeMessage(reading))
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
  switch (slot.type) {
    case 'boolean':
      return yesNoAnswer(reading)
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
      if (interrupts(reading) || isControl(reading)) return none
      const value = fitting(slot, text)
      if (value === undefined) return none
      return {
        commands: [embedded({ kind: 'set-slot', slot: slot.name, value, text }, ruleConfidence, whole)],
        whole: true,
      }
    }
    default:
      return (slot.choices.length > 0 ? chosen(reading, pending.options ?? []) : null) ?? none
  }
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

/** Values for other slots of what is open: several answers at once, and corrections of earlier ones. */
function details(reading: Reading): Command[] {
  const { state, context, understanding, used } = reading
  const commands: Command[] = []
  const touched = new Set<string>()
  const elsewhere = meantForOther(reading)
  for (const frame of openFrames(state)) {
    const flow = own(context.flows.flows, frame.flow)
    for (const slot of openSlotsFirst(Object.values(flow?.slots ?? {}), frame)) {
      if (touched.has(slot.name)) continue
      const spoken = understanding.entities.filter(
        (entity) => entity.source !== 'reference' && !elsewhere.has(entity) && !isDismissed(reading.preference, entity),
      )
      const others = othersThan(own(frame.slots, slot.name), spoken, slot.entities)
      const filling = fillFrom(slot, others, used, context.thresholds.entity, reading.preference)
      if (filling === null) continue
      touched.add(slot.name)
      const before = own(frame.slots, slot.name)
      if (before !== undefined && sameJson(before, filling.value)) continue
      commands.push(setSlot(before == null ? 'set-slot' : 'correct-slot', filling))
    }
  }
  if (commands.length === 0) commands.push(...correctedChoice(reading))
  commands.push(...choicesSaid(reading, touched))
  return commands
}

/** Choices that are not made yet and that the intent of the message says: "EVERYTHING is always sold out" while it is about one shirt. */
function choicesSaid({ state, context, understanding }: Reading, touched: ReadonlySet<string>): Command[] {
  const frame = state.stack.at(-1)
  const slots = Object.values(own(context.flows.flows, frame?.flow ?? '')?.slots ?? {})
  const [best] = understanding.intents
  if (frame === undefined || best === undefined) return []
  const evidence = { start: 0, end: understanding.corrected.length, text: understanding.corrected }
  return slots.flatMap((slot) => {
    if (touched.has(slot.name) || own(frame.slots, slot.name) != null) return []
    const choice = choiceByIntent(slot, understanding.intents, context.thresholds.interrupt)
    if (choice === undefined) return []
    const body = { kind: 'set-slot', slot: slot.name, value: choice.value, text: choice.label } as const
    return [embedded(body, best.confidence, evidence)]
  })
}

/** What a clear wish for another task names is for that task: "wait, first tell me where MF-103780 is" corrects nothing. */
function meantForOther({ understanding, context, state }: Reading): Set<Entity> {
  const found = new Set<Entity>()
  understanding.wishes.forEach((wish, index) => {
    const [flow] = flowCandidates(wish.intents, context)
    if (wish.negated || flow === undefined || !startsOther(wish.intents, { context, state })) return
    const slots = Object.values(own(context.flows.flows, flow.flow)?.slots ?? {})
    for (const entity of entitiesOf(understanding, index))
      if (slots.some((slot) => slot.entities.includes(entity.type))) found.add(entity)
  })
  return found
}

/** The asked and the empty slots take a value before filled ones are corrected with it. */
const openSlotsFirst = (slots: CompiledSlot[], frame: Frame): CompiledSlot[] =>
  [...slots].sort((a, b) => Number(own(frame.slots, a.name) != null) - Number(own(frame.slots, b.name) != null))

/** "No, I meant the blue one": another choice for a slot that was filled by choosing. */
function correctedChoice(reading: Reading): Command[] {
  const text = reading.understanding.corrected
  if (!soundsLikeCorrection(text, reading.words) || interrupts(reading)) return []
  const said = withoutOpening(text, reading.words)
  for (const frame of openFrames(reading.state)) {
    const slots = Object.values(own(reading.context.flows.flows, frame.flow)?.slots ?? {})
    for (const slot of slots) {
      const before = own(frame.slots, slot.name)
      if (before == null) continue
      const options = slot.type === 'choice' ? choiceOptions(slot, frame.id) : offered(reading, frame, slot)
      // What it is already is no correction of it: "by mail, the drop-off center is miles away".
      const current = options.find(({ value }) => sameJson(value, before))
      const others = options.filter((option) => option !== current)
      const match = matchOption(others, current === undefined ? said : withoutNames(said, current), reading.words)
      if (match.kind !== 'one') continue
      const value = slot.type === 'choice' ? match.option.value : match.option.label
      const body = { kind: 'correct-slot', slot: slot.name, value, text: match.option.label } as const
      return [embedded(body, ruleConfidence, wholeMessage(reading))]
    }
  }
  return []
}

/** A text without the words that name an option. */
function withoutNames(text: string, { label, value, attributes }: Option): string {
  const names = [label, typeof value === 'string' ? value : '', ...[attributes?.['means'] ?? []].flat().map(String)]
  const words = new Set(names.flatMap((name) => [...plain(name).split(' '), plain(name).replaceAll(' ', '')]))
  return plain(text)
    .split(' ')
    .filter((word) => !words.has(word))
    .join(' ')
}

/** What a choose step offered, from what its flow has saved. */
function offered({ context }: Reading, frame: Frame, slot: CompiledSlot): Option[] {
  let options: Option[] = []
  walkSteps(own(context.flows.flows, frame.flow)?.steps ?? [], (step) => {
    if (step.kind !== 'choose' || step.slot !== slot.name || options.length > 0) return
    const source = { today: '', identity: context.identity, settings: {}, mentions: [] }
    options = listOptions(step, frame.id, scopeOf(source, frame))
  })
  return options
}
