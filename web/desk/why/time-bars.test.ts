import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeBars } from './time-bars.ts'

test('bars follow one another in proportion to their times', () => {
  expect(timeBars([10, 30, 60])).toEqual([
    { left: 0, width: 10 },
    { left: 10, width: 30 },
    { left: 40, width: 60 },
  ])
})

test('every bar can be seen and none leaves the track, whatever the times', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -5, max: 1e6, noNaN: true }), { maxLength: 20 }), (times) => {
      for (const { left, width } of timeBars(times)) {
        expect(width).toBeGreaterThan(1)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left + width).toBeLessThanOrEqual(100 + 1e-6)
      }
    }),
  )
})
