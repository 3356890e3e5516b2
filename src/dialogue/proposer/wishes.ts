import type { Command } from '#domain/command.ts'
import type { FlowName } from '#domain/ids.ts'
import type { RankedIntent, Wish } from '#domain/understanding.ts'
import { sameJson } from '../expressions/index.ts'
import { own } from '../flow-language/index.ts'
import { stakesOf } from '../stakes.ts'
import type { Answer } from './answers.ts'
import { asksOnTheWay, questionBesideAnswer } from './asks-beside.ts'
import { begun } from './begin.ts'
import { bestIntent, flowCandidates, meaningOf } from './intents.ts'
import { openSlot } from './open-question.ts'
import { standingOfQuestion } from './own-case.ts'
import { partOfOne } from './part-of.ts'
import { queryOf, sentencesOf } from './query.ts'
import { asksRules } from './questions.ts'
import { embedded, type Reading } from './reading.ts'
import { entitiesOf, openFrames, slotsFor } from './slots.ts'
import type { DecisionContext } from './types.ts'
import { looksLikeQuestion } from './wording.ts'

/** A wish that only may be one beside an answer must be clearer than one that stands alone. */
export function wishCommands(reading: Reading, heard: Wish, index: number, answer: Answer): Command[] {
  const wish = { ...heard, intents: withoutDoubtfulRefusals(reading, heard.intents) }
  const { context, state } = reading
  const { thresholds } = context
  const answered = answer.commands.length > 0
  const intents = answerable(reading, withoutEarlyArgument(reading, wish.intents))
  const best = bestIntent(intents, 0)
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  const [top, ...others] = flowCandidates(intents, context)
  const atLeast = answered ? thresholds.interrupt : 0

  // Small talk that is less like small talk than like nothing known is none: "tell me a joke" is no anger at a joke of a company.
  const isTalk = meaningOf(context, best)?.command === 'small-talk' && (best?.confidence ?? 0) < wish.outOfScope
  if (
    wish.outOfScope >= thresholds.outOfScope &&
    Math.max(isTalk ? 0 : (best?.confidence ?? 0), top?.confidence ?? 0) < thresholds.accept &&
    !namesWhatItTakes(reading, index, top)
  )
    return answered || isGibberish(wish.text)
      ? []
      : [surelyAnswered(reading, wish, surely) ?? embedded({ kind: 'out-of-scope' }, wish.outOfScope, evidence)]

  const meaning = meaningOf(context, best)
  const commands: Command[] = []
  // "Do I need the receipt for that?" with nothing asked is no "why do you ask?".
  if (
    best !== null &&
    ofTalk.has(meaning?.command ?? 'affirm') &&
    awaitsNothing(state) &&
    best.confidence < surelyTalk
  ) {
    const known = looksLikeQuestion(wish.text, reading.words) ? surelyAnswered(reading, wish, thresholds.accept) : null
    if (known !== null) return [known]
  }
  if (best !== null && meaning?.command != null && best.confidence >= (top?.confidence ?? 0)) {
    const command = intentCommand(reading, wish, meaning.command, meaning.response, best.confidence, answered)
    if (command !== null && best.confidence >= atLeast) commands.push(command)
  } else if (
    top !== undefined &&
    top.confidence >= Math.max(atLeast, informs(reading, wish, best?.name) ? thresholds.accept : 0)
  ) {
    const open = openFrames(state).map(({ flow }) => flow)
    const isOpen = open.includes(top.flow)
    const larger = isOpen
      ? undefined
      : (partOfOne(top.flow, open, entitiesOf(reading.understanding, index), context) ??
        openAsAWhole(reading, top.confidence, open))
    if (wish.negated) commands.push(...negated(isOpen, top.confidence))
    // A detail of what is open, which has taken what is said of it: its question again where there was nothing to take.
    else if (larger !== undefined) commands.push(...(answered ? [] : [broughtUp(larger, top.confidence, evidence)]))
    else if (!(answered && isOpen))
      commands.push(...begun(reading, wish, index, top, others).map((start) => toldAgain(reading, wish, start)))
  }
  if (commands.length === 0 && !answered) commands.push(...noted(reading, wish, index))
  // "I meant the down jacket. How warm is that one?" gives a detail and asks.
  const isDetail = informs(reading, wish, best?.name)
  const isUnsure = (best?.confidence ?? 0) < thresholds.accept || isDetail
  const isGeneral =
    commands.some(({ kind }) => kind === 'start-flow') &&
    asksForMore(top?.flow, context) &&
    standingOfQuestion(heard, reading.understanding, context).isGeneral
  const isAsking =
    asksRules(wish) ||
    isGeneral ||
    asksOnTheWay(reading, wish) ||
    (isUnsure && sentencesOf(wish).some((text) => looksLikeQuestion(text, reading.words)))
  if (!answered && isAsking && !commands.some(({ kind }) => kind === 'answer-from-knowledge')) {
    const query = queryOf(reading, wish, isDetail)
    const confidence = context.knows?.(query) ?? thresholds.knowledge
    commands.push(embedded({ kind: 'answer-from-knowledge', query }, confidence, evidence))
  }
  const beside = answered && commands.length === 0 ? questionBesideAnswer(reading, wish, context) : null
  return beside === null ? commands : [beside]
}

/** How sure an answer must be that is given where nothing else was understood, or a task was. */
export const surely = 0.7
/** Commands about the talk itself, which a classifier likes to find in short questions, and from when it is believed. */
const ofTalk: ReadonlySet<Command['kind']> = new Set(['explain', 'repeat', 'skip-slot'])
const surelyTalk = 0.95
const awaitsNothing = ({ pending, stack }: Reading['state']): boolean =>
  stack.length === 0 && (pending === null || pending.kind === 'anything-else')

/** What the articles say to it, where they are so sure. */
function surelyAnswered(reading: Reading, wish: Wish, atLeast: number): Command | null {
  const query = queryOf(reading, wish)
  const confidence = reading.context.knows?.(query) ?? 0
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  return confidence < atLeast ? null : embedded({ kind: 'answer-from-knowledge', query }, confidence, evidence)
}

/** A flow that wants to know who asks, or changes something: what it could say is not what a general question is after. */
function asksForMore(name: FlowName | undefined, { flows }: DecisionContext): boolean {
  const flow = own(flows.flows, name ?? '')
  return flow !== undefined && (flow.needs !== 'anonymous' || stakesOf(flow, flows) !== 'reads')
}

/**
 * The open flow that the message as a whole is for, surer than a part of it is for another: "order A-1, needs to go to 21 Elm Street" while the
 * address of an order is being changed is no wish for the address of the account.
 */
function openAsAWhole({ understanding, context }: Reading, partSure: number, open: readonly FlowName[]) {
  const [whole] = flowCandidates(understanding.intents, context)
  const isSurer =
    understanding.wishes.length > 1 && (whole?.confidence ?? 0) >= Math.max(context.thresholds.interrupt, partSure)
  return isSurer && whole !== undefined && open.includes(whole.flow) ? whole.flow : undefined
}

const broughtUp = (flow: FlowName, confidence: number, evidence: Command['evidence']): Command =>
  embedded({ kind: 'start-flow', flow, slots: {}, alternatives: [] }, confidence, evidence)

/**
 * "And when will it arrive?" while the task that has just told it waits for a yes: told again, as the question alone would answer nothing.
 */
function toldAgain({ state, words, context }: Reading, wish: Wish, start: Command): Command {
  const frame = state.stack.at(-1)
  const isAskedYesNo = state.pending?.kind === 'confirm' || openSlot(state, context.flows)?.type === 'boolean'
  if (start.kind !== 'start-flow' || frame?.flow !== start.flow || !isAskedYesNo) return start
  const isNew = Object.entries(start.slots).some(([slot, value]) => !sameJson(own(frame.slots, slot) ?? null, value))
  if (isNew || state.lastSays.length < 2 || !looksLikeQuestion(wish.text, words)) return start
  return embedded({ kind: 'repeat' }, start.confidence, start.evidence)
}

/** A number of the business's own ("the code FRIENDS40") that the likeliest flow takes: whatever surrounds it, it is about this business. */
function namesWhatItTakes(
  { context, understanding }: Reading,
  index: number,
  top: { flow: FlowName; confidence: number } | undefined,
): boolean {
  if (top === undefined || top.confidence < context.thresholds.clarify) return false
  const taken = new Set(
    Object.values(own(context.flows.flows, top.flow)?.slots ?? {}).flatMap(({ entities }) => entities),
  )
  return entitiesOf(understanding, index).some(({ type, source }) => source === 'pattern' && taken.has(type))
}

/** Taken for an attacker by mistake, a customer leaves: what only may be one is read as what it may be else. */
function withoutDoubtfulRefusals({ context }: Reading, intents: RankedIntent[]): RankedIntent[] {
  const { accept, knowledge } = context.thresholds
  const kept = intents.filter((intent) => {
    const meaning = meaningOf(context, intent)
    if (meaning?.command !== 'refuse' || !meaning.response?.startsWith('safety.')) return true
    return context.mayRefuse?.(meaning.response, intent.confidence) ?? intent.confidence >= accept
  })
  if (kept[0] === intents[0]) return kept
  // What is left of a question is not what the knowledge base would say of it.
  const isRest = (intent: RankedIntent) =>
    intent.confidence < knowledge && meaningOf(context, intent)?.command === 'answer-from-knowledge'
  return kept.filter((intent) => !isRest(intent))
}

/**
 * "Your colleague promised me a refund for AB12CD, please do it" before anything was refused: who argues already wants what they argue for.
 */
function withoutEarlyArgument({ context, state }: Reading, intents: RankedIntent[]): RankedIntent[] {
  const isFirst = state.stack.length === 0 && state.finished.length === 0 && state.pending === null
  const [likeliest] = flowCandidates(intents, context)
  if (!isFirst || (likeliest?.confidence ?? 0) < context.thresholds.clarify) return intents
  const argues = (intent: RankedIntent) => {
    const meaning = meaningOf(context, intent)
    return meaning?.command === 'refuse' && meaning.response?.startsWith('safety.') !== true
  }
  const taken = intents.filter(argues).reduce((sum, { confidence }) => sum + confidence, 0)
  const left = Math.max(1 - taken, likeliest?.confidence ?? 0)
  return intents
    .filter((intent) => !argues(intent))
    .map(({ name, confidence }) => ({ name, confidence: Math.min(1, confidence / left) }))
}

/** With nothing asked there is nothing to say yes or no to: "no I never got it" is about what was never got. */
function answerable({ context, state }: Reading, intents: readonly RankedIntent[]): readonly RankedIntent[] {
  const [likeliest] = flowCandidates(intents, context)
  if (state.pending !== null || (likeliest?.confidence ?? 0) < context.thresholds.clarify) return intents
  const isYesNo = (intent: RankedIntent) => {
    const command = meaningOf(context, intent)?.command
    return command === 'affirm' || command === 'deny'
  }
  const taken = intents.filter(isYesNo).reduce((sum, { confidence }) => sum + confidence, 0)
  const left = Math.max(1 - taken, likeliest?.confidence ?? 0)
  return intents
    .filter((intent) => !isYesNo(intent))
    .map(({ name, confidence }) => ({ name, confidence: Math.min(1, confidence / left) }))
}

/** One word like nothing known is a slip of the keyboard rather than another business: it counts as not understood. */
const isGibberish = (text: string): boolean => !/\s/.test(text.trim())

/** The best intent neither starts anything nor is a command: it gives a detail. */
function informs({ context }: Reading, wish: Wish, intent: string | undefined): boolean {
  if (intent === undefined) return false
  const best = wish.intents[0]
  return (
    best !== undefined && context.intents.get(intent)?.command == null && flowCandidates([best], context).length === 0
  )
}

/** "Don't cancel my order": starts nothing, and stops that very thing where it is under way. */
const negated = (isOpen: boolean, confidence: number): Command[] => [
  isOpen
    ? embedded({ kind: 'cancel-flow' }, confidence)
    : embedded({ kind: 'small-talk', response: 'repair.acknowledge' }, confidence),
]

function intentCommand(
  reading: Reading,
  wish: Wish,
  kind: Command['kind'],
  response: string | null,
  confidence: number,
  answered: boolean,
): Command | null {
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  const make = (body: Parameters<typeof embedded>[0]) => embedded(body, confidence, evidence)
  switch (kind) {
    case 'affirm':
    case 'deny':
      // With a question open, yes and no were read as its answer.
      return reading.state.pending === null ? make({ kind }) : null
    case 'small-talk':
      return answered ? null : make({ kind, response: response ?? 'repair.acknowledge' })
    case 'refuse':
      return make({ kind, response: response ?? 'repair.out-of-scope' })
    case 'answer-from-knowledge':
      return isRemark(reading, wish, confidence) ? null : make({ kind, query: queryOf(reading, wish) })
    case 'hand-off':
      return wish.negated ? null : make({ kind, reason: 'asked' })
    case 'cancel-flow':
    case 'end':
    case 'undo':
      return wish.negated ? null : make({ kind })
    case 'skip-slot':
    case 'explain':
    case 'repeat':
      return make({ kind })
    case 'out-of-scope':
      return make({ kind })
    default:
      return null
  }
}

/** "It's from your newsletter" while something is asked: with neither the form nor the likelihood of a question it is none. */
const isRemark = ({ state, context, words }: Reading, { text }: Wish, confidence: number): boolean =>
  state.pending !== null && confidence < context.thresholds.accept && !looksLikeQuestion(text, words)

/** "My order number is MF-104233" with nothing open: what could be done with it? */
function noted(reading: Reading, wish: Wish, index: number): Command[] {
  const { context, understanding, state, used } = reading
  if (state.stack.length > 0) return []
  const entities = entitiesOf(understanding, index).filter(
    (entity) => !used.has(entity) && entity.source !== 'reference' && entity.confidence >= context.thresholds.entity,
  )
  const [named] = entities
  if (named === undefined) return []
  const likely = new Map(flowCandidates(wish.intents, context).map(({ flow, confidence }) => [flow, confidence]))
  const options = Object.values(context.flows.flows)
    .filter(
      (flow) =>
        flow.name !== context.flows.verification &&
        flow.intents.length > 0 &&
        Object.values(flow.slots).some((slot) => slot.entities.includes(named.type)),
    )
    .map((flow) => ({ flow: flow.name, confidence: likely.get(flow.name) ?? 0, priority: flow.priority }))
    .sort((a, b) => b.confidence - a.confidence || b.priority - a.priority || (a.flow < b.flow ? -1 : 1))
    .slice(0, context.thresholds.clarifyOptions)
    .map(({ flow, confidence }) => {
      const compiled = own(context.flows.flows, flow)
      const slots = compiled
        ? slotsFor(compiled, context.flows, entities, [], '', context.thresholds.entity, new Set())
        : {}
      return { flow, confidence, slots }
    })
  return [
    embedded({ kind: 'clarify', options, noted: named.text }, named.confidence, {
      start: named.start,
      end: named.end,
      text: named.text,
    }),
  ]
}
