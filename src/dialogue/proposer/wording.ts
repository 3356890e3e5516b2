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
}

/**
 * Yes or no by the first words that say something. `stays`: also what asks to leave things as they are ("keep it") is a no. A yes that
 * takes something back is neither; null where it begins with nothing of the kind.
 */
export function readYesNoWords(text: string, stays = false, words: Words = english): YesNoReading | null {
  const { yesNo } = words
  // "No sé" begins like a no.
  if (words.control.skip.test(fold(text))) return null
  const clauses = clausesOf(text)
  const at = clauses.findIndex((clause) => withoutFillers(clause, words) !== '')
  if (at < 0) return null
  const start = withoutFillers(clauses[at] ?? '', words)
  const rest = clauses.slice(at + 1)
  if (yesNo.no.test(start) && !yesNo.harmlessNo.test(start))
    return { answer: takesBackNo(rest, words) ? 'neither' : 'no', soft: false }
  if (stays && yesNo.keeps.test(start)) return { answer: 'no', soft: false }
  if (!yesNo.yes.test(start)) return endsInNo(start, words) ? { answer: 'no', soft: false } : null
  const said = [start, ...rest].join(' ').replace(yesNo.harmless, '')
  if (!yesNo.butted.test(said)) return { answer: 'yes', soft: yesNo.soft.test(start) && !saysYesAfter(start, words) }
  // "Ok no", "ok wait no": an "ok" only opens what is then a no.
  const after = withoutFillers(start.replace(yesNo.soft, '').trim() || (rest[0] ?? ''), words)
  const isNo = yesNo.soft.test(start) && yesNo.no.test(after) && !yesNo.harmlessNo.test(after)
  return { answer: isNo ? 'no' : 'neither', soft: false }
}

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
