import { describe, expect, test } from 'vitest'
import { authoredFrom, clearIntents } from './authored.fixture.ts'
import { crossValidate } from './cross-validation.ts'
import { placedExamples } from './examples.ts'
import { type Cell, fitExponents, learningCurve } from './learning-curve.ts'
import { lettersEncoder } from './letters-encoder.fixture.ts'

const authored = authoredFrom(clearIntents)
const examples = placedExamples(authored)

describe('cross-validation', () => {
  test('reads every example once, with a model that has not seen it', async () => {
    const { readings, accuracy, outOfScopeAuroc } = await crossValidate(authored.data, examples, {
      seed: 'test',
      folds: 4,
    })
    expect(readings.map(({ example }) => example)).toEqual(examples.map(({ index }) => index))
    expect(accuracy).toBeGreaterThan(0.8)
    expect(outOfScopeAuroc).toBeNull()
    for (const { intents } of readings) expect(intents.reduce((sum, one) => sum + one.confidence, 0)).toBeCloseTo(1, 3)
  })

  test('knows nothing of words that only the held-out example has', async () => {
    const odd = authoredFrom({ ...clearIntents, cancel: [...(clearIntents.cancel ?? []), 'xylophone quartz'] })
    const placed = placedExamples(odd)
    const { readings } = await crossValidate(odd.data, placed, { seed: 'test', folds: 4 })
    const { index } = placed.find(({ text }) => text === 'xylophone quartz') ?? { index: -1 }
    expect(readings[index]?.intents.find(({ name }) => name === 'cancel')?.confidence).toBeLessThan(0.6)
  })

  test('gives the same for the same seed', async () => {
    const run = () => crossValidate(authored.data, examples, { seed: 'test', folds: 3 })
    expect(await run()).toEqual(await run())
  })

  test('asks an encoder for each text once, however many models are trained', async () => {
    const encoder = lettersEncoder()
    await crossValidate(authored.data, examples, { seed: 'test', folds: 3, encoder })
    expect(encoder.asked.length).toBe(new Set(encoder.asked).size)
  })
})

describe('the learning curve', () => {
  test('rises, and estimates what more examples bring', async () => {
    const progress: number[] = []
    const { points, intents } = await learningCurve(authored.data, examples, {
      seed: 'test',
      shares: [0.25, 1],
      onProgress: (done, total) => progress.push(done / total),
    })
    expect(points.map(({ share }) => share)).toEqual([0.25, 1])
    expect(points[1]?.accuracy).toBeGreaterThan(points[0]?.accuracy ?? 1)
    expect(points[0]?.examples).toBeLessThan(points[1]?.examples ?? 0)
    for (const { recall, expectedRecall, gain } of intents) {
      expect(expectedRecall).toBeGreaterThanOrEqual(recall)
      expect(gain).toBeGreaterThanOrEqual(0)
    }
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(Math.max(...progress)).toBeLessThanOrEqual(1)
  })

  test('finds the exponent with which errors fall', () => {
    const cells = (exponent: number): Cell[] =>
      [10, 20, 40, 80].map((trained) => ({
        trained: trained * 1000,
        read: 1000,
        wrong: Math.round(800 * (trained / 10) ** -exponent),
      }))
    const { shared, byIntent } = fitExponents(
      new Map([
        ['a', cells(0.5)],
        ['b', cells(0.5)],
      ]),
    )
    expect(shared).toBeCloseTo(0.5, 1)
    expect(byIntent.get('a')).toBeCloseTo(0.5, 1)
  })

  test('draws an intent with few held-out examples towards the others, and never below nothing', () => {
    const many: Cell[] = [10, 20, 40].map((trained) => ({
      trained: trained * 1000,
      read: 1000,
      wrong: Math.round(600 * (trained / 10) ** -0.6),
    }))
    const few: Cell[] = [10, 20, 40].map((trained, i) => ({ trained: trained * 3, read: 3, wrong: i === 2 ? 2 : 1 }))
    const { shared, byIntent } = fitExponents(
      new Map([
        ['many', many],
        ['few', few],
      ]),
    )
    expect(byIntent.get('few')).toBeGreaterThan(0.3)
    expect(byIntent.get('few')).toBeLessThan(shared)
    expect(
      fitExponents(
        new Map([
          [
            'worse',
            [
              { trained: 10, read: 10, wrong: 1 },
              { trained: 100, read: 10, wrong: 9 },
            ],
          ],
        ]),
      ).shared,
    ).toBe(0)
  })
})
