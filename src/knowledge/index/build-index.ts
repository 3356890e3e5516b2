import { bm25, type FieldName } from '../choices.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import { cutPassages } from '../documents/passages.ts'
import type { GuessModel } from './guess.ts'
import type { IndexSettings, KnowledgeIndex } from './index-form.ts'
import { topicWords } from './words.ts'

export const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? 'en'

/**
 * The index over documents, the same for the same documents in the same order. `paraphrases` are, per document, how customers say it
 * elsewhere.
 */
export function indexDocuments(
  documents: readonly KnowledgeDocument[],
  settings: IndexSettings,
  paraphrases: readonly (readonly string[])[] = [],
  guess: GuessModel | null = null,
): KnowledgeIndex {
  const passages = documents.flatMap((document, at) => cutPassages(document, at))
  const written = new Map<string, number>()
  const stems = (text: string, language: string): string[] =>
    topicWords(text, language).map(({ stem, plain }) => {
      written.set(plain, (written.get(plain) ?? 0) + 1)
      return stem
    })

  const ofDocument = documents.map((document, at) => {
    const language = languageOf(document.locale)
    return {
      language,
      title: stems(document.title, language),
      questions: document.questions.map((question) => stems(question, language)),
      paraphrases: (paraphrases[at] ?? []).map((text) => stems(text, language)),
    }
  })
  const fields = passages.map((passage) => {
    const { language, title, questions, paraphrases } = ofDocument[passage.document]!
    return {
      title,
      questions: questions.flat(),
      paraphrases: paraphrases.flat(),
      heading: stems(passage.headings.join(' '), language),
      body: stems(passage.statements.map(({ text }) => text).join(' '), language),
    } satisfies Record<FieldName, string[]>
  })

  const terms = [...new Set(fields.flatMap((field) => Object.values(field).flat()))].sort()
  const idOf = new Map(terms.map((term, id) => [term, id]))
  const ids = (words: readonly string[]): number[] => words.map((word) => idOf.get(word)!)

  const postings = worthOf(fields, idOf)
  const flat = postings.flat()
  const wholes = worthOf(wholeDocuments(fields, passages, documents.length), idOf)
  const flatWholes = wholes.flat()
  const total = passages.length
  const passageWords = ragged(fields.map(({ heading, body }) => ids([...heading, ...body])))
  const questions = ragged(ofDocument.flatMap((document) => document.questions.map(ids)))
  const titles = ragged(ofDocument.map(({ title }) => ids(title)))
  return {
    settings,
    documents: documents.map(({ body: _body, ...card }) => card),
    passages,
    terms,
    words: [...written].map(([word, count]) => ({ word, count })).sort((a, b) => (a.word < b.word ? -1 : 1)),
    idf: Float32Array.from(postings, (list) => Math.log(1 + (total - list.length + 0.5) / (list.length + 0.5))),
    postingStart: ragged(postings.map((list) => list.map(() => 0))).start,
    postingPassage: Uint32Array.from(flat, ([passage]) => passage),
    postingWorth: Float32Array.from(flat, ([, worth]) => worth),
    wholeStart: ragged(wholes.map((list) => list.map(() => 0))).start,
    wholeDocument: Uint32Array.from(flatWholes, ([document]) => document),
    wholeWorth: Float32Array.from(flatWholes, ([, worth]) => worth),
    wordStart: passageWords.start,
    wordTerm: passageWords.values,
    headingWords: Uint32Array.from(fields, ({ heading }) => heading.length),
    questionOfDocument: ragged(ofDocument.map((document) => document.questions.map(() => 0))).start,
    questionStart: questions.start,
    questionTerm: questions.values,
    titleStart: titles.start,
    titleTerm: titles.values,
    covered: Uint32Array.from(ofDocument, (document) => (document.paraphrases.length > 0 ? 1 : 0)),
    guess,
  }
}

/** The fields of passages put together by document; title and questions, which each passage has, once. */
function wholeDocuments(
  fields: readonly Record<FieldName, string[]>[],
  passages: readonly { document: number }[],
  count: number,
): Record<FieldName, string[]>[] {
  const whole: Record<FieldName, string[]>[] = Array.from({ length: count }, () => ({
    title: [],
    heading: [],
    questions: [],
    paraphrases: [],
    body: [],
  }))
  for (const [at, field] of fields.entries()) {
    const document = whole[passages[at]!.document]!
    document.title = field.title
    document.questions = field.questions
    document.paraphrases = field.paraphrases
    document.heading.push(...field.heading)
    document.body.push(...field.body)
  }
  return whole
}

/** For each term its passages and what it is worth there: BM25+ over the weighted, length-normalised counts of all fields. */
function worthOf(
  fields: Record<FieldName, string[]>[],
  idOf: Map<string, number>,
): [passage: number, worth: number][][] {
  const names = Object.keys(bm25.fields) as FieldName[]
  const average = Object.fromEntries(
    names.map((name) => [
      name,
      Math.max(1, fields.reduce((sum, field) => sum + field[name].length, 0) / fields.length),
    ]),
  ) as Record<FieldName, number>
  const postings: [number, number][][] = Array.from({ length: idOf.size }, () => [])
  for (const [passage, field] of fields.entries()) {
    const counted = new Map<number, number>()
    for (const name of names) {
      const { weight, b } = bm25.fields[name]
      const per = weight / (1 - b + (b * field[name].length) / average[name])
      for (const word of field[name]) {
        const id = idOf.get(word)!
        counted.set(id, (counted.get(id) ?? 0) + per)
      }
    }
    for (const [id, count] of counted)
      postings[id]!.push([passage, bm25.delta + (count * (bm25.k1 + 1)) / (count + bm25.k1)])
  }
  return postings
}

/** Lists of different lengths in two arrays. */
function ragged(lists: readonly number[][]): { start: Uint32Array; values: Uint32Array } {
  const start = new Uint32Array(lists.length + 1)
  for (const [at, list] of lists.entries()) start[at + 1] = start[at]! + list.length
  return { start, values: Uint32Array.from(lists.flat()) }
}
