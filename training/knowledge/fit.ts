/**
 * Fits the weights of ranking and confidence in src/knowledge and prints them, with what they reach on questions they were not fitted on.
 * Run it after a change to the features, with an assistant's folder and questions that others wrote:
 *
 *     node training/knowledge/fit.ts assistants/storefront test/questions/storefront.yaml
 *
 * Ranking: listwise softmax over the candidates of each question. Confidence: logistic regression on the written questions alone, with the
 * share of unanswerable ones that they have. Both are deterministic. See README.md for what was learnt from it.
 */
import { openEmbeddedEncoder } from '#adapters/encoders/embedded/index.ts'
import { type ConfidenceWeights, confidenceOf, type Evidence, evidenceNames } from '#knowledge/retrieve/confidence.ts'
import { type Features, rankWeights } from '#knowledge/retrieve/rank.ts'
import { type Asked, askAll } from './ask.ts'

const [folder, ...questionFiles] = process.argv.slice(2)
if (!folder || questionFiles.length === 0)
  throw new Error('usage: node training/knowledge/fit.ts <assistant folder> <questions.yaml> …')

const folds = 5
const names = Object.keys(rankWeights) as (keyof Features)[]
/** What an article's own question counts, of one that others wrote: they are many, short and alike. */
const ownWeight = 0.1
/** Evidence that confidence rests on; with more of it, new questions are judged worse. */
const used: readonly (keyof Evidence)[] = [
  'whole',
  'document',
  'question',
  'guess',
  'dense',
  'denseQuestion',
  'sense',
  'soundsLike',
  'soundsLikeNone',
  'meansDocument',
  'meansNone',
  'lead',
  'unsaid',
  'worstUnsaid',
  'thin',
]

const encoder = await openEmbeddedEncoder()
const asked = await askAll(folder, questionFiles, encoder)
await encoder.close()
const written = asked.filter(({ from }) => from === 'written')
const own = asked.filter(({ from }) => from === 'own')
const answerable = written.filter(({ right }) => right.size > 0)

console.log('in use, right article first:', {
  written: share(answerable, isRight),
  ...Object.fromEntries(
    [...new Set(answerable.map(({ style }) => style))].map((style) => [
      style,
      share(
        answerable.filter((one) => one.style === style),
        isRight,
      ),
    ]),
  ),
  own: share(own, isRight),
})
const crossedFirst = crossed(answerable, (known, rest) => {
  const weights = fitRanking([...known, ...own])
  return rest.map((one) => firstBy(one, weights))
})
console.log('ranking, fitted:', rounded(fitRanking([...answerable, ...own]), names))
console.log(
  'right article first, crossed:',
  share(crossedFirst, (right) => right),
)

const fitted = fitConfidence(written)
console.log('confidence, fitted:', { bias: Number(fitted.bias.toFixed(2)), ...rounded(fitted.weights, used) })
const judged = crossed(written, (known, rest) => {
  const weights = fitConfidence(known)
  return rest.map((one) => ({ one, sure: one.evidence ? confidenceOf(one.evidence, weights) : 0 }))
})
const some = judged.filter(({ one }) => one.right.size > 0)
const none = judged.filter(({ one }) => one.right.size === 0)
for (const threshold of [0.5, 0.55, 0.6, 0.65, 0.7])
  console.log(`threshold ${threshold}, crossed:`, {
    answeredRight: share(some, ({ one, sure }) => isRight(one) && sure >= threshold),
    answeredWrong: share(some, ({ one, sure }) => !isRight(one) && sure >= threshold),
    unanswerableRecognised: share(none, ({ sure }) => sure < threshold),
  })
console.log('out of scope recognised, in use at 0.6:', {
  outside: share(
    asked.filter(({ from }) => from === 'outside'),
    ({ evidence }) => evidence === null || confidenceOf(evidence, fitted) < 0.6,
  ),
})

/** What `judge` says of each part of the questions, having known the others. */
function crossed<T>(questions: readonly Asked[], judge: (known: Asked[], rest: Asked[]) => T[]): T[] {
  return Array.from({ length: folds }, (_, fold) =>
    judge(
      questions.filter((_, at) => at % folds !== fold),
      questions.filter((_, at) => at % folds === fold),
    ),
  ).flat()
}

function isRight({ candidates, right }: Asked): boolean {
  return candidates[0] !== undefined && right.has(candidates[0].document)
}

function firstBy({ candidates, right }: Asked, weights: Features): boolean {
  let most = Number.NEGATIVE_INFINITY
  let first = -1
  for (const { document, features } of candidates) {
    const score = names.reduce((sum, name) => sum + weights[name] * features[name], 0)
    if (score > most) [most, first] = [score, document]
  }
  return right.has(first)
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return Number((items.filter(holds).length / Math.max(1, items.length)).toFixed(3))
}

function rounded<Name extends string>(weights: Record<Name, number>, shown: readonly Name[]): Record<string, number> {
  return Object.fromEntries(shown.map((name) => [name, Number(weights[name].toFixed(2))]))
}

/** Listwise softmax: of all candidates those of the right documents. In flat arrays: minutes become seconds. */
function fitRanking(questions: readonly Asked[]): Features {
  const [rounds, sharpness, rate, ridge] = [120, 4, 6, 0.001]
  const width = names.length
  const rows = questions
    .filter(({ candidates, right }) => candidates.some(({ document }) => right.has(document)))
    .map(({ candidates, right, from }) => ({
      features: Float64Array.from(candidates.flatMap(({ features }) => names.map((name) => features[name]))),
      right: Uint8Array.from(candidates, ({ document }) => (right.has(document) ? 1 : 0)),
      weight: from === 'own' ? ownWeight : 1,
    }))
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const weights = new Float64Array(width).fill(0.5)
  for (let round = 0; round < rounds; round += 1) {
    const slope = new Float64Array(width)
    for (const { features, right, weight } of rows) {
      const likely = new Float64Array(right.length)
      for (let at = 0; at < right.length; at += 1) {
        let score = 0
        for (let k = 0; k < width; k += 1) score += weights[k]! * features[at * width + k]!
        likely[at] = Math.exp(sharpness * (score - 4))
      }
      const all = likely.reduce((sum, value) => sum + value, 0)
      const rightOnes = likely.reduce((sum, value, at) => sum + (right[at] ? value : 0), 0)
      for (let at = 0; at < right.length; at += 1) {
        const pull = weight * ((right[at] ? likely[at]! / rightOnes : 0) - likely[at]! / all)
        if (Math.abs(pull) < 1e-5) continue
        for (let k = 0; k < width; k += 1) slope[k] = slope[k]! + pull * features[at * width + k]!
      }
    }
    for (let k = 0; k < width; k += 1) weights[k] = weights[k]! + (rate * slope[k]!) / total - ridge * weights[k]!
  }
  return Object.fromEntries(names.map((name, k) => [name, weights[k]!])) as unknown as Features
}

function fitConfidence(questions: readonly Asked[]): ConfidenceWeights {
  const [rounds, rate, ridge] = [3_000, 2.5, 0.1]
  const found = questions.flatMap((one) =>
    one.evidence ? [{ values: used.map((name) => one.evidence![name]), right: isRight(one) ? 1 : 0 }] : [],
  )
  let bias = 0
  const weights = new Float64Array(used.length)
  for (let round = 0; round < rounds; round += 1) {
    const slope = new Float64Array(used.length)
    let biasSlope = 0
    for (const { values, right } of found) {
      let sum = bias
      for (let k = 0; k < values.length; k += 1) sum += weights[k]! * values[k]!
      const error = 1 / (1 + Math.exp(-sum)) - right
      biasSlope += error
      for (let k = 0; k < values.length; k += 1) slope[k] = slope[k]! + error * values[k]!
    }
    bias -= (rate * biasSlope) / found.length
    for (let k = 0; k < used.length; k += 1)
      weights[k] = weights[k]! - (rate / found.length) * (slope[k]! + ridge * weights[k]!)
  }
  const zero = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as Evidence
  return { bias, weights: { ...zero, ...Object.fromEntries(used.map((name, k) => [name, weights[k]!])) } }
}
