import { appError } from '#domain/errors.ts'
import { indexDocuments, languageOf } from './build-index.ts'
import { answerThreshold } from './choices.ts'
import { type ConfidenceWeights, fitConfidence, type JudgedEvidence } from './confidence.ts'
import type { KnowledgeDocument } from './document.ts'
import { everydayEnglish } from './everyday-words.ts'
import { type IndexSettings, indexToBytes } from './index-form.ts'
import { searcher } from './search.ts'

export interface BuildOptions {
  /** Of articles and questions that do not say otherwise. */
  locale?: string
  /** The assistant's own groups of words with one meaning. */
  sameMeaning?: readonly (readonly string[])[]
  /** [0, 1]: confidence from which an answer is given. */
  threshold?: number
}

/** Confidence where there are no questions to learn it from. Fitted on the shipped assistant. */
export const priorConfidence: ConfidenceWeights = {
  bias: -3,
  weights: {
    words: 2,
    passage: 2,
    document: 3,
    question: 4,
    title: 1,
    heading: 0.5,
    pairs: 0.5,
    lead: 1.5,
    unsaid: -3,
    worstUnsaid: -3,
    otherNumber: -2,
    thin: -0.5,
  },
}

/** The strength of the prior, in examples. */
const priorPull = 20
const folds = 5

/** The index of documents as bytes: a part of a release, the same for the same documents and options. Throws `knowledge.empty`. */
export function buildKnowledge(documents: readonly KnowledgeDocument[], options: BuildOptions = {}): Uint8Array {
  if (documents.length === 0) throw appError('knowledge.empty')
  const locale = options.locale ?? 'en'
  const settings: IndexSettings = {
    locale,
    sameMeaning: [...(languageOf(locale) === 'en' ? everydayEnglish : []), ...(options.sameMeaning ?? [])].map(
      (line) => [...line],
    ),
    threshold: options.threshold ?? answerThreshold,
    confidence: priorConfidence,
  }
  settings.confidence = fitConfidence(selfExamination(documents, settings), priorConfidence, priorPull)
  return indexToBytes(indexDocuments(documents, settings))
}

/**
 * What the articles' own questions teach about confidence. Each is asked twice of an index that does not have it: once as it is (right
 * if its article comes first), and once with its article hidden, so that whatever comes first is wrong. Nobody has to label anything.
 */
export function selfExamination(documents: readonly KnowledgeDocument[], settings: IndexSettings): JudgedEvidence[] {
  const judged: JudgedEvidence[] = []
  for (let fold = 0; fold < folds; fold += 1) {
    const reduced = documents.map((document) => ({
      ...document,
      questions: document.questions.filter((_, at) => at % folds !== fold),
      validFromMs: null,
      validUntilMs: null,
    }))
    const whole = searcher(indexDocuments(reduced, settings))
    for (const [at, document] of documents.entries()) {
      for (const question of document.questions.filter((_, place) => place % folds === fold)) {
        const filters = { nowMs: 0, locale: document.locale, audience: document.audience }
        const found = whole.search(question, filters)
        if (found.evidence) judged.push({ evidence: found.evidence, answered: found.candidates[0]?.document === at })
        const hidden = whole.search(question, filters, at)
        if (hidden.evidence) judged.push({ evidence: hidden.evidence, answered: false })
      }
    }
  }
  return judged
}
