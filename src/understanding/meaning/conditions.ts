import type { Condition } from '#domain/understanding.ts'
import { type Clauses, endOf, partOf, type Range, startOf } from './clauses.ts'
import { PhraseTable, phraseSet, wordSet } from './phrases.ts'
import { actionVerbs, auxiliaries, determiners, questionWords, subjects } from './words.ts'

interface Connective {
  name: string
  inverted: boolean
  /** Only with a subject after it: "once it arrives", but "once more". */
  needsSubject?: true
}

const connectives = new PhraseTable<Connective>([
  ['only? if', { name: 'if', inverted: false }],
  ['and|but|so if', { name: 'if', inverted: false }],
  ['unless', { name: 'unless', inverted: true }],
  ['except if|when', { name: 'unless', inverted: true }],
  ['in case', { name: 'in case', inverted: false }],
  ['in the event that?', { name: 'in case', inverted: false }],
  ['provided|providing that?', { name: 'provided', inverted: false }],
  ['as|so long as', { name: 'as long as', inverted: false }],
  ['on the? condition that', { name: 'provided', inverted: false }],
  ['assuming that?', { name: 'if', inverted: false }],
  ['once', { name: 'once', inverted: false, needsSubject: true }],
  ['as soon as', { name: 'once', inverted: false, needsSubject: true }],
])
/** "If possible", "if you can", "if you don't mind": courtesy or a preference, no condition. */
const courtesy = phraseSet(
  'if so',
  'if at? all? possible|poss',
  'if it|that|thats|its is? at? all? possible|ok|okay|alright|fine',
  'if you|u can|could',
  'if you|u please|may',
  'if you|u dont|would|wouldnt mind',
  'if you|u are|were able|kind|happy',
  'if i|we may|might|could',
  'if need be',
  'if needed|necessary',
  'if not too much trouble',
  'if it|its is? not too much trouble',
  'if any',
  'as soon as possible|poss',
  'as soon as you|u|i|we possibly? can',
  'in case you|u are|were? wonder|wondered|wondering',
)
/** "Check if it shipped", "I wonder if you can": what follows is the object of the asking. */
const askingVerbs = wordSet(
  `ask asking asked wonder wondering wondered know knowing see check checking confirm sure tell told say says said whether understand idea find
  clear verify determine remember advise great nice better best good awesome helpful lovely perfect ideal appreciate love wonderful grateful glad obliged thankful pleased clue curious question me us matter matters care mind no what even as like than or look see`,
)
const tellingVerbs = wordSet('tell let show ask asks asked told tells advise inform remind')
const otherwise = phraseSet(
  'and|but|or? otherwise|otherwize|otherwse',
  'or else',
  'and|but? if not',
  'else',
  'failing that',
)
const consequenceStarts = phraseSet(
  'then',
  'please|pls|plz|just|kindly',
  'great|good|fine|ok|okay|perfect',
  'can|could|will|would|may|shall|should i|we|you|u',
  'i want|need|wanna|would|will|wish|prefer',
  "i'd|i'll|we'd|we'll|ill|id",
  'we want|need|would|will',
  'do not',
  'dont',
  'never mind?',
  'what|whats|where|when|how|who',
  'is|are|do|does|will|would there|it|you|u|i|we|the|my|a|this|that|delivery|shipping',
)
/** A condition is a clause of its own: subject and verb at least. */
const shortestCondition = 2
const mostConditions = 4

/** The conditions of a message, in order; linear in its length but for what they span. */
export function conditionsIn(clauses: Clauses): Condition[] {
  const found: Condition[] = []
  for (let at = 0; at < clauses.words.length && found.length < mostConditions; at += 1) {
    const hit = connectives.match(clauses, at)
    if (hit === undefined) continue
    const condition = isCondition(clauses, at, hit.length, hit.value) ? readCondition(clauses, at, hit) : null
    at += hit.length - 1
    if (condition === null) continue
    found.push(condition)
    while (at + 1 < clauses.tokens.length && (clauses.tokens[at + 1]?.end ?? 0) <= condition.condition.end) at += 1
  }
  return found
}

function isCondition(clauses: Clauses, at: number, length: number, connective: Connective): boolean {
  const { words } = clauses
  const last = at + length - 1
  if (isCourtesy(clauses, last) || isCourtesy(clauses, at)) return false
  if (otherwise.match(clauses, at) !== undefined) return false
  if (connective.needsSubject && !subjects.has(words[at + length] ?? '') && !determiners.has(words[at + length] ?? ''))
    return false
  const before = clauses.gaps[at] === '' ? (words[at - 1] ?? '') : ''
  if (!['if', 'in case'].includes(connective.name)) return true
  // "Tell me if it fits" asks; "cancel it for me if it has not shipped" does not.
  if (before === 'me' || before === 'us') return !tellingVerbs.has(words[at - 2] ?? '') && words[at - 3] !== 'let'
  if (before === 'it' || before === 'this') return !askingVerbs.has(words[at - 2] ?? '') || words[at - 2] === 'like'
  return !askingVerbs.has(before)
}

/** "If you can" is courtesy; "if you can refund it" is a condition. */
function isCourtesy(clauses: Clauses, at: number): boolean {
  const hit = courtesy.match(clauses, at)
  if (hit === undefined) return false
  const next = at + hit.length
  const word = clauses.words[next] ?? ''
  const goesOn = clauses.gaps[next] === '' && actionVerbs.has(word)
  return !(goesOn && /^(?:can|could|able)$/.test(clauses.words[next - 1] ?? ''))
}

function readCondition(clauses: Clauses, at: number, hit: { length: number; value: Connective }): Condition | null {
  const begin = at + hit.length
  const clauseStart = at === 0 ? 0 : startOf(clauses, at, false)
  const leads = isOpening(clauses, clauseStart, at)
  const split = leads ? consequenceAfter(clauses, begin) : { end: endOfCondition(clauses, begin), consequence: null }
  if (split.end - begin < shortestCondition) return null
  const before: Range = { from: clauseStart, end: at }
  const range = leads ? split.consequence : before.end > before.from ? before : null
  const alternative = alternativeAfter(clauses, Math.max(split.end, range?.end ?? 0))
  const condition = partOf(clauses, { from: begin, end: split.end })
  if (condition === null) return null
  const consequence = range && partOf(clauses, trimmed(clauses, range))
  const other = alternative && partOf(clauses, alternative)
  const start = Math.min(clauses.tokens[at]?.start ?? 0, consequence?.start ?? Number.POSITIVE_INFINITY)
  const end = Math.max(condition.end, consequence?.end ?? 0, other?.end ?? 0)
  return {
    start,
    end,
    text: clauses.text.slice(start, end),
    connective: hit.value.name,
    inverted: hit.value.inverted,
    condition,
    consequence,
    alternative: other,
    role: 'whole',
  }
}

/** Whether nothing but openings stands before the condition: then what follows from it stands behind it. */
function isOpening({ words, gaps }: Clauses, from: number, at: number): boolean {
  if (gaps[at] === 'comma' && actionBetween(words, from, at) === false) return true
  return words.slice(from, at).every((word) => openings.has(word))
}
const openings = wordSet('and but so then also plus well ok okay please pls hi hello hey yes no or now just')
const actionBetween = (words: readonly string[], from: number, at: number): boolean =>
  words.slice(from, at).some((word) => actionVerbs.has(word) || auxiliaries.has(word) || questionWords.has(word))

/** Where the condition ends and what follows from it begins: at a comma, at "then", else where a request begins. */
function consequenceAfter(clauses: Clauses, begin: number): { end: number; consequence: Range | null } {
  const { words, gaps } = clauses
  const sentenceEnd = endOf(clauses, begin, false)
  for (let at = begin + 1; at < sentenceEnd; at += 1) {
    const isLong = at - begin >= shortestCondition
    const isSplit =
      (gaps[at] === 'comma' && isLong) ||
      (isLong && (otherwise.match(clauses, at) !== undefined || words[at] === 'then')) ||
      (isLong &&
        !modifies(words, at) &&
        (actionStarts(words, at) || consequenceStarts.match(clauses, at) !== undefined))
    if (!isSplit) continue
    if (otherwise.match(clauses, at) !== undefined) return { end: at, consequence: null }
    const start = words[at] === 'then' ? at + 1 : at
    return { end: at, consequence: { from: start, end: consequenceEnd(clauses, start, sentenceEnd) } }
  }
  return { end: sentenceEnd, consequence: null }
}

/** A verb in its base form, not behind "to", an auxiliary, a subject or an article: the clause that follows from the condition. */
const actionStarts = (words: readonly string[], at: number): boolean =>
  actionVerbs.has(words[at] ?? '') && (determiners.has(words[at + 1] ?? '') || words[at + 1] === undefined)
/** "It did not ship", "you can cancel it", "the return": the word belongs to the one before it. */
function modifies(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? ''
  return (
    (subjects.has(before) && !objectPronouns.has(before)) ||
    before === 'to' ||
    auxiliaries.has(before) ||
    before === 'not' ||
    articles.has(before)
  )
}
const objectPronouns = wordSet('it this that these those one you')
const articles = wordSet('the a an my your our their his her')

const consequenceEnd = (clauses: Clauses, from: number, sentenceEnd: number): number => {
  for (let at = from + 1; at < sentenceEnd; at += 1) if (otherwise.match(clauses, at) !== undefined) return at
  return sentenceEnd
}

/** A condition behind what it is for goes up to the end of its clause. */
function endOfCondition(clauses: Clauses, begin: number): number {
  const sentenceEnd = endOf(clauses, begin, false)
  for (let at = begin + 1; at < sentenceEnd; at += 1) {
    if (clauses.gaps[at] === 'comma' && at - begin >= shortestCondition) return at
    if (otherwise.match(clauses, at) !== undefined) return at
    const isNext = clauses.words[at] === 'and' || clauses.words[at] === 'but'
    if (isNext && at - begin >= shortestCondition && beginsClause(clauses.words, at + 1)) return at
  }
  return sentenceEnd
}
const beginsClause = (words: readonly string[], at: number): boolean => {
  const word = words[at] ?? ''
  return actionVerbs.has(word) || questionWords.has(word) || ['also', 'please', 'can', 'could', 'i'].includes(word)
}

/** "Otherwise …" right behind, also in a sentence of its own. */
function alternativeAfter(clauses: Clauses, from: number): Range | null {
  for (let at = from; at <= from + 1 && at < clauses.words.length; at += 1) {
    const hit = otherwise.match(clauses, at)
    if (hit === undefined) continue
    const begin = at + hit.length
    return begin < clauses.words.length ? { from: begin, end: endOf(clauses, begin, false) } : null
  }
  return null
}

function trimmed({ words }: Clauses, range: Range): Range {
  let { from, end } = range
  while (end - from > 1 && openings.has(words[from] ?? '') && words[from] !== 'no') from += 1
  while (end - from > 1 && ['and', 'but', 'so', 'only'].includes(words[end - 1] ?? '')) end -= 1
  return { from, end }
}

/** How many words "otherwise" and the like take at a word; 0 where none begins there. For the cutting of a message into wishes. */
export const alternativeLength = (clauses: Clauses, at: number): number => otherwise.match(clauses, at)?.length ?? 0
