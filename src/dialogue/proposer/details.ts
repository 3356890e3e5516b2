import type { Command } from '#domain/command.ts'
import type { Frame, Option } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import type { Entity } from '#domain/understanding.ts'
import { choiceOptions, listOptions, scopeOf } from '../engine/index.ts'
import { sameJson } from '../expressions/index.ts'
import { type CompiledSlot, own, walkSteps } from '../flow-language/index.ts'
import { matchOption, plain } from '../matching.ts'
import { givenBefore } from './expected.ts'
import { bestIntent, choiceByIntent, flowCandidates, meaningOf } from './intents.ts'
import { interrupts, startsOther } from './other-wish.ts'
import { isDismissed, othersThan } from './preference.ts'
import { embedded, type Reading, ruleConfidence, setSlot, wholeMessage } from './reading.ts'
import { withPartReplaced, withWordSwapped } from './replaced-part.ts'
import { entitiesOf, type Filling, fillFrom, openFrames } from './slots.ts'
import { readYesNoWords, saysOther, soundsLikeCorrection, withoutOpening } from './wording.ts'

/** Values for other slots of what is open: several answers at once, and corrections of earlier ones. */
export function details(reading: Reading): Command[] {
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
      commands.push(setSlot(before == null ? 'set-slot' : 'correct-slot', withTheRest(reading, filling, before)))
    }
  }
  if (commands.length === 0) commands.push(...swapped(reading))
  if (commands.length === 0) commands.push(...correctedChoice(reading))
  commands.push(...choicesSaid(reading, touched))
  return commands
}

/** One line of an address said anew keeps the others. */
function withTheRest({ understanding }: Reading, filling: Filling, before: Json | undefined): Filling {
  if (typeof before !== 'string' || typeof filling.value !== 'string') return filling
  const whole = withPartReplaced(before, filling.value)
  if (whole !== filling.value) return { ...filling, value: whole, text: whole }
  const swap = withWordSwapped(before, understanding.corrected)
  return swap === null || !before.includes(',') ? filling : { ...filling, value: swap, text: swap }
}

/** "51, not 15" where a value with such a word was given. */
function swapped(reading: Reading): Command[] {
  const { state, context, understanding } = reading
  if (interrupts(reading)) return []
  for (const frame of openFrames(state))
    for (const slot of Object.values(own(context.flows.flows, frame.flow)?.slots ?? {})) {
      const before = own(frame.slots, slot.name)
      if (typeof before !== 'string' || slot.choices.length > 0 || slot.type === 'chosen') continue
      const value = withWordSwapped(before, understanding.corrected)
      // Of a list's values "red, not blue" may make one that there is not.
      if (value === null || !(slot.type === 'text' || before.includes(',') || /^\d+$/.test(before))) continue
      const body = { kind: 'correct-slot', slot: slot.name, value, text: value } as const
      return [embedded(body, ruleConfidence, wholeMessage(reading))]
    }
  return []
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

const asksInstead = /\b(?:make|change|switch|put|do) (?:it|that|them)\b.*\binstead\b/i

/** What a clear wish for another task names is for that task: "wait, first tell me where MF-103780 is" corrects nothing. */
function meantForOther({ understanding, context, state, words }: Reading): Set<Entity> {
  const found = new Set<Entity>()
  const just = soundsLikeCorrection(understanding.corrected, words)
    ? givenBefore(state, context.flows).flatMap(({ entities }) => entities)
    : []
  understanding.wishes.forEach((wish, index) => {
    const [flow] = flowCandidates(wish.intents, context)
    // Nor does an argument with what was refused: "what about the ones in economy, can't you make an exception?".
    const best = bestIntent(wish.intents, context.thresholds.interrupt)
    if (meaningOf(context, best)?.command === 'refuse')
      for (const entity of entitiesOf(understanding, index)) found.add(entity)
    if (
      wish.negated ||
      flow === undefined ||
      !startsOther(wish.intents, { context, state }, entitiesOf(understanding, index))
    )
      return
    // "Could you make it a gift card instead?" of what was just summed up.
    if (state.pending?.kind === 'confirm' && understanding.wishes.length === 1 && asksInstead.test(wish.text)) return
    const slots = Object.values(own(context.flows.flows, flow.flow)?.slots ?? {})
    // "Ah no, that was the old one, 98103 now" puts right what was just said.
    for (const entity of entitiesOf(understanding, index))
      if (!just.includes(entity.type) && slots.some((slot) => slot.entities.includes(entity.type))) found.add(entity)
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
  const isOther = saysOther(said, reading.words)
  const pending = reading.state.pending?.kind
  const asksYesNo = pending === 'confirm' || pending === 'redo' || pending === 'offer'
  for (const frame of openFrames(reading.state)) {
    const slots = Object.values(own(reading.context.flows.flows, frame.flow)?.slots ?? {})
    for (const slot of slots) {
      const before = own(frame.slots, slot.name)
      if (before == null) continue
      const options = slot.type === 'choice' ? choiceOptions(slot, frame.id) : offered(reading, frame, slot)
      // What it is already is no correction of it: "by mail, the drop-off center is miles away".
      const current = options.find(({ value }) => sameJson(value, before))
      const others = options.filter((option) => option !== current)
      // "The other one" is one of two, and no option that happens to be called "other".
      const [other] = others
      if (isOther && current !== undefined && other !== undefined && others.length === 1)
        return [corrected(reading, slot, other)]
      if (isOther) continue
      const match = matchOption(others, current === undefined ? said : withoutNames(said, current), reading.words)
      // "Actually yes, please do" to "shall I?" is no other answer to an earlier yes/no question.
      const isYesNo = match.kind === 'one' && asksYesNo && isYesOrNo(match.option, reading.words)
      if (match.kind === 'one' && !isYesNo) return [corrected(reading, slot, match.option)]
    }
  }
  return []
}

const isYesOrNo = ({ label, value }: Option, words: Reading['words']): boolean =>
  typeof value === 'boolean' || (!label.trim().includes(' ') && readYesNoWords(label, false, words) !== null)

function corrected(reading: Reading, { name, type }: CompiledSlot, { value, label }: Option): Command {
  const body = { kind: 'correct-slot', slot: name, value: type === 'choice' ? value : label, text: label } as const
  return embedded(body, ruleConfidence, wholeMessage(reading))
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
