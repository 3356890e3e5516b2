/**
 * Fits the weights of ranking and confidence in src/knowledge and prints them, with what they reach on questions they were not fitted on.
 * Run it after a change to the features:
 *
 *     node training/knowledge/fit.ts assistants/storefront test/questions/storefront.yaml
 *
 * Ranking: listwise softmax over the candidates of each question. Confidence: logistic regression, both classes as frequent as they are.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { filesOf, readAssistantFolder } from '#assistant/index.ts'
import { type KnowledgeDocument, readDocuments } from '#knowledge/documents/document.ts'
import { confidenceWeights } from '#knowledge/index/build.ts'
import { indexDocuments } from '#knowledge/index/build-index.ts'
import { everydayEnglish } from '#knowledge/index/everyday-words.ts'
import { guessOf } from '#knowledge/index/learn-guess.ts'
import { paraphrasesOf } from '#knowledge/index/paraphrases.ts'
import { type ConfidenceWeights, confidenceOf, type Evidence, evidenceNames } from '#knowledge/retrieve/confidence.ts'
import { type Candidate, type Features, rankWeights } from '#knowledge/retrieve/rank.ts'
import { type Filters, searcher } from '#knowledge/retrieve/search.ts'

interface Question {
  question: string
  slugs: string[]
  on?: string
  audience?: string
}

interface Asked {
  candidates: Candidate[]
  evidence: Evidence | null
  right: Set<number>
}

const [folder, questionFile] = process.argv.slice(2)
if (!folder || !questionFile)
  throw new Error('usage: node training/knowledge/fit.ts <assistant folder> <questions.yaml>')
const source = await readAssistantFolder(folder)
const { documents } = readDocuments(filesOf(source, 'knowledge'))
const { utterances, outside } = utterancesOf(filesOf(source, 'intents'))
const settings = { locale: 'en', sameMeaning: [...everydayEnglish], threshold: 0.5, confidence: confidenceWeights }
const paraphrases = paraphrasesOf(documents, utterances, settings)
const nowMs = Date.parse('2026-11-20T12:00:00Z')

const bySlug = new Map(documents.map(({ slug }, at) => [slug, at]))
const written = (parse(readFileSync(questionFile, 'utf8')) as Question[]).map(({ question, slugs, on, audience }) => ({
  question,
  right: new Set(slugs.flatMap((slug) => bySlug.get(slug) ?? [])),
  filters: {
    nowMs: on ? Date.parse(`${on}T12:00:00Z`) : nowMs,
    locale: 'en-US',
    ...(audience && { audience: [audience] }),
  },
}))
const own = documents.flatMap((document, at) =>
  document.validFromMs === null
    ? document.questions.map((question, place) => ({ question, place, right: new Set([at]) }))
    : [],
)

const byOthers = ask(documents, written)
/** Each article's own questions, asked of an index without them: two fifths, each costs a model. */
const leftOut = [0, 1].flatMap((fold) => {
  const without = documents.map((document) => ({
    ...document,
    questions: document.questions.filter((_, at) => at % 5 !== fold),
  }))
  const asked = own.filter(({ place }) => place % 5 === fold)
  return ask(
    without,
    asked.map((one) => ({ ...one, filters: { nowMs, everything: true } })),
  )
})

const answerable = byOthers.filter(({ right }) => right.size > 0)
const half = <T>(items: readonly T[], rest: number): T[] => items.filter((_, at) => at % 2 === rest)
const fitted = fitRanking([...answerable, ...leftOut])
console.log('ranking', rounded(fitted))
console.log('right article first:', {
  inUse: { byOthers: first(answerable, rankWeights), leftOut: first(leftOut, rankWeights) },
  crossed: [0, 1].map((rest) => first(half(answerable, 1 - rest), fitRanking([...half(answerable, rest), ...leftOut]))),
})
const confidence = fitConfidence(byOthers)
console.log('confidence', { bias: Number(confidence.bias.toFixed(2)), weights: rounded(confidence.weights) })
const crossed = [0, 1].flatMap((rest) => {
  const weights = fitConfidence(half(byOthers, rest))
  return half(byOthers, 1 - rest).map((asked) => ({
    asked,
    confidence: asked.evidence ? confidenceOf(asked.evidence, weights) : 0,
  }))
})
for (const threshold of [0.4, 0.45, 0.5, 0.55, 0.6, 0.65]) {
  const some = crossed.filter(({ asked }) => asked.right.size > 0)
  const none = crossed.filter(({ asked }) => asked.right.size === 0)
  console.log(`threshold ${threshold}, crossed:`, {
    answeredRight: share(some, ({ asked, confidence: sure }) => isRight(asked) && sure >= threshold),
    answeredWrong: share(some, ({ asked, confidence: sure }) => !isRight(asked) && sure >= threshold),
    unanswerableRecognised: share(none, ({ confidence: sure }) => sure < threshold),
  })
}

function ask(
  from: readonly KnowledgeDocument[],
  questions: readonly { question: string; right: Set<number>; filters: Filters }[],
): Asked[] {
  const { search } = searcher(
    indexDocuments(from, settings, paraphrases, guessOf(from, settings, paraphrases, outside)),
  )
  return questions.map(({ question, right, filters }) => ({ ...search(question, filters), right }))
}

function utterancesOf(files: readonly { text: string }[]) {
  const all = files.flatMap(({ text }) =>
    Object.entries((parse(text) as { intents: Record<string, { command?: string; examples: string[] }> }).intents),
  )
  const plain = (examples: readonly string[]) =>
    examples.map((example) => example.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1'))
  return {
    utterances: all
      .filter(([name, { command }]) => command === undefined && name !== 'out-of-scope')
      .map(([name, { examples }]) => ({ name, texts: plain(examples) })),
    outside: all.filter(([name]) => name === 'out-of-scope').flatMap(([, { examples }]) => plain(examples)),
  }
}

function first(asked: readonly Asked[], weights: Features): number {
  return share(asked, ({ candidates, right }) => {
    const best = candidates.reduce<Candidate | null>(
      (top, one) => (!top || scoreOf(one, weights) > scoreOf(top, weights) ? one : top),
      null,
    )
    return best !== null && right.has(best.document)
  })
}

function isRight({ candidates, right }: Asked): boolean {
  return candidates[0] !== undefined && right.has(candidates[0].document)
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return Number((items.filter(holds).length / Math.max(1, items.length)).toFixed(3))
}

function scoreOf({ features }: Candidate, weights: Features): number {
  return (Object.keys(weights) as (keyof Features)[]).reduce((sum, name) => sum + weights[name] * features[name], 0)
}

function fitRanking(asked: readonly Asked[]): Features {
  const names = Object.keys(rankWeights) as (keyof Features)[]
  const weights = Object.fromEntries(names.map((name) => [name, 1])) as unknown as Features
  const useful = asked.filter(({ candidates, right }) => candidates.some(({ document }) => right.has(document)))
  for (let round = 0; round < 200; round += 1) {
    const slope = Object.fromEntries(names.map((name) => [name, 0])) as unknown as Features
    for (const { candidates, right } of useful) {
      const likely = candidates.map((candidate) => Math.exp(4 * scoreOf(candidate, weights)))
      const all = likely.reduce((sum, value) => sum + value, 0)
      const rightOnes = likely.reduce((sum, value, at) => sum + (right.has(candidates[at]!.document) ? value : 0), 0)
      for (const [at, { document, features }] of candidates.entries()) {
        const pull = (right.has(document) ? likely[at]! / rightOnes : 0) - likely[at]! / all
        for (const name of names) slope[name] += pull * features[name]
      }
    }
    for (const name of names) weights[name] += (4 * slope[name]) / asked.length - 0.0005 * weights[name]
  }
  return weights
}

function fitConfidence(asked: readonly Asked[]): ConfidenceWeights {
  const ridge = 0.3
  const found = asked.filter(({ evidence }) => evidence !== null)
  const fit: ConfidenceWeights = {
    bias: 0,
    weights: Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as Evidence,
  }
  for (let round = 0; round < 3_000; round += 1) {
    const slope = Object.fromEntries(evidenceNames.map((name) => [name, 0])) as unknown as Evidence
    let biasSlope = 0
    for (const one of found) {
      const error = confidenceOf(one.evidence!, fit) - (isRight(one) ? 1 : 0)
      biasSlope += error
      for (const name of evidenceNames) slope[name] += error * one.evidence![name]
    }
    const rate = 3 / found.length
    fit.bias -= rate * biasSlope
    for (const name of evidenceNames) fit.weights[name] -= rate * (slope[name] + ridge * fit.weights[name])
  }
  return fit
}

function rounded(weights: Features | Evidence): Record<string, number> {
  return Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, Number(value.toFixed(2))]))
}
