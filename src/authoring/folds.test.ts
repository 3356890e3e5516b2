import { describe, expect, test } from 'vitest'
import { assignFolds } from './folds.ts'

const examples = ['a', 'b', 'c'].flatMap((intent) =>
  Array.from({ length: intent === 'c' ? 13 : 20 }, (_, i) => ({ intent, normal: `${intent} ${i}` })),
)

describe('folds', () => {
  test('have the same number of examples of an intent, give or take one', () => {
    const folds = assignFolds(examples, 5, 'seed')
    for (const intent of ['a', 'b', 'c']) {
      const counts = [0, 1, 2, 3, 4].map(
        (fold) => examples.filter((one, i) => one.intent === intent && folds[i] === fold).length,
      )
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  test('keep the same words together, whatever intents they stand under', () => {
    const twice = [...examples, { intent: 'a', normal: 'c 3' }, { intent: 'b', normal: 'c 3' }]
    const folds = assignFolds(twice, 5, 'seed')
    const same = twice.flatMap(({ normal }, i) => (normal === 'c 3' ? [folds[i]] : []))
    expect(new Set(same).size).toBe(1)
  })

  test('are the same for the same seed, and others for another', () => {
    expect(assignFolds(examples, 5, 'seed')).toEqual(assignFolds(examples, 5, 'seed'))
    expect(assignFolds(examples, 5, 'seed')).not.toEqual(assignFolds(examples, 5, 'other'))
  })
})
