import type { Command } from '#domain/command.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import { fold, namesPerson } from '../words/index.ts'
import { interrupts } from './other-wish.ts'
import { embedded, type Reading, ruleConfidence, wholeMessage } from './reading.ts'
import { looksLikeQuestion, readYesNoWords } from './wording.ts'

/** What a message may have in words to be nothing but a yes or a no; and where it names a person. */
const mostWords = 4
const mostWordsWithPerson = 10

/** "Ok", "sure, please do": an "ok whatever" or "ok thanks" calls nobody. */
const onlyOk =
  /^(?:(?:ok|okay|okey|k|kk|alright|all right|right|fine|great|good|cool|perfect|sure|then|yes|yeah|yep|please|pls|do|do it|do that|go ahead|that|thing|let s|that s it|thats it|super|gut|gerne|bitte|si|oui|d accord|vale|va bene|tres bien|por favor|per favore|s il vous plait|graag|goed|prima|muy bien|muito bem|ja|sim)(?: |$))+$/

/** Whether a person was offered in passing, so that only a short yes or no answers it. */
export const offeredBeside = ({ pending }: DialogueState): boolean =>
  pending?.kind === 'offer' && pending.beside === true

/** The yes or no to a person who was offered in passing; null where the message is about something else. */
export function takesOffer(reading: Reading): Command | null {
  const { understanding, words } = reading
  const text = understanding.corrected
  const length = text.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0
  const say = (kind: 'affirm' | 'deny') => embedded({ kind }, ruleConfidence, wholeMessage(reading))
  const isPerson = length <= mostWordsWithPerson && namesPerson(text)
  const worded = readYesNoWords(text, true, words)
  const read = worded?.answer ?? null
  // "Ok paint my house" takes nothing.
  const isOnlyYes = (worded?.soft === true ? onlyOk.test(fold(text)) : length <= mostWords) && !interrupts(reading)
  if (read === 'yes' && (isOnlyYes || isPerson) && !looksLikeQuestion(text, words)) return say('affirm')
  if (read === 'no' && length <= mostWords) return say('deny')
  // "A colleague, please."
  return read === null && isPerson && length <= mostWords && !looksLikeQuestion(text, words) ? say('affirm') : null
}

/** With nothing asked outright, what only sounds like a yes ("that's fine") calls nobody. */
export const withoutYes = (commands: readonly Command[]): Command[] =>
  commands.map((command) =>
    command.kind === 'affirm'
      ? embedded({ kind: 'small-talk', response: 'repair.acknowledge' }, command.confidence, command.evidence)
      : command,
  )
