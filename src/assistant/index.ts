export { codeVersion } from './code-version.ts'
export { type CompiledAssistant, compileAssistant, type Part } from './compile.ts'
export { AssistantConfig, type Hours, isOpen, readConfig, resolveSettings } from './config.ts'
export {
  EntityFile,
  type IntentDefinition,
  IntentFile,
  type IntentPlaces,
  readEntities,
  readIntents,
} from './content.ts'
export { type LoadedTools, loadTools, type ReadTools, readTools } from './load-tools.ts'
export { type Progress, perform, type Work } from './making/work.ts'
export type { Workshop } from './making/workshop.ts'
export { offeredFlows } from './offered.ts'
export { nextOpening } from './opening-hours.ts'
export { fromBytes, type PartName, partNames, toBytes } from './parts.ts'
export { requiredResponses } from './required-responses.ts'
export { type AssistantRuntime, assembleRuntime, nearestLocale, type RuntimeSurroundings } from './runtime.ts'
export { type AssistantSource, filesOf, hashFiles, readAssistantFolder, textOf } from './source.ts'
export { type AuthoredData, readAuthoredData } from './training-data.ts'
