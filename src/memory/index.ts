export { assistantMention, mentionsOf, rememberMentions } from './mentions.ts'
export { type ReferableNouns, type Reference, referencedEntities, resolveReferences } from './references.ts'
