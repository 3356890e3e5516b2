import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName } from '#domain/ids.ts'
import { courseSettings, frustrationIn, hearMessage } from '#domain/mood-course.ts'
import type { Understanding } from '#domain/understanding.ts'
import { sameJson } from '../expressions/index.ts'
import { type CompiledFlows, own } from '../flow-language/index.ts'
import {
  asksOnTheWay,
  asksRules,
  type DecisionContext,
  isSupposed,
  standingOfQuestion,
  stillNeeded,
  surely,
} from '../proposer/index.ts'
import { wordsFor } from '../words/index.ts'
import { arranged } from './arrange.ts'
import type { Thresholds } from './thresholds.ts'
import { validateCommands } from './validate.ts'
import { sameWords, weigh, wishOf } from './weigh.ts'

export interface PolicyDecision {
  commands: Command[]
  /** The state with the course of the customer's mood. */
  state: DialogueState
  /** Why, in order, for the desk and for `trace`. */
  reasons: string[]
}

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

  const { kept, dropped } = validateCommands(proposed, state, context.flows, null, wordsFor(context.locale))
  for (const { command, why } of dropped) reasons.push(`${command.kind} is not possible: ${why}`)
  const asked = withoutAnswered(kept, understanding, state, context, reasons)
  // What is wanted otherwise hangs on what it is the other way of, and is not weighed against it.
  const isOtherwise = (command: Command) => command.kind === 'start-flow' && command.otherwise !== undefined
  const first = weigh(
    asked.filter((command) => !isOtherwise(command)),
    { understanding, state: followed, context, reasons },
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
  if (understanding !== null && isBitter && offersPerson(followed, thresholds) && !endsIt(commands)) {
    reasons.push(`a person can be had (frustration ${course?.frustration.toFixed(2)})`)
    commands.unshift({ kind: 'small-talk', response: 'repair.person-possible', confidence: 1, proposer: 'rule' })
  }
  for (const command of commands) {
    const flow = command.kind === 'start-flow' ? own(context.flows.flows, command.flow) : undefined
    const needed = flow && command.kind === 'start-flow' ? stillNeeded(flow, command.slots) : []
    if (needed.length > 0) reasons.push(`${flow?.name} still needs ${needed.map(({ called }) => called).join(', ')}`)
  }
  return { commands, state: followed, reasons }
}

/** Fed up, though not so far that a person is called: said once that there is one. */
const offersPerson = ({ course, personOffered }: DialogueState, { offerPerson }: Thresholds): boolean =>
  personOffered !== true && (course?.frustration ?? 0) >= offerPerson

const endsIt = (commands: readonly Command[]): boolean =>
  commands.some(({ kind }) => kind === 'hand-off' || kind === 'end')

/** What says when something is to be done: who names a day for it wants it, however it is asked ("can I come in tomorrow?"). */
const saysWhen = ({ source, value }: Understanding['entities'][number]): boolean =>
  source === 'built-in' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)

/** A number, a day or the like in it is for the flow itself (and not for who writes): it is a case of the customer's, however it is asked. */
function namesOwn(
  { flow, slots }: Extract<Command, { kind: 'start-flow' }>,
  understanding: Understanding | null,
  { flows }: CompiledFlows,
): boolean {
  const mine = Object.keys(own(flows, flow)?.slots ?? {})
  return (understanding?.entities ?? []).some(
    (entity) =>
      (entity.source === 'pattern' || saysWhen(entity)) &&
      mine.some((slot) => sameJson(own(slots, slot) ?? null, entity.value)),
  )
}

/** By how much an answer may be less sure than a task that a question would begin in the middle of another one. */
const besideTask = 0.2

/**
 * A question about the rules is answered rather than taken for the wish to do it, where the knowledge base is the surer of the two, or
 * is sure and the question only supposes ("can I cancel after it shipped?"). So is a question that says nothing of a matter of the
 * customer's own, where the article is sure and about nothing that a task does ("what sleeve do I get on a large?"), or it asks what
 * holds for others. The flow stays on a button. Where the flow is surer, it alone speaks.
 */
function withoutAnswered(
  commands: readonly Command[],
  understanding: Understanding | null,
  state: DialogueState,
  context: DecisionContext,
  reasons: string[],
): Command[] {
  const { thresholds, flows } = context
  const dropped = new Set<Command>()
  const offering = new Map<Command, FlowName>()
  for (const command of commands) {
    if (command.kind !== 'start-flow' || command.proposer !== 'embedded' || understanding === null) continue
    const wish = wishOf(command, understanding)
    const answer = commands.find((other) => other.kind === 'answer-from-knowledge' && sameWords(command, other))
    if (wish === undefined || answer?.kind !== 'answer-from-knowledge') continue
    const isBeside = asksOnTheWay({ state }, wish)
    const { isGeneral, isImpersonal } = standingOfQuestion(wish, understanding, context)
    if (!asksRules(wish) && !isBeside && !isGeneral) continue
    // In the middle of something else a task is begun only for who surely wants it.
    const isSurer = answer.confidence >= command.confidence - (isBeside ? besideTask : 0)
    const isByRules = (asksRules(wish) || isBeside) && (isSupposed(wish) || isSurer)
    const isOfNoTask = isGeneral && context.isOfTask?.(answer.query) === false
    const isOfOthers = isImpersonal && isSurer
    const isAnswer =
      !namesOwn(command, understanding, flows) &&
      ((isByRules && answer.confidence >= thresholds.accept) ||
        ((isOfNoTask || isOfOthers) && answer.confidence >= surely))
    if (isAnswer)
      reasons.push(`asks about the rules: an answer (${answer.confidence.toFixed(2)}) rather than ${command.flow}`)
    if (isAnswer && command.confidence >= thresholds.accept) offering.set(answer, command.flow)
    if (isAnswer || command.confidence >= thresholds.accept) dropped.add(isAnswer ? command : answer)
  }
  return commands
    .filter((command) => !dropped.has(command))
    .map((command) => {
      const offers = offering.get(command)
      return offers === undefined || command.kind !== 'answer-from-knowledge' ? command : { ...command, offers }
    })
}
