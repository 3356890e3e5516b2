import type { Option } from '#domain/dialogue-state.ts'
import { type CompiledSlot, own } from '../flow-language/index.ts'
import { plain } from '../matching.ts'
import { matchSaid, told } from '../matching-said.ts'
import { matchSeveral } from '../matching-several.ts'
import { clausesOf } from '../words/index.ts'
import { slotOfOption } from './expected.ts'
import { catchAllFor } from './free-answer.ts'
import { interrupts } from './other-wish.ts'
import { type Answer, embedded, type Reading, ruleConfidence, setSlot, wholeMessage } from './reading.ts'
import { fillFrom } from './slots.ts'
import { readYesNoWords, soundsLikeCorrection, withoutOpening } from './wording.ts'

/** Which of the options of a question a message chooses: by name, place or attribute, by what one of them stands for, or as the one for all else. */

const none: Answer = { commands: [], whole: false }

export function chosen(reading: Reading, options: readonly Option[], many = false): Answer | null {
  const { words } = reading
  const text = reading.understanding.corrected
  const { said: affirmed, denied } = told(text, words)
  const several = denied === '' || affirmed === '' ? text : affirmed
  if (many && matchSeveral(options, several, words).kind !== 'none' && !interrupts(reading)) {
    for (const entity of reading.understanding.entities) reading.used.add(entity)
    return {
      commands: [embedded({ kind: 'choose', option: several }, ruleConfidence, wholeMessage(reading))],
      whole: true,
    }
  }
  // "No receipt" is no opening "no".
  const match = (denied === '' ? [text, withoutOpening(text, words)] : [text])
    .map((said) => ({ said, match: matchSaid(options, said, words) }))
    .find(({ match }) => match.kind !== 'none')
  if (match === undefined) return null
  const exact =
    match.match.kind === 'one' &&
    (text.trim().length <= match.match.option.label.length + 12 ||
      isNamedFirst(match.match.option, text) ||
      isYesOrNoTo(match.match.option, text, words))
  if (!exact && interrupts(reading)) return null
  const option = match.match.kind === 'one' ? match.match.option.payload : match.said
  // What was named in choosing is spoken for: "the blue one" is no colour for another slot.
  for (const entity of reading.understanding.entities) reading.used.add(entity)
  return { commands: [embedded({ kind: 'choose', option }, ruleConfidence, wholeMessage(reading))], whole: true }
}

/** "The return, a day later" to "which flight?": a choice that its flow has words for, and what else is said besides. */
function chosenWithMore(reading: Reading, options: readonly Option[]): Answer | null {
  const before = new Set(reading.used)
  const answer = chosen(reading, options)
  const [command] = answer?.commands ?? []
  const option = command?.kind === 'choose' ? options.find(({ payload }) => payload === command.option) : undefined
  if (answer === null || option === undefined) return answer
  const names = [option.label, ...[option.attributes?.['means'] ?? []].flat().map(String)]
  // Articles and the like tell nothing.
  const words = new Set(names.flatMap((name) => plain(name).split(' ')).filter((word) => word.length > 2))
  const others = reading.understanding.entities.filter(
    (entity) =>
      entity.source !== 'reference' &&
      !before.has(entity) &&
      !plain(entity.text)
        .split(' ')
        .some((word) => words.has(word)),
  )
  if (others.length === 0) return answer
  for (const entity of others) reading.used.delete(entity)
  // "No wait, L, not M" puts something right; its no is no choice of "No thanks".
  if (isNo(option, reading.words) && soundsLikeCorrection(reading.understanding.corrected, reading.words)) return none
  return { ...answer, whole: false }
}

const isNo = ({ label, attributes }: Option, words: Reading['words']): boolean =>
  [label, ...[attributes?.['means'] ?? []].flat().map(String)].some(
    (name) => !name.includes(' ') && readYesNoWords(name, false, words)?.answer === 'no',
  )

/** "Yes, it is still in my inbox" where an option is called a yes: an answer, whatever the rest sounds like. */
function isYesOrNoTo(option: Option, text: string, words: Reading['words']): boolean {
  const read = readYesNoWords(text, false, words)
  if (read === null || read.soft || read.answer === 'neither') return false
  const means = option.attributes?.['means']
  const names = [option.label, ...(Array.isArray(means) ? means.map(String) : [])]
  const [opening] = clausesOf(text)
  return (
    opening !== undefined &&
    readYesNoWords(opening, false, words)?.answer === read.answer &&
    names.some((name) => name.split(' ').length <= 2 && readYesNoWords(name, false, words)?.answer === read.answer)
  )
}

/** "No, it is gone again": the label, then what there is to say about it. */
const isNamedFirst = ({ label }: Option, text: string): boolean => {
  const [first = '', ...rest] = text.split(/[,.!;:]/)
  return rest.length > 0 && plain(first) === plain(label)
}

/** "5687, I think" to "PIN or security question?": what an option stands for, given at once. */
function chosenByValue(reading: Reading, asked: CompiledSlot, options: readonly Option[]): Answer | null {
  const { state, context, understanding, used, preference } = reading
  const frame = state.pending !== null && 'frame' in state.pending ? state.pending.frame : null
  const flow = own(context.flows.flows, state.stack.find(({ id }) => id === frame)?.flow ?? '')
  for (const option of options) {
    const slot = slotOfOption(flow, asked, option)
    const filling = slot && fillFrom(slot, understanding.entities, used, context.thresholds.entity, preference)
    if (filling == null || isDismissedAsDenied(reading, filling)) continue
    const choose = embedded({ kind: 'choose', option: option.payload }, ruleConfidence, wholeMessage(reading))
    return { commands: [choose, setSlot('set-slot', filling)], whole: true }
  }
  return null
}

/** "Not 5687": a value that is denied. */
const isDismissedAsDenied = ({ understanding, words }: Reading, { text }: { text: string }): boolean =>
  told(understanding.corrected, words).denied.includes(text)

/** A choice by name, else in other words by the option that takes them. */
export function chosenOrElse(reading: Reading, asked: CompiledSlot, options: readonly Option[]): Answer {
  const named = chosenWithMore(reading, options)
  if (named !== null) return named
  const given = chosenByValue(reading, asked, options)
  if (given !== null) return given
  const other = catchAllFor(reading, options)
  if (other === null) return none
  // What is told as a reason is no value for other questions: "the seam of the coat came apart".
  for (const entity of reading.understanding.entities) reading.used.add(entity)
  return {
    commands: [embedded({ kind: 'choose', option: other.payload }, ruleConfidence, wholeMessage(reading))],
    whole: true,
  }
}
