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
