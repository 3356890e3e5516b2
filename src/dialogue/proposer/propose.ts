import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName, SlotName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Entity, RankedIntent, Understanding, Wish } from '#domain/understanding.ts'
import { fitting } from '../engine/index.ts'
import { type CompiledFlow, own } from '../flow-language/index.ts'
import { type Words, wordsFor } from '../words/index.ts'
import { type Answer, answerPending } from './answers.ts'
import { standingOf } from './conditions.ts'
import { boundValue, excludedEntities, hasRole } from './constraints.ts'
import { bestIntent, flowCandidates, meaningOf } from './intents.ts'
import { openSlot, withoutExpected } from './open-question.ts'
import { preferenceAmong } from './preference.ts'
import { queryOf } from './query.ts'
import { asksRules } from './questions.ts'
import { embedded, type Reading } from './reading.ts'
import { entitiesOf, openFrames, slotsFor } from './slots.ts'
import { steering } from './steering.ts'
import { givenUpFor, onceMore, withoutNeedlessStop } from './turning.ts'
import type { DecisionContext } from './types.ts'
import { looksLikeQuestion, replaces } from './wording.ts'

/**
 * What the embedded models make of a message: first as an answer to what was asked, then as details and corrections of what is open,
 * then as wishes. Nothing is decided here: confidences are weighed by the policy.
 */
export function propose(message: Understanding, state: DialogueState, context: DecisionContext): Command[] {
  if (message.text.trim() === '') return []
  const understanding = withoutExpected(message, openSlot(state, context.flows))
  const words = wordsFor(context.locale)
  const reading: Reading = {
    understanding,
    state,
    context,
    used: new Set(takenBack(understanding, words)),
    words,
    preference: preferenceAmong(understanding.corrected, understanding.entities, words),
  }
  const steered = steering(reading)
  if (steered.rest === 'nothing') return steered.commands
  const again = onceMore(reading)
  if (again !== null) return [again]
  const answer = answerPending(reading)
  const wishes =
    answer.whole || steered.rest === 'answers'
      ? []
      : understanding.wishes.flatMap((wish, index) => wishCommands(reading, wish, index, answer))
  const found = withoutNeedlessStop(reading, combined(reading, answer.commands, wishes))
  const commands = [...steered.commands, ...givenUpFor(reading, found), ...found]
  return commands.length > 0 ? commands : [embedded({ kind: 'clarify', options: [] }, 1)]
}

/** Values that the same message takes back: "cancel MF-104290. oh sorry no, I mean MF-104312", "not the boots but the shirt". */
function takenBack({ corrected, entities }: Understanding, words: Words): Entity[] {
  const said = entities.filter(({ source }) => source !== 'reference').sort((a, b) => a.start - b.start)
  return said.filter((entity, at) => {
    const after = said.slice(at + 1).find(({ type, start }) => type === entity.type && start >= entity.end)
    return (
      after !== undefined && replaces(corrected.slice(0, entity.start), corrected.slice(entity.end, after.start), words)
    )
  })
}

/** A wish that only may be one beside an answer must be clearer than one that stands alone. */
function wishCommands(reading: Reading, wish: Wish, index: number, answer: Answer): Command[] {
  const { context, state } = reading
  const { thresholds } = context
  const answered = answer.commands.length > 0
  const intents = answerable(reading, wish.intents)
  const best = bestIntent(intents, 0)
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  const [top, ...others] = flowCandidates(intents, context)
  const atLeast = answered ? thresholds.interrupt : 0

  if (
    wish.outOfScope >= thresholds.outOfScope &&
    Math.max(best?.confidence ?? 0, top?.confidence ?? 0) < thresholds.accept &&
    !namesWhatItTakes(reading, index, top)
  )
    return answered || isGibberish(wish.text) ? [] : [embedded({ kind: 'out-of-scope' }, wish.outOfScope, evidence)]

  const meaning = meaningOf(context, best)
  const commands: Command[] = []
  if (best !== null && meaning?.command != null && best.confidence >= (top?.confidence ?? 0)) {
    const command = intentCommand(reading, wish, meaning.command, meaning.response, best.confidence, answered)
    if (command !== null && best.confidence >= atLeast) commands.push(command)
  } else if (
    top !== undefined &&
    top.confidence >= Math.max(atLeast, informs(reading, wish, best?.name) ? thresholds.accept : 0)
  ) {
    const isOpen = openFrames(state).some((frame) => frame.flow === top.flow)
    if (wish.negated) commands.push(...negated(isOpen, top.confidence))
    else if (!(answered && isOpen)) commands.push(...begun(reading, wish, index, top, others))
  }
  if (commands.length === 0 && !answered) commands.push(...noted(reading, wish, index))
  const isAsking =
    asksRules(wish) || ((best?.confidence ?? 0) < thresholds.accept && looksLikeQuestion(wish.text, reading.words))
  if (!answered && isAsking && !commands.some(({ kind }) => kind === 'answer-from-knowledge')) {
    const query = queryOf(reading, wish)
    const confidence = context.knows?.(query) ?? thresholds.knowledge
    commands.push(embedded({ kind: 'answer-from-knowledge', query }, confidence, evidence))
  }
  return commands
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

/** The flow of a wish, as its condition allows: begun, asked about, or kept for the case that the other one does not work out. */
function begun(
  reading: Reading,
  wish: Wish,
  index: number,
  top: { flow: FlowName; confidence: number },
  others: { flow: FlowName; confidence: number }[],
): Command[] {
  const start = startFlow(reading, wish, index, top, others)
  const { flows } = reading.context.flows
  switch (standingOf(wish, own(flows, top.flow))) {
    case 'plain':
      return [start]
    case 'open':
      return [{ ...start, asks: true }]
    case 'alternative': {
      const before = reading.understanding.wishes[index - 1]
      const [first] = flowCandidates(before?.intents ?? [], reading.context)
      return first === undefined || first.flow === top.flow ? [] : [{ ...start, otherwise: first.flow }]
    }
  }
}

/** The command that begins a flow, with what the message gives for it. */
function startFlow(
  reading: Reading,
  wish: Wish,
  index: number,
  top: { flow: FlowName; confidence: number },
  others: { flow: FlowName; confidence: number }[],
): StartFlow {
  const { context, understanding, used, preference } = reading
  const flow = own(context.flows.flows, top.flow)
  const entities = entitiesOf(understanding, index)
  const slots: Record<SlotName, Json> = {}
  if (flow !== undefined) {
    const { entity: atLeast } = context.thresholds
    Object.assign(slots, boundSlots(flow, wish, understanding.entities, used))
    for (const entity of excludedEntities(wish, entities)) used.add(entity)
    const said = slotsFor(flow, context.flows, entities, wish.intents, wish.text, atLeast, used, preference)
    // What the wish points at in another part is also that part's.
    const shared = slotsFor(flow, context.flows, sharedWith(understanding, wish), [], '', atLeast, new Set())
    Object.assign(slots, { ...shared, ...said, ...slots })
  }
  const body = { kind: 'start-flow', flow: top.flow, slots, alternatives: others.slice(0, 5) } as const
  const evidence = { start: wish.start, end: wish.end, text: wish.text }
  return { ...body, alternatives: [...body.alternatives], confidence: top.confidence, proposer: 'embedded', evidence }
}

type StartFlow = Extract<Command, { kind: 'start-flow' }>

/** Values that constraints give: they and no other slot of the flow take what is bound. */
function boundSlots(
  flow: CompiledFlow,
  wish: Wish,
  entities: readonly Entity[],
  used: Set<Entity>,
): Record<SlotName, Json> {
  const found: Record<SlotName, Json> = {}
  const constraints = wish.meaning?.constraints ?? []
  for (const slot of Object.values(flow.slots)) {
    const value = boundValue(slot, constraints, entities)
    const fits = value === undefined ? undefined : fitting(slot, value)
    if (fits !== undefined) found[slot.name] = fits
  }
  for (const { entity, operator } of constraints) {
    const bound = entity === undefined ? undefined : entities[entity]
    if (bound !== undefined && hasRole(flow, operator)) used.add(bound)
  }
  return found
}

const sharedWith = ({ entities }: Understanding, { shared }: Wish): Entity[] =>
  (shared ?? []).flatMap((index) => entities[index] ?? [])

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
      return make({ kind, query: queryOf(reading, wish) })
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

/** One list: answers first, each flow once, and no bare yes or no beside what it was said about. */
function combined(reading: Reading, answers: Command[], wishes: Command[]): Command[] {
  const pending = reading.state.pending?.kind
  const started = new Map<FlowName, Extract<Command, { kind: 'start-flow' }>>()
  const all: Command[] = []
  for (const command of [...answers, ...wishes]) {
    // One "forget it" ends one task, however often it is said.
    if (command.kind === 'cancel-flow' && all.some(({ kind }) => kind === 'cancel-flow')) continue
    if (command.kind === 'start-flow') {
      const before = started.get(command.flow)
      if (before !== undefined) {
        before.slots = { ...command.slots, ...before.slots }
        before.confidence = Math.max(before.confidence, command.confidence)
        continue
      }
      started.set(command.flow, command)
    }
    all.push(command)
  }
  const isYesNo = (command: Command) => command.kind === 'affirm' || command.kind === 'deny'
  // With nothing asked, a yes or a no beside something said means nothing: "they did not. Nothing came".
  if (pending === undefined && all.some((command) => !isYesNo(command)))
    return all.filter((command) => !isYesNo(command))
  // "No, forget it" is one no, and ends the task.
  if (all.some(({ kind }) => kind === 'cancel-flow') && pending !== 'anything-else')
    return all.filter((command) => !isYesNo(command))
  const more = all.some((command) => !isYesNo(command) && command.kind !== 'small-talk')
  // "No, cancel my order" to "anything else?" is the wish alone.
  if (more && (pending === 'anything-else' || pending === 'offer')) return all.filter((command) => !isYesNo(command))
  // "No, the blue one" to a summary is the correction alone.
  const corrects = all.some((command) => command.kind === 'correct-slot' || command.kind === 'set-slot')
  if (corrects && pending === 'confirm') return all.filter((command) => !isYesNo(command))
  return all
}
