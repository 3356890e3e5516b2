import { findPersonalData } from './find.ts'
import type { AnyPersonalDataKind } from './kinds.ts'
import { shippedTagger, type TaggedSpan, tagWith } from './tagger/tagger.ts'

/** Offsets in UTF-16 units, `end` exclusive. */
export interface AnyPersonalDataSpan {
  start: number
  end: number
  kind: AnyPersonalDataKind
}

const kinds: Record<TaggedSpan['label'], AnyPersonalDataKind> = {
  PERSON: 'name',
  STREET_ADDRESS: 'address',
  GPE: 'place',
  ORGANIZATION: 'organisation',
  DATE_TIME: 'date',
  PHONE_NUMBER: 'phone',
  NRP: 'nationality',
  AGE: 'age',
  ZIP_CODE: 'postal-code',
  TITLE: 'title',
  US_DRIVER_LICENSE: 'licence',
  EMAIL_ADDRESS: 'email',
  CREDIT_CARD: 'card',
  IBAN_CODE: 'iban',
  US_SSN: 'national-id',
  IP_ADDRESS: 'ip',
  DOMAIN_NAME: 'url',
}

/** Spans as the tagger's training data labels them; what `evaluate privacy` measures. */
export const tagPersonalData = (text: string): TaggedSpan[] => tagWith(shippedTagger(), text)

/**
 * All that may tell who somebody is, rules and tagger together, in order and without overlaps: what the rules find, the tagger's spans
 * where they leave room, neighbouring parts of an address as one. Half a millisecond for a message; the model is read at first use (40 ms).
 */
export function findAllPersonalData(text: string): AnyPersonalDataSpan[] {
  const spans: AnyPersonalDataSpan[] = findPersonalData(text).map(({ start, end, kind }) => ({ start, end, kind }))
  for (const { start, end, label } of tagPersonalData(text)) {
    const kind = kinds[label]
    const over = spans.find((other) => start < other.end && other.start < end)
    if (over === undefined) spans.push({ start, end, kind })
    // A rule knows the street, the tagger what stands before and behind it.
    else if (over.kind === 'address' && kind === 'address') {
      over.start = Math.min(over.start, start)
      over.end = Math.max(over.end, end)
    }
  }
  const joined: AnyPersonalDataSpan[] = []
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last?.kind === 'address' && span.kind === 'address' && /^[\s,]*$/.test(text.slice(last.end, span.start)))
      last.end = Math.max(last.end, span.end)
    else if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else joined.push(span)
  }
  return joined
}
