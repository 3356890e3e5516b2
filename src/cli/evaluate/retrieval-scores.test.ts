import { describe, expect, test } from 'vitest'
import { gainOver, scoreRanking } from './retrieval-scores.ts'

describe('scores of a ranking', () => {
  test('all relevant ones first is the most there can be', () => {
    expect(scoreRanking(['a', 'b', 'c'], ['b', 'a'])).toEqual({ recall: 1, ndcg: 1, reciprocalRank: 1 })
  })

  test('a relevant one further down counts less, behind the tenth not at all', () => {
    const second = scoreRanking(['x', 'a'], ['a'])
    expect(second.reciprocalRank).toBe(0.5)
    expect(second.ndcg).toBeCloseTo(1 / Math.log2(3))
    expect(scoreRanking([...'0123456789', 'a'], ['a'])).toEqual({ recall: 0, ndcg: 0, reciprocalRank: 0 })
  })
})

describe('the gain over a peer', () => {
  const theirs = [0.2, 0.5, 0.1, 0.4, 0.3, 0.6]

  test('is none, surely, for the same scores', () => {
    expect(gainOver(theirs, theirs, 7)).toEqual({ gain: 0, interval: [0, 0] })
  })

  test('lies in its interval, the same for the same seed', () => {
    const ours = [0.3, 0.5, 0.3, 0.4, 0.5, 0.6]
    const { gain, interval } = gainOver(ours, theirs, 7)
    expect(interval[0]).toBeLessThan(gain)
    expect(interval[1]).toBeGreaterThan(gain)
    expect(gainOver(ours, theirs, 7)).toEqual({ gain, interval })
  })
})
