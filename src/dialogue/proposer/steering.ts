import type { Command } from '#domain/command.ts'
import type { Option } from '#domain/dialogue-state.ts'
import { textOf } from '../expressions/index.ts'
import { plain } from '../matching.ts'
import { fold, opensUnhelpful, readUnhelpful } from '../words/index.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'
import { isClosing, readControl, readHurry, readYesNoWords, saysFarewell, saysNone } from './wording.ts'
import { worded } from './yes-no.ts'

export interface Steering {
  commands: Command[]
  /** `all`: the message steers and says nothing else. `answers`: it may still answer what was asked, but wishes for nothing. */
  rest: 'nothing' | 'answers' | 'everything'
}

const nothing: Steering = { commands: [], rest: 'everything' }

/**
 * Short messages that steer the conversation ("never mind", "why?", "I don't know", "none of these", "hurry up"), by their words alone: in
 * every language that has a table, whatever intents the assistant has. What is also the name of an option is that option.
 */
export function steering(reading: Reading): Steering {
  const { state, understanding, words } = reading
  const text = understanding.corrected
  if (isOption(reading)) return nothing
  const hurried = hurry(reading)
  if (hurried !== null) return hurried
  if (optionsOf(reading).length > 0 && saysNone(text, words)) return noneOfThem(reading)
  if (isUnhelpful(reading)) return notHelpful(reading)
  const control = readControl(text, words)
  const say = (body: Parameters<typeof embedded>[0]): Steering => ({
    commands: [embedded(body, ruleConfidence, wholeMessage(reading))],
    rest: 'nothing',
  })
  const asked = state.pending?.kind
  if (leaves(reading)) return say({ kind: 'end' })
  switch (control) {
    case 'undo':
      // "Yes, put it back" to "shall I switch it on again?" answers it.
      return asksYesNo(reading) && readYesNoWords(text, false, words) !== null ? nothing : say({ kind: 'undo' })
    case 'repeat':
      return state.lastSays.length > 0 ? say({ kind: 'repeat' }) : nothing
    case 'explain':
      return asked === 'slot' || asked === 'choose' || asked === 'confirm' || asked === 'redo'
        ? say({ kind: 'explain' })
        : nothing
    case 'skip':
      return asked === 'slot' || asked === 'choose' ? say({ kind: 'skip-slot' }) : nothing
    case 'cancel':
      return cancels(reading) ? say({ kind: 'cancel-flow' }) : nothing
    case null:
      return nothing
  }
}

/**
 * "That doesn't answer my question", "wrong": of what was just said, where nothing is being asked. To a question such words are an answer or a
 * correction.
 */
function isUnhelpful({ state, understanding, words }: Reading): boolean {
  const { pending, lastSays, justDone } = state
  if (lastSays.length === 0 || (pending !== null && pending.kind !== 'anything-else')) return false
  const said = readUnhelpful(understanding.corrected, words.language)
  const answered = pending !== null || lastSays.some(({ kind }) => kind === 'answer')
  return said === 'strong' || (said === 'weak' && answered && justDone === undefined)
}

/** Opens with such words about an answer from the articles; what follows them is for the caller to judge. */
export const opensWithUnhelpful = ({ state, understanding, words }: Reading): boolean =>
  state.pending === null &&
  state.lastSays.some(({ kind }) => kind === 'answer') &&
  opensUnhelpful(understanding.corrected, words.language)

export const notHelpful = (reading: Reading): Steering => ({
  commands: [embedded({ kind: 'small-talk', response: 'repair.not-helpful' }, ruleConfidence, wholeMessage(reading))],
  rest: 'nothing',
})

/**
 * A goodbye in the middle of a task. "Ok bye" agrees to nothing, nor is "bye" the text that was asked for; "no, bye" and "yes do it, bye" answer
 * first. To an offer a goodbye is a no.
 */
function leaves({ state, understanding, words }: Reading): boolean {
  const { pending, stack } = state
  if (stack.length === 0 || pending?.kind === 'offer' || !saysFarewell(understanding.corrected, words)) return false
  if (pending?.kind !== 'confirm' && pending?.kind !== 'redo') return true
  const read = readYesNoWords(understanding.corrected, true, words)
  return read === null || read.answer === 'neither' || (read.answer === 'yes' && read.soft)
}

const asksYesNo = ({ state: { pending } }: Reading): boolean =>
  pending?.kind === 'confirm' || pending?.kind === 'redo' || pending?.kind === 'offer'

const optionsOf = ({ state: { pending } }: Reading): readonly Option[] =>
  pending !== null && 'options' in pending ? (pending.options ?? []) : []

/** Some choices are called "Skip", "None" or "Something else". */
function isOption(reading: Reading): boolean {
  const said = plain(reading.understanding.corrected)
  return optionsOf(reading).some(({ label, attributes }) => {
    const means = attributes?.['means']
    return [label, ...(Array.isArray(means) ? means.map(textOf) : [])].some((name) => plain(name) === said)
  })
}

/** "Never mind": ends what is open, or what was just done. To a yes/no question such words are a no where they can be read as one. */
function cancels(reading: Reading): boolean {
  const { state, understanding, words } = reading
  const { pending } = state
  switch (pending?.kind) {
    case 'offer':
    case 'clarify':
    case 'correct':
      return false
    case 'confirm':
    case 'redo':
      return worded(reading, true) === null
    case 'slot':
    case 'choose':
      return true
    case 'anything-else':
      // "Never mind" wants nothing more; "stop!" is about what was just done.
      return state.justDone !== undefined || !isClosing(understanding.corrected, words)
    default:
      return true
  }
}

const noneOfThem = (reading: Reading): Steering => {
  const isClarify = reading.state.pending?.kind === 'clarify'
  const body = isClarify
    ? ({ kind: 'deny' } as const)
    : ({ kind: 'choose', option: reading.understanding.corrected } as const)
  return { commands: [embedded(body, ruleConfidence, wholeMessage(reading))], rest: 'nothing' }
}

/** Impatience where something is under way. It hastens, and answers nothing: "just do it" is a yes only to "shall I?". */
function hurry(reading: Reading): Steering | null {
  const { state, understanding, words } = reading
  const { pending } = state
  const isUnderWay = state.stack.length > 0 || (pending !== null && pending.kind !== 'anything-else')
  const said = isUnderWay ? readHurry(understanding.corrected, words) : null
  // "Faster" to a list of shipping options chooses.
  const mayChoose =
    optionsOf(reading).length > 0 &&
    understanding.corrected.trim().split(/\s+/).length <= mostWordsOfChoice &&
    !words.control.hurryBeside.test(fold(understanding.corrected))
  if (said === null || mayChoose) return null
  const command = embedded({ kind: 'small-talk', response: 'repair.hurry' }, ruleConfidence, wholeMessage(reading))
  return { commands: [command], rest: said === 'beside' ? 'everything' : takesYesNo(reading) ? 'answers' : 'nothing' }
}

/** Words of a message that may name an option rather than complain. */
const mostWordsOfChoice = 2

const takesYesNo = ({ state: { pending } }: Reading): boolean =>
  pending?.kind === 'confirm' || pending?.kind === 'redo' || pending?.kind === 'offer'
