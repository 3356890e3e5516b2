import type { SpeechAct, TextPart } from '#domain/understanding.ts'
import { type Clauses, partOf } from './clauses.ts'
import { PhraseTable, phraseSet, wordSet } from './phrases.ts'
import {
  actionVerbs,
  auxiliaries,
  determiners,
  firstPersons,
  modals,
  openers,
  questionWords,
  subjects,
} from './words.ts'

type Opening =
  /** It asks somebody to do what follows. */
  | 'indirect'
  | 'wanting'
  | 'wh'
  | 'yes-no'
  /** Whether something is possible or allowed for whoever asks. */
  | 'permission'
  /** How the business does things. */
  | 'practice'

const you = 'you|u|ya|someone|somebody|anyone|y'
/** How a clause may begin, longest first. What asks to be told something ("tell me where …") is a question in other clothes. */
const beginnings = new PhraseTable<Opening>([
  [
    `can|could|will|would|may|cant|couldnt|wont|wouldnt ${you} guys|all|please|pls|kindly|possibly|maybe|just|also?`,
    'indirect',
  ],
  ['is|are there any? way|chance you|u|that|someone?', 'indirect'],
  ['any chance|way you|u|of', 'indirect'],
  ['any chance|way of? getting', 'indirect'],
  ['would|do you|u mind', 'indirect'],
  ['mind', 'indirect'],
  ['is|would it be? possible for you|u|someone to', 'indirect'],
  ['would it be possible|ok|okay to', 'permission'],
  ['why dont|not you|u|we just?', 'indirect'],
  ['how about you|u', 'indirect'],
  ['i|we was|were|am? hoping|wondering you|u', 'indirect'],
  ["i'd|id|i|we would? appreciate|love|like it? if you|u", 'indirect'],
  ["i'd|id|i|we would? be? most|very|so|really? grateful|glad|happy|obliged|thankful if you|u", 'indirect'],
  ['it|that? would be great|nice|good|helpful|awesome if you|u', 'indirect'],
  ['i|we was|were|im really|just|still|also? want|wanna|need|wanted|wish|demand|require|gotta to?', 'wanting'],
  ['i|we really|just|still|also|only? want|wanna|need|wanted|wish|demand|require|gotta|expect|request to?', 'wanting'],
  ['need|want|wanna|wanting|needing|requesting to?', 'wanting'],
  ["i'd|id|we'd|i|we would|will? really? just? like|love|prefer|rather|appreciate to?", 'wanting'],
  ['i|we have|got to', 'wanting'],
  ['i|we must', 'wanting'],
  ['i|we am|are just|still|only? looking|trying|hoping|wanting|requesting to|for', 'wanting'],
  ["im|we're just|still|only? looking|trying|hoping|wanting|requesting|after to|for?", 'wanting'],
  ['looking|trying|hoping to|for', 'wanting'],
  [
    'can|could|may i|we please|pls|just|also? get|have|speak|talk|ask|request|order|pay|see|make|place|add|book|chat',
    'wanting',
  ],
  ['can|could|may i|we please|pls|just', 'wanting'],
  [
    'can|could|may|might|should|shall|must|cant|couldnt i|we|one|someone|somebody|anyone|people|customers',
    'permission',
  ],
  [
    'am|are|is|was i|we|one|it|there still? allowed|able|eligible|entitled|permitted|possible|ok|okay|fine to?',
    'permission',
  ],
  ['do i|we|customers|people have|need|get|qualify|pay to?', 'permission'],
  ['is there any? way|option|possibility|chance to|for|of|i|we?', 'permission'],
  ['any way|chance to|i|we', 'permission'],
  ['do|does|will|would you|u|ya|yall guys|all|people|still|ever|also?', 'practice'],
  ['do|does|will|would the|your shop|store|company|policy|website|app', 'practice'],
  ['what|whats is? your|the policy', 'practice'],
  [
    'what|whats is? your|the return|returns|refund|shipping|cancellation|exchange policy|fee|window|limit|deadline|process',
    'practice',
  ],
  ['what happens|happen if|when', 'practice'],
  ['how long do|does|can|will|would|is', 'practice'],
  ['how many|much days|time do|does i|we|it have|take|cost', 'practice'],
  ['how much is|does|do|are|would', 'practice'],
  ['how do|can|would|could i|we|one|you', 'practice'],
  ['how does', 'practice'],
])
/** Before a question in other clothes. */
const asksToBeTold = phraseSet(
  `can|could|will|would ${you} please|pls|kindly|just? tell|show|explain|advise|confirm|clarify|inform me|us|to?`,
  `can|could|will|would ${you} please|pls|kindly|just? let me|us know`,
  `can|could|will|would ${you} please|pls|kindly|just? check|see|find|look|verify out|up?`,
  `would|are|will ${you} be? able to tell|show|explain|confirm|check me|us?`,
  'i|we was|were|am? hoping|wondering you|u might|could|can|would tell|show|explain|confirm|check me|us?',
  `do|would|did you|u happen|guys? to? know`,
  'do|would|wouldnt you|u have any? idea|clue',
  'any idea|clue|news|update|info on|about?',
  'please|pls|plz|just? tell|show|inform|advise me|us',
  'please|pls|plz|just? let me|us know',
  'please|pls|plz|just? check|see|find|confirm|explain|clarify out?',
  'i|we just|really|still? want|need|wanted|would|wanna like? to? know|understand|ask|check|find|see|hear out?',
  "i'd|id|we'd like|love to know|understand|ask|check|find|see|hear out?",
  'i|we was|am|were just? wondering|curious|asking|unsure|checking',
  'im|was just? wondering|curious|asking|unsure|checking',
  'i|we wonder|wondered',
  'i|we am|was|do not sure|know|understand|remember',
  'i|we dont|cant really? know|understand|tell|remember|see|find out?',
  'not|no sure|idea|clue',
  'wondering|curious',
)
const embedded = wordSet('if whether')
const cost = phraseSet('how much', 'what does|do|is|are the|it? cost|price|fee')
const hypothetical = phraseSet(
  'what if',
  'what would happen if',
  'what happens|happen if|when',
  'would it be possible',
  'would it|that be ok|okay|fine|alright',
  'suppose|supposing|imagine|hypothetically',
  'let|lets us|me? say|assume|suppose',
  'say i|we|it|my',
  'if i|we|it|they|you were|was to',
  'if i|we|you would|wanted|decided|chose|did|could|had',
  'in theory',
  'theoretically',
  'i|we might|may want|need|have to?',
  'i|we am|are|was|were thinking of|about',
  "im|we're thinking of|about",
  'i|we am|are|was|were considering',
  "im|we're considering",
)
const complaints = phraseSet(
  'never|not arrived|came|come|received|delivered|shown|turned|got|shows|worked|works',
  'hasnt|hasn|havent|didnt|still|isnt|wasnt|not arrived|come|came|received|delivered|shown|turned|work|working|works|here|been|got|get|fit',
  'has|have|did|does|do|is|am|was|are not been? arrived|come|came|received|delivered|shown|turned|work|working|works|here|got|get|fit',
  'doesnt|dont|cant|wont|does work|fit|open|load|go|let|close|turn|accept|not',
  'still|been waiting|nothing|no|havent|hasnt|not',
  'you|they|u never',
  'nobody|no has|is|one|answers|answered|helps|replied|responds',
  'charged|billed me|us? twice|double|again|extra|wrong|too',
  'too|so|way late|slow|expensive|small|big|tight|long|bad|much',
)
const complaintWords = wordSet(
  `broken damaged faulty defective torn ripped cracked stained leaking scratched dirty wrong missing lost late delayed overcharged ridiculous
  unacceptable terrible awful horrible worst useless rubbish garbage crap pathetic disgusting disappointed disappointing annoyed annoying
  frustrated frustrating angry furious upset unhappy scam fraud stolen rude ignored joke shambles nightmare appalling disgrace incompetent
  outrageous fuming ruined wtf sucks hate lied liars misleading poor bad failed fails crashed crashes incorrect`,
)
/** Ask of one's own case rather than of the rules. */
const ownCase = wordSet('my this that it these those them mine')

export interface ReadAct {
  act: SpeechAct
  /** The first word of what is asked or wanted, openings left out. */
  body: number
}

/** How a clause is put; `from` is its first word. The sentence's sign is `?` where `isAsked`. */
export function actOf(clauses: Clauses, from: number, end: number, isAsked: boolean): ReadAct {
  let at = from
  while (at < end - 1 && openers.has(clauses.words[at] ?? '') && beginnings.match(clauses, at) === undefined) at += 1
  const read = (act: SpeechAct, body: number): ReadAct => ({ act, body: Math.min(body, end) })
  const told = longest(asksToBeTold, clauses, at)
  if (told > 0) {
    const inner = embeddedQuestion(clauses, at + told, end)
    if (inner !== null) return read(inner.act, inner.body)
  }
  const direct = questionAt(clauses, at, end)
  if (direct !== null) return read(direct.act, direct.body)
  const { words } = clauses
  if (isCommand(words, at, end)) return read({ kind: 'request', form: 'command' }, at)
  if (isAsked) {
    // "You can cancel it, right?", "any news on my order?"
    return read({ kind: 'question', form: 'yes-no', about: aboutOf(clauses, at, end, false) }, at)
  }
  // What is wanted stands behind its reason: "these are too small, can I return them".
  for (let later = at + 1; later < end; later += 1) {
    if (!beginsClause(clauses, later, at)) continue
    const next = openers.has(words[later] ?? '') ? later + 1 : later
    const inner = questionAt(clauses, next, end)
    if (inner !== null) return read(inner.act, inner.body)
    if (isCommand(words, next, end)) return read({ kind: 'request', form: 'command' }, next)
  }
  return read({ kind: complains(clauses, at, end) ? 'complaint' : 'statement' }, at)
}

/** Behind a sign or a joining word; without either, where somebody says anew what is wanted: "its broken i want my money back". */
function beginsClause({ words, gaps }: Clauses, at: number, from: number): boolean {
  const before = words[at - 1] ?? ''
  if (gaps[at] !== '' || before === 'and' || before === 'so' || before === 'but') return true
  const isNew = at - from >= 2 && renewing.has(words[at] ?? '') && !goesOn.has(before) && !subjects.has(before)
  return isNew && !auxiliaries.has(before)
}
const renewing = wordSet("i i'd id can could would please pls")
const goesOn = wordSet(
  'if when what where how why that which who than as because cause since to whether after before until till while unless and or thing things one',
)

function questionAt(clauses: Clauses, at: number, end: number): { act: SpeechAct; body: number } | null {
  const { words } = clauses
  const opening = beginnings.match(clauses, at)
  const asked = (form: 'yes-no' | 'wh', general: boolean, body: number) => ({
    act: { kind: 'question', form, about: aboutOf(clauses, at, end, general) } as const,
    body,
  })
  if (opening !== undefined && at + opening.length <= end) {
    const body = at + opening.length
    switch (opening.value) {
      case 'indirect':
      case 'wanting': {
        const told = longest(asksToBeTold, clauses, at)
        const inner = told > 0 ? embeddedQuestion(clauses, at + told, end) : null
        // "Will you ship to Canada" asks what they do.
        const isPractice =
          /^(?:will|would)$/.test(words[at] ?? '') &&
          /^(?:ship|deliver|accept|price|take|offer)$/.test(words[body] ?? '') &&
          !determiners.has(words[body + 1] ?? '')
        if (inner !== null) return inner
        if (isPractice) return asked('yes-no', true, body)
        return { act: { kind: 'request', form: opening.value }, body }
      }
      case 'permission':
        return asked('yes-no', true, body)
      case 'practice':
        return asked(questionWords.has(words[at] ?? '') ? 'wh' : 'yes-no', true, body)
    }
  }
  const word = words[at] ?? ''
  const next = words[at + 1] ?? ''
  if (questionWords.has(word)) return asked('wh', cost.match(clauses, at) !== undefined, at + 1)
  const isInverted = subjects.has(next) || determiners.has(next) || next === 'there'
  if (auxiliaries.has(word) && isInverted && !/^(?:dont|do|have)$/.test(word)) return asked('yes-no', false, at + 1)
  if (
    /^(?:do|have|dont)$/.test(word) &&
    (/^(?:i|we|they|you|u)$/.test(next) || (word === 'do' && determiners.has(next)))
  )
    return asked('yes-no', false, at + 1)
  if (/^(?:can|could|may)$/.test(word) && actionVerbs.has(next) && at + 2 < end) return asked('yes-no', true, at + 1)
  return null
}

/** "… where it is", "… if it shipped" behind "tell me". Without either, what was to be told is no question of its own. */
function embeddedQuestion(clauses: Clauses, at: number, end: number): { act: SpeechAct; body: number } | null {
  const word = clauses.words[at] ?? ''
  if (at >= end) return null
  if (embedded.has(word)) {
    // "I was wondering if you could cancel it" is a request.
    const asks = new Set(['you', 'u']).has(clauses.words[at + 1] ?? '') && modals.has(clauses.words[at + 2] ?? '')
    if (asks) return { act: { kind: 'request', form: 'indirect' }, body: at + 3 }
    const isRule = firstPersons.has(clauses.words[at + 1] ?? '') && modals.has(clauses.words[at + 2] ?? '')
    return { act: { kind: 'question', form: 'yes-no', about: aboutOf(clauses, at, end, isRule) }, body: at + 1 }
  }
  if (!questionWords.has(word)) return null
  const opening = beginnings.match(clauses, at)
  const isRule =
    opening?.value === 'practice' ||
    (word === 'how' && /^(?:long|many|much)$/.test(clauses.words[at + 1] ?? '')) ||
    (/^(?:i|we|you|one)$/.test(clauses.words[at + 1] ?? '') && modals.has(clauses.words[at + 2] ?? ''))
  return { act: { kind: 'question', form: 'wh', about: aboutOf(clauses, at, end, isRule) }, body: at + 1 }
}

/** Of the rules, unless it is about this very thing and nothing is supposed. */
function aboutOf(clauses: Clauses, from: number, end: number, general: boolean): 'rules' | 'case' {
  if (!general) return 'case'
  const words = clauses.words.slice(from, end)
  const [first, last] = [clauses.tokens[from], clauses.tokens[end - 1]]
  const names = clauses.entities.some(
    ({ start, end: stop, text }) => first && last && start >= first.start && stop <= last.end && /\d{4}/.test(text),
  )
  const isSupposed = words.some((word) => supposing.has(word))
  return names || (words.some((word) => ownCase.has(word)) && !isSupposed) ? 'case' : 'rules'
}
const supposing = wordSet('if after once when without unless even already before worn opened used')

function isCommand(words: readonly string[], at: number, end: number): boolean {
  const word = words[at] ?? ''
  const next = words[at + 1] ?? ''
  if (word === 'dont' || (word === 'do' && next === 'not') || word === 'never') return at + 1 < end
  if (actionVerbs.has(word)) return !auxiliaries.has(next) || next === 'have'
  if (subjects.has(word) || determiners.has(word) || auxiliaries.has(word) || questionWords.has(word)) return false
  // A verb that we do not know, with its object: "gift-wrap my order".
  return (
    /^(?:my|me|the|it|them)$/.test(next) &&
    /^[a-z]{3,}$/.test(word) &&
    !notVerbs.has(word) &&
    !/(?:ed|ing|s)$/.test(word)
  )
}
const notVerbs = wordSet(
  `for with from about because since but and where when why what how than that not all only both with without into onto upon over under got got
  said told gave sent took made lost paid bought before after until till then so also per via off out off down today yesterday again one some
  any still even now here there yet like during through behind between hello thank love hate miss saw felt left kept found came went did`,
)

function complains(clauses: Clauses, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1)
    if (complaintWords.has(clauses.words[at] ?? '') || complaints.match(clauses, at) !== undefined) return true
  return false
}

/** What says that something is only thought of. */
export function hypotheticalIn(clauses: Clauses, from: number, end: number): TextPart | null {
  for (let at = from; at < end; at += 1) {
    const hit = hypothetical.match(clauses, at)
    if (hit !== undefined) return partOf(clauses, { from: at, end: Math.min(at + hit.length, end) })
  }
  return null
}

const longest = (table: PhraseTable<true>, clauses: Clauses, at: number): number =>
  table.match(clauses, at)?.length ?? 0
