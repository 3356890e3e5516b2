import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaUnderRoc, expectedCalibrationError, macroF1, percentile } from './statistics.ts'

const scores = fc.array(
  fc.integer({ min: 0, max: 20 }).map((n) => n / 20),
  { minLength: 1, maxLength: 30 },
)

describe('the area under the ROC curve', () => {
  it('is the share of pairs in which the positive scores higher, ties counting half', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        let wins = 0
        for (const p of positives) for (const n of negatives) wins += p > n ? 1 : p === n ? 0.5 : 0
        expect(areaUnderRoc(positives, negatives)).toBeCloseTo(wins / (positives.length * negatives.length), 10)
      }),
    )
  })

  it('turns round when the sides are changed', () => {
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        expect(areaUnderRoc(a, b) + areaUnderRoc(b, a)).toBeCloseTo(1, 10)
      }),
    )
  })

  it('is 0 without rows', () => {
    expect(areaUnderRoc([], [0.5])).toBe(0)
  })
})

describe('the expected calibration error', () => {
  it('is 0 where confidence and the share that is right agree', () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ confidence: 0.7, right: i < 7 }))
    expect(expectedCalibrationError(rows)).toBeCloseTo(0, 10)
  })

  it('is the gap where every row is equally overconfident', () => {
    const rows = Array.from({ length: 10 }, (_, i) => ({ confidence: 0.95, right: i < 5 }))
    expect(expectedCalibrationError(rows)).toBeCloseTo(0.45, 10)
  })

  it('lies between 0 and 1 and does not depend on the order', () => {
    const row = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const error = expectedCalibrationError(rows)
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThanOrEqual(1 + 1e-9)
        expect(expectedCalibrationError(rows.toReversed())).toBeCloseTo(error, 10)
      }),
    )
  })
})

describe('macro F1', () => {
  it('weighs each label the same', () => {
    // a: precision 2/3, recall 1 → 0.8; b: precision 0, recall 0 → 0
    expect(macroF1(['a', 'a', 'b'], ['a', 'a', 'a'])).toBeCloseTo(0.4, 10)
  })

  it('is 1 where all is right and falls with any mistake', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), (labels) => {
        expect(macroF1(labels, labels)).toBe(1)
        expect(
          macroF1(
            labels,
            [...labels.slice(1), 'x'].map((label, i) => (i === 0 ? 'x' : label)),
          ),
        ).toBeLessThan(1)
      }),
    )
  })
})

describe('a percentile', () => {
  it('is one of the numbers, with at least that share at or below it', () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (numbers, share) => {
        const value = percentile(numbers, share)
        expect(numbers).toContain(value)
        expect(numbers.filter((n) => n <= value).length / numbers.length).toBeGreaterThanOrEqual(share - 1e-9)
      }),
    )
  })
})
