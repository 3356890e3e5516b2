import type { Negation } from '#domain/understanding.ts'
import { type Clauses, partOf, type Range } from './clauses.ts'
import { PhraseTable, phraseSet, wordSet } from './phrases.ts'
import { actionVerbs, determiners, joiners, openers, subjects } from './words.ts'

type Kind = Negation['kind']

const cues = new PhraseTable<Kind>([
  // It was wanted, and is no longer.
  ['never|nvr mind about?', 'withdrawn'],
  ['nevermind|nvm about?', 'withdrawn'],
  ['forget|scratch|drop|ignore|disregard|scrap about? that|it', 'withdrawn'],
  ['forget|scratch|scrap|ignore|disregard about?', 'withdrawn'],
  ['skip|drop', 'withdrawn'],
  ['i|we no longer|more want|need|wanna|require|wish|plan|intend to?', 'withdrawn'],
  ['i|we am|are no longer interested in?', 'withdrawn'],
  ['im no longer interested in?', 'withdrawn'],
  ['no longer want|need|require|wish|wanted|needed to?', 'withdrawn'],
  ['i|we have? changed my|our mind about|on?', 'withdrawn'],
  ['ive changed my mind about|on?', 'withdrawn'],
  ['no need|point to|for|in?', 'withdrawn'],
  ['not necessary to|for?', 'withdrawn'],
  // It shall not be done.
  ['please|pls|plz? dont|donot|dnt ever|you|u? dare|even? to?', 'prohibition'],
  ['please|pls|plz? do not ever?', 'prohibition'],
  ['please|pls|plz never', 'prohibition'],
  ['make|be sure you|u|it|that? dont|never', 'prohibition'],
  ['make|be sure not to', 'prohibition'],
  ['you|u must|should|can|may|shall not|never', 'prohibition'],
  ['you|u shouldnt|mustnt|cannot', 'prohibition'],
  ['i|we refuse to', 'prohibition'],
  // It is not wished for.
  ['i|we wont', 'unwanted'],
  ['i|we will not', 'unwanted'],
  ['i|we dont really|actually|even? want|need|like|wanna|wish|care you? to|for?', 'unwanted'],
  ['i|we do not really|actually|even? want|need|like|wanna|wish|care you? to|for?', 'unwanted'],
  ["i|i'd|id|we would? rather not", 'unwanted'],
  ["i'd|id|i|we wouldnt like|want to?", 'unwanted'],
  ["i'd|id|i|we would not like|want to?", 'unwanted'],
  ['im not going|planning|interested|looking|trying|asking to|in|for', 'unwanted'],
  ['i|we am|are not going|planning|interested|looking|trying|asking to|in|for', 'unwanted'],
  ['not interested|looking in|for', 'unwanted'],
  ['dont want|need', 'unwanted'],
  // It has not happened, is not so.
  ['didnt|hasnt|havent|isnt|arent|wasnt|werent|doesnt|cant|couldnt|wont|aint', 'report'],
  ['did|has|have|is|are|was|were|does|can|could|will|am not', 'report'],
  ['has|have|had|i|it|they|you never', 'report'],
  ['im|its|theyre|youre|thats not', 'report'],
  ['never', 'report'],
  ['dont|not', 'report'],
])
/** Ends what a negation reaches: another clause. */
const scopeEnds = wordSet(
  'but just instead rather because cause since cuz so although though then only unless if and or please',
)
/** "Not the blue one but the red one", "not blue, the red one". */
const turns = wordSet('but rather instead just')
const contrastAgainst = phraseSet('and|but? not', 'instead of', 'rather than', 'as opposed to')
const mostNegations = 6
const mostWordsOfContrast = 6

/** What is denied, forbidden or taken back, and how far that reaches. */
export function negationsIn(clauses: Clauses, from: number, end: number): Negation[] {
  const found: Negation[] = []
  for (let at = from; at < end && found.length < mostNegations; at += 1) {
    const read = contrastAt(clauses, at, from, end) ?? cueAt(clauses, at, end)
    if (read === null) continue
    const cue = partOf(clauses, read.cue)
    const scope = read.scope && partOf(clauses, read.scope)
    const instead = read.instead && partOf(clauses, read.instead)
    if (cue === null) continue
    const parts = [cue, scope, instead].filter((part) => part !== null)
    const start = Math.min(...parts.map((part) => part.start))
    const stop = Math.max(...parts.map((part) => part.end))
    found.push({ start, end: stop, text: clauses.text.slice(start, stop), kind: read.kind, cue, scope, instead })
    at = Math.max(read.cue.end, read.scope?.end ?? 0, read.instead?.end ?? 0) - 1
  }
  return found
}

interface Read {
  kind: Kind
  cue: Range
  scope: Range | null
  instead: Range | null
}

function cueAt(clauses: Clauses, at: number, end: number): Read | null {
  const hit = cues.match(clauses, at)
  if (hit === undefined || at + hit.length > end) return null
  const cue = { from: at, end: at + hit.length }
  const scope = scopeFrom(clauses, cue.end, end)
  // "Don't forget about it", "I forgot", "you should forward it": no taking back.
  if (imperatives.has(clauses.words[at] ?? '') && hit.value === 'withdrawn' && !opensClause(clauses, at)) return null
  const kind = kindOf(clauses, hit.value, cue, scope)
  return kind === null ? null : { kind, cue, scope, instead: null }
}

/** What a cue means depends on what stands around it. */
function kindOf(clauses: Clauses, kind: Kind, { from, end }: Range, scope: Range | null): Kind | null {
  const { words, gaps } = clauses
  const before = gaps[from] === '' ? (words[from - 1] ?? '') : ''
  const next = words[end] ?? ''
  if (words[from] === 'not' && end - from === 1) {
    // "Not more than", "not sure": no negation of anything said.
    if (/^(?:more|less|sure|only|later|over|under|even|too|long|fewer|yet|bad)$/.test(next)) return null
    if (before === 'why' || before === 'if' || before === 'or') return null
    return 'report'
  }
  if (kind === 'prohibition' && /^(?:dont|do|donot)$/.test(words[from] ?? '')) {
    // "I don't see it", "they don't work", "why don't you cancel it".
    const isTold = opensClause(clauses, from) || actionVerbs.has(next)
    if (!isTold || subjects.has(speaker(clauses, from)) || before === 'why' || /(?<!s)s$/.test(before)) return 'report'
    return /^(?:know|see|think|understand|remember|get|have|really)$/.test(next) && before !== 'please'
      ? 'report'
      : 'prohibition'
  }
  if (kind === 'unwanted' && /\b(?:anymore|any more|longer)\b/.test(words.slice(end, scope?.end ?? end).join(' ')))
    return 'withdrawn'
  if (kind === 'report' && words[from] === 'never' && actionVerbs.has(next) && (before === '' || before === 'please'))
    return 'prohibition'
  if (kind === 'withdrawn' && words[from] === 'drop' && next !== '' && /^(?:off|down)$/.test(next)) return null
  return kind
}

const imperatives = wordSet('forget scratch drop ignore disregard scrap skip')
const adverbs = wordSet('just really actually also still honestly simply even now')

/** Whether nothing but an opening stands before a word in its clause: "ok, forget it", "please don't". */
function opensClause({ words, gaps }: Clauses, at: number): boolean {
  let before = at
  while (gaps[before] === '' && (openers.has(words[before - 1] ?? '') || joiners.has(words[before - 1] ?? '')))
    before -= 1
  return gaps[before] !== '' || before === 0
}

/** Who a verb is said of, adverbs apart. */
function speaker({ words, gaps }: Clauses, at: number): string {
  let before = at
  while (gaps[before] === '' && adverbs.has(words[before - 1] ?? '')) before -= 1
  return gaps[before] === '' ? (words[before - 1] ?? '') : ''
}

function scopeFrom({ words, gaps }: Clauses, from: number, end: number): Range | null {
  let stop = from
  while (
    stop < end &&
    (stop === from || gaps[stop] === '') &&
    gaps[stop] !== 'sentence' &&
    !scopeEnds.has(words[stop] ?? '')
  )
    stop += 1
  // A comma right behind the cue: nothing is said to be denied ("never mind, thanks").
  return stop > from && (gaps[from] === '' || from === 0) ? { from, end: stop } : null
}

/** Two things of one kind, one of which holds: "not X but Y", "Y, not X", "Y instead of X". */
function contrastAt(clauses: Clauses, at: number, from: number, end: number): Read | null {
  const { words, gaps } = clauses
  const opens = words[at] === 'not' && (determiners.has(words[at + 1] ?? '') || turnsSoon(clauses, at, end))
  if (opens) {
    const scope = thing(clauses, at + 1, end)
    if (scope !== null) {
      let next = scope.end
      const isTurned = turns.has(words[next] ?? '')
      while (turns.has(words[next] ?? '') && next < end) next += 1
      const isJoined =
        isTurned || (gaps[next] === 'comma' && determiners.has(words[next] ?? '') && words[next] !== 'it')
      const instead = isJoined && next < end ? thing(clauses, next, end) : null
      // Two things of a kind are named alike: "not my style but nice" is no choice.
      const isAlike =
        instead !== null && determiners.has(words[scope.from] ?? '') === determiners.has(words[instead.from] ?? '')
      if (isAlike) return { kind: 'contrast', cue: { from: at, end: at + 1 }, scope, instead }
    }
  }
  const hit = at > from ? contrastAgainst.match(clauses, at) : undefined
  if (hit === undefined || at + hit.length >= end) return null
  const cue = { from: at, end: at + hit.length }
  const scope = thing(clauses, cue.end, end)
  const instead = thingBefore(clauses, at, from)
  if (scope === null || instead === null) return null
  if (words[cue.end - 1] === 'not') {
    // "It's nice but not my style" is no choice between two things, and "I have it not" none at all.
    const isNamed = (range: Range) => determiners.has(words[range.from] ?? '') && words[range.from] !== 'it'
    const isSetApart = gaps[at] === 'comma' || hit.length > 1 || words[scope.end - 1] === words[instead.end - 1]
    if (!isNamed(scope) || !isNamed(instead) || !isSetApart) return null
  }
  return { kind: 'contrast', cue, scope, instead }
}

const turnsSoon = ({ words, gaps }: Clauses, at: number, end: number): boolean => {
  for (let next = at + 2; next < Math.min(end, at + mostWordsOfContrast); next += 1) {
    if (gaps[next] === 'sentence') return false
    if (words[next] === 'but') return !subjects.has(words[next + 1] ?? '') || determiners.has(words[next + 1] ?? '')
  }
  return false
}

function thing({ words, gaps }: Clauses, from: number, end: number): Range | null {
  let stop = from
  while (
    stop < end &&
    stop - from < mostWordsOfContrast &&
    (stop === from || (gaps[stop] === '' && !thingEnds.has(words[stop] ?? ''))) &&
    !scopeEnds.has(words[stop] ?? '')
  )
    stop += 1
  return stop > from ? { from, end: stop } : null
}
const thingEnds = wordSet('on for at from with can could is are was to in that which when if by please')

function thingBefore({ words, gaps }: Clauses, at: number, from: number): Range | null {
  let start = at
  while (start > from && at - start < mostWordsOfContrast) {
    if (start < at && gaps[start] !== '') break
    if (
      /^(?:i|we|want|need|get|like|have|and|but|please|to|with|for|send|its|is|it|wanted|meant|mean|said|asked)$/.test(
        words[start - 1] ?? '',
      )
    )
      break
    start -= 1
  }
  return start < at ? { from: start, end: at } : null
}
