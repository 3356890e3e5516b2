import { type BuildOptions, buildKnowledge, type KnowledgeDocument } from '#knowledge/index.ts'
import type { EncoderChoice } from '#ports/encoder-choice.ts'
import type { Encoders } from '#ports/encoders.ts'
import { serialise, type TrainingData, train } from '#understanding/index.ts'

export type Progress = (done: number, total: number, what: string) => void

/** The parts that take seconds to make, with everything they are made from: plain values, which threads can hand over. */
export type Work =
  | {
      kind: 'knowledge'
      documents: KnowledgeDocument[]
      options: Omit<BuildOptions, 'encoder'>
      encoder: EncoderChoice
    }
  | { kind: 'understanding'; data: TrainingData; seed: string; encoder: EncoderChoice }

/** Does it in this thread. Rejects with `understanding.pattern-refused`, `knowledge.empty`, `encoder.unusable`, `encoder.unavailable`. */
export async function perform(work: Work, encoders: Encoders, onProgress: Progress): Promise<Uint8Array> {
  const encoder = await encoders.open(work.encoder)
  try {
    return work.kind === 'knowledge'
      ? await buildKnowledge(work.documents, { ...work.options, encoder })
      : serialise(await train(work.data, { seed: work.seed, encoder, onProgress }))
  } finally {
    await encoder?.close()
  }
}
