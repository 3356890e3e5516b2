import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import { ibanLength, isIban, passesLuhn } from './checksums.ts'

export type PersonalDataKind =
  | 'email'
  | 'phone'
  | 'card'
  | 'iban'
  | 'national-id'
  | 'address'
  | 'ip'
  | 'birth-date'
  | 'name'
  /** A password, PIN or code that somebody wrote down. */
  | 'secret'

/** Offsets in UTF-16 units, `end` exclusive. */
export interface PersonalDataSpan {
  start: number
  end: number
  kind: PersonalDataKind
  /** [0, 1]; checksummed numbers have 0.99. */
  confidence: number
}

/** Characters that are looked at: what a message may have, twice. Longer texts (logs) are marked piece by piece. */
const pieceCharacters = 16_000

type Finder<K extends string = PersonalDataKind> = (text: string) => FoundSpan<K>[]
interface FoundSpan<K extends string> {
  start: number
  end: number
  kind: K
  confidence: number
}

/** All matches of a pattern whose first group, or whole, is the span; `keep` looks closer. */
function byPattern<K extends string>(
  kind: K,
  pattern: RegExp,
  confidence: number,
  keep: (found: string) => boolean = () => true,
): Finder<K> {
  return (text) => {
    const spans: FoundSpan<K>[] = []
    for (const match of text.matchAll(pattern)) {
      const [from, to] = match.indices?.[1] ?? match.indices?.[0] ?? [match.index, match.index + match[0].length]
      if (keep(text.slice(from, to))) spans.push({ start: from, end: to, kind, confidence })
    }
    return spans
  }
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

const email = byPattern(
  'email',
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu,
  0.98,
)

/** "jane at example dot com", as people write it to be polite to machines. */
const spelledEmail = byPattern(
  'email',
  /\b[\p{L}\p{N}._-]{2,64} ?(?:\(at\)|\[at\]| at ) ?[\p{L}\p{N}-]{2,63} ?(?:\(dot\)|\[dot\]| dot ) ?(?:com|org|net|edu|gov|io|co|us|ca|uk|de|fr)\b/giu,
  0.85,
)

const cardShape = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-]|[ ]\d)/g
const card = byPattern('card', cardShape, 0.99, (found) => passesLuhn(found))
/** Sixteen digits in fours, or fifteen as American Express prints them, with a digit mistyped. */
const mistypedCard = byPattern(
  'card',
  /(?<![\d-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -])\d{6}\2\d{5})(?![\d-])/g,
  0.7,
)

/** The country says how long it is: what follows in the sentence may look like more of it. */
const iban: Finder = (text) => {
  const spans: PersonalDataSpan[] = []
  for (const match of text.matchAll(/(?<![A-Z0-9])[A-Z]{2}\d{2}(?=[ A-Z0-9]{11})/gi)) {
    const length = ibanLength(match[0].slice(0, 2))
    if (length === null) continue
    let end = match.index
    for (let taken = 0; taken < length && /[ A-Z0-9]/i.test(text[end] ?? '.'); end += 1)
      if (text[end] !== ' ') taken += 1
    if (!/[A-Z0-9]/i.test(text[end] ?? '') && isIban(text.slice(match.index, end)))
      spans.push({ start: match.index, end, kind: 'iban', confidence: 0.99 })
  }
  return spans
}

/** US social security numbers: never 000, 666 or 9xx, no zero group (SSA, randomised since 2011). Undashed only where it is called so. */
const isSsn = (text: string): boolean => {
  const digits = digitsOf(text)
  return (
    digits.length === 9 && !/^(?:000|666|9)/.test(digits) && digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000'
  )
}
const ssn = byPattern('national-id', /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g, 0.95, isSsn)
const calledSsn = byPattern(
  'national-id',
  /\b(?:ssn|social(?: security)?(?: number| no\.?)?)\D{0,12}(\d{3}[ -]?\d{2}[ -]?\d{4})(?!\d)/dgi,
  0.95,
  isSsn,
)

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const ipv4 = byPattern('ip', new RegExp(`(?<![\\d.])(?:${octet}\\.){3}${octet}(?![\\d.]\\d|\\d)`, 'g'), 0.95)
const ipv6 = byPattern(
  'ip',
  /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])/gi,
  0.9,
  (found) => found.split(':').length >= 4,
)

const streetKinds =
  'street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|circle|cir|place|pl|terrace|ter|parkway|pkwy|highway|hwy|way|square|sq|trail|trl|alley|crescent|close|grove|row'
const unit = '(?:,? *(?:apt|apartment|suite|ste|unit|floor|fl|room|rm|#)\\.? *[\\w-]{1,8})?'
const cityLine =
  "(?:[,\\n]? *[\\p{L}.' -]{2,40}[,\\n] *(?:[A-Z]{2}|\\p{Lu}\\p{Ll}{3,13}(?: \\p{Lu}\\p{Ll}{3,13})?)(?:[, ] *(?:\\d{5}(?:-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d))?)?"
const address = byPattern(
  'address',
  new RegExp(
    `(?<![\\w$€£.-])\\d{1,6}[a-z]?,? (?:[nsew]\\.? |north |south |east |west )?(?:[\\p{L}\\d][\\p{L}\\d.'-]{0,24} ){1,4}(?:${streetKinds})\\b\\.?${unit}${cityLine}`,
    'giu',
  ),
  0.9,
  // "2 days on the way", "30 days in a row", "order 104301 is on its way": a number, but no address.
  (found) =>
    !/^\d+ (?:\S+ )?(?:is|are|was|were|will|be|it|its|your|my|our|you|we|they)\b/i.test(found) &&
    !/^\d+ (?:business )?(?:days?|weeks?|months?|hours?|times?|items?|pairs?|years?|minutes?|dollars?|of|more|people|orders?)\b/i.test(
      found,
    ),
)
const postBox = byPattern('address', /\b(?:p\.? ?o\.? box|post office box) ?#? ?\d{1,7}\b/gi, 0.9)
/** City, state and ZIP code, or a Canadian postal code with its city. */
const cityStateZip = byPattern(
  'address',
  /\b\p{Lu}[\p{L}.'-]{1,24}(?: \p{Lu}[\p{L}.'-]{1,24}){0,2},? [A-Z]{2},? (?:\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b/gu,
  0.85,
)

const birthDate = byPattern(
  'birth-date',
  /\b(?:born|birth ?(?:day|date)|date of birth|dob)\b[^\d\n]{0,20}(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.? \d{4})/dgiu,
  0.9,
)
/** Where people say who they are. A name elsewhere needs a trained recogniser; patterns would take every capital for one. */
const introduced = byPattern(
  'name',
  /\b(?:[Mm]y (?:full )?name(?: is|'s|:)|[Nn]ame:|[Tt]his is|I am called|[Mm]y name ?=)\s{1,3}((?:\p{Lu}[\p{L}'’-]{1,24}\.?)(?: \p{Lu}[\p{L}'’-]{0,24}\.?){0,3})/dgu,
  0.85,
  (found) => !/^(?:The|My|Your|Not|About|Order)\b/.test(found),
)
const introducedSmall = byPattern(
  'name',
  /\bmy (?:full )?name(?: is|'s|:) (\p{Ll}[\p{L}'’-]{1,24}(?: \p{Ll}[\p{L}'’-]{1,24})?)(?=[.,!?\n]|$| and\b)/dgu,
  0.75,
)
const secret = byPattern(
  'secret',
  /\b(?:password|passcode|passwort|pin(?: code)?|security (?:code|answer)|cvv|cvc|(?:verification|one[- ]time) code)(?: number)?(?: is| was|:|=|'s)\s{0,3}["'“]?([^\s"'”,;]{3,64})/dgi,
  0.9,
  (found) =>
    /\d/.test(found) ||
    !/^(?:not|wrong|incorrect|invalid|expired|the|my|too|never|still|still|gone|lost|required|working|missing|correct|right|being|what|used|reset|blocked|locked)\b/i.test(
      found,
    ),
)

/** Countries whose way of writing numbers without a country code is known where the shop serves. */
const phone: Finder = (text) => {
  if (digitsOf(text).length < 7) return []
  return findPhoneNumbersInText(text, 'US').map(({ startsAt, endsAt }) => ({
    start: startsAt,
    end: endsAt,
    kind: 'phone',
    confidence: 0.92,
  }))
}
/** Shapes nobody else uses, whether or not the exchange exists: (555) 010-0199, +44 …, 555-0199 after "call". */
const phoneShape = byPattern(
  'phone',
  /(?<![\w-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?: ?(?:x|ext\.?) ?\d{1,6})?(?![\w-])/g,
  0.85,
)
const calledPhone = byPattern(
  'phone',
  /\b(?:(?:tele)?phone|mobile|cell|tel|fax|call(?: me| us)?|text me|reach me|ring|(?:phone|mobile|registered) number)(?: (?:number|no\.?))?(?: is| at| on|:|\.)?[ :]{0,2}(\+?\(?\d(?:[ .()/-]{0,2}\d){5,14})(?!\d)/dgi,
  0.85,
)
/** Maestro and older cards have twelve digits: too short to be believed without the word. */
const calledCard = byPattern(
  'card',
  /\b(?:card|cc)(?: (?:number|no\.?))?(?: is|:| #)?[ #]{0,2}(\d{12})(?!\d)/dgi,
  0.95,
  passesLuhn,
)

/**
 * In order of trust: where two overlap, the earlier keeps its place unless the later is the longer of equal trust. Each with a character
 * that a text must have for it to find anything: most messages have no digit, and every message and reply is looked at.
 */
const finders: [needs: RegExp, find: Finder][] = [
  [/\d/, iban],
  [/\d/, card],
  [/\d/, calledCard],
  [/@/, email],
  [/\d/, ssn],
  [/\d/, calledSsn],
  [/[a-z]/i, secret],
  [/\d/, birthDate],
  [/\d/, ipv4],
  [/\d/, address],
  [/\d/, cityStateZip],
  [/\d/, postBox],
  [/\d/, mistypedCard],
  [/\d/, phone],
  [/\d/, phoneShape],
  [/\d/, calledPhone],
  [/\bat\b/i, spelledEmail],
  [/:/, ipv6],
  [/[a-z]/i, introduced],
  [/[a-z]/i, introducedSmall],
]

/** Personal data in a text, in order, without overlaps. */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const found: PersonalDataSpan[] = []
  for (let offset = 0; offset < text.length; offset += pieceCharacters) {
    const piece = text.slice(offset, offset + pieceCharacters)
    for (const [needs, find] of finders) {
      if (!needs.test(piece)) continue
      for (const span of find(piece)) {
        const moved = { ...span, start: span.start + offset, end: span.end + offset }
        if (!found.some((other) => moved.start < other.end && other.start < moved.end)) found.push(moved)
      }
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A link, or a host with a name that begins with www. */
const url = byPattern('ip', /(?<![\p{L}\p{N}@])(?:https?:\/\/|www\.)[^\s<>"'“”()]{3,2000}(?<![.,;:!?])/giu, 0.95)

/** Twelve to nineteen digits that pass Luhn and begin as the schemes' numbers do: believed without a word beside them. */
const issued = byPattern(
  'card',
  /(?<![\p{L}\d-])\d(?:[ -]?\d){11,18}(?![\d-]|[ ]\d)/gu,
  0.99,
  (found) => /^(?:3[045678]|4|5|6|2[2-7]|2131|1800)/.test(digitsOf(found)) && passesLuhn(found),
)

const certainFinders = [
  { label: 'DOMAIN_NAME', find: url },
  { label: 'EMAIL_ADDRESS', find: email },
  { label: 'IBAN_CODE', find: iban },
  { label: 'CREDIT_CARD', find: issued },
  { label: 'US_SSN', find: ssn },
  { label: 'US_SSN', find: calledSsn },
  { label: 'IP_ADDRESS', find: ipv4 },
  { label: 'IP_ADDRESS', find: ipv6 },
] as const

export interface CertainSpan {
  start: number
  end: number
  label: (typeof certainFinders)[number]['label']
}

/** What checksums and shapes decide alone, in order, without overlaps. */
export function findCertain(text: string): CertainSpan[] {
  const found: CertainSpan[] = []
  if (!/[\d@]|www|:\/\//.test(text)) return found
  for (const { label, find } of certainFinders)
    for (const { start, end } of find(text))
      if (!found.some((other) => start < other.end && other.start < end)) found.push({ start, end, label })
  return found.sort((a, b) => a.start - b.start)
}
