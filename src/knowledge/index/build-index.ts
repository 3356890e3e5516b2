import type { KnowledgeDocument } from '../documents/document.ts'
import { cutPassages, type Passage } from '../documents/passages.ts'
import { jsonSection, type Sections } from './bytes.ts'
import { Growing, GrowingTexts, growingNumbers, growingStarts } from './growing.ts'
import type { GuessModel } from './guess.ts'
import { guessSections, type IndexHead, type IndexSettings, indexOf, type KnowledgeIndex } from './index-form.ts'
import { packPassage } from './packed-passage.ts'
import { topicWords } from './words.ts'
import { type Fields, worthOf } from './worth.ts'

export const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? 'en'

/** What has vectors of its own besides: made by vectors/encode.ts while documents are written. */
export interface WrittenVectors {
  head: NonNullable<IndexHead['encoder']>
  sections: Sections
}

/** Different values of a column, each with its number, in the order they came. */
class Distinct {
  readonly values: string[] = []
  readonly #numbers = new Map<string, number>()
  numberOf(value: string): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    this.#numbers.set(value, this.values.length)
    return this.values.push(value) - 1
  }
}

/**
 * Writes an index document by document. Only numbers and packed texts are kept, so a hundred thousand passages need little more memory than
 * their index has bytes.
 */
export class IndexWriter {
  readonly #settings: IndexSettings
  readonly #cards = new GrowingTexts()
  readonly #passages = new GrowingTexts()
  readonly #documentOf = growingNumbers()
  readonly #passageStart = growingStarts()
  readonly #locales = new Distinct()
  readonly #audiences = new Distinct()
  readonly #categories = new Distinct()
  readonly #locale = growingNumbers()
  readonly #audience = growingNumbers()
  readonly #category = growingNumbers()
  readonly #validFrom = new Growing((length) => new Float64Array(length))
  readonly #validUntil = new Growing((length) => new Float64Array(length))
  readonly #covered = growingNumbers()
  /** Stems in the order they came; sorted at the end. */
  readonly #stems = new Distinct()
  readonly #written = new Map<string, number>()
  readonly #wordTerm = growingNumbers()
  readonly #wordStart = growingStarts()
  readonly #headingWords = growingNumbers()
  readonly #questionTerm = growingNumbers()
  readonly #questionStart = growingStarts()
  readonly #questionOfDocument = growingStarts()
  readonly #titleTerm = growingNumbers()
  readonly #titleStart = growingStarts()
  readonly #paraphraseTerm = growingNumbers()
  readonly #paraphraseStart = growingStarts()

  constructor(settings: IndexSettings) {
    this.#settings = settings
  }

  /** Adds a document behind the others and gives its passages. `paraphrases`: how customers say it elsewhere. */
  add(document: KnowledgeDocument, paraphrases: readonly string[] = []): Passage[] {
    const number = this.#passageStart.length - 1
    const { body: _body, ...card } = document
    const language = languageOf(document.locale)
    this.#cards.push(JSON.stringify(card))
    this.#locale.push(this.#locales.numberOf(document.locale))
    this.#audience.push(this.#audiences.numberOf(JSON.stringify(document.audience)))
    this.#category.push(this.#categories.numberOf(document.category))
    this.#validFrom.push(document.validFromMs ?? Number.NEGATIVE_INFINITY)
    this.#validUntil.push(document.validUntilMs ?? Number.POSITIVE_INFINITY)
    this.#covered.push(paraphrases.length > 0 ? 1 : 0)

    this.#titleTerm.append(this.#stemmed(document.title, language))
    this.#titleStart.push(this.#titleTerm.length)
    for (const question of document.questions) {
      this.#questionTerm.append(this.#stemmed(question, language))
      this.#questionStart.push(this.#questionTerm.length)
    }
    this.#questionOfDocument.push(this.#questionStart.length - 1)
    for (const text of paraphrases) this.#paraphraseTerm.append(this.#stemmed(text, language))
    this.#paraphraseStart.push(this.#paraphraseTerm.length)

    const passages = cutPassages(document, number)
    for (const passage of passages) {
      this.#passages.push(packPassage(passage))
      this.#documentOf.push(number)
      const heading = this.#stemmed(passage.headings.join(' '), language)
      this.#wordTerm.append(heading)
      this.#headingWords.push(heading.length)
      this.#wordTerm.append(this.#stemmed(passage.statements.map(({ text }) => text).join(' '), language))
      this.#wordStart.push(this.#wordTerm.length)
    }
    this.#passageStart.push(this.#documentOf.length)
    return passages
  }

  get documents(): number {
    return this.#passageStart.length - 1
  }

  finish(guess: GuessModel | null, vectors: WrittenVectors | null): Sections {
    const order = [...this.#stems.values.keys()].sort((a, b) =>
      this.#stems.values[a]! < this.#stems.values[b]! ? -1 : 1,
    )
    const sorted = new Uint32Array(order.length)
    for (const [id, before] of order.entries()) sorted[before] = id
    for (const list of [this.#wordTerm, this.#questionTerm, this.#titleTerm, this.#paraphraseTerm]) {
      const { values } = list
      for (let at = 0; at < values.length; at += 1) values[at] = sorted[values[at]!]!
    }
    const fields: Fields = {
      wordStart: this.#wordStart.values,
      wordTerm: this.#wordTerm.values,
      headingWords: this.#headingWords.values,
      questionStart: this.#questionStart.values,
      questionTerm: this.#questionTerm.values,
      questionOfDocument: this.#questionOfDocument.values,
      titleStart: this.#titleStart.values,
      titleTerm: this.#titleTerm.values,
      paraphraseStart: this.#paraphraseStart.values,
      paraphraseTerm: this.#paraphraseTerm.values,
    }
    const documentOf = this.#documentOf.values
    const passageStart = this.#passageStart.values
    const postings = worthOf(
      fields,
      documentOf.length,
      (passage) => ({ document: documentOf[passage]!, from: passage, to: passage + 1 }),
      order.length,
    )
    const wholes = worthOf(
      fields,
      this.documents,
      (document) => ({ document, from: passageStart[document]!, to: passageStart[document + 1]! }),
      order.length,
    )
    const total = documentOf.length
    const head: IndexHead = {
      settings: this.#settings,
      locales: this.#locales.values,
      audiences: this.#audiences.values.map((list) => JSON.parse(list) as string[]),
      categories: this.#categories.values,
      encoder: vectors?.head ?? null,
    }
    const words = [...this.#written].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      head: jsonSection(head),
      cards: this.#cards.bytes,
      cardsStart: this.#cards.start,
      passages: this.#passages.bytes,
      passagesStart: this.#passages.start,
      documentOf,
      passageStart,
      locale: this.#locale.values,
      audience: this.#audience.values,
      category: this.#category.values,
      validFrom: this.#validFrom.values,
      validUntil: this.#validUntil.values,
      covered: this.#covered.values,
      terms: jsonSection(order.map((before) => this.#stems.values[before]!)),
      words: jsonSection(words.map(([word, count]) => ({ word, count }))),
      idf: Float32Array.from({ length: order.length }, (_, term) => {
        const documents = postings.start[term + 1]! - postings.start[term]!
        return Math.log(1 + (total - documents + 0.5) / (documents + 0.5))
      }),
      postingStart: postings.start,
      postingPassage: postings.unit,
      postingWorth: postings.worth,
      wholeStart: wholes.start,
      wholeDocument: wholes.unit,
      wholeWorth: wholes.worth,
      wordStart: fields.wordStart,
      wordTerm: fields.wordTerm,
      headingWords: fields.headingWords,
      questionOfDocument: fields.questionOfDocument,
      questionStart: fields.questionStart,
      questionTerm: fields.questionTerm,
      titleStart: fields.titleStart,
      titleTerm: fields.titleTerm,
      ...(guess && guessSections(guess, jsonSection)),
      ...vectors?.sections,
    }
  }

  /** Its topic words as numbers; they are sorted at the end. */
  #stemmed(text: string, language: string): number[] {
    return topicWords(text, language).map(({ stem, plain }) => {
      this.#written.set(plain, (this.#written.get(plain) ?? 0) + 1)
      return this.#stems.numberOf(stem)
    })
  }
}

/**
 * The index over documents in memory, the same for the same documents in the same order. `paraphrases` are, per document, how customers say
 * it elsewhere.
 */
export function indexDocuments(
  documents: readonly KnowledgeDocument[],
  settings: IndexSettings,
  paraphrases: readonly (readonly string[])[] = [],
  guess: GuessModel | null = null,
): KnowledgeIndex {
  const writer = new IndexWriter(settings)
  for (const [at, document] of documents.entries()) writer.add(document, paraphrases[at])
  return indexOf(writer.finish(guess, null))
}
