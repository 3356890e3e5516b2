import { describe, expect, test } from 'vitest'
import { pool, poolWords } from './pooling.ts'

const hidden = { data: Float32Array.from([1, 8, 2, 2, 6, -4]), tokens: 3, width: 2 }

describe('the vectors of the tokens become one', () => {
  test.each([
    ['mean', [3, 2]],
    ['cls', [1, 8]],
    ['last', [6, -4]],
    ['max', [6, 8]],
  ] as const)('by %s', (pooling, expected) => {
    expect([...pool(hidden, pooling)]).toEqual(expected)
  })

  test('for each word from the pieces that it shares text with', () => {
    const spans = [null, { start: 0, end: 3 }, { start: 3, end: 6 }]
    const words = [
      { start: 0, end: 3 },
      { start: 0, end: 6 },
      { start: 5, end: 9 },
      { start: 6, end: 9 },
      { start: 2, end: 2 },
    ]
    expect(poolWords(hidden, spans, words).map((word) => [...word])).toEqual([
      [2, 2],
      [4, -1],
      [6, -4],
      [0, 0],
      [0, 0],
    ])
  })
})
