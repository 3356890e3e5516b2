export { openLanguageModel } from './open-model.ts'
