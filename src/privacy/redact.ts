import { findPersonalData, type PersonalDataSpan } from './find.ts'
import { findAllPersonalData } from './find-all.ts'
import type { AnyPersonalDataKind } from './kinds.ts'

/** What stands in place of personal data: says what it was, never any of it. */
const placeholders: Record<AnyPersonalDataKind, string> = {
  email: '[email]',
  phone: '[phone]',
  card: '[card]',
  iban: '[iban]',
  'national-id': '[national id]',
  address: '[address]',
  ip: '[ip]',
  'birth-date': '[birth date]',
  name: '[name]',
  secret: '[secret]',
  url: '[link]',
  place: '[place]',
  organisation: '[organisation]',
  nationality: '[nationality]',
  title: '[title]',
  date: '[date]',
  age: '[age]',
  'postal-code': '[postal code]',
  licence: '[licence]',
}

/** The text with each span replaced by its kind. Spans may come in any order; where they overlap the first in the text counts. */
export function redact(
  text: string,
  spans: readonly (PersonalDataSpan | { start: number; end: number; kind: AnyPersonalDataKind })[],
): string {
  let redacted = ''
  let from = 0
  for (const { start, end, kind } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < from) continue
    redacted += text.slice(from, start) + placeholders[kind]
    from = end
  }
  return redacted + text.slice(from)
}

/** For logs, release examples and traces: nothing personal that can be found by pattern is left. */
export const redactAll = (text: string): string => redact(text, findPersonalData(text))

/** For texts that leave the installation or are learnt from: also names, places, organisations, dates and what else tells who somebody is. */
export const redactThoroughly = (text: string): string => redact(text, findAllPersonalData(text))

/** Every text inside a JSON value redacted; keys and other values stay. */
export function redactJson<T>(value: T): T {
  if (typeof value === 'string') return redactAll(value) as T
  if (Array.isArray(value)) return value.map((item) => redactJson(item)) as T
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactJson(inner)])) as T
  return value
}

/** `jane.doe@example.com` → `j•••@example.com`: enough for its owner to recognise it. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '•••' : `${email[0]}•••${email.slice(at)}`
}

/** The last four digits. */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.length <= 4 ? '••••' : `•••• ${digits.slice(-4)}`
}
