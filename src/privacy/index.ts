/** Personal data: found by pattern and checksum, and taken out of whatever is logged, learnt from or shown in traces. */
export { isIban, passesLuhn } from './checksums.ts'
export { findPersonalData, type PersonalDataKind, type PersonalDataSpan } from './find.ts'
export { maskEmail, maskNumber, redact, redactAll, redactJson } from './redact.ts'
