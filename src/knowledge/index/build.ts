import { appError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import { answerThreshold } from '../choices.ts'
import type { KnowledgeDocument } from '../documents/document.ts'
import { confidenceWeights } from '../retrieve/confidence.ts'
import { VectorWriter } from '../vectors/encode.ts'
import { learnSense, senseSections } from '../vectors/sense.ts'
import { IndexWriter, languageOf } from './build-index.ts'
import { writeSections } from './bytes.ts'
import { everydayEnglish } from './everyday-words.ts'
import type { GuessModel } from './guess.ts'
import type { IndexSettings } from './index-form.ts'
import { guessOf, mostGuessedDocuments } from './learn-guess.ts'
import { paraphrasesOf, type UtteranceGroup } from './paraphrases.ts'

export interface BuildOptions {
  /** Of articles and questions that do not say otherwise. */
  locale?: string
  /** The assistant's own lines of words with one meaning: `sneaker, trainer: kicks` (see everyday-words.ts). */
  sameMeaning?: readonly string[]
  /** How customers speak, in groups of one meaning each (the intents' examples): articles learn words from the group that finds them. */
  utterances?: readonly UtteranceGroup[]
  /** What no article answers (out-of-scope examples): the guess learns from it what sounds like none. */
  outside?: readonly string[]
  /** Reads every passage, section title and question. What is built is bound to it; without one, words alone find. */
  encoder?: Encoder | null
  /** [0, 1]: confidence from which an answer is given. */
  threshold?: number
}

type Documents = Iterable<KnowledgeDocument> | AsyncIterable<KnowledgeDocument>

/**
 * The index of documents as bytes: a part of a release, the same for the same documents and options. Documents are taken one by one; all of
 * them are held at once only where utterances are to be given to them, or where they are few enough for the guess. Rejects with
 * `knowledge.empty`, and as the encoder does.
 */
export async function buildKnowledge(documents: Documents, options: BuildOptions = {}): Promise<Uint8Array> {
  const locale = options.locale ?? 'en'
  const settings: IndexSettings = {
    locale,
    sameMeaning: [...(languageOf(locale) === 'en' ? everydayEnglish : []), ...(options.sameMeaning ?? [])],
    threshold: options.threshold ?? answerThreshold,
    confidence: confidenceWeights,
  }
  const utterances = options.utterances ?? []
  const writer = new IndexWriter(settings)
  const vectors = options.encoder ? new VectorWriter(options.encoder) : null
  const write = async (document: KnowledgeDocument, paraphrases?: readonly string[]) => {
    const passages = writer.add(document, paraphrases)
    await vectors?.add(document, passages)
  }
  let held: KnowledgeDocument[] = []
  let isStreaming = false
  for await (const document of documents) {
    if (isStreaming) await write(document)
    else held.push(document)
    if (isStreaming || utterances.length > 0 || held.length <= mostGuessedDocuments) continue
    isStreaming = true
    for (const one of held) await write(one)
    held = []
  }
  let guess: GuessModel | null = null
  if (!isStreaming) {
    if (held.length === 0) throw appError('knowledge.empty')
    const paraphrases = paraphrasesOf(held, utterances, settings)
    guess = guessOf(held, settings, paraphrases, options.outside ?? [])
    for (const [at, document] of held.entries()) await write(document, paraphrases[at])
  }
  const sections = writer.finish(guess, (await vectors?.finish()) ?? null)
  // What tells documents apart by words is also learnt by meaning, where there are not too many of them.
  if (guess !== null && options.encoder)
    Object.assign(sections, senseSections(await learnSense(sections, options.encoder, options.outside ?? [])))
  return writeSections(sections)
}
