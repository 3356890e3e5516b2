import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import { fitTemperature } from './calibration.ts'
import { IntentClassifier } from './classifier.ts'
import { Featuriser, learnFeatures } from './features.ts'
import { quantise } from './model.ts'
import { Neighbours } from './neighbours.ts'
import { fitOutOfScope, outOfScopeScore, type ScopeSigns } from './out-of-scope.ts'
import { softmaxInPlace, trainSoftmax } from './softmax.ts'
import { trainIntents } from './train-intents.ts'

const words = (text: string) => text.split(' ')

describe('features', () => {
  const texts = ['where is my order', 'cancel my order', 'where are my boots'].map(words)
  const featuriser = new Featuriser(learnFeatures(texts, 1, 1))

  it('make vectors of length 1, the same for the same words', () => {
    const vector = featuriser.vector(texts[0] ?? [])
    expect(Math.hypot(...vector.values)).toBeCloseTo(1, 5)
    expect(featuriser.vector(texts[0] ?? [])).toEqual(vector)
    expect(vector.unknownShare).toBe(0)
  })

  it('see a misspelt word by its letters only', () => {
    const { indices, unknownShare } = featuriser.vector(['ordr'])
    expect(unknownShare).toBe(1)
    expect(indices.length).toBeGreaterThan(0)
    for (const index of indices) expect(index).toBeGreaterThanOrEqual(featuriser.space.words)
  })

  it('have no letters for a placeholder', () => {
    expect(featuriser.vector(['__order__']).indices).toHaveLength(0)
  })

  it('do not depend on the order of the examples', () => {
    expect(learnFeatures(texts.toReversed(), 1, 1)).toEqual(learnFeatures(texts, 1, 1))
  })
})

describe('the softmax regression', () => {
  it('separates what can be separated and does so the same way each time', () => {
    const featuriser = new Featuriser(learnFeatures(['a b', 'c d'].map(words), 1, 1))
    const vectors = ['a b', 'a', 'c d', 'd'].map((text) => featuriser.vector(words(text)))
    const labels = Int32Array.from([0, 0, 1, 1])
    const options = { epochs: 20, step: 3, denseStep: 2, leastGradient: 0, decay: 0 }
    const run = () => trainSoftmax(vectors, labels, featuriser.space.hashes.length, 2, seededRandom('s'), options)
    expect(run()).toEqual(run())
    const { weights } = run()
    const score = (i: number, c: number) => {
      const { indices, values } = vectors[i] ?? { indices: new Int32Array(), values: new Float32Array() }
      return indices.reduce((sum, index, k) => sum + (values[k] ?? 0) * (weights[index * 2 + c] ?? 0), 0)
    }
    for (const [i, label] of labels.entries()) expect(score(i, label)).toBeGreaterThan(score(i, 1 - label))
  })

  it('gives probabilities that sum to 1 for any scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -80, max: 80, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (scores) => {
          const values = Float32Array.from(scores)
          softmaxInPlace(values, 0.7)
          expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4)
        },
      ),
    )
  })

  it('is quantised to within half a step of each feature', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 }), (numbers) => {
        const { weights, scales } = quantise(Float32Array.from(numbers), 2, 3)
        numbers.forEach((number, i) => {
          const scale = scales[Math.floor(i / 3)] ?? 0
          expect(Math.abs((weights[i] ?? 0) * scale - number)).toBeLessThanOrEqual(scale / 2 + 1e-5)
        })
      }),
    )
  })
})

describe('the temperature', () => {
  it('finds how much too sure the scores were', () => {
    const random = seededRandom('t')
    const held = Array.from({ length: 2_000 }, () => {
      const scores = Float32Array.from([random.next() * 4, random.next() * 4, random.next() * 4])
      const probabilities = scores.slice()
      softmaxInPlace(probabilities)
      const draw = random.next()
      const label =
        draw < (probabilities[0] ?? 0) ? 0 : draw < (probabilities[0] ?? 0) + (probabilities[1] ?? 0) ? 1 : 2
      return { scores: scores.map((score) => score * 2.5), label }
    })
    expect(fitTemperature(held)).toBeGreaterThan(2)
    expect(fitTemperature(held)).toBeLessThan(3)
  })

  it('is 1 where there is too little to tell', () => {
    expect(fitTemperature([])).toBe(1)
  })
})

describe('the out-of-scope score', () => {
  const signs = (value: number): ScopeSigns => ({
    confidence: value,
    margin: value,
    energy: value,
    lead: value,
    certainty: value,
    nearest: value,
    known: value,
    meaning: value,
  })
  it('is learnt from both sides and falls with every sign of belonging', () => {
    const random = seededRandom('o')
    const model = fitOutOfScope(
      Array.from({ length: 40 }, () => signs(1 + random.next())),
      Array.from({ length: 40 }, () => signs(random.next())),
    )
    expect(outOfScopeScore(model, signs(2))).toBeLessThan(0.2)
    expect(outOfScopeScore(model, signs(0))).toBeGreaterThan(0.8)
  })

  it('stays between 0 and 1 where there was nothing to learn from', () => {
    const model = fitOutOfScope([], [])
    for (const value of [-1e6, 0, 1e6]) {
      expect(outOfScopeScore(model, signs(value))).toBeGreaterThanOrEqual(0)
      expect(outOfScopeScore(model, signs(value))).toBeLessThanOrEqual(1)
    }
  })
})

describe('neighbours', () => {
  it('find an utterance itself', () => {
    const texts = ['where is my order', 'cancel my order', 'where are my boots'].map(words)
    const featuriser = new Featuriser(learnFeatures(texts, 1, 1))
    const neighbours = new Neighbours(featuriser, texts)
    texts.forEach((text, i) => {
      const nearest = neighbours.nearest(featuriser.vector(text))
      expect(nearest?.utterance).toBe(i)
      expect(nearest?.similarity).toBeGreaterThan(0.9)
    })
    expect(neighbours.nearest(featuriser.vector(['zzz']))).toBeUndefined()
  })
})

describe('the classifier', () => {
  it('gives an utterance that stands under two intents to the one with more examples of it', () => {
    const model = trainIntents(
      {
        names: ['a', 'b'],
        utterances: [
          { words: ['good', 'night'], intent: 0, meaning: null },
          { words: ['good', 'night'], intent: 1, meaning: null },
          { words: ['good', 'night'], intent: 1, meaning: null },
          { words: ['hello'], intent: 0, meaning: null },
          { words: ['good', 'morning'], intent: 0, meaning: null },
        ],
        outOfScope: [],
        encoder: null,
      },
      's',
    )
    const result = new IntentClassifier(model).classify(['good', 'night'], ['good', 'night'], null, 2)
    expect(result.exact).toBe(true)
    expect(result.ranked[0]).toMatchObject({ intent: 1 })
    expect(result.ranked[0]?.confidence).toBeGreaterThan(0.9)
  })
})
