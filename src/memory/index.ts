export { assistantMention, mentionsOf, rememberMentions } from './mentions.ts'
export { type Reference, type ReferableNouns, referencedEntities, resolveReferences } from './references.ts'
