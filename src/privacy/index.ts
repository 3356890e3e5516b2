/**
 * Personal data: found by pattern and checksum, and taken out of whatever is logged, learnt from or shown in traces. A trained tagger finds
 * what no pattern does (names, places, organisations) for thorough redaction. See docs/privacy.md.
 */
export { isIban, passesLuhn } from './checksums.ts'
export { evaluateSpans, type LabelledSpan, type SpanEvaluation, type SpanScore } from './evaluate.ts'
export { findPersonalData, type PersonalDataKind, type PersonalDataSpan } from './find.ts'
export { type AnyPersonalDataSpan, findAllPersonalData, tagPersonalData } from './find-all.ts'
export type { AnyPersonalDataKind, WeakKind } from './kinds.ts'
export { maskEmail, maskNumber, redact, redactAll, redactJson, redactThoroughly } from './redact.ts'
