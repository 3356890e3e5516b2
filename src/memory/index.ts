/** What the assistant keeps in mind: what words stand for, things talked about, what happened, what the conversation is about. docs/memory.md */
export { learnAttributes, type MayKeep } from './attributes.ts'
export { mannerSettings, memoryLimits } from './limits.ts'
export { assistantMention, mentionsOf, rememberMentions } from './mentions.ts'
export { type MemoryWish, memoryWishOf, yesOrNo } from './questions.ts'
export {
  type Alternative,
  doubtfulTypes,
  type ReferableNouns,
  type Reference,
  type ReferenceRequest,
  referencedEntities,
  resolveReferences,
} from './references/index.ts'
export { rememberTurn, type TurnToRemember } from './remember-turn.ts'
export { describeThing, type SummaryOptions, summaryOf } from './summary.ts'
export { keyOf, type ThingsQuery, thingsOfMentions, thingsTalkedAbout } from './things.ts'
export { type Subject, type TopicShift, topicShift } from './topic.ts'
export { begunAnew, broughtBack, setAside, withoutAside } from './writers.ts'
