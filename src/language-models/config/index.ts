export { modelLimits } from './limits.ts'
export { type ModelSpec, manner, type ResolvedModels, type RoleSpec, resolveModels } from './resolve.ts'
export { ModelsConfig, type ToolForModels } from './schema.ts'
