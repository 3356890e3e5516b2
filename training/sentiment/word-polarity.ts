import { readFileSync } from 'node:fs'
import { seededRandom } from '#domain/random.ts'
import { learnFeatureSpace, SparseFeaturiser } from '../../src/understanding/sentiment/classifier/feature-space.ts'
import { learnLinear, scoresOf } from '../../src/understanding/sentiment/classifier/linear.ts'
import { readForSentiment } from '../../src/understanding/sentiment/reading.ts'
import type { WordNet } from './wordnet.ts'

/** What a pointer carries over from the meaning at its other end; an antonym turns it round. */
const carried: Record<string, number> = {
  '&': 0.8, // similar to
  '^': 0.5, // see also
  '+': 0.6, // derivationally related
  '\\': 0.6, // derived from, pertains to
  '=': 0.4, // attribute
  '*': 0.5, // entails
  $: 0.5, // verb group
  '@': 0.15, // more general
  '~': 0.15, // more special
  '!': -0.7, // opposite
}
/** Meanings that no rated word has: as many are taken for neutral when glosses are learnt. */
const neutralGlosses = 8_000
const rounds = 8
/** How much the gloss says beside what neighbours say (1 per pointer) and ratings (2 per rated word). */
const weights = { gloss: 0.7, rating: 2 }
/** A word's n-th meaning counts 1/n^1.5. */
const senseWeight = (rank: number) => 1 / (1 + rank) ** 1.5

/** Ratings of words by people, from -4 to 4, as in VADER's table (word, tab, mean …), scaled to [-1, 1]. */
export function readRatings(file: string): Map<string, number> {
  const ratings = new Map<string, number>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [word = '', mean = ''] = line.split('\t')
    if (/^[a-z][a-z'-]+$/.test(word)) ratings.set(word, Number(mean) / 4)
  }
  return ratings
}

/**
 * Polarity of English words in [-1, 1]: ratings where people gave some, otherwise spread over WordNet (like SentiWordNet, Baccianella et al.
 * 2010): from the gloss, by a classifier that learnt on the glosses of rated words, and from neighbours.
 */
export async function inducePolarity(ratings: Map<string, number>, { synsets, senses }: WordNet, seed: string) {
  const keys = [...synsets.keys()]
  const indexOf = new Map(keys.map((key, index) => [key, index]))
  const rated = new Float64Array(keys.length)
  const weight = new Float64Array(keys.length)
  for (const [word, rating] of ratings)
    for (const meanings of senses.get(word) ?? [])
      meanings.forEach((key, rank) => {
        const index = indexOf.get(key)
        if (index === undefined) return
        rated[index] = (rated[index] as number) + senseWeight(rank) * rating
        weight[index] = (weight[index] as number) + senseWeight(rank)
      })
  const target = rated.map((sum, i) => ((weight[i] as number) > 0 ? sum / (weight[i] as number) : 0))
  const glosses = await learnGlosses(
    keys.map((key) => glossOf(synsets.get(key))),
    target,
    weight,
    seed,
  )
  let polarity = Float64Array.from(target)
  for (let round = 0; round < rounds; round += 1) {
    polarity = Float64Array.from(keys, (key, i) => {
      const own = weights.rating * Math.min(2, weight[i] as number)
      let sum = own * (target[i] as number) + weights.gloss * (glosses[i] as number)
      let total = own + weights.gloss
      for (const { symbol, to } of synsets.get(key)?.pointers ?? []) {
        const share = carried[symbol]
        const other = indexOf.get(to)
        if (share === undefined || other === undefined) continue
        sum += share * (polarity[other] as number)
        total += Math.abs(share)
      }
      return sum / total
    })
  }
  const result = new Map<string, number>()
  for (const [word, parts] of senses) {
    if (word.includes('_')) continue
    let [sum, total] = [0, 0]
    for (const meanings of parts)
      meanings.forEach((key, rank) => {
        sum += senseWeight(rank) * (polarity[indexOf.get(key) ?? -1] ?? 0)
        total += senseWeight(rank)
      })
    result.set(word, sum / total)
  }
  for (const [word, rating] of ratings) result.set(word, rating)
  return result
}

const glossOf = (synset: { gloss: string; words: string[] } | undefined) =>
  `${(synset?.gloss ?? '').replace(/"[^"]*"/g, '')} ${(synset?.words ?? []).join(' ').replaceAll('_', ' ')}`

/** A regression of polarity on the words of the gloss, in [-1, 1]. */
async function learnGlosses(texts: readonly string[], target: Float64Array, weight: Float64Array, seed: string) {
  const random = seededRandom(seed)
  const unrated = texts.flatMap((_, i) => ((weight[i] as number) > 0 ? [] : [i]))
  const neutral = new Set(
    Array.from({ length: neutralGlosses }, () => unrated[Math.floor(random.next() * unrated.length)]),
  )
  const chosen = texts.flatMap((_, i) => ((weight[i] as number) > 0 || neutral.has(i) ? [i] : []))
  const readings = texts.map((text) => readForSentiment(text))
  const choice = { leastWord: 2, leastGram: 1, mostWords: 100_000, mostGrams: 0 }
  const space = learnFeatureSpace(readings, choice)
  const featuriser = new SparseFeaturiser(space)
  const examples = readings.map((reading) => ({ sparse: featuriser.vector(reading), dense: new Float32Array(0) }))
  const model = await learnLinear(
    chosen.map((i) => examples[i] as (typeof examples)[number]),
    Float32Array.from(chosen, (i) => (1 + (target[i] as number)) / 2),
    {
      outputs: 1,
      link: 'sigmoid',
      features: space.hashes.length,
      weights: Float32Array.from(chosen, (i) => ((weight[i] as number) > 0 ? Math.min(1, weight[i] as number) : 0.5)),
    },
    random,
    { epochs: 12, step: 1, sparseDecay: 1e-4, denseDecay: 0, leastGradient: 0 },
  )
  const scores = new Float32Array(1)
  return examples.map((example) => {
    scoresOf(model, example, scores)
    return 2 / (1 + Math.exp(-(scores[0] as number))) - 1
  })
}
