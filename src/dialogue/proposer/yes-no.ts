import { stemEnglish } from '#words/index.ts'
import { sameJson } from '../expressions/index.ts'
import { own, walkSteps } from '../flow-language/index.ts'
import { clausesOf, fold, type Words } from '../words/index.ts'
import { askedAction, isStep } from './asked-action.ts'
import { bestIntent, meaningOf } from './intents.ts'
import { interrupts, startsOther } from './other-wish.ts'
import { type Reading, ruleConfidence } from './reading.ts'
import { openFrames } from './slots.ts'
import { isClosing, looksLikeQuestion, readAnswer, readYesNoWords, saysFarewell, type YesNoReading } from './wording.ts'

interface ReadYesNo {
  yes: boolean
  confidence: number
}

/** What the words of a message alone say to the question that is open. */
export const worded = (reading: Reading, stays: boolean, throughout = stays): YesNoReading | null =>
  readAnswer(
    reading.understanding.corrected,
    { stays, throughout, action: stays ? askedAction(reading) : null },
    reading.words,
  )

/** Agrees to what is asked by its words alone, whatever else they sound like. */
export const agreesInWords = (reading: Reading): boolean => {
  const kind = reading.state.pending?.kind
  return (kind === 'confirm' || kind === 'redo' || kind === 'offer') && worded(reading, true)?.answer === 'yes'
}

/** Yes or no by its first words, else by its intent. `stays`: to "shall I?", "keep it" is a no. */
export function readYesNo(reading: Reading, stays: boolean, throughout = stays): ReadYesNo | null {
  const { understanding, context, words } = reading
  const said = worded(reading, stays, throughout)
  // "Ok, where is my parcel?" agrees to nothing.
  const isOpening =
    said?.soft === true &&
    ((stays && interrupts(reading) && !endsOrAgrees(reading)) || asksAfter(understanding.corrected, words))
  if (isOpening) return null
  if (said?.answer === 'neither')
    return agreesFirst(reading) || (stays && onlyWhatIsAsked(reading))
      ? { yes: true, confidence: ruleConfidence }
      : null
  if (said !== null) return { yes: said.answer === 'yes', confidence: ruleConfidence }
  const { intents, outOfScope } = understanding
  const best = bestIntent(intents, context.thresholds.clarify)
  const command = meaningOf(context, best)?.command
  if (best !== null && (command === 'affirm' || command === 'deny'))
    return isConditional(reading) ? null : { yes: command === 'affirm', confidence: best.confidence }
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

/** "That's it" both agrees and takes leave: with a yes open it agrees. */
function endsOrAgrees({ understanding, context, words }: Reading): boolean {
  const best = bestIntent(understanding.intents, context.thresholds.interrupt)
  return meaningOf(context, best)?.command === 'end' && !saysFarewell(understanding.corrected, words)
}

/** "That's all", "I'm done" to "shall I?": neither a yes nor a no, and nothing that should be left undone for it. */
export function onlyCloses(reading: Reading): boolean {
  const text = reading.understanding.corrected
  return isClosing(text, reading.words) && !saysFarewell(text, reading.words) && worded(reading, true) === null
}

/** What limits a yes, and words that may follow it. */
const limits =
  /^(?:yes|yeah|yep|sure|ok|okay|fine|ja|oui|si|sim) (?:but |aber |mais |pero |ma |maar )?(?:only|just|nur|seulement|solo|so|alleen) (?<rest>.+)$/

/** "Yes, but only for the account" to "I'd change the address of your account, shall I?": a limit that says what was asked is none. */
function onlyWhatIsAsked({ understanding, state, context, words }: Reading): boolean {
  const { pending } = state
  const rest = limits.exec(fold(understanding.corrected))?.groups?.['rest']
  const frame = pending?.kind === 'confirm' ? state.stack.find(({ id }) => id === pending.frame) : undefined
  const flow = frame && own(context.flows.flows, frame.flow)
  if (rest === undefined || frame === undefined || flow === undefined) return false
  const slots = Object.values(flow.slots).map(({ called }) => called)
  const asked = fold([flow.title, flow.called, flow.description, ...slots, ...Object.values(frame.said)].join(' '))
  const known = new Set(asked.split(' ').map(stemEnglish))
  const said = rest.split(' ').filter((word) => !words.choice.fillers.has(word))
  return said.length > 0 && said.every((word) => known.has(stemEnglish(word)))
}

/** Opens what is to be otherwise. */
const turns = /(?:^| )(?:but|except|only|just|aber|nur|mais|seulement|pero|solo|ma|mas|maar|alleen)(?= |$)/

/** A yes with a "but" that nothing else was made of: where a summary may be put right, it is asked what should be different. */
export function unclearYes(reading: Reading): boolean {
  return (
    asksWhichIsWrong(reading) &&
    worded(reading, true)?.answer === 'neither' &&
    clausesOf(reading.understanding.corrected).some((clause) => turns.test(clause))
  )
}

/** "No, leave it as it is" to a summary that a no would only ask about once more: nothing is to be done otherwise. */
export const leavesItOpen = (reading: Reading): boolean =>
  asksWhichIsWrong(reading) && worded(reading, true)?.leaves === true

/** A summary is confirmed of which a no asks what is wrong. */
function asksWhichIsWrong({ state, context }: Reading): boolean {
  const { pending } = state
  if (pending?.kind !== 'confirm') return false
  const frame = state.stack.find(({ id }) => id === pending.frame)
  const flow = frame && own(context.flows.flows, frame.flow)
  let asksWhich = false
  walkSteps(flow?.steps ?? [], (step, path) => {
    if (step.kind === 'confirm' && step.correct !== null && isStep(path, pending.step)) asksWhich = true
  })
  return asksWhich
}

/** Words after a yes that may only say once more what was asked, and what opens something else. */
const mostWordsOfYes = 9
const opensMore = /^(?:and|also|plus|but|oh|und|auch|et|aussi|y|tambien|e|anche|tambem|en|ook)\b/

/**
 * "Yes stop it", "yes, I want it back": what is said with the yes is about what was asked, whatever wish it sounds like. Not a question, nor
 * what names something new or says of itself that it is more.
 */
export function saysNothingElse(reading: Reading): boolean {
  const { understanding, words, state } = reading
  const text = understanding.corrected
  const clauses = clausesOf(text).filter((clause) => clause !== '')
  if (worded(reading, true)?.answer !== 'yes' || looksLikeQuestion(text, words)) return false
  if (
    text.split(/\s+/).length > mostWordsOfYes ||
    clauses.some((clause) => / (?:and|also|und|et|y|en|e) /.test(` ${clause} `))
  )
    return false
  const known = openFrames(state).flatMap(({ slots }) => Object.values(slots))
  return (
    !clauses.slice(1).some((clause) => opensMore.test(clause) || words.question.test(clause)) &&
    understanding.entities.every(
      ({ source, value }) => source === 'reference' || known.some((one) => sameJson(one, value)),
    )
  )
}

/** "If it costs nothing, sure." */
const isConditional = ({ understanding, words: { yesNo } }: Reading): boolean =>
  yesNo.conditional.test(fold(understanding.corrected).replace(yesNo.courteousIf, ' '))

/** What no and "leave it" must have together to be taken for a no. */
const leastAgainst = 0.4

/** "Ok ok, what about the other one": a question after as many words of agreement as there are. */
function asksAfter(text: string, words: Words): boolean {
  const rest = text.replace(/^\s*[\p{L}']+[\s,.!;:-]*/u, '')
  const isStillOpening = rest !== '' && rest !== text && words.yesNo.soft.test(fold(rest))
  // "Perfect, do it" asks nothing, whatever it opens with.
  const agrees = words.yesNo.agrees.test(fold(rest)) && !rest.includes('?')
  return (looksLikeQuestion(rest, words) && !agrees) || (isStillOpening && asksAfter(rest, words))
}

/** "Do it, but send something else, too": a yes of its own before another clear wish. */
function agreesFirst({ understanding, context, state, words }: Reading): boolean {
  const [agreement, ...wishes] = understanding.wishes
  if (agreement === undefined || wishes.length === 0 || wishes.some(({ negated }) => negated)) return false
  const isYes = readYesNoWords(agreement.text, false, words)?.answer === 'yes'
  return isYes && wishes.every((wish) => startsOther(wish.intents, { context, state }, understanding.entities))
}
