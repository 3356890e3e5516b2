import type { Command } from '#domain/command.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import type { DecisionContext } from './types.ts'

/** Commands that stop or give away something: alone, a model needs more for them. */
const weighty: ReadonlySet<Command['kind']> = new Set(['hand-off', 'cancel-flow', 'end', 'undo', 'affirm'])

/** What says that nothing was understood: anything that was is better. */
const isNothing = (command: Command): boolean =>
  command.kind === 'clarify' && command.options.length === 0 && command.noted === undefined

/**
 * One proposal of two: where both say the same it becomes surer, where they exclude each other both become less sure, so that the policy asks.
 * What only the embedded models say stays as it is. What only the other says is taken as that, and dropped where it would stop something
 * or say yes and is not quite sure.
 */
export function mergeProposals(
  embedded: readonly Command[],
  other: readonly Command[],
  { thresholds }: DecisionContext,
): { commands: Command[]; notes: string[] } {
  const notes: string[] = []
  const rest = other.filter(
    ({ kind, confidence }) =>
      confidence >= thresholds.clarify && (!weighty.has(kind) || confidence >= thresholds.accept),
  )
  if (rest.length === 0) return { commands: [...embedded], notes }
  const agreed = new Set<Command>()
  const merged = embedded
    .filter((command) => !isNothing(command) && !isTaken(command, rest, thresholds.accept, notes))
    .map((command) => {
      const same = rest.find((one) => meaningOf(one) === meaningOf(command))
      if (same !== undefined) {
        agreed.add(same)
        notes.push(`both propose ${named(command)}`)
        return agreeing(command, same)
      }
      const against = rest.find((one) => excludes(command, one))
      return against === undefined ? command : lowered(command, against, notes)
    })
  const added = rest
    .filter((command) => !agreed.has(command))
    .flatMap((command) => {
      const against = embedded.find((one) => excludes(one, command))
      if (against !== undefined) return [lowered(command, against, notes)]
      if (weighty.has(command.kind) && command.confidence < thresholds.modelAlone) {
        notes.push(`${command.kind} alone is too unsure (${command.confidence.toFixed(2)})`)
        return []
      }
      return [command]
    })
  const commands = [...merged, ...added]
  return { commands: commands.length > 0 ? commands : [...embedded], notes }
}

/**
 * That something looks like a question is what is said of words that begin no task: where the other is sure of a task in these very words, and
 * sees no question, it is none.
 */
function isTaken(command: Command, others: readonly Command[], accept: number, notes: string[]): boolean {
  if (command.kind !== 'answer-from-knowledge' || others.some(({ kind }) => kind === 'answer-from-knowledge'))
    return false
  const task = others.find((one) => one.kind === 'start-flow' && one.confidence >= accept && sharesWords(one, command))
  if (task !== undefined) notes.push(`${named(task)} rather than a question`)
  return task !== undefined
}

/** Never quite certain: what both take for the same can be wrong for the same reason. */
const agreedMost = 0.98

/** The embedded command, surer, and with what only the other has found in the message. */
function agreeing(command: Command, same: Command): Command {
  const both = 1 - (1 - command.confidence) * (1 - same.confidence)
  const confidence = Math.max(command.confidence, Math.min(agreedMost, both))
  if (command.kind !== 'start-flow' || same.kind !== 'start-flow') return { ...command, confidence }
  return { ...command, confidence, slots: { ...same.slots, ...command.slots } }
}

/** Less sure by as much as the other is sure; of two flows each names the other, so that both are offered. */
function lowered(command: Command, against: Command, notes: string[]): Command {
  notes.push(`${named(command)} and ${named(against)} exclude each other`)
  const confidence = command.confidence * (1 - against.confidence / 2)
  if (command.kind !== 'start-flow' || against.kind !== 'start-flow') return { ...command, confidence }
  const rival = { flow: against.flow, confidence: against.confidence * (1 - command.confidence / 2) }
  const others = command.alternatives.filter(({ flow }) => flow !== against.flow)
  const alternatives = [rival, ...others].sort((a, b) => b.confidence - a.confidence)
  return { ...command, confidence, alternatives }
}

const named = (command: Command): string => (command.kind === 'start-flow' ? command.flow : command.kind)

/** Two commands of the same meaning are one, however they are worded. */
function meaningOf(command: Command): string {
  const key = (...parts: Json[]): string => canonicalJson([command.kind, ...parts])
  switch (command.kind) {
    case 'start-flow':
      return key(command.flow)
    case 'set-slot':
    case 'correct-slot':
      return canonicalJson(['slot', command.slot, command.value])
    case 'choose':
      return key(command.option)
    case 'small-talk':
    case 'refuse':
      return key(command.response)
    default:
      return key()
  }
}

/** Whether both cannot be meant at once. Two flows can, where each rests on words of its own. */
function excludes(one: Command, other: Command): boolean {
  if (one.kind === 'start-flow' && other.kind === 'start-flow')
    return one.flow !== other.flow && sharesWords(one, other)
  if (isSlot(one) && isSlot(other)) return one.slot === other.slot && meaningOf(one) !== meaningOf(other)
  if (one.kind === 'choose' && other.kind === 'choose') return one.option !== other.option
  const kinds = [one.kind, other.kind]
  return opposites.some((pair) => pair.every((kind) => kinds.includes(kind)))
}

const opposites: readonly (readonly Command['kind'][])[] = [
  ['affirm', 'deny'],
  ['affirm', 'cancel-flow'],
  ['start-flow', 'out-of-scope'],
  ['end', 'start-flow'],
]

const isSlot = (command: Command): command is Extract<Command, { kind: 'set-slot' | 'correct-slot' }> =>
  command.kind === 'set-slot' || command.kind === 'correct-slot'

const sharesWords = (one: Command, other: Command): boolean =>
  one.evidence === undefined ||
  other.evidence === undefined ||
  (one.evidence.start < other.evidence.end && other.evidence.start < one.evidence.end)
