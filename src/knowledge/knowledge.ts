import { AppError } from '#domain/errors.ts'
import type { Encoder } from '#ports/encoder.ts'
import { queryVectorWithinMs, serving } from './choices.ts'
import { readSections, type Sections } from './index/bytes.ts'
import { type DocumentCard, documentsIn, encoderIn, indexOf, passagesIn, wordsIn } from './index/index-form.ts'
import { type Answering, answeringFrom, type VectorOf } from './serving/answering.ts'
import { ThreadedAnswering } from './serving/threaded.ts'

export interface Knowledge extends Answering {
  /** Words of the articles with how often they are used: what spelling may correct towards. */
  vocabulary(): { word: string; count: number }[]
  documents(): readonly DocumentCard[]
  /** Ends the thread of a large index; a small one has none. What nobody refers to any more ends by itself. */
  close(): Promise<void>
}

export interface LoadOptions {
  /** The one it was built with; with another, or none, words alone find. It stays the caller's to close. */
  encoder?: Encoder | null
  /** Passages above which the index is served by a thread of its own. */
  passagesInProcess?: number
}

/** Threads of indexes that nobody refers to: a release that was dropped is not closed by anybody. */
const forgotten = new FinalizationRegistry((threaded: ThreadedAnswering) => threaded.retire())

/**
 * Opens what `buildKnowledge` made: a small index in this thread, in milliseconds; a large one in a thread of its own, which reads it
 * meanwhile (what is asked waits for it). The bytes must not be changed afterwards. Throws `knowledge.unreadable`.
 */
export function loadKnowledge(
  bytes: Uint8Array,
  { encoder = null, passagesInProcess = serving.passagesInProcess }: LoadOptions = {},
): Knowledge {
  const sections = readSections(bytes)
  const reader = encoder !== null && encoderIn(sections) === encoder.identity ? encoder : null
  const vectorOf: VectorOf = async (text) => reader && (await vectorBy(text, reader))
  if (passagesIn(sections) <= passagesInProcess) {
    const index = indexOf(sections)
    return { ...answeringFrom(index, vectorOf), ...aside(sections), close: async () => {} }
  }
  const threaded = new ThreadedAnswering(bytes, reader && vectorOf)
  const knowledge: Knowledge = {
    retrieve: (...args) => threaded.retrieve(...args),
    answer: (...args) => threaded.answer(...args),
    context: (...args) => threaded.context(...args),
    ...aside(apart(sections)),
    close: () => threaded.close(),
  }
  forgotten.register(knowledge, threaded)
  return knowledge
}

/** What needs no search. */
function aside(sections: Sections): Pick<Knowledge, 'vocabulary' | 'documents'> {
  const documents = documentsIn(sections)
  return {
    vocabulary: () => wordsIn(sections),
    documents: () => Array.from({ length: documents.length }, (_, at) => documents.get(at)),
  }
}

/** Copies of the few sections that stay in this thread, so that the bytes they came in are let go. */
function apart({ cards, cardsStart, words }: Sections): Sections {
  return Object.fromEntries(
    Object.entries({ cards, cardsStart, words }).flatMap(([name, section]) =>
      section ? [[name, section.slice()]] : [],
    ),
  )
}

/** Null where the encoder did not answer: words alone find then. A text that understanding just read is remembered by the encoder. */
async function vectorBy(text: string, encoder: Encoder): Promise<Float32Array | null> {
  try {
    return (await encoder.encode([{ text }], AbortSignal.timeout(queryVectorWithinMs)))[0]?.vector ?? null
  } catch (error) {
    if (error instanceof AppError || (error instanceof DOMException && error.name === 'TimeoutError')) return null
    throw error
  }
}
