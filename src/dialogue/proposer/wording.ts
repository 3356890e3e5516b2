/**
 * Yes and no as the first words of a message, fillers apart. Short answers carry too little for a classifier, and a wrong yes changes
 * data, so these are read by rule. English; other languages rest on their intents.
 */
const filler =
  /^(?:h+m+|u+m+|u+h+(?! huh)|e+r+m?|a+h+|o+h+|aw+|eh|oops|well|wait|hang on|hold on|hold up|one (?:sec|second|moment)|(?:just )?a (?:sec|second|moment|minute)|no wait(?= yes| yeah| ok)|actually|sorry|so|then|hey|lol|haha|god|man|dear|please|pls|thanks|thank you|honestly|i think(?! (?:so|not|that s))|i guess(?! (?:so|not))|i mean|i say|i said|let me think|let me see|let s see|you know what|on second thoughts?|thinking about it|come to think of it|in that case|and|but|though|my answer is|the answer is|it s a|that s a|i ll say|still)\b\s*/
const yes =
  /^(?:y|ye|yes|yess+|yeah+|yea|yep|yup|ya|yah|aye|ja|sure|surely|ok|okay|okey|k|kk|alright|all right|correct(?! (?:it|that|the|my|this))|right|exactly|precisely|definitely|absolutely|totally|certainly|indeed|do$|go ahead|go on|go for it|do it|do that|do so|let s (?:do|go)|sounds (?:good|great|fine|right|perfect)|that s (?:right|correct|fine|good|it|the one|ok|okay|great|perfect)|thats (?:right|correct|fine|good|it|the one|ok|okay|great|perfect)|that is (?:right|correct|fine)|that works|works for me|that would be (?:great|good|nice|lovely|perfect)|that d be (?:great|good|nice|lovely|perfect)|of course|by all means|why not|confirm(?:ed)?|i confirm|(?:i do|i am|i would|i will)(?= please|$)|i ll take it|i agree|agreed|i think so|i guess so|i suppose so|perfect|great|good|cool|fine|all good|looks (?:good|right|correct|fine)|no (?:problem|worries|objections?)|proceed|carry on|continue|uh huh|mhm|affirmative|roger|deal|true|true that|you (?:may|can|should|got it))\b/
/** These also only begin a sentence: "ok where is my parcel", "right, I want to return it". */
const soft = /^(?:ok|okay|okey|k|kk|alright|all right|right|fine|great|good|cool|perfect|sure|thats it|that s it)\b/
const no =
  /^(?:n|no|nope|nop|noo+|nah+|naw|nay|nuh uh|negative|wrong|incorrect|not (?:really|quite|now|yet|today|at all|correct|right|that|this|necessary|needed|a chance|this time|any ?more|in the least|interested|ok|okay|good)|(?:please )?(?:don t|dont|do not)(?! (?:know|remember|recall|care|mind|understand|have|see|get|forget|worry))|neither|none|never|never ?mind|nvm|that s (?:wrong|not|incorrect)|thats (?:wrong|not|incorrect)|that is (?:wrong|not|incorrect)|that isn t|absolutely not|definitely not|certainly not|of course not|probably not|maybe not|perhaps not|better not|rather not|i d rather not|i would rather not|i d prefer not|i think not|i guess not|i don t think so|i dont think so|i do not think so|i (?:don t|dont|do not) (?:really )?want (?:to|it|that|this|you to|them)|no way|hell no|no need)\b/
/** A "no" that goes on to agree: "no problem", "no worries, go ahead". */
const harmlessNo = /^no (?:problem|worries|objections?)\b/
/** A yes that takes itself back: "yes but", "sure, except". */
const butted = /\b(?:but|except|however|wait|actually|instead|not|no|nope|don t|dont|stop|cancel that|unless|only if)\b/
/** To "shall I do it?": what is meant is that everything stays as it is. */
const keeps =
  /^(?:(?:i ll |i will |i d like to |i want to |let s |just |lets )*(?:keep|leave) (?:it|them|that|this|the|my|everything|things)|i do (?:still )?(?:want|need|like) (?:it|them|that|this)|i (?:still )?want (?:it|them) after all|stop(?: it| that| there)?$|(?:i ve |i have |i )?changed my mind)\b/

const plainStart = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()

/** Without what people say before they say something. */
function withoutFillers(words: string): string {
  let rest = words
  for (let left = mostFillers; left > 0; left -= 1) {
    const shorter = rest.replace(filler, '')
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
export function readYesNoWords(text: string, stays = false): YesNoReading | null {
  const clauses = clausesOf(text)
  const at = clauses.findIndex((clause) => withoutFillers(clause) !== '')
  if (at < 0) return null
  const start = withoutFillers(clauses[at] ?? '')
  const rest = clauses.slice(at + 1)
  if (no.test(start) && !harmlessNo.test(start)) return { answer: takesBackNo(rest) ? 'neither' : 'no', soft: false }
  if (stays && keeps.test(start)) return { answer: 'no', soft: false }
  if (!yes.test(start)) return endsInNo(start) ? { answer: 'no', soft: false } : null
  const said = [start, ...rest].join(' ').replace(/\bno (?:problem|worries|objections?|rush|hurry)\b/g, '')
  if (!butted.test(said)) return { answer: 'yes', soft: soft.test(start) }
  // "Ok no", "ok wait no": an "ok" only opens what is then a no.
  const after = withoutFillers(start.replace(soft, '').trim() || (rest[0] ?? ''))
  const isNo = soft.test(start) && no.test(after) && !harmlessNo.test(after)
  return { answer: isNo ? 'no' : 'neither', soft: false }
}

const clausesOf = (text: string): string[] => text.split(/[.,;:!?\n…]+|\s[-–—]+\s/).map(plainStart)

/** "You know what no". */
function endsInNo(start: string): boolean {
  const words = start.split(' ')
  return words.length <= mostWordsBeforeNo && /^(?:no|nope|nah)$/.test(words.at(-1) ?? '')
}

/** "No wait, yes": said both. */
const takesBackNo = (rest: readonly string[]): boolean =>
  rest.some((clause) => /^(?:yes|yeah|yep|do it|go ahead)\b/.test(withoutFillers(clause)))

/** What a message says when nothing more is wanted, clause by clause; "no" and thanks around it. */
const closing =
  /^(?:(?:no|nope|nah|naw|not?|yes|yeah|yep|ok|okay|k|cool|great|perfect|good|super|fine|lovely|awesome|right|alright|all right)\s*)*(?:(?:thanks?|thank you|thx|ty|cheers|much appreciated)(?: (?:a lot|so much|very much|a bunch|again|for (?:your|the|all your) help|anyway|though|bye|goodbye))*|(?:that|this|it)(?: ?s| is| was| will be| ll be| ought to be)? (?:it|all|both|everything|all of it|all i needed?|everything i needed?|about it|me done)|that will do|that ll do|all (?:good|set|done|fine|sorted|clear)|nothing(?: (?:else|more|at all|for now|right now|today))*|no more(?: questions)?|no further questions|(?:i m|im|i am|we re|we are) (?:all )?(?:fine|good|done|ok|okay|set|happy|finished|sorted)(?: here| now)?|i have (?:all|everything) i need(?:ed)?|done|finished|not (?:now|today|right now|at the moment|really|for now)|never ?mind|nvm|i ll be (?:fine|off)|(?:good ?)?bye(?: bye)?|see (?:you|ya)|(?:have a )?(?:good|nice|great|lovely) (?:day|one|night|evening|weekend)|you too|take care|ciao|cya|later)?(?: (?:thanks?|thank you|thx|ty|then|for now|for today|now|today|really|mate|here|again|bye|goodbye|cheers|too|from me))*$/
/** Of all that `closing` takes, these alone are courtesy or an answer, and no goodbye. */
const onlyCourtesy =
  /^(?:(?:yes|yeah|yep|ok|okay|k|cool|great|perfect|good|super|fine|lovely|awesome|right|alright|all right|thanks?|thank you|thx|ty|cheers|a lot|so much|very much|again|then|you too|much appreciated|really)\s*)+$/

/** Whether a message says that nothing more is wanted: "thats it", "nope im fine", "no thanks bye". */
export function isClosing(text: string): boolean {
  const clauses = clausesOf(text)
    .map(withoutOpeners)
    .filter((clause) => clause !== '')
  return (
    clauses.length > 0 &&
    clauses.every((clause) => closing.test(clause)) &&
    !clauses.every((clause) => onlyCourtesy.test(clause))
  )
}

const withoutOpeners = (words: string): string =>
  words.replace(/^(?:(?:h+m+|u+m+|u+h+|o+h+|a+h+|well|i think|i guess|i believe|actually|and|so)\s+)+/, '')

/** "No, I meant the blue one" → "I meant the blue one"; and the openings of a correction. */
export function withoutOpening(text: string): string {
  return text
    .replace(/^\s*(?:no|nope|nah|yes|yeah|sorry|oops|wait|actually|well|oh)\b[\s,.!;:-]*/i, '')
    .replace(/^\s*(?:no|sorry|wait|actually|i mean|i meant|make (?:it|that)|it s|it's|it is)\b[\s,.!;:-]*/i, '')
    .trim()
}

/** Says of itself that it replaces something said before. */
export const soundsLikeCorrection = (text: string): boolean =>
  /\b(?:actually|i meant|i mean|instead|rather|correction|sorry|wrong|mistake|typo|not the|change (?:it|that|my|the)|make (?:it|that))\b/i.test(
    text,
  ) || /^\s*no\b/i.test(text)

/** Whether what stands between two values of a kind replaces the first by the second, given what stands before the first. */
export function replaces(before: string, between: string): boolean {
  const words = plainStart(between)
  if (
    /\bnot\s*(?:the|my|order)?\s*(?:number)?\s*$/i.test(before) &&
    /^(?:but|it s|its|rather|i mean|i meant)\b/.test(words)
  )
    return true
  return words.split(' ').length <= mostWordsToReplace && replacing.test(words)
}

/** "… oh sorry no, I mean …": longer than this, it is about something else. */
const mostWordsToReplace = 8
const replacing =
  /^(?:(?:oh|oops|ah|um|uh|no|wait|sorry|hang on|hold on|my bad|my mistake)\s*)+(?:(?:i )?(?:mean|meant)|it s|its|it is|that s|make (?:it|that)|not that one|wrong (?:one|order|number)|the|order|number|is|actually|should be|\s)*$|\b(?:i mean|i meant|make (?:it|that)|correction|scratch that|or rather|should be|wrong (?:one|order|number))\b/

/** A question by its form, for answering from knowledge what no intent explains. */
export const looksLikeQuestion = (text: string): boolean =>
  text.includes('?') ||
  /^\s*(?:who|what|when|where|why|which|whose|how|is|are|am|was|were|do|does|did|can|could|will|would|should|may|have|has)\b/i.test(
    text,
  )
