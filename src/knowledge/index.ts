/** Answers from the company's own documents: read, cut into passages, indexed, found, and quoted. See docs/knowledge.md. */

export * from './care/index.ts'
export type { ContextPassage, KnowledgeContext } from './context/context.ts'
export {
  frontMatterSchema,
  type KnowledgeDocument,
  plainDocument,
  readDocuments,
  readDocumentsInSlices,
} from './documents/document.ts'
export { cutPassages } from './documents/passages.ts'
export { evaluateKnowledge, type KnowledgeEvaluation, type KnowledgeQuestion } from './evaluate.ts'
export { type BuildOptions, buildKnowledge } from './index/build.ts'
export { topicWords } from './index/words.ts'
export * from './ingest/index.ts'
export { type Knowledge, type LoadOptions, loadKnowledge } from './knowledge.ts'
export { leaningOn, standaloneQuery, type Talk as KnowledgeTalk } from './retrieve/follow-up.ts'
export type { Filters as KnowledgeFilters } from './retrieve/search.ts'
export type { KnowledgeAnswer, RankedPassage, Retrieved } from './serving/answering.ts'
