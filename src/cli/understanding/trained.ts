import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type AuthoredData, codeVersion, readAssistantFolder, readAuthoredData } from '#assistant/index.ts'
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

/** The understanding that `parley train` would make of the folder; the one of the last call where nothing has changed since. */
export async function trainFolder(
  { config, data }: AuthoredData,
  folder: string,
  output: Output,
): Promise<{ understander: Understander; encoder: Encoder | null }> {
  const encoder = await openEncoderOf(config, resolve(folder))
  const hash = createHash('sha256')
    .update(JSON.stringify([data, encoder?.identity ?? null, codeVersion('understanding')]))
    .digest('hex')
  const file = rememberedFile(folder)
  const remembered = await readFile(file).catch(() => null)
  if (remembered !== null && remembered.toString('latin1', 0, hash.length) === hash)
    return { understander: load(new Uint8Array(remembered.subarray(hash.length)), encoder), encoder }
  const progress = output.progress('training')
  const bytes = serialise(await train(data, { seed: 'parley', encoder, onProgress: progress.update }))
  progress.done()
  // Only a memory: without it the next call trains again.
  await remember(file, Buffer.concat([Buffer.from(hash, 'latin1'), bytes])).catch(() => undefined)
  return { understander: load(bytes, encoder), encoder }
}

/** One file per assistant folder, replaced when its data changes; it may be deleted at any time. */
function rememberedFile(folder: string): string {
  const name = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)
  const cache = process.env.PARLEY_CACHE ?? join(import.meta.dirname, '../../../.cache')
  return join(cache, 'understanding', `${name}.bin`)
}

/** Whole or not at all, also where two commands write at once. */
async function remember(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, bytes)
  await rename(draft, file)
}
