import { clausesOf, english, fold, type Words } from '../words/index.ts'

/** Short answers and what steers, by the tables of `words/`: what a message says by its first words, fillers apart. */

/** Without what people say before they say something. */
function withoutFillers(text: string, { yesNo }: Words): string {
  let rest = text
  for (let left = mostFillers; left > 0; left -= 1) {
    const shorter = rest.replace(yesNo.filler, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest
}

const mostFillers = 6
/** A "no" at the end decides in a sentence this short: "you know what no". */
const mostWordsBeforeNo = 5

export interface YesNoReading {
  /** A yes with a but, or both: whatever else reads it as a yes is wrong. */
  answer: 'yes' | 'no' | 'neither'
  /** Only a word that many sentences begin with: another wish in them is the wish. */
  soft: boolean
  /** A no that wants things left as they are, rather than done otherwise. */
  leaves?: true
}

/** What a yes would do, as far as its flow tells: begin something or end it. */
export type AskedAction = 'begins' | 'ends'

export interface YesNoQuestion {
  /** It asks "shall I?": what wants to leave things as they are ("keep it") is a no, and "please" a yes. */
  stays?: boolean
  action?: AskedAction | null
  /** The yes or no may come after other words: "my card says Ann though. no, leave it". */
  throughout?: boolean
}

/**
 * Yes or no by the first words that say something. `stays`: also what asks to leave things as they are ("keep it") is a no. A yes that
 * takes something back is neither; null where it begins with nothing of the kind.
 */
export function readYesNoWords(text: string, stays = false, words: Words = english): YesNoReading | null {
  return readAnswer(text, { stays }, words)
}

/** The same, given what was asked. */
export function readAnswer(text: string, question: YesNoQuestion, words: Words = english): YesNoReading | null {
  const said = fold(text)
  // "No sé" begins like a no.
  if (words.control.skip.test(said)) return null
  const first = readClauses(clausesOf(text), question, words)
  // "Yes, but that is all of it, right? Go ahead": said after all, it is a yes.
  const isLast = first === null || (first.answer === 'neither' && opensWithYes(text, words))
  const last = question.throughout === true && isLast ? lastly(text, question, words) : null
  const read =
    first === null ? last : saysYesAtLast(text, first, last, words) ? { answer: 'yes' as const, soft: false } : first
  // What is only asked whether it is all right needs no agreement without conditions.
  const isConditional =
    question.stays === true && words.yesNo.conditional.test(said.replace(words.yesNo.courteousIf, ' '))
  if (read === null) {
    if (question.stays === true && words.yesNo.pleads.test(said)) return { answer: 'yes', soft: false }
    // "If it costs nothing then yes."
    return isConditional && endsInYes(said, words) ? { answer: 'neither', soft: false } : null
  }
  return read.answer === 'yes' && isConditional ? { answer: 'neither', soft: false } : read
}

function readClauses(
  clauses: readonly string[],
  { stays = false, action = null }: YesNoQuestion,
  words: Words,
): YesNoReading | null {
  const { yesNo } = words
  const at = clauses.findIndex((clause) => withoutFillers(clause, words) !== '')
  if (at < 0) return null
  const start = withoutFillers(clauses[at] ?? '', words)
  const rest = clauses.slice(at + 1)
  if (yesNo.no.test(start) && !yesNo.harmlessNo.test(start)) {
    const isTaken =
      takesBackNo(rest, words) || (action !== null && rest.some((clause) => isOrder(clause, action, words)))
    const leaves = stays && !isTaken && rest.some((clause) => leavesAll(clause, words))
    return { answer: isTaken ? 'neither' : 'no', soft: false, ...(leaves && { leaves }) }
  }
  if (stays && yesNo.keeps.test(start))
    return { answer: 'no', soft: false, ...(rest.length === 0 && leavesAll(start, words) && { leaves: true }) }
  if (!yesNo.yes.test(start)) {
    if (action !== null && isOrder(start, action, words) && rest.every((clause) => !yesNo.butted.test(clause)))
      return { answer: 'yes', soft: false }
    return endsInNo(start, words) ? { answer: 'no', soft: false } : null
  }
  const after = start.replace(yesNo.yes, '').trim()
  const said = [start, ...rest].map((clause) => withoutSupport(clause, action, words)).join(' ')
  if (contradicts([after, ...rest], action, words)) return { answer: 'neither', soft: false }
  if (!yesNo.butted.test(said.replace(yesNo.harmless, '')))
    return {
      answer: 'yes',
      soft: yesNo.soft.test(start) && !saysYesAfter(start, words) && !isSeconded(rest, action, words),
    }
  // "Ok no", "ok wait no": an "ok" only opens what is then a no.
  const opened = withoutFillers(start.replace(yesNo.soft, '').trim() || (rest[0] ?? ''), words)
  const isNo = yesNo.soft.test(start) && yesNo.no.test(opened) && !yesNo.harmlessNo.test(opened)
  return { answer: isNo ? 'no' : 'neither', soft: false }
}

/** In a language that lists no verbs, nothing is known of them. */
const opposite = (action: AskedAction): AskedAction => (action === 'begins' ? 'ends' : 'begins')

/** "Yes, put it back" to "shall I take it off?", "yes, leave it as it is": a yes in words of the opposite. */
function contradicts(clauses: readonly string[], action: AskedAction | null, words: Words): boolean {
  const { choice, yesNo } = words
  return clauses.some((clause) => {
    const said = withoutFillers(clause, words)
    if (said === '' || choice.negates.test(said)) return false
    if (yesNo.keeps.test(said) && !asksTo(said, 'ends', words)) return true
    return action !== null && asksTo(said, opposite(action), words) && !asksTo(said, action, words)
  })
}

/** "Leave it like it is", and not "keep it in blue". */
const leavesAll = (clause: string, { yesNo }: Words): boolean =>
  yesNo.keeps.test(clause) && clause.split(' ').length <= mostWordsOfLeaving && !yesNo.butted.test(clause)

const mostWordsOfLeaving = 6

/** What may stand before the verb of what is asked for. */
const beforeVerb =
  /^(?:(?:please|just|do|go ahead and|you (?:can|may|should|could)|can you|could you|i (?:want|would like|d like|need) (?:you )?to|let s|and|then|so) )+/

/** Whether a clause asks to do something of this kind: by its verb, which other languages also put last. */
function asksTo(clause: string, action: AskedAction, { actions, language }: Words): boolean {
  const said = clause.replace(beforeVerb, '')
  const verbs = actions[action]
  return verbs.exec(said)?.index === 0 || (language !== 'en' && verbs.test(said.split(' ').at(-1) ?? ''))
}

/** Words that as a whole message rather stop the assistant than do what it asks. */
const mayStop = /^(?:stop|halt|drop|quit|close|abbrechen|stopp|arrete|arretez|basta|detener|parar|para|ferma)\b/
const mostWordsOfOrder = 5

/** "Cancel it, please" to "shall I cancel it?": an order to do just that. */
function isOrder(clause: string, action: AskedAction, words: Words): boolean {
  const said = withoutFillers(clause, words)
  return (
    said !== '' &&
    said.split(' ').length <= mostWordsOfOrder &&
    asksTo(said, action, words) &&
    !asksTo(said, opposite(action), words) &&
    !words.choice.negates.test(said) &&
    !mayStop.test(said)
  )
}

/** A clause of a yes without what says the same once more: "yes, stop it", "yes, I don't wear them any more" to "shall I cancel?". */
function withoutSupport(clause: string, action: AskedAction | null, words: Words): string {
  const { actions, choice, yesNo } = words
  if (action !== 'ends') return clause
  const rest = clause.replace(actions.ends, ' … ').trim()
  const isReason = actions.ends.test(clause) ? false : choice.negates.test(clause) && reasons.test(clause)
  const isTurn = /^(?:but|except|however|wait|actually|instead|unless)\b/.test(clause)
  if (isTurn || yesNo.no.test(clause)) return clause
  return isReason ? '' : choice.negates.test(rest) ? clause : rest
}

/** Begins to say why. */
const reasons =
  /^(?:(?:yes|yeah|yep|sure|because|cause|since|as|for|well) )*(?:i|we|it|they|he|she|my|the|that|this|there)\b/

/** Said both, and a go-ahead in the end: "yes, but that is all, right? Go ahead", "don't think so... actually yes. Please do". */
function saysYesAtLast(text: string, first: YesNoReading, last: YesNoReading | null, words: Words): boolean {
  if (first.answer !== 'neither' || !goesAhead(text, words)) return false
  const isTurned = takesBackNo(clausesOf(text).slice(1, -1), words)
  return last?.answer === 'yes' || isTurned
}

const opensWithYes = (text: string, { yesNo }: Words): boolean => yesNo.yes.test(fold(text))
/** The last sentence is nothing but a go-ahead. */
const goesAhead = (text: string, words: Words): boolean => {
  const last = fold(
    text
      .split(/[.!?;\n…]+/)
      .filter((sentence) => fold(sentence) !== '')
      .at(-1) ?? '',
  )
  const said = withoutFillers(last, words)
  return (words.yesNo.agrees.test(said) || said === 'do') && last.split(' ').length <= mostWordsBeforeNo
}

/** A yes or no that comes last: "my card says Ann though. no, leave it as it is". */
function lastly(text: string, question: YesNoQuestion, words: Words): YesNoReading | null {
  const sentences = text.split(/[.!?;\n…]+|\s[-–—]+\s/).filter((sentence) => fold(sentence) !== '')
  const parts = sentences.length > 1 ? sentences : text.split(',').filter((part) => fold(part) !== '')
  const last = parts.at(-1)
  if (parts.length < 2 || last === undefined) return null
  const read = readClauses(clausesOf(last), question, words)
  if (read === null || read.soft || read.answer === 'neither') return null
  // After a comma a few words of it alone decide: "I thought about it, no thanks".
  if (sentences.length < 2 && fold(last).split(' ').length > mostWordsBeforeNo) return null
  const before = fold(parts.slice(0, -1).join(' '))
  const isDoubted =
    read.answer === 'yes' &&
    !opensWithYes(text, words) &&
    (words.choice.negates.test(before) || words.yesNo.butted.test(before))
  return isDoubted ? { answer: 'neither', soft: false } : read
}

const endsInYes = (said: string, { yesNo }: Words): boolean => {
  const all = said.split(' ')
  return [1, 2, 3].some((length) => all.length > length && yesNo.yes.test(all.slice(-length).join(' ')))
}

/** "Sure, stop that" to "shall I cancel it?": an "ok" that the order to do so makes a yes. */
const isSeconded = (rest: readonly string[], action: AskedAction | null, words: Words): boolean =>
  action !== null && rest.some((clause) => asksTo(withoutFillers(clause, words), action, words))

/** "Ok then yes": an "ok" that only opens the yes. */
function saysYesAfter(start: string, words: Words): boolean {
  const { soft, yes } = words.yesNo
  const after = withoutFillers(
    start
      .replace(soft, '')
      .trim()
      .replace(/^then /, ''),
    words,
  )
  return yes.test(after) && !soft.test(after)
}

/** "You know what no". */
function endsInNo(start: string, { yesNo }: Words): boolean {
  const said = start.split(' ')
  return said.length <= mostWordsBeforeNo && yesNo.finalNo.test(said.at(-1) ?? '')
}

/** "No wait, yes": said both. */
const takesBackNo = (rest: readonly string[], words: Words): boolean =>
  rest.some((clause) => words.yesNo.agrees.test(withoutFillers(clause, words)))

/** Whether a message says that nothing more is wanted: "thats it", "nope im fine", "no thanks bye". */
export function isClosing(text: string, { closing }: Words = english): boolean {
  const clauses = clausesOf(text)
    .map((clause) => clause.replace(closing.openers, ''))
    .filter((clause) => clause !== '')
  return (
    clauses.length > 0 &&
    clauses.every((clause) => closing.clause.test(clause)) &&
    !clauses.every((clause) => closing.courtesy.test(clause))
  )
}

/** A closing by which the customer leaves: "ok bye", "thanks, have a nice day". */
export const saysFarewell = (text: string, words: Words = english): boolean =>
  isClosing(text, words) && words.closing.farewell.test(fold(text))

/** "No, I meant the blue one" → "I meant the blue one"; and the openings of a correction. */
export const withoutOpening = (text: string, { correction }: Words = english): string =>
  correction.openings.reduce((rest, opening) => rest.replace(opening, ''), text).trim()

/** Says of itself that it replaces something said before. */
export const soundsLikeCorrection = (text: string, { correction }: Words = english): boolean =>
  correction.sounds.test(text)

/** Whether what stands between two values of a kind replaces the first by the second, given what stands before the first. */
export function replaces(before: string, between: string, { correction }: Words = english): boolean {
  const said = fold(between)
  if (correction.notBefore.test(before) && correction.but.test(said)) return true
  return said.split(' ').length <= mostWordsToReplace && correction.between.test(said)
}

/** "… oh sorry no, I mean …": longer than this, it is about something else. */
const mostWordsToReplace = 8

/** A question by its form, for answering from knowledge what no intent explains. */
export const looksLikeQuestion = (text: string, { question }: Words = english): boolean =>
  text.includes('?') || question.test(text)

export type Control = 'skip' | 'cancel' | 'repeat' | 'explain' | 'undo'

/** What a whole message steers by its words alone: "never mind", "why?", "I don't know". */
export function readControl(text: string, words: Words = english): Control | null {
  const { control } = words
  const said = fold(text)
  const kinds: Control[] = ['skip', 'explain', 'repeat', 'undo', 'cancel']
  const found = kinds.find((kind) => control[kind].test(said))
  if (found !== undefined) return found
  // "Actually no, undo that": the no is no answer to "anything else?". But "yes, put it back" is the yes.
  if (readYesNoWords(text, false, words)?.answer === 'yes') return null
  return control.undo.test(fold(withoutOpening(text, words))) ? 'undo' : null
}

/** Impatience: the whole of what is said, or so clear that it stands beside something else. */
export function readHurry(text: string, { control }: Words = english): 'whole' | 'beside' | null {
  const clauses = clausesOf(text).filter((clause) => clause !== '')
  if (clauses.length > 0 && clauses.every((clause) => control.hurry.test(clause))) return 'whole'
  return control.hurryBeside.test(fold(text)) ? 'beside' : null
}

/** "The other one", as a whole message. */
export function saysOther(text: string, { choice }: Words = english): boolean {
  const content = fold(text)
    .split(' ')
    .filter((word) => word !== '' && !choice.fillers.has(word))
  return content.length > 0 && content.every((word) => choice.other.has(word))
}

/** "None of these", "something else", as a whole message. */
export const saysNone = (text: string, { choice }: Words = english): boolean => choice.none.test(fold(text))
