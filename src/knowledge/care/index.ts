/** Caring for what is known: contradictions, duplicates, what is out of date or unused, what nobody can answer, and what belongs together. */
export { type CategoryBranch, categoriesOf } from './categories.ts'
export { type CareFinding, type CareOptions, careFor } from './check.ts'
export { type Gap, gapQuestions, gapsIn, type Unanswered } from './gaps.ts'
export { type RelationEdge, type RelationNode, type Relations, relatedTo, relationsOf } from './relations.ts'
