import { type Clauses, phraseSet } from '../meaning/index.ts'

/** Before a wish, without saying anything of it, whatever follows. English, as the cutting of messages is. */
const openings = phraseSet(
  'excuse me',
  'pardon me',
  'to whom it may concern',
  'dear|hi|hello|hey team|support|sir|madam|all|everyone|folks|guys',
  'so|ok|okay|well|right|and? basically',
  'basically',
  'long story short',
  "i'm|im|i|am? so|very|really? sorry to bother|disturb|trouble|interrupt you|u? again|with? this|that?",
  'sorry to bother|disturb|trouble|interrupt you|u? again|with? this|that?',
  'sorry for|about the|any? bother|trouble|inconvenience|disturbance',
  'a|one|just? another? quick|small|short|stupid|silly|dumb|random|simple question|query|one|thing|request',
  'one|just? a quick|small|short|stupid|silly|dumb|random|simple question|query|one|thing|request',
  'my|the question|problem|issue|situation is? this?',
  'question for you|u|someone|anyone',
  'here is|heres the|my thing|deal|problem|question|issue|situation|story',
)
/** The same, where a sign follows: "I have a problem: …", but not "I have a problem with …". */
const setApart = phraseSet(
  'i|we|ive|weve|i|ve have? got? a|another|some|two|few quick|small|short|simple|bit|little? of? a? question|questions|query|problem|issue|request',
  'i|we was|were|am just|only? wondering|thinking|asking',
  'just wondering|asking|curious',
  'oh|ah|um|ok? hold|hang on|up a|one? second|sec|moment|minute?',
  'just? one|a moment|second|sec|minute please?',
  'listen|look|well|right|okay|ok|so|alright|now|um|hmm|anyway',
  'just wanted|want to say|ask',
  'ok|okay|alright|right so',
  'be quick|brief|short|concise|honest please?',
  'please be quick|brief|short|concise|honest',
)
/** How the answer is to be written: up to the sign. */
const manner = phraseSet(
  'please? answer|reply|respond|write|speak|talk to? me? only|just? in|with|using|like',
  'please? answer|reply|respond briefly|shortly|quickly',
)
/** "I'm not sure if this is the right place, but": up to the "but". */
const doubting = phraseSet(
  "i'm|im|i|am? not|quite|really|entirely|so? not? quite|really? sure|certain",
  'this may|might|could|probably be? is? a? silly|stupid|dumb|weird|strange|long',
  'sorry if',
  'dont know if|how|whether',
  'i|we hate to',
)
/** Sentences that want nothing themselves, where something else is wanted. */
const sentences = phraseSet(
  'thanks|thx|ty|cheers',
  'many|much thanks|appreciated',
  'thank you|u',
  "i|i'd|id|we|we'd would? really|very|so|greatly|truly? much? appreciate",
  'any|some help|advice|assistance is|would appreciated|welcome|be',
  'let me|us know if|what|whatever you|u need|require|want',
  'let me|us know if there is|are anything',
  'tell me what|if you|u need|require',
  'i|we know you|u are|youre? very? busy',
  'i|we know this is a lot',
  'i|we? hope|hoping|trust you|u|youre|all|everyone|everything is|are|re? can|could|will|doing|having|well|good|fine|ok|okay|help|understand',
  'i|we? hope this|that|it makes|is sense|ok|okay|fine|clear',
  'i|we|am|im? look|looking forward to',
  'have a nice|good|great|lovely|wonderful',
  'kind|best|warm|warmest|many regards|wishes',
  'yours sincerely|faithfully|truly',
  'i|we really|just|badly|urgently? need this|it sorted|fixed|done|resolved|solved',
  'i|we am|are|m? sure|certain you|u can|will help',
  'please help',
  'please and thank you',
  'please hurry',
  'no rush|hurry',
  'take your time',
  'its|it|this is? quite|very|rather|really|pretty|a? bit? urgent',
  'you|u guys? are|re great|the|awesome|amazing|wonderful|fantastic',
  'you|u|youve have? been very|so|really? kind|helpful|great|wonderful|patient',
  'i|we dont|do|not? not? want|mean|like to be|sound rude|impolite|difficult|pushy',
)
/** Where something was said before it; by itself it says yes. */
const afterwards = phraseSet(
  'it|that|this would|d|will really? mean a lot',
  'that|it|this|thatd|itd would? be|is wonderful|great|awesome|lovely|fantastic|amazing|perfect|nice|helpful|ideal|much|so|really|very',
)
const mostWords = 14
const mostWordsOfDoubt = 14

/** How many words of courtesy, or of how the answer is to be, a part begins with. */
export function openingLength(clauses: Clauses, from: number, end: number): number {
  let at = from
  // "Hi team, sorry to bother you, quick question: …"
  for (let left = 6; left > 0; left -= 1) {
    const length = oneOpening(clauses, at, end)
    if (length === 0) break
    at += length
  }
  return at - from
}

function oneOpening(clauses: Clauses, at: number, end: number): number {
  const { gaps, words } = clauses
  const next = (length: number) => at + length >= end || gaps[at + length] !== ''
  const opening = openings.match(clauses, at)?.length ?? 0
  const apart = setApart.match(clauses, at)?.length ?? 0
  const best = Math.max(opening, next(apart) ? apart : 0)
  if (best > 0) return best
  const isManner = manner.match(clauses, at) !== undefined
  if (!isManner && doubting.match(clauses, at) === undefined) return 0
  for (let to = at + 1; to < Math.min(end, at + mostWordsOfDoubt); to += 1) {
    if (isManner && gaps[to] !== '') return to - at
    if (!isManner && words[to] === 'but') return to + 1 - at
    if (gaps[to] === 'sentence') return 0
  }
  return isManner && end - at <= mostWordsOfDoubt ? end - at : 0
}

/** Whether a part is nothing but courtesy. `if` makes a request of it: "I'd appreciate it if you could cancel". */
export function isCourtesy(clauses: Clauses, from: number, end: number): boolean {
  const words = clauses.words.slice(from, end)
  if (words.length > mostWords) return false
  if (openingLength(clauses, from, end) === words.length) return true
  // "I'm not sure if this is the right place", and "but" behind it.
  if (clauses.words[end] === 'but' && clauses.gaps[end] !== 'sentence' && doubting.match(clauses, from) !== undefined)
    return true
  if (from > 0 && afterwards.match(clauses, from) !== undefined && !words.includes('if')) return true
  const said = sentences.match(clauses, from)
  return (
    said !== undefined &&
    !words.some((word, at) => at >= said.length && /^(?:if|but|because|cancel|change|refund|return)$/.test(word))
  )
}
