import type { SpeechAct, TextPart } from '#domain/understanding.ts'
import { asksToBeTold, beginnings, complaints, complaintWords, hypothetical } from './act-phrases.ts'
import { type Clauses, partOf } from './clauses.ts'
import { type PhraseTable, phraseSet, wordSet } from './phrases.ts'
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

const embedded = wordSet('if whether')
const cost = phraseSet('how much', 'what does|do|is|are the|it? cost|price|fee')
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
