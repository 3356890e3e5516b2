import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { FlowName } from '#domain/ids.ts'
import type { Entity, Understanding } from '#domain/understanding.ts'
import { own, walkSteps } from '../flow-language/index.ts'
import type { Thresholds } from '../policy/thresholds.ts'
import { agreementIn, fold, type Words, wordLanguages, wordsFor } from '../words/index.ts'
import { type Answer, answerPending } from './answers.ts'
import { offeredBeside, takesOffer, withoutYes } from './beside.ts'
import { followUp } from './follow-up.ts'
import { flowCandidates } from './intents.ts'
import { openSlot, withoutExpected } from './open-question.ts'
import { partOfOne } from './part-of.ts'
import { calledPerson, withoutRefusedPerson } from './person.ts'
import { preferenceAmong } from './preference.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'
import { entitiesOf, slotsFor } from './slots.ts'
import { notHelpful, opensWithUnhelpful, steering } from './steering.ts'
import { givenUpFor, onceMore, withoutNeedlessStop } from './turning.ts'
import type { DecisionContext } from './types.ts'
import { type TurnedDown, turnedDown } from './unwanted.ts'
import { wishCommands } from './wishes.ts'
import { readYesNoWords, replaces, soundsLikeCorrection } from './wording.ts'
import { agreesInWords, unclearYes } from './yes-no.ts'

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
  const agreed = agreedInTheirs(reading)
  if (agreed !== null) return [agreed]
  if (offeredBeside(state)) {
    const taken = takesOffer(reading)
    return taken !== null ? [taken] : withoutYes(propose(message, { ...state, pending: null }, context))
  }
  const called = calledPerson(reading)
  if (called !== null) return [called]
  return withoutRefusedPerson(reading, proposed(reading))
}

function proposed(reading: Reading): Command[] {
  const { understanding } = reading
  const steered = steering(reading)
  if (steered.rest === 'nothing') return steered.commands
  const again = onceMore(reading) ?? followUp(reading)
  if (again !== null) return [again]
  // "Yes, stop it" to "shall I cancel it?" agrees.
  const down = agreesInWords(reading) ? null : turnedDown(reading)
  if (down !== null) return [...down.commands, ...besideTurnedDown(down)]
  const answer = answerPending(reading)
  const wishes =
    answer.whole || steered.rest === 'answers'
      ? []
      : understanding.wishes.flatMap((wish, index) => wishCommands(reading, wish, index, onlyPolite(reading, answer)))
  const found = withoutNeedlessStop(reading, combined(reading, answer.commands, wishes))
  // "That's not right, your page says 90 days": nothing else is wanted.
  if (found.every(saysNothing) && opensWithUnhelpful(reading)) return notHelpful(reading).commands
  const commands = [...steered.commands, ...givenUpFor(reading, found), ...found]
  if (commands.length === 0 && unclearYes(reading))
    return [embedded({ kind: 'deny' }, ruleConfidence, wholeMessage(reading))]
  return commands.length > 0 ? commands : [embedded({ kind: 'clarify', options: [] }, 1)]
}

/** "I'm not booking anything, I want to move my trip": what is wanted instead. What was turned down is not begun by the same words. */
function besideTurnedDown({ rest, flows }: TurnedDown): Command[] {
  const { thresholds } = rest.context
  const wishes = rest.understanding.wishes.flatMap((wish, index) => wishCommands(rest, wish, index, noAnswer))
  return combined(rest, [], wishes).filter(
    (command) =>
      (command.kind === 'start-flow' && !flows.has(command.flow) && isWanted(command, rest)) ||
      (command.kind === 'hand-off' && command.confidence >= thresholds.accept) ||
      // "Forget that. Tell me about the weather."
      (command.kind === 'answer-from-knowledge' && command.confidence >= thresholds.knowledge) ||
      command.kind === 'out-of-scope',
  )
}

/** A wish in so many words, or a sure one: "no, leave it. I know the price now" wants nothing. */
function isWanted({ confidence, evidence }: Command, { words, context: { thresholds } }: Reading): boolean {
  const asks = words.correction.asks.test(fold(evidence?.text ?? ''))
  return confidence >= (asks ? thresholds.clarify : thresholds.interrupt)
}

const noAnswer: Answer = { commands: [], whole: false }

/** "Yes, upgrade it then" to "anything else?": the yes answers nothing, the wish beside it needs no more than one that stands alone. */
function onlyPolite({ state, understanding, context }: Reading, answer: Answer): Answer {
  const isPolite = state.pending?.kind === 'anything-else' && answer.commands.every(({ kind }) => kind === 'affirm')
  // "Yes, upgrade it" to what has just been done is no second wish for it.
  const [top] = flowCandidates(understanding.intents, context)
  let isDone = top?.flow === state.lastTask?.flow
  walkSteps(own(context.flows.flows, top?.flow ?? '')?.steps ?? [], (step) => {
    if (step.kind === 'link' && step.flow === state.lastTask?.flow) isDone = true
  })
  return isPolite && !isDone ? { ...answer, commands: [] } : answer
}

/** A yes or no to nothing, or nothing that was understood. */
const saysNothing = (command: Command): boolean =>
  command.kind === 'affirm' ||
  command.kind === 'deny' ||
  command.kind === 'out-of-scope' ||
  (command.kind === 'clarify' && command.options.length === 0)

/** A yes or no to what was asked in a language that the assistant does not have. */
function agreedInTheirs(reading: Reading): Command | null {
  const { pending } = reading.state
  if (pending?.kind !== 'offer' || pending.language === undefined) return null
  const { text } = reading.understanding
  const hasTable = wordLanguages.includes(pending.language)
  const worded = hasTable ? readYesNoWords(text, true, wordsFor(pending.language))?.answer : undefined
  const yes = hasTable
    ? worded === 'yes'
      ? true
      : worded === 'no'
        ? false
        : null
    : agreementIn(text, pending.language)
  return yes === null ? null : embedded({ kind: yes ? 'affirm' : 'deny' }, ruleConfidence, wholeMessage(reading))
}

/**
 * Values that the same message takes back: "cancel MF-104290. oh sorry no, I mean MF-104312", "not the boots but the shirt". What stands between
 * them describes the one that is taken back: "MF-104290, no, those are the boots, MF-104312".
 */
function takenBack({ corrected, entities }: Understanding, words: Words): Entity[] {
  const said = entities.filter(({ source }) => source !== 'reference').sort((a, b) => a.start - b.start)
  const found = new Set<Entity>()
  for (const [at, entity] of said.entries()) {
    const after = said.slice(at + 1).find(({ type, start }) => type === entity.type && start >= entity.end)
    if (after === undefined) continue
    if (!replaces(corrected.slice(0, entity.start), corrected.slice(entity.end, after.start), words)) continue
    for (const one of said) if (one === entity || (one.start >= entity.end && one.end <= after.start)) found.add(one)
  }
  return [...found]
}

/** More than a courtesy, nothing, or a guess at an answer. */
const isOfWeight = (command: Command, { knowledge }: Thresholds): boolean =>
  !saysNothing(command) &&
  command.kind !== 'small-talk' &&
  (command.kind !== 'answer-from-knowledge' || command.confidence >= knowledge)

/** "Book me a flight. I have two bags": what is wanted beside a larger wish and is a part of it gives it details. What yields to others goes. */
function mergeParts({ understanding, context, state }: Reading, all: Command[]): void {
  const flows = context.flows.flows
  const started = all.flatMap((command) => (command.kind === 'start-flow' ? [command] : []))
  const drop = (command: Command) => all.splice(all.indexOf(command), 1)
  for (const part of started) {
    const index = understanding.wishes.findIndex(({ start }) => start === part.evidence?.start)
    const entities = index < 0 ? understanding.entities : entitiesOf(understanding, index)
    const others = started.filter((other) => other !== part && all.includes(other)).map(({ flow }) => flow)
    const name = partOfOne(part.flow, others, entities, context)
    const larger = started.find(({ flow }) => flow === name)
    const flow = own(flows, name ?? '')
    if (larger === undefined || flow === undefined) continue
    const { entity } = context.thresholds
    larger.slots = { ...slotsFor(flow, context.flows, entities, [], '', entity, new Set()), ...larger.slots }
    drop(part)
  }
  // Nothing has been refused yet: who argues beside a wish says why they want it.
  const isFirst = state.stack.length === 0 && state.finished.length === 0
  const isWanted = started.some(({ confidence }) => confidence >= context.thresholds.accept)
  for (const command of [...all])
    if (command.kind === 'refuse' && isFirst && isWanted && !command.response.startsWith('safety.')) drop(command)
  for (const command of started)
    if (
      own(flows, command.flow)?.yields === true &&
      all.some((other) => other !== command && isOfWeight(other, context.thresholds))
    )
      drop(command)
}

/** A wish beside a correction is one from here on. */
const sureWish = 0.95

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
  mergeParts(reading, all)
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
  if (corrects && pending === 'confirm') {
    // "Hold on, could you make it a gift card instead?" says what should be different, and wishes for nothing else.
    const { wishes: said, corrected } = reading.understanding
    const isOnly = said.length === 1 && soundsLikeCorrection(corrected, reading.words)
    return all.filter(
      (command) => !isYesNo(command) && !(isOnly && command.kind === 'start-flow' && command.confidence < sureWish),
    )
  }
  return all
}
