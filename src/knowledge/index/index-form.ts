import { appError } from '#domain/errors.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import type { Passage } from '../documents/passages.ts'
import type { ConfidenceWeights } from '../retrieve/confidence.ts'
import type { SenseModel } from '../vectors/sense.ts'
import { readJson, type SectionArray, type Sections } from './bytes.ts'
import type { GuessModel } from './guess.ts'
import { unpackPassage } from './packed-passage.ts'
import { type Stored, storedIn } from './stored.ts'

/** What is kept of a document beside its passages. */
export type DocumentCard = Omit<KnowledgeDocument, 'body'>

/** The index as it lies in memory: views of the part's bytes; texts are read when they are asked for. */
export interface KnowledgeIndex {
  settings: IndexSettings
  documents: Stored<DocumentCard>
  passages: Stored<Passage>
  /** Document of passage p. */
  documentOf: Uint32Array
  /** Passages of document d: from passageStart[d] until passageStart[d + 1]. */
  passageStart: Uint32Array
  /** What decides who sees a document and when. */
  seen: SeenColumns
  /** Stems, sorted. Their position is the term id used below. */
  terms: string[]
  /** Words as written, with how often; what spelling may correct towards. */
  words(): { word: string; count: number }[]
  idf: Float32Array
  /** Postings of term t: from postingStart[t] until postingStart[t + 1], by passage. */
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
  /** Null where it was built without an encoder. */
  dense: DenseRows | null
}

/** Of each document, side by side: a search looks at thousands of documents and reads none of their cards. */
export interface SeenColumns {
  /** Different values; the columns below point into them. */
  locales: string[]
  audiences: string[][]
  categories: string[]
  locale: Uint32Array
  audience: Uint32Array
  category: Uint32Array
  /** Milliseconds since the epoch; ±Infinity where there is no limit. */
  validFrom: Float64Array
  validUntil: Float64Array
}

/** Vectors of meaning, as int8. Each of the three is compared with every query. */
export interface DenseRows {
  /** Identity of the encoder: vectors of another one cannot be compared with these. */
  encoder: string
  dimensions: number
  /** Parts of passages, each as long as the encoder reads: of passage p from windowStart[p] until [p + 1]. */
  windowStart: Uint32Array
  windowValues: Int8Array
  windowScales: Float32Array
  /** Titles with heading paths, one for each section; passage p stands below headingOf[p]. */
  headingOf: Uint32Array
  headingValues: Int8Array
  headingScales: Float32Array
  /** Documents' questions, in the order of questionOfDocument. */
  questionValues: Int8Array
  questionScales: Float32Array
  /** Which document a vector sounds like; null where there are too many documents for it. */
  sense: SenseModel | null
}

export interface IndexSettings {
  locale: string
  /** Lines of words with one meaning; those of the language first, then the assistant's. */
  sameMeaning: string[]
  threshold: number
  confidence: { words: ConfidenceWeights; meaning: ConfidenceWeights }
}

/** Settings and what else is small and read at once. */
export interface IndexHead {
  settings: IndexSettings
  locales: string[]
  audiences: string[][]
  categories: string[]
  encoder: { identity: string; dimensions: number } | null
}

/** Throws `knowledge.unreadable` where a section is missing or of another kind. */
export function indexOf(sections: Sections): KnowledgeIndex {
  const numbers = (name: string) => checked(name, sections[name], Uint32Array)
  const floats = (name: string) => checked(name, sections[name], Float32Array)
  const days = (name: string) => checked(name, sections[name], Float64Array)
  const bytes = (name: string) => checked(name, sections[name], Uint8Array)
  const signed = (name: string) => checked(name, sections[name], Int8Array)
  const { settings, locales, audiences, categories, encoder } = readJson<IndexHead>(sections['head'])
  const texts = (name: string) => ({ bytes: bytes(name), start: numbers(`${name}Start`) })
  const documentOf = numbers('documentOf')
  const terms = bytes('terms')
  return {
    settings,
    documents: documentsIn(sections),
    passages: storedIn(texts('passages'), (text) => unpackPassage(text)),
    documentOf,
    passageStart: numbers('passageStart'),
    seen: {
      locales,
      audiences,
      categories,
      locale: numbers('locale'),
      audience: numbers('audience'),
      category: numbers('category'),
      validFrom: days('validFrom'),
      validUntil: days('validUntil'),
    },
    terms: readJson<string[]>(terms),
    words: () => wordsIn(sections),
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
          weights: bytes('guessWeights'),
          scale: floats('guessScale'),
          idf: floats('guessIdf'),
          bias: floats('guessBias'),
        }
      : null,
    dense: encoder && {
      encoder: encoder.identity,
      dimensions: encoder.dimensions,
      windowStart: numbers('windowStart'),
      windowValues: signed('windowValues'),
      windowScales: floats('windowScales'),
      headingOf: numbers('headingOf'),
      headingValues: signed('headingValues'),
      headingScales: floats('headingScales'),
      questionValues: signed('questionValues'),
      questionScales: floats('questionScales'),
      sense: sections['senseValues']
        ? { values: signed('senseValues'), scales: floats('senseScales'), bias: floats('senseBias') }
        : null,
    },
  }
}

/** Parts of an index for who does not search it. They throw as `indexOf` does. */
export const documentsIn = (sections: Sections): Stored<DocumentCard> =>
  storedIn(
    {
      bytes: checked('cards', sections['cards'], Uint8Array),
      start: checked('cardsStart', sections['cardsStart'], Uint32Array),
    },
    (text) => JSON.parse(text) as DocumentCard,
  )
export const wordsIn = (sections: Sections): { word: string; count: number }[] => readJson(sections['words'])
export const passagesIn = (sections: Sections): number => sections['documentOf']?.length ?? 0
/** Identity of the encoder that it was built with. */
export const encoderIn = (sections: Sections): string | null =>
  readJson<IndexHead>(sections['head']).encoder?.identity ?? null

export function guessSections(guess: GuessModel, write: (value: unknown) => Uint8Array): Sections {
  return {
    guessFeatures: write(guess.features),
    guessWeights: guess.weights,
    guessScale: guess.scale,
    guessIdf: guess.idf,
    guessBias: guess.bias,
  }
}

function checked<T extends SectionArray>(name: string, found: SectionArray | undefined, kind: new () => T): T {
  if (found instanceof kind) return found
  throw appError('knowledge.unreadable', { problem: `its section ${name} is missing` })
}
