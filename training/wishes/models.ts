import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openEncoder } from '../../src/adapters/encoders/open-encoder.ts'
import { readAssistantFolder, readAuthoredData } from '../../src/assistant/index.ts'
import { rememberingEncoder } from '../../src/authoring/vectors.ts'
import type { Encoder } from '../../src/ports/encoder.ts'
import {
  load,
  parseEvaluationRows,
  serialise,
  type TrainingData,
  type TrainingIntent,
  train,
  type Understander,
} from '../../src/understanding/index.ts'
import { isOutOfScope, kindOf } from '../../src/understanding/types.ts'

/** Something said that the model was not trained on. */
export interface Said {
  text: string
  intent: string
  kind: 'wish' | 'control' | 'small-talk'
}

/** A model and what it has not seen. */
export interface HeldOut {
  name: string
  understander: Understander
  said: Said[]
}

/** Every fifth example is held out; which of them, `fold` says. */
const folds = 5
/** Trained models stay here, so that a second run begins at once; outside of what is committed. */
const kept = '.cache/wishes'

export async function openReader(): Promise<Encoder> {
  const encoder = await openEncoder('embedded', { folder: '.', environment: process.env })
  if (encoder === null) throw new Error('the embedded encoder is missing')
  return rememberingEncoder(encoder)
}

async function trained(name: string, data: TrainingData, encoder: Encoder): Promise<Understander> {
  const path = join(kept, `${name}.model`)
  const known = await readFile(path).catch(() => null)
  if (known !== null) return load(known, encoder)
  const bytes = serialise(await train(data, { seed: 'parley', encoder, withoutSpans: true }))
  await mkdir(kept, { recursive: true })
  await writeFile(path, bytes)
  return load(bytes, encoder)
}

const held = (index: number, fold: number): boolean => index % folds === fold

/** An assistant's own examples, one fold of them held out. */
export async function heldOutOf(folder: string, name: string, fold: number, encoder: Encoder): Promise<HeldOut> {
  const { data } = readAuthoredData(await readAssistantFolder(folder))
  const said = data.intents.flatMap((intent) =>
    isOutOfScope(intent.name)
      ? []
      : intent.examples
          .filter((_, index) => held(index, fold))
          .map(({ text }): Said => ({ text, intent: intent.name, kind: kindOf(intent) })),
  )
  const intents = data.intents.map((intent) => ({
    ...intent,
    examples: intent.examples.filter((_, index) => !held(index, fold)),
  }))
  return {
    name: `${name}-${fold}`,
    understander: await trained(`${name}-${fold}`, { ...data, intents }, encoder),
    said,
  }
}

/** A public set: `fit` gives rows of train that were held out, else the rows of dev. */
export async function heldOutRows(
  folder: string,
  name: string,
  files: [string, string],
  fit: boolean,
  encoder: Encoder,
) {
  const rows = async (file: string) => parseEvaluationRows(await readFile(join(folder, name, file), 'utf8')).rows
  const all = await rows(files[0])
  const intents = new Map<string, TrainingIntent>()
  const said: Said[] = []
  const seen = new Map<string, number>()
  for (const { text, intent } of all) {
    const index = seen.get(intent) ?? 0
    seen.set(intent, index + 1)
    if (held(index, 0)) {
      if (fit && !isOutOfScope(intent)) said.push({ text, intent, kind: 'wish' })
      continue
    }
    const found = intents.get(intent) ?? { name: intent, examples: [] }
    found.examples.push({ text, entities: [] })
    intents.set(intent, found)
  }
  if (!fit)
    for (const { text, intent } of await rows(files[1]))
      if (!isOutOfScope(intent)) said.push({ text, intent, kind: 'wish' })
  const data = { intents: [...intents.values()], entities: [], vocabulary: [], languages: ['en'] }
  return { name: `${name}-${fit ? 'fit' : 'dev'}`, understander: await trained(name, data, encoder), said }
}
