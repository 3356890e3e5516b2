/** Answers from the company's own documents: read, cut into passages, indexed, found, and quoted. See docs/knowledge.md. */

export { frontMatterSchema, type KnowledgeDocument, readDocuments } from './documents/document.ts'
export { evaluateKnowledge, type KnowledgeEvaluation, type KnowledgeQuestion } from './evaluate.ts'
export { type BuildOptions, buildKnowledge } from './index/build.ts'
export { type Knowledge, type KnowledgeAnswer, loadKnowledge, type RankedPassage, type Retrieved } from './knowledge.ts'
export type { Filters as KnowledgeFilters } from './retrieve/search.ts'
