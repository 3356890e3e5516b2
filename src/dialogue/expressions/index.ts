export { type Expression, itemName, walkExpression } from './ast.ts'
export { type EvaluationScope, evaluate, isTrue, sameJson } from './evaluate.ts'
export { functions, isItemFunction, numberOf, textOf, truthy } from './functions.ts'
export { infer, inferCondition, type KindProblem, type KindScope } from './infer.ts'
export {
  boolean,
  either,
  eitherOf,
  isKnown,
  type Kind,
  kindOfSchema,
  kindOfValue,
  listOf,
  number,
  spokenKind,
  text,
  unknown,
} from './kinds.ts'
export { nearest } from './nearest.ts'
export { type ParsedExpression, parseExpression } from './parse.ts'
export { printExpression } from './print.ts'
