export { type Clauses, clausesIn } from './clauses.ts'
export { alternativeLength, conditionsIn } from './conditions.ts'
export { MeaningReader } from './read.ts'
export { actionVerbs } from './words.ts'
