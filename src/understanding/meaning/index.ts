export { type Clauses, clausesIn } from './clauses.ts'
export { beginsAlternative, conditionsIn } from './conditions.ts'
export { MeaningReader } from './read.ts'
