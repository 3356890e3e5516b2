/** Personal data: found by pattern and checksum, and taken out of whatever is logged, learnt from or shown in traces. */
export { isIban, passesLuhn } from './checksums.ts'
export { findPersonalData, type PersonalKind, type PersonalSpan } from './find.ts'
export { maskEmail, maskNumber, redact, redactAll, redactJson } from './redact.ts'
