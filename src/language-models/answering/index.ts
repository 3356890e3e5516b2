/** Answers that a language model writes from passages, and that are held against them sentence by sentence. docs/language-model-roles.md */
export {
  type AnswerWatch,
  answerLimits,
  type CutSentence,
  type SentenceSupport,
  type ToAnswer,
  type WrittenAnswer,
  writeAnswer,
} from './answer.ts'
export { type Sentence, SentenceReader } from './sentences.ts'
export type { AnswerSource } from './sources.ts'
