import { setImmediate } from 'node:timers/promises'
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
  const vectorOf = encoder !== null && encoderIn(sections) === encoder.identity ? vectorsBy(encoder) : null
  return passagesIn(sections) <= passagesInProcess ? inThisThread(sections, vectorOf) : inItsOwn(bytes, vectorOf)
}

const inThisThread = (sections: Sections, vectorOf: VectorOf | null): Knowledge => ({
  ...answeringFrom(indexOf(sections), vectorOf ?? noVector),
  ...aside({ sections }),
  close: async () => {},
})

/** Apart from `loadKnowledge`: what a function's closures may see lives as long as they do, and the bytes must not. */
function inItsOwn(bytes: Uint8Array, vectorOf: VectorOf | null): Knowledge {
  const threaded = new ThreadedAnswering(bytes, vectorOf)
  const knowledge: Knowledge = {
    retrieve: (...args) => threaded.retrieve(...args),
    answer: (...args) => threaded.answer(...args),
    context: (...args) => threaded.context(...args),
    ...aside(threaded),
    close: () => threaded.close(),
  }
  forgotten.register(knowledge, threaded)
  return knowledge
}

const noVector: VectorOf = async () => null

/** What needs no search. */
const aside = (held: { sections: Sections }): Pick<Knowledge, 'vocabulary' | 'documents'> => ({
  vocabulary: () => wordsIn(held.sections),
  documents() {
    const documents = documentsIn(held.sections)
    return Array.from({ length: documents.length }, (_, at) => documents.get(at))
  },
})

/**
 * A query's vector, null where the encoder did not answer: words alone find then. What understanding just read, the encoder still knows.
 */
const vectorsBy =
  (encoder: Encoder): VectorOf =>
  async (text) => {
    try {
      const [encoding] = await encoder.encode([{ text }], AbortSignal.timeout(queryVectorWithinMs))
      // Reading took this thread some milliseconds: others have their turn before it is searched, and before the next text is read.
      await setImmediate()
      return encoding?.vector ?? null
    } catch (error) {
      if (error instanceof AppError || (error instanceof DOMException && error.name === 'TimeoutError')) return null
      throw error
    }
  }
