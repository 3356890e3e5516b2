import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openEncoder } from '../../src/adapters/encoders/open-encoder.ts'
import {
  packSafetyModel,
  SafetyClassifier,
  type SafetyModel,
  safetyClasses,
} from '../../src/responses/guardrails/classifier/model.ts'
import { fitSafety } from './fit.ts'
import { articleRows, assistantRows, publicRows, type Row, sideOf, templateRows } from './rows.ts'

/**
 * Trains the classifier of the guardrails: `node training/safety/train.ts --out FILE --benign clinc150/train.jsonl …`.
 * Every seventh template is held out first: what is measured on it tells how far wording carries, and gives the temperature.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    benign: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: 'parley' },
    epochs: { type: 'string', default: '6' },
  },
})
const seed = values.seed
const began = performance.now()
const folders = ['assistants/storefront', 'assistants/airline']
const rows = [
  ...templateRows(seed),
  ...assistantRows(folders),
  ...articleRows(folders),
  ...publicRows(values.benign, 2500),
]
const isHeld = (row: Row) =>
  sideOf(row.source.includes(':') && !row.source.startsWith('/') ? row.source : row.text, 'parley-held') < 1 / 7
const held = rows.filter(isHeld)
const { vectors, identity } = await vectorsOf(
  rows.filter((row) => sideOf(row.text, 'parley-read') < (row.class === 'benign' ? 0.3 : 0.6)),
)
const options = { seed, epochs: Number(values.epochs), rate: 0.35, decay: 2e-4, encoder: identity, withoutVector: 0.4 }
const trial = fitSafety(
  rows.filter((row) => !isHeld(row)),
  vectors,
  options,
)
trial.temperature = temperatureOf(trial, held)
console.log(`${rows.length} rows, ${held.length} of held-out templates; temperature ${trial.temperature.toFixed(2)}`)
report(new SafetyClassifier(trial), held)
const model = { ...fitSafety(rows, vectors, options), temperature: trial.temperature }
const bytes = packSafetyModel(model)
console.log(`${Math.round(bytes.length / 1000)} kB, ${((performance.now() - began) / 1000).toFixed(1)} s`)
if (values.out !== undefined) writeFileSync(values.out, bytes)

/** The one number that makes probabilities of texts it did not see honest, by golden section over the log loss. */
function temperatureOf(model: SafetyModel, rows: readonly Row[]): number {
  const classifier = new SafetyClassifier({ ...model, temperature: 1 })
  const read = rows.map((row) => {
    const { words, logits } = classifier.read(row.text)
    return { logits: logits(0, words.length), y: safetyClasses.indexOf(row.class) }
  })
  const loss = (temperature: number) =>
    read.reduce((sum, { logits, y }) => {
      const scaled = logits.map((value) => value / temperature)
      const most = Math.max(...scaled)
      return (
        sum -
        (scaled[y] as number) +
        most +
        Math.log(scaled.reduce((total, value) => total + Math.exp(value - most), 0))
      )
    }, 0)
  let [low, high] = [0.3, 5]
  for (let i = 0; i < 40; i += 1) {
    const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618]
    if (loss(a) < loss(b)) high = b
    else low = a
  }
  return (low + high) / 2
}

function report(classifier: SafetyClassifier, rows: readonly Row[]): void {
  const isAttack = (name: string) => name !== 'benign' && name !== 'role-play'
  for (const name of safetyClasses) {
    const own = rows.filter((row) => row.class === name)
    const withMeaning = own.filter((row) => vectors.has(row.text))
    const scored = (row: Row, vector: Float32Array | null) => {
      const { words, logits } = classifier.read(row.text)
      return classifier.probabilities(classifier.addMeaning(logits(0, words.length), vector))
    }
    const read = own.map((row) => scored(row, null))
    const meant = withMeaning.map((row) => scored(row, vectors.get(row.text) ?? null))
    const right = read.filter((scores) => safetyClasses.every((other) => scores[other] <= scores[name])).length
    const isStopped = (scores: (typeof read)[number]) => 1 - scores.benign - scores['role-play'] >= 0.5
    const stopped = read.filter(isStopped).length
    console.log(
      `${name.padEnd(12)} ${own.length} rows, right ${((right / own.length) * 100).toFixed(1)} %, ${isAttack(name) ? 'caught' : 'stopped'} ${((stopped / own.length) * 100).toFixed(1)} %, with meaning ${((meant.filter(isStopped).length / meant.length) * 100).toFixed(1)} % of ${meant.length}`,
    )
  }
}

/** What the embedded encoder says of the rows; remembered in `.cache`, since reading takes minutes. */
async function vectorsOf(
  rows: readonly Row[],
): Promise<{ vectors: Map<string, Float32Array>; identity: string | null }> {
  const encoder = await openEncoder('embedded', { folder: '.', environment: {} })
  if (encoder === null) return { vectors: new Map(), identity: null }
  const file = `.cache/safety-vectors-${createHash('sha256').update(encoder.identity).digest('hex').slice(0, 8)}.json`
  const known = new Map<string, string>(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])
  const vectors = new Map<string, Float32Array>()
  for (const { text } of rows) {
    let stored = known.get(text)
    if (stored === undefined) {
      const [encoding] = await encoder.encode([{ text }])
      stored = Buffer.from(
        Int8Array.from(encoding?.vector ?? [], (value) => Math.round(value * 127 * 4)).buffer,
      ).toString('base64')
      known.set(text, stored)
    }
    vectors.set(
      text,
      Float32Array.from(
        new Int8Array(Uint8Array.from(Buffer.from(stored, 'base64')).buffer),
        (value) => value / (127 * 4),
      ),
    )
  }
  writeFileSync(file, JSON.stringify([...known]))
  await encoder.close()
  return { vectors, identity: encoder.identity }
}
