import { appError } from '#domain/errors.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import type { Passage } from '../documents/passages.ts'
import type { ConfidenceWeights } from '../retrieve/confidence.ts'
import { jsonSection, readJson, readSections, type SectionArray, type Sections, writeSections } from './bytes.ts'
import type { GuessModel } from './guess.ts'

/** What is kept of a document beside its passages. */
export type DocumentCard = Omit<KnowledgeDocument, 'body'>

/** The index as it lies in memory: small things as objects, everything that grows with the text as typed arrays. */
export interface KnowledgeIndex {
  settings: IndexSettings
  documents: DocumentCard[]
  passages: Passage[]
  /** Stems, sorted. Their position is the term id used below. */
  terms: string[]
  /** Words as written, with how often; what spelling may correct towards. */
  words: { word: string; count: number }[]
  idf: Float32Array
  /** Postings of term t: from postingStart[t] until postingStart[t + 1]. */
  postingStart: Uint32Array
  postingPassage: Uint32Array
  /** BM25+ without the idf: what the term is worth in that passage over all fields. */
  postingWorth: Float32Array
  /** The same with whole documents in place of passages. */
  wholeStart: Uint32Array
  wholeDocument: Uint32Array
  wholeWorth: Float32Array
  /** Topic words of passage p in order, its headings first: from wordStart[p]. */
  wordStart: Uint32Array
  wordTerm: Uint32Array
  /** How many of them are headings. */
  headingWords: Uint32Array
  /** Questions of document d: from questionOfDocument[d] until [d + 1]; words of question q from questionStart[q]. */
  questionOfDocument: Uint32Array
  questionStart: Uint32Array
  questionTerm: Uint32Array
  titleStart: Uint32Array
  titleTerm: Uint32Array
  /** 1 for documents with utterances of customers. */
  covered: Uint32Array
  /** Null where there are too many documents for it. */
  guess: GuessModel | null
}

export interface IndexSettings {
  locale: string
  /** Lines of words with one meaning; those of the language first, then the assistant's. */
  sameMeaning: string[]
  threshold: number
  confidence: ConfidenceWeights
}

const arrays = {
  idf: Float32Array,
  postingStart: Uint32Array,
  postingPassage: Uint32Array,
  postingWorth: Float32Array,
  wholeStart: Uint32Array,
  wholeDocument: Uint32Array,
  wholeWorth: Float32Array,
  wordStart: Uint32Array,
  wordTerm: Uint32Array,
  headingWords: Uint32Array,
  questionOfDocument: Uint32Array,
  questionStart: Uint32Array,
  questionTerm: Uint32Array,
  titleStart: Uint32Array,
  titleTerm: Uint32Array,
  covered: Uint32Array,
} as const
type ArrayName = keyof typeof arrays

export function indexToBytes(index: KnowledgeIndex): Uint8Array {
  const sections: Sections = {
    settings: jsonSection(index.settings),
    documents: jsonSection(index.documents),
    passages: jsonSection(index.passages),
    terms: jsonSection(index.terms),
    words: jsonSection(index.words),
  }
  for (const name of Object.keys(arrays) as ArrayName[]) sections[name] = index[name]
  if (index.guess) {
    sections['guessFeatures'] = jsonSection(index.guess.features)
    sections['guessWeights'] = index.guess.weights
    sections['guessScale'] = index.guess.scale
    sections['guessIdf'] = index.guess.idf
    sections['guessBias'] = index.guess.bias
  }
  return writeSections(sections)
}

export function indexFromBytes(bytes: Uint8Array): KnowledgeIndex {
  const sections = readSections(bytes)
  const floats = (name: ArrayName) => checked(name, sections[name], Float32Array)
  const numbers = (name: ArrayName) => checked(name, sections[name], Uint32Array)
  return {
    settings: readJson(sections['settings']),
    documents: readJson(sections['documents']),
    passages: readJson(sections['passages']),
    terms: readJson(sections['terms']),
    words: readJson(sections['words']),
    idf: floats('idf'),
    postingStart: numbers('postingStart'),
    postingPassage: numbers('postingPassage'),
    postingWorth: floats('postingWorth'),
    wholeStart: numbers('wholeStart'),
    wholeDocument: numbers('wholeDocument'),
    wholeWorth: floats('wholeWorth'),
    wordStart: numbers('wordStart'),
    wordTerm: numbers('wordTerm'),
    headingWords: numbers('headingWords'),
    questionOfDocument: numbers('questionOfDocument'),
    questionStart: numbers('questionStart'),
    questionTerm: numbers('questionTerm'),
    titleStart: numbers('titleStart'),
    titleTerm: numbers('titleTerm'),
    covered: numbers('covered'),
    guess: sections['guessWeights']
      ? {
          features: readJson(sections['guessFeatures']),
          weights: checked('guessWeights', sections['guessWeights'], Uint8Array),
          scale: checked('guessScale', sections['guessScale'], Float32Array),
          idf: checked('guessIdf', sections['guessIdf'], Float32Array),
          bias: checked('guessBias', sections['guessBias'], Float32Array),
        }
      : null,
  }
}

function checked<T extends SectionArray>(name: string, found: SectionArray | undefined, kind: new () => T): T {
  if (found instanceof kind) return found
  throw appError('knowledge.unreadable', { problem: `its section ${name} is missing` })
}
