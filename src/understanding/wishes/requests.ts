import { actionVerbs } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'

/** Who or what a statement begins with: "my bill was due", "I won't be home", "there's". English, as the cutting of messages is. */
const subjects = new Set(
  "all i i'm im i've ive i'll i'd we we're we've we'll he she they they're it it's its he's she's my our his her their the this that that's these those there there's someone somebody nobody everyone".split(
    ' ',
  ),
)
/** Say that somebody wants something done or told, wherever they stand. */
const asking = new Set(
  "want wanted need wish like love wanna gotta please pls plz can could would should may how what what's whats where where's wheres when why which who whether help tell show".split(
    ' ',
  ),
)

/** Whether a part of a message only tells how things are: the reason of a wish beside it, unless nothing else is one. */
export function isCircumstance(text: string, words: readonly Token[]): boolean {
  const last = words.at(-1)
  if (last === undefined || /^[\s"')\]]*\?/.test(text.slice(last.end))) return false
  const norms = words.map(({ norm }) => norm)
  return subjects.has(norms[0] ?? '') && !norms.some((norm) => asking.has(norm))
}

/**
 * Whether a part asks for nothing: it tells how things are, or what somebody did ("found it for less elsewhere"). Statements are wishes, too ("the page is
 * frozen"), but beside another wish they are rather its reason. `goesOn`: part of a sentence, where a verb in front is no command ("I add it, go on browsing").
 */
export function onlyTells(text: string, words: readonly Token[], goesOn = false): boolean {
  const last = words.at(-1)
  if (last === undefined || /^[\s"')\]]*\?/.test(text.slice(last.end)) || (!goesOn && beginsCommand(words)))
    return false
  return !words.some(({ norm }) => asking.has(norm))
}

/** "Leaving on the 27th", "which is what happened last year": goes on with what is before it. */
export const isDetail = (words: readonly Token[]): boolean =>
  /^(?:which|who|whose|where|with|for|from|on|at|by|until|\p{L}{3,}ing)$/u.test(words[0]?.norm ?? '') &&
  !/^(?:where|with|for|from|on|at|by|looking|waiting|missing|wondering|nothing|something|anything|everything|morning|during|thing|bring|regarding|concerning|checking|asking|trying|hoping|wanting|needing|calling|writing)$/.test(
    words[0]?.norm ?? '',
  )

const opening =
  /^(?:please |pls |and |also |then )*(?:(?:can|could|would|will|may) (?:i|you|u|we)|i (?:want|need|would like|wanna)|i'd like|where|when|what|how|why|what's|where's|when's)\b/

/** Whether a part begins as a request of its own does: "can I", "I want", "where is". */
export const beginsRequest = (words: readonly Token[]): boolean =>
  opening.test(
    words
      .slice(0, 4)
      .map(({ norm }) => norm)
      .join(' '),
  )

const beforeCommand = new Set('please pls plz kindly just then also and so now'.split(' '))
/** Whether it begins with what is to be done: "cancel my order", "please send it". */
export function beginsCommand(words: readonly Token[]): boolean {
  const start = words.find(({ norm }) => !beforeCommand.has(norm))
  return start !== undefined && actionVerbs.has(start.norm)
}

/** Whether a part only announces what follows: "two things about my order:". */
export const announces = (text: string, words: readonly Token[]): boolean =>
  text.slice(words.at(-1)?.end).trimStart().startsWith(':')

/** Words that greet and hide what follows them in the same breath: "hey whats happening with my order". */
export const greetings: ReadonlySet<string> = new Set('hi hey hello hiya heya hullo howdy yo'.split(' '))
