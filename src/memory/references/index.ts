export { type Phrase, phrasesIn, type ReferableNouns } from './phrases.ts'
export { doubtfulTypes, referencedEntities, resolveReferences } from './resolve.ts'
export type { Alternative, Reference, ReferenceRequest } from './types.ts'
