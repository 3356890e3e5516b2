import { resolve } from 'node:path'
import { type AuthoredData, readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
import { type PlacedExample, placedExamples } from '#authoring/index.ts'
import { appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import type { Encoder } from '#ports/encoder.ts'
import { load, serialise, train, type Understander } from '#understanding/index.ts'
import type { Output } from '../output.ts'
import { openEncoderOf } from './encoder.ts'

/** An assistant folder's training data. Throws `assistant.missing`, `assistant.invalid`. */
export async function readAuthored(folder: string): Promise<{ authored: AuthoredData; examples: PlacedExample[] }> {
  const authored = readAuthoredData(await readAssistantFolder(resolve(folder)))
  const errors = authored.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    const problems = errors.map((problem) => `  ${problemText(problem)}`).join('\n')
    throw appError('assistant.invalid', { count: errors.length, problems })
  }
  return { authored, examples: placedExamples(authored) }
}

/** The understanding that `parley train` would make of the folder. */
export async function trainFolder(
  authored: AuthoredData,
  folder: string,
  output: Output,
): Promise<{ understander: Understander; encoder: Encoder | null }> {
  const encoder = await openEncoderOf(authored.config, resolve(folder))
  const progress = output.progress('training')
  const trained = await train(authored.data, { seed: 'parley', encoder, onProgress: progress.update })
  const understander = load(serialise(trained), encoder)
  progress.done()
  return { understander, encoder }
}
