import type { PersonalDataKind } from './find.ts'

/**
 * What tells who somebody is only together with other things, or as often belongs to a shop as to a person. Never a reason to withhold a
 * reply: for redaction and evaluation only.
 */
export type WeakKind =
  | 'url'
  | 'place'
  | 'organisation'
  | 'nationality'
  | 'title'
  | 'date'
  | 'age'
  | 'postal-code'
  | 'licence'

export type AnyPersonalDataKind = PersonalDataKind | WeakKind
