import type { Option } from '#domain/dialogue-state.ts'
import { textOf } from '../expressions/index.ts'
import type { CompiledSlot } from '../flow-language/index.ts'
import { fold } from '../words/index.ts'
import { bestIntent, meaningOf } from './intents.ts'
import { interrupts, wantsPart } from './other-wish.ts'
import type { Reading } from './reading.ts'
import { isClosing, readYesNoWords, soundsLikeCorrection } from './wording.ts'

/** A question that needs no mark; others ("is scratchy", "has a hole") may as well be half an answer. */
const asks =
  /^\s*(?:(?:what|when|where|which|who|how)|(?:can|could|do|does|did|will|would|should|may|is|are) (?:i|you|we|they|he|she|this|that|there|the|my|one))\b/i
/** Words of an answer that is more than a slip of the keyboard, and words up to which a yes or no is all there is. */
const fewestWords = 2
const enoughWords = 4
const mostWordsOfYes = 3

/**
 * "It pills after two wears" to "what was wrong with it: the size, the colour, or something else?": none of the options by name, so the one
 * that takes everything else. Null where there is no such option, or the message is a question, steers, or is clearly about another matter.
 */
export function catchAllFor(reading: Reading, options: readonly Option[]): Option | null {
  const { understanding, words, context } = reading
  const text = understanding.corrected
  const [catchAll, another] = options.filter((option) => option.hidden === undefined && takesAll(option, reading))
  if (catchAll === undefined || another !== undefined) return null
  if (text.includes('?') || asks.test(text) || isClosing(text, words)) return null
  const said = fold(text).split(' ')
  const tells = restOf(reading).length
  if (said.length < fewestWords || tells < 1 || (tells < fewestWords && said.length < enoughWords)) return null
  const isNoOf = words.choice.noBeforeNoun.test(said.join(' '))
  if (said.length <= mostWordsOfYes && !isNoOf && readYesNoWords(text, false, words) !== null) return null
  const command = meaningOf(context, bestIntent(understanding.intents, context.thresholds.accept))?.command ?? null
  if (command !== null && command !== 'answer-from-knowledge') return null
  const named = understanding.entities.some(({ source }) => source !== 'reference')
  if (named && soundsLikeCorrection(text, words)) return null
  return interrupts(reading) || wantsPart(reading) ? null : catchAll
}

function takesAll({ label, value, attributes }: Option, { words }: Reading): boolean {
  const means = attributes?.['means']
  const names = [label, textOf(value), ...(Array.isArray(means) ? means.map(textOf) : [])]
  return names.some((name) => words.choice.catchAll.test(fold(name)))
}

/** The words that no entity is made of, and that say something. */
function restOf({ understanding: { corrected, entities }, words }: Reading): string[] {
  let rest = corrected
  for (const { start, end, source } of entities)
    if (source !== 'reference') rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  return fold(rest)
    .split(' ')
    .filter((word) => word !== '' && !words.choice.fillers.has(word))
}

/** Words of a sentence that only says that something is lacking. */
const mostWordsLacking = 16
const mostWordsOfText = 7

/**
 * "Never had a PIN", "I can't get at that mailbox right now": what is asked for cannot be given. To a question in free words only what is
 * short, or speaks of the very thing, says so: "I can't log in" may be the answer.
 */
export function saysItLacks(reading: Reading, slot: CompiledSlot): boolean {
  const { understanding, words } = reading
  const said = fold(understanding.corrected)
  const length = said.split(' ').length
  if (length > mostWordsLacking || !words.control.lacks.test(said) || interrupts(reading)) return false
  if (slot.type !== 'text') return true
  const named = fold(slot.called).split(' ')
  const speaksOfIt = named.some((word) => word.length > 2 && said.split(' ').includes(word))
  return (
    speaksOfIt ||
    (length <= mostWordsOfText && / (?:it|that|one|any|this|what i (?:put|said|chose))(?: any ?more)?$/.test(said))
  )
}
