import type { DenseRows, KnowledgeIndex } from '../index/index-form.ts'
import { sensing } from './sense.ts'
import { SharedMemory } from './shared-memory.ts'
import { vectorTable, widthOf } from './table.ts'
import { topOf } from './top.ts'

/** What vectors of meaning say of one query; cosines, those below 0 as 0. Holds until the next query. */
export interface DenseScores {
  /** Likeness to the most similar part of a passage. */
  passage(passage: number): number
  /** … to the title and headings above it. */
  title(passage: number): number
  /** … to the most similar of the document's own questions; 0 where it has none. */
  question(document: number): number
  /** Passages that are near, themselves or by a question of their document, of documents that pass. */
  nearest(passes: (document: number) => boolean): number[]
  /** Probability of each document that its matter is meant, and at the end that none's is; null where that was not learnt. */
  meant: Float32Array | null
}

export interface DenseIndex {
  compare(vector: Float32Array): DenseScores
}

/** Rows of each kind that bring their passage among the candidates. */
const near = { windows: 30, questions: 12 } as const

/** Prepares comparing queries with everything that has a vector. `memory`: where the index lies, if it lies in such. */
export function denseIndex(index: KnowledgeIndex, rows: DenseRows, memory = new SharedMemory()): DenseIndex {
  const width = widthOf(rows.dimensions)
  const windows = vectorTable({ width, values: rows.windowValues, scales: rows.windowScales }, memory)
  const headings = vectorTable({ width, values: rows.headingValues, scales: rows.headingScales }, memory)
  const questions = vectorTable({ width, values: rows.questionValues, scales: rows.questionScales }, memory)
  const senseOf = rows.sense && sensing(rows.sense, rows.dimensions, memory)
  const passageOfWindow = ownersOf(rows.windowStart)
  const documentOfQuestion = ownersOf(index.questionOfDocument)
  const best = (scores: Float32Array, from: number, to: number): number => {
    let most = 0
    for (let at = from; at < to; at += 1) if (scores[at]! > most) most = scores[at]!
    return most
  }
  return {
    compare(vector) {
      for (const table of [windows, headings, questions]) table.ask(vector)
      const toWindow = windows.all()
      const toQuestion = questions.all()
      const ofPassage = (passage: number) => best(toWindow, rows.windowStart[passage]!, rows.windowStart[passage + 1]!)
      /** Of passages side by side the one nearest to the query. */
      const nearestOf = (from: number, to: number): number => {
        let nearest = from
        for (let passage = from; passage < to; passage += 1)
          if (ofPassage(passage) > ofPassage(nearest)) nearest = passage
        return nearest
      }
      return {
        meant: senseOf?.(vector) ?? null,
        passage: ofPassage,
        title: (passage) => Math.max(0, headings.one(rows.headingOf[passage]!)),
        question: (document) =>
          best(toQuestion, index.questionOfDocument[document]!, index.questionOfDocument[document + 1]!),
        nearest(passes) {
          const byWindow = topOf(toWindow, near.windows, (row) => passes(index.documentOf[passageOfWindow[row]!]!))
          const byQuestion = topOf(toQuestion, near.questions, (row) => passes(documentOfQuestion[row]!))
          return [
            ...new Set([
              ...byWindow.map((row) => passageOfWindow[row]!),
              ...byQuestion.flatMap((row) => {
                const document = documentOfQuestion[row]!
                const [from, to] = [index.passageStart[document]!, index.passageStart[document + 1]!]
                return from === to ? [] : nearestOf(from, to)
              }),
            ]),
          ]
        },
      }
    },
  }
}

/** Of each row the list that it is in: of passage p those from start[p] until start[p + 1]. */
function ownersOf(start: Uint32Array): Uint32Array {
  const owners = new Uint32Array(start[start.length - 1]!)
  for (let owner = 0; owner + 1 < start.length; owner += 1) owners.fill(owner, start[owner]!, start[owner + 1]!)
  return owners
}
