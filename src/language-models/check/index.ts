export type { CheckResult, ModelCheck } from './check-model.ts'
export { checkModels, type ModelsCheck, type RoleCheck, usualTokens } from './check-models.ts'
