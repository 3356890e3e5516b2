/** Language models by role: what they are asked, with which prompts, and what is done without them. docs/language-models.md */
export {
  type AnswerSource,
  type AnswerWatch,
  answerLimits,
  type CutSentence,
  type ToAnswer,
  type WrittenAnswer,
  writeAnswer,
} from './answering/index.ts'
export type { ModelsObserver } from './chain/index.ts'
export { type CheckResult, checkModels, type ModelCheck, type ModelsCheck, type RoleCheck } from './check/index.ts'
export { ModelsConfig, type ResolvedModels, resolveModels, type ToolForModels } from './config/index.ts'
export { describeModels, modelWarnings, type OpenedModels, type OpenModels, openLanguageModels } from './open.ts'
export { builtInPrompts, type Prompt, type Prompts, placeholders, promptText, readPrompts } from './prompts/index.ts'
export {
  type Asking,
  type DataKind,
  dataBlock,
  factsOf,
  type Judgement,
  judge,
  languageName,
  modelProposer,
  NoProposal,
  type Phrased,
  phrase,
  rewriteQuery,
  roleLimits,
  sameFacts,
  summarise,
  type TalkLine,
  type ToJudge,
  type ToPhrase,
  type ToSummarise,
  type ToTranslate,
  translate,
} from './roles/index.ts'
export type {
  Asked,
  AskFor,
  AskMessage,
  AskText,
  LanguageModels,
  OfferedTool,
  Role,
  StreamedPart,
  WhyNone,
} from './types.ts'
