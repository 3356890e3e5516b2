import { fold, type Words } from '../words/index.ts'
import { bestIntent, meaningOf } from './intents.ts'
import { interrupts, startsOther } from './other-wish.ts'
import { type Reading, ruleConfidence } from './reading.ts'
import { looksLikeQuestion, readYesNoWords } from './wording.ts'

interface ReadYesNo {
  yes: boolean
  confidence: number
}

/** Yes or no by its first words, else by its intent. `stays`: to "shall I?", "keep it" is a no. */
export function readYesNo(reading: Reading, stays: boolean): ReadYesNo | null {
  const { understanding, context, words } = reading
  const worded = readYesNoWords(understanding.corrected, stays, words)
  // "Ok, where is my parcel?" agrees to nothing.
  const isOpening =
    worded?.soft === true && ((stays && interrupts(reading)) || asksAfter(understanding.corrected, words))
  if (isOpening) return null
  if (worded?.answer === 'neither') return agreesFirst(reading) ? { yes: true, confidence: ruleConfidence } : null
  if (worded !== null) return { yes: worded.answer === 'yes', confidence: ruleConfidence }
  const { intents, outOfScope } = understanding
  const best = bestIntent(intents, context.thresholds.clarify)
  const command = meaningOf(context, best)?.command
  if (best !== null && (command === 'affirm' || command === 'deny'))
    return { yes: command === 'affirm', confidence: best.confidence }
  if (!stays || command !== 'cancel-flow' || outOfScope >= context.thresholds.outOfScope) return null
  // Not sure enough to end the task by itself; to a yes/no question it is a no, which changes nothing.
  const share = (kinds: readonly string[]) =>
    intents.reduce(
      (sum, intent) => sum + (kinds.includes(meaningOf(context, intent)?.command ?? '') ? intent.confidence : 0),
      0,
    )
  const against = share(['deny', 'cancel-flow'])
  const isNo = against >= leastAgainst && against >= 2 * share(['affirm']) && best !== null
  return isNo && best.confidence < context.thresholds.interrupt ? { yes: false, confidence: against } : null
}

/** What no and "leave it" must have together to be taken for a no. */
const leastAgainst = 0.4

/** "Ok ok, what about the other one": a question after as many words of agreement as there are. */
function asksAfter(text: string, words: Words): boolean {
  const rest = text.replace(/^\s*[\p{L}']+[\s,.!;:-]*/u, '')
  const isStillOpening = rest !== '' && rest !== text && words.yesNo.soft.test(fold(rest))
  return looksLikeQuestion(rest, words) || (isStillOpening && asksAfter(rest, words))
}

/** "Do it, but send something else, too": a yes of its own before another clear wish. */
function agreesFirst({ understanding, context, state, words }: Reading): boolean {
  const [agreement, ...wishes] = understanding.wishes
  if (agreement === undefined || wishes.length === 0 || wishes.some(({ negated }) => negated)) return false
  const isYes = readYesNoWords(agreement.text, false, words)?.answer === 'yes'
  return isYes && wishes.every((wish) => startsOther(wish.intents, { context, state }, understanding.entities))
}
