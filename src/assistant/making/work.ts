import { type BuildOptions, buildKnowledge, type KnowledgeDocument } from '#knowledge/index.ts'
import { serialise, type TrainingData, train } from '#understanding/index.ts'

export type Progress = (done: number, total: number, what: string) => void

/** The parts that take seconds to make, with everything they are made from: plain values, which threads can hand over. */
export type Work =
  | { kind: 'knowledge'; documents: KnowledgeDocument[]; options: BuildOptions }
  | { kind: 'understanding'; data: TrainingData; seed: string }

/** Does it in this thread. Throws `understanding.pattern-refused`, `knowledge.empty`. */
export function perform(work: Work, onProgress: Progress): Uint8Array {
  switch (work.kind) {
    case 'knowledge':
      return buildKnowledge(work.documents, work.options)
    case 'understanding':
      return serialise(train(work.data, { seed: work.seed, onProgress }))
  }
}
