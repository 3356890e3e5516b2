import type { Command, CommandKind } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName, IntentName } from '#domain/ids.ts'
import { courseSettings, frustrationIn, hearMessage } from '#domain/mood-course.ts'
import type { Understanding, Wish } from '#domain/understanding.ts'
import { type CompiledFlows, own } from '../flow-language/index.ts'
import { asksRules, type DecisionContext, isSupposed, stillNeeded } from '../proposer/index.ts'
import { validateCommands } from './validate.ts'

export interface PolicyDecision {
  commands: Command[]
  /** The state with the course of the customer's mood. */
  state: DialogueState
  /** Why, in order, for the desk and for `trace`. */
  reasons: string[]
}

/** Commands that stop or give away something: better asked twice than done by mistake. */
const weighty: ReadonlySet<CommandKind> = new Set(['hand-off', 'cancel-flow', 'end', 'undo', 'affirm'])
/** Commands that answer what was asked or change what is open. */
const answering: ReadonlySet<CommandKind> = new Set([
  'affirm',
  'deny',
  'choose',
  'set-slot',
  'correct-slot',
  'skip-slot',
])
/** In which order a turn's commands are carried out. */
const order: CommandKind[] = [
  'undo',
  'affirm',
  'deny',
  'choose',
  'correct-slot',
  'set-slot',
  'skip-slot',
  'explain',
  'repeat',
  'cancel-flow',
  'refuse',
  'small-talk',
  'answer-from-knowledge',
  'start-flow',
  'out-of-scope',
  'clarify',
  'end',
]

/** Weighs what was proposed: acts, asks back, answers, refuses or hands over. Pure: the same in, the same out. */
export function decideCommands(
  proposed: readonly Command[],
  understanding: Understanding | null,
  state: DialogueState,
  context: DecisionContext,
): PolicyDecision {
  const { thresholds } = context
  const reasons: string[] = []
  const angry = understanding !== null && understanding.mood.anger >= thresholds.anger
  // A pressed button says nothing about the mood.
  const course = understanding === null ? state.course : hearMessage(state.course, understanding)
  const followed = course === undefined ? state : { ...state, course }
  const isFedUp = understanding !== null && (course?.frustration ?? 0) >= thresholds.frustration
  const isBitter = understanding !== null && frustrationIn(understanding.mood) >= courseSettings.complaint
  const asksForPerson = proposed.some(
    (command) =>
      command.kind === 'hand-off' && command.proposer !== 'button' && command.confidence >= thresholds.clarify,
  )
  if ((isFedUp && isBitter) || ((angry || isFedUp) && asksForPerson)) {
    reasons.push(
      asksForPerson
        ? 'angry, and asks for a person'
        : `fed up (${course?.frustration.toFixed(2)} over the conversation)`,
    )
    const command: Command = { kind: 'hand-off', reason: 'angry', confidence: 1, proposer: 'rule' }
    return { commands: [command], state: followed, reasons }
  }

  const { kept, dropped } = validateCommands(proposed, state, context.flows)
  for (const { command, why } of dropped) reasons.push(`${command.kind} is not possible: ${why}`)
  const asked = withoutAnswered(kept, understanding, context, reasons)
  // What is wanted otherwise hangs on what it is the other way of, and is not weighed against it.
  const isOtherwise = (command: Command) => command.kind === 'start-flow' && command.otherwise !== undefined
  const first = weigh(
    asked.filter((command) => !isOtherwise(command)),
    understanding,
    context,
    reasons,
  )
  const begun = new Set(first.flatMap((command) => (command.kind === 'start-flow' ? [command.flow] : [])))
  const weighed = [
    ...first,
    ...asked.filter((command) => command.kind === 'start-flow' && begun.has(command.otherwise ?? '')),
  ]
  const commands = arranged(weighed)
  if (commands.length === 0) {
    reasons.push('nothing was understood well enough')
    commands.push({ kind: 'clarify', options: [], confidence: 1, proposer: 'rule' })
  }
  for (const command of commands) {
    const flow = command.kind === 'start-flow' ? own(context.flows.flows, command.flow) : undefined
    const needed = flow && command.kind === 'start-flow' ? stillNeeded(flow, command.slots) : []
    if (needed.length > 0) reasons.push(`${flow?.name} still needs ${needed.map(({ called }) => called).join(', ')}`)
  }
  return { commands, state: followed, reasons }
}

/**
 * A question about the rules is answered rather than taken for the wish to do it, where the knowledge base is the surer of the two, or
 * is sure and the question only supposes ("can I cancel after it shipped?"). Where the flow is surer, it alone speaks.
 */
function withoutAnswered(
  commands: readonly Command[],
  understanding: Understanding | null,
  { thresholds }: DecisionContext,
  reasons: string[],
): Command[] {
  const dropped = new Set<Command>()
  for (const command of commands) {
    if (command.kind !== 'start-flow' || command.proposer !== 'embedded') continue
    const wish = understanding === null ? undefined : wishOf(command, understanding)
    const answer = commands.find((other) => other.kind === 'answer-from-knowledge' && sameWords(command, other))
    if (wish === undefined || answer === undefined || !asksRules(wish)) continue
    const isAnswer =
      answer.confidence >= thresholds.accept && (isSupposed(wish) || answer.confidence >= command.confidence)
    if (isAnswer)
      reasons.push(`asks about the rules: an answer (${answer.confidence.toFixed(2)}) rather than ${command.flow}`)
    if (isAnswer || command.confidence >= thresholds.accept) dropped.add(isAnswer ? command : answer)
  }
  return commands.filter((command) => !dropped.has(command))
}

const wishOf = ({ evidence }: Command, { wishes }: Understanding): Wish | undefined =>
  wishes.find(({ start, end }) => start === evidence?.start && end === evidence.end)

/** What the second of two candidates needs where the first is the only likely one: less says nothing. */
const leastBeside = 0.05

type Start = Extract<Command, { kind: 'start-flow' }>

/** Applies the thresholds; what is not sure enough becomes a question or nothing. */
function weigh(
  commands: readonly Command[],
  understanding: Understanding | null,
  context: DecisionContext,
  reasons: string[],
): Command[] {
  const { thresholds } = context
  const sure: Command[] = []
  const unsure: Start[] = []
  for (const command of commands) {
    const { confidence } = command
    if (command.kind === 'start-flow') {
      if (isSure(command, context) || (isAlone(command, context) && !isAnswered(command, commands, context)))
        sure.push(command)
      else unsure.push(command)
    } else if (command.kind === 'answer-from-knowledge') {
      if (confidence >= thresholds.knowledge) sure.push(command)
    } else if (weighty.has(command.kind) ? confidence < thresholds.accept : confidence < thresholds.clarify)
      reasons.push(`${command.kind} is too unsure (${confidence.toFixed(2)})`)
    else sure.push(command)
  }
  const isGuess = (command: Command) =>
    command.kind === 'answer-from-knowledge' && command.confidence < thresholds.accept
  // What a flow does is not also looked up.
  const starts = sure.filter(({ kind }) => kind === 'start-flow')
  const isGuessed = (command: Command) => isGuess(command) && starts.some((start) => sameWords(start, command))
  if (starts.some(({ confidence }) => confidence < thresholds.accept)) {
    const kept = sure.filter((command) => !isGuessed(command))
    sure.splice(0, sure.length, ...kept)
  }
  const family = familyOf(unsure[0], understanding, context)
  if (family !== null && isOwnCase(unsure[0], understanding)) {
    // Which of the family is asked; an article would talk past it.
    const kept = sure.filter(
      (command) => !(command.kind === 'answer-from-knowledge' && sameWords(command, unsure[0] ?? command)),
    )
    sure.splice(0, sure.length, ...kept)
  }
  const acts = sure.some((command) => command.kind !== 'small-talk' && !isGuess(command))
  if (unsure.length === 0 || acts) {
    for (const start of unsure)
      reasons.push(`${start.flow} is too unsure (${start.confidence.toFixed(2)}) beside the rest`)
    return sure
  }
  if (family !== null) reasons.push(`${family} as a whole is sure: asks which of it`)
  const candidates = candidatesOf(unsure, family, context)
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

/** Sure enough, and no other flow close behind. */
function isSure(command: Start, { thresholds }: DecisionContext): boolean {
  if (command.proposer === 'button' || command.proposer === 'rule') return true
  const rival = command.alternatives[0]?.confidence ?? 0
  return command.confidence >= thresholds.accept && command.confidence - rival >= thresholds.margin
}

/** Not sure, but no other flow comes near. */
function isAlone(command: Start, { thresholds }: DecisionContext): boolean {
  const rival = command.alternatives[0]?.confidence ?? 0
  return command.confidence >= thresholds.alone && rival < thresholds.clarify
}

/** The knowledge base has a sure answer to the same words. */
const isAnswered = (start: Start, commands: readonly Command[], { thresholds }: DecisionContext): boolean =>
  commands.some(
    (command) =>
      command.kind === 'answer-from-knowledge' && command.confidence >= thresholds.accept && sameWords(start, command),
  )

const sameWords = (one: Command, other: Command): boolean =>
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

/** What may have been meant, best first; of a sure family its members alone. */
function candidatesOf(unsure: readonly Start[], family: IntentName | null, { thresholds, flows }: DecisionContext) {
  const found = new Map<string, { flow: string; confidence: number; slots: Start['slots'] }>()
  for (const { flow, confidence, slots, alternatives } of unsure)
    for (const candidate of [{ flow, confidence }, ...alternatives])
      if (!found.has(candidate.flow)) found.set(candidate.flow, { ...candidate, slots })
  const ranked = [...found.values()].sort((a, b) => b.confidence - a.confidence)
  const members = family === null ? [] : ranked.filter(({ flow }) => isUnder(flow, family, flows))
  const possible = members.filter(({ confidence }) => confidence >= leastBeside)
  if (possible.length > 1) return possible.slice(0, thresholds.clarifyOptions)
  const likely = ranked.filter(({ confidence }) => confidence >= thresholds.clarify)
  // One is no choice: the next likely one stands beside it.
  const shown = likely.length === 1 ? ranked.filter(({ confidence }) => confidence >= leastBeside).slice(0, 2) : likely
  return shown.slice(0, thresholds.clarifyOptions)
}

/** The order things are done in, without what the rest makes pointless. */
function arranged(commands: readonly Command[]): Command[] {
  const handOff = commands.find((command) => command.kind === 'hand-off')
  if (handOff !== undefined) return [handOff]
  const has = (kind: CommandKind) => commands.some((command) => command.kind === kind)
  const useful = commands.some(
    ({ kind }) => kind === 'start-flow' || kind === 'answer-from-knowledge' || answering.has(kind),
  )
  const drop = (kind: CommandKind): boolean => {
    if (kind === 'small-talk' || kind === 'out-of-scope' || kind === 'clarify') return useful || has('cancel-flow')
    if (kind === 'end') return useful
    return false
  }
  return commands
    .filter(({ kind }) => !drop(kind))
    .map((command, index) => ({ command, index }))
    .sort((a, b) => order.indexOf(a.command.kind) - order.indexOf(b.command.kind) || a.index - b.index)
    .map(({ command }) => command)
}
