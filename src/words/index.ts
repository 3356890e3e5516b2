/** What several folders below the turn know about English words. */
export { stemEnglish } from './stem.ts'
