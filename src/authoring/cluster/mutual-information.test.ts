import { describe, expect, test } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import {
  adjustedMutualInformation,
  contingency,
  expectedMutualInformation,
  mutualInformation,
} from './mutual-information.ts'

// The example that scikit-learn tests its own implementation with.
const one = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
const other = [1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 3, 1, 3, 3, 3, 2, 2]

describe('mutual information', () => {
  test('of a known pair of groupings is the published one', () => {
    expect(mutualInformation(contingency(one, other))).toBeCloseTo(0.41022, 5)
  })

  test('expected by chance is the published one', () => {
    const { rows, columns, total } = contingency(one, other)
    expect(expectedMutualInformation(rows, columns, total)).toBeCloseTo(0.15042, 5)
  })

  test('expected by chance is what shuffling gives on average', () => {
    const random = seededRandom('shuffle')
    const { rows, columns, total } = contingency(one, other)
    let sum = 0
    const rounds = 20_000
    const shuffled = [...other]
    for (let round = 0; round < rounds; round += 1) {
      for (let i = shuffled.length - 1; i > 0; i -= 1) {
        const j = Math.floor(random.next() * (i + 1))
        ;[shuffled[i], shuffled[j]] = [shuffled[j] as number, shuffled[i] as number]
      }
      sum += mutualInformation(contingency(one, shuffled))
    }
    expect(sum / rounds).toBeCloseTo(expectedMutualInformation(rows, columns, total), 2)
  })
})

describe('adjusted mutual information', () => {
  test('of a known pair of groupings is the published one', () => {
    expect(adjustedMutualInformation(one, other)).toBeCloseTo(0.27821, 5)
  })

  test('of a thousand things is the published one', () => {
    const repeat = (labels: number[]) => Array.from({ length: 110 }, () => labels).flat()
    expect(adjustedMutualInformation(repeat(one), repeat(other))).toBeCloseTo(0.38, 2)
  })

  test('is 1 for the same grouping under other names', () => {
    expect(adjustedMutualInformation(['a', 'a', 'b', 'b', 'c'], [7, 7, 1, 1, 2])).toBeCloseTo(1, 12)
  })

  test('is 0 where one side puts everything together and the other nothing', () => {
    expect(adjustedMutualInformation([0, 0, 0, 0], [0, 1, 2, 3])).toBeCloseTo(0, 12)
  })

  test('does not depend on which side is which', () => {
    expect(adjustedMutualInformation(other, one)).toBeCloseTo(adjustedMutualInformation(one, other), 12)
  })

  test('is 1 where both sides are trivial in the same way, and for nothing at all it is 0 or 1 but a number', () => {
    expect(adjustedMutualInformation([1, 1, 1], [2, 2, 2])).toBe(1)
    expect(adjustedMutualInformation([1, 2, 3], [3, 1, 2])).toBe(1)
    expect(adjustedMutualInformation([], [])).toBe(1)
  })

  test('of random labels is about 0, however many groups there are', () => {
    const random = seededRandom('labels')
    const labels = (groups: number) => Array.from({ length: 400 }, () => Math.floor(random.next() * groups))
    for (const groups of [2, 20, 100])
      expect(Math.abs(adjustedMutualInformation(labels(20), labels(groups)))).toBeLessThan(0.05)
  })
})
