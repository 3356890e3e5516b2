import type { Command, CommandKind } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName, IntentName } from '#domain/ids.ts'
import type { Understanding, Wish } from '#domain/understanding.ts'
import { type CompiledFlows, own } from '../flow-language/index.ts'
import { asksOnTheWay, asksRules, asksWhetherOne, type DecisionContext, slotsFor } from '../proposer/index.ts'
import { stakesOf } from '../stakes.ts'
import type { Thresholds } from './thresholds.ts'

/** Commands that stop or give away something: better asked twice than done by mistake. */
const weighty: ReadonlySet<CommandKind> = new Set(['hand-off', 'cancel-flow', 'end', 'undo', 'affirm'])

export const wishOf = ({ evidence }: Command, { wishes }: Understanding): Wish | undefined =>
  wishes.find(({ start, end }) => start === evidence?.start && end === evidence.end)

/** What the second of two candidates needs where the first is the only likely one: less says nothing. */
const leastBeside = 0.05
/** … and what it needs of the first one's confidence: one four times likelier is asked about alone. */
const rivalShare = 1 / 3

type Start = Extract<Command, { kind: 'start-flow' }>

/** What weighing goes by. */
export interface Weighing {
  understanding: Understanding | null
  state: DialogueState
  context: DecisionContext
  /** Gets why. */
  reasons: string[]
}

/** Applies the thresholds; what is not sure enough becomes a question or nothing. */
export function weigh(commands: readonly Command[], weighing: Weighing): Command[] {
  const { understanding, context, reasons } = weighing
  const { thresholds } = context
  const sure: Command[] = []
  const unsure: Start[] = []
  for (const command of commands) {
    const { confidence } = command
    if (command.kind === 'start-flow') {
      const standing = standingOfStart(command, commands, weighing)
      if (standing === 'begins') sure.push(command)
      else if (standing === 'is-asked') sure.push({ ...command, asks: true })
      else unsure.push(command)
    } else if (command.kind === 'answer-from-knowledge') {
      if (confidence >= thresholds.knowledge) sure.push(command)
    } else if (weighty.has(command.kind) ? confidence < thresholds.accept : confidence < thresholds.clarify)
      reasons.push(`${command.kind} is too unsure (${confidence.toFixed(2)})`)
    else sure.push(command)
  }
  const isGuess = (command: Command) =>
    command.kind === 'answer-from-knowledge' && command.confidence < thresholds.accept
  // What a flow does is not also looked up: "I couldn't find that" in front of what helps is no help.
  const starts = sure.filter(({ kind }) => kind === 'start-flow')
  const isGuessed = (command: Command) => isGuess(command) && starts.some((start) => sameWords(start, command))
  const kept = sure.filter((command) => !isGuessed(command))
  sure.splice(0, sure.length, ...kept)
  const family = familyOf(unsure[0], understanding, context)
  if (family !== null && isOwnCase(unsure[0], understanding)) {
    // Which of the family is asked; an article would talk past it.
    const others = sure.filter(
      (command) => !(command.kind === 'answer-from-knowledge' && sameWords(command, unsure[0] ?? command)),
    )
    sure.splice(0, sure.length, ...others)
  }
  const acts = sure.some((command) => command.kind !== 'small-talk' && !isGuess(command))
  if (unsure.length === 0 || acts) {
    for (const start of unsure)
      reasons.push(`${start.flow} is too unsure (${start.confidence.toFixed(2)}) beside the rest`)
    return sure
  }
  if (family !== null) reasons.push(`${family} as a whole is sure: asks which of it`)
  const candidates = candidatesOf(unsure, family, weighing)
  if (candidates.length === 0) return sure
  reasons.push(`${unsure[0]?.flow} is too unsure (${unsure[0]?.confidence.toFixed(2)}) to act`)
  const ask: Command = {
    kind: 'clarify',
    options: candidates,
    confidence: unsure[0]?.confidence ?? 0,
    proposer: unsure[0]?.proposer ?? 'rule',
  }
  return [...sure.filter((command) => !isGuess(command)), ask]
}

/**
 * Whether a flow begins, is asked about first, or is one candidate among others. What it needs depends on what a mistake costs: a flow that
 * only looks needs less, one that changes something without asking needs more, and so does one that just ended.
 */
function standingOfStart(
  command: Start,
  commands: readonly Command[],
  { state, context, reasons, understanding }: Weighing,
): 'begins' | 'is-asked' | 'is-unsure' {
  if (command.proposer === 'button' || command.proposer === 'rule') return 'begins'
  const { thresholds, flows } = context
  const flow = own(flows.flows, command.flow)
  const stakes = flow === undefined ? 'changes' : stakesOf(flow, flows)
  const rival = command.alternatives[0]?.confidence ?? 0
  const { confidence } = command
  const enough = stakes === 'reads' ? Math.min(thresholds.acceptReading, thresholds.accept) : thresholds.accept
  const isClear = confidence >= enough && confidence - rival >= thresholds.margin
  const isAlone =
    confidence >= thresholds.alone && rival < thresholds.clarify && !isAnswered(command, commands, context)
  if (!isClear && !isAlone) return 'is-unsure'
  const isAgain = isJustEnded(command, state) && confidence < thresholds.again
  // "Can I put it in the machine?" in the middle of something else is seldom the wish for what it sounds like.
  const wish = understanding === null ? undefined : wishOf(command, understanding)
  const isOnTheWay = wish !== undefined && asksWhetherOne(wish) && asksOnTheWay({ state }, wish) && stakes !== 'reads'
  if (isOnTheWay && confidence < thresholds.modelMost && !isDeclined(command.flow, state, thresholds)) {
    reasons.push(`a question beside an open one: asks whether ${command.flow} is meant (${confidence.toFixed(2)})`)
    return 'is-asked'
  }
  if ((stakes !== 'changes' || confidence >= thresholds.acceptChanging) && !isAgain) return 'begins'
  if (isDeclined(command.flow, state, thresholds)) return 'is-unsure'
  reasons.push(
    isAgain
      ? `${command.flow} has just ended: asks before it begins again`
      : `${command.flow} changes something by itself: asks first (${confidence.toFixed(2)})`,
  )
  return 'is-asked'
}

/** It ended a moment ago and nothing new is named for it. */
const isJustEnded = ({ flow, slots }: Start, { pending, finished }: DialogueState): boolean =>
  pending?.kind === 'anything-else' && finished.at(-1)?.flow === flow && Object.keys(slots).length === 0

/** Offered and not wanted a moment ago. */
const isDeclined = (flow: FlowName, { declined, course }: DialogueState, { declinedFor }: Thresholds): boolean =>
  (declined ?? []).some((one) => one.flow === flow && (course?.messages ?? 0) - one.atMessage <= declinedFor)

/** The knowledge base has a sure answer to the message, or, beside it in another part, any answer: then a guess at a flow is none. */
const isAnswered = (start: Start, commands: readonly Command[], { thresholds }: DecisionContext): boolean =>
  commands.some(
    (command) =>
      command.kind === 'answer-from-knowledge' &&
      command.confidence >= (sameWords(start, command) ? thresholds.accept : thresholds.knowledge),
  )

export const sameWords = (one: Command, other: Command): boolean =>
  one.evidence !== undefined && one.evidence.start === other.evidence?.start && one.evidence.end === other.evidence.end

/** A wish that names a thing of the customer's, and is no question about the rules. */
function isOwnCase(start: Start | undefined, understanding: Understanding | null): boolean {
  const wish = understanding === null || start === undefined ? undefined : wishOf(start, understanding)
  const named = (wish?.entities ?? []).flatMap((index) => understanding?.entities[index] ?? [])
  return wish !== undefined && !asksRules(wish) && named.some(({ source }) => source === 'pattern' || source === 'list')
}

/** The narrowest level of intents that is sure as a whole though no single one is: `returns` of three reasons for a return. */
function familyOf(
  unsure: Start | undefined,
  understanding: Understanding | null,
  { thresholds, flows }: DecisionContext,
): IntentName | null {
  const wish = understanding === null || unsure === undefined ? undefined : wishOf(unsure, understanding)
  const sure = (wish?.parents ?? []).filter(({ confidence }) => confidence >= thresholds.accept)
  const narrowest = sure.sort(
    (a, b) => b.name.split('/').length - a.name.split('/').length || b.confidence - a.confidence,
  )
  const isOfMany = (parent: IntentName) =>
    Object.keys(flows.flows).filter((flow) => isUnder(flow, parent, flows)).length > 1
  return narrowest.find(({ name }) => isOfMany(name))?.name ?? null
}

/** Whether a flow is begun by an intent of that level. */
const isUnder = (flow: FlowName, parent: IntentName, { flows }: CompiledFlows): boolean =>
  (own(flows, flow)?.intents ?? []).some((intent) => intent === parent || intent.startsWith(`${parent}/`))

/** What the wish gives each flow that it may be for: who has said the order number once is not asked for it again. */
function slotsOf(name: FlowName, start: Start, { understanding, context }: Weighing): Start['slots'] {
  const flow = own(context.flows.flows, name)
  const wish = understanding === null ? undefined : wishOf(start, understanding)
  if (name === start.flow || flow === undefined || wish === undefined) return start.slots
  const said = wish.entities.flatMap((index) => understanding?.entities[index] ?? [])
  const read = slotsFor(flow, context.flows, said, [], '', context.thresholds.entity, new Set())
  return { ...start.slots, ...read }
}

/** What may have been meant, best first; of a sure family its members alone. */
function candidatesOf(unsure: readonly Start[], family: IntentName | null, weighing: Weighing) {
  const {
    state,
    context: { thresholds, flows },
  } = weighing
  const found = new Map<string, { flow: string; confidence: number; slots: Start['slots'] }>()
  for (const start of unsure)
    for (const candidate of [{ flow: start.flow, confidence: start.confidence }, ...start.alternatives])
      if (!found.has(candidate.flow))
        found.set(candidate.flow, { ...candidate, slots: slotsOf(candidate.flow, start, weighing) })
  const ranked = [...found.values()]
    .filter(({ flow }) => !isDeclined(flow, state, thresholds))
    .sort((a, b) => b.confidence - a.confidence)
  const members = family === null ? [] : ranked.filter(({ flow }) => isUnder(flow, family, flows))
  const possible = members.filter(({ confidence }) => confidence >= leastBeside)
  if (possible.length > 1) return possible.slice(0, thresholds.clarifyOptions)
  const likely = ranked.filter(({ confidence }) => confidence >= thresholds.clarify)
  // One is asked about alone, unless another may as well be meant.
  const [first] = likely
  const isRival = ({ confidence }: { confidence: number }) =>
    confidence >= Math.max(leastBeside, (first?.confidence ?? 0) * rivalShare)
  const shown = likely.length === 1 ? ranked.filter(isRival).slice(0, 2) : likely
  return shown.slice(0, thresholds.clarifyOptions)
}
