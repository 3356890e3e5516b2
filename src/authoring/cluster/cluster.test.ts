import { describe, expect, test } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import { clearIntents } from '../authored.fixture.ts'
import { lettersEncoder } from '../letters-encoder.fixture.ts'
import { suggestIntents } from '../suggest.ts'
import { sparseVectors } from '../vectors.ts'
import { suggestionsAsYaml } from './as-yaml.ts'
import { averageLinkage, cutTree } from './average-linkage.ts'
import { groupPoints, silhouette } from './choose-count.ts'
import { evaluateClustering } from './evaluate.ts'
import { adjustedMutualInformation } from './mutual-information.ts'
import { nameGroups } from './name-groups.ts'
import { densePoints, normalise, sparsePoints } from './points.ts'

/** Points around `count` directions in 16 dimensions. */
function clouds(count: number, each: number, spread: number) {
  const random = seededRandom('clouds')
  const gauss = () => Array.from({ length: 6 }, () => random.next() - 0.5).reduce((a, b) => a + b, 0)
  const centres = Array.from({ length: count }, () => Float32Array.from({ length: 16 }, gauss))
  const labels: number[] = []
  const vectors = centres.flatMap((centre, label) =>
    Array.from({ length: each }, () => {
      labels.push(label)
      const vector = centre.map((value) => value + spread * gauss())
      normalise(vector)
      return vector
    }),
  )
  return { points: densePoints(vectors), labels }
}

describe('grouping', () => {
  test('finds clouds of points, and how many there are', () => {
    const { points, labels } = clouds(6, 30, 0.15)
    const { groups, count, silhouette: score } = groupPoints(points, 'seed')
    expect(count).toBe(6)
    expect(score).toBeGreaterThan(0.5)
    expect(adjustedMutualInformation([...groups], labels)).toBeCloseTo(1, 5)
  })

  test('gives the same groups for the same seed', () => {
    const { points } = clouds(4, 20, 0.6)
    expect(groupPoints(points, 'seed')).toEqual(groupPoints(points, 'seed'))
  })

  test('of more points than are looked at sorts the others to the nearest centre', () => {
    const { points, labels } = clouds(3, 1_100, 0.1)
    const { groups } = groupPoints(points, 'seed')
    expect(groups).toHaveLength(3_300)
    expect(adjustedMutualInformation([...groups], labels)).toBeGreaterThan(0.99)
  })

  test.each([0, 1, 2, 7])('of %i points is valid', (each) => {
    const { points } = clouds(1, each, 0.5)
    const { groups, count } = groupPoints(points, 'seed')
    expect(groups).toHaveLength(each)
    expect([...groups].every((group) => group >= 0 && group < count)).toBe(true)
  })

  test('of points that are all the same does not fail', () => {
    const vector = Float32Array.from([1, 0, 0])
    const points = densePoints(Array.from({ length: 20 }, () => vector))
    expect(averageLinkage(points)).toHaveLength(19)
    expect(Number.isFinite(groupPoints(points, 'seed').silhouette)).toBe(true)
  })

  test('joins the most alike first, by the mean over the groups', () => {
    const points = densePoints(
      [
        [1, 0],
        [0.99, 0.141],
        [0, 1],
        [0.6, 0.8],
      ].map((one) => Float32Array.from(one)),
    )
    const merges = averageLinkage(points)
    expect(merges.map(({ into, from }) => [into, from])).toEqual([
      [0, 1],
      [2, 3],
      [0, 2],
    ])
    // (0 + 0.6 + 0.141 + 0.7068) / 4
    expect(merges[2]?.similarity).toBeCloseTo(0.362, 3)
    expect([...cutTree(merges, 4, 3)]).toEqual([0, 0, 1, 2])
    expect([...cutTree(merges, 4, 2)]).toEqual([0, 0, 1, 1])
  })

  test('treats sparse and dense vectors alike', () => {
    const texts = Object.values(clearIntents).flat()
    const vectorOf = sparseVectors(texts)
    const sparse = sparsePoints(texts.map(vectorOf))
    const dense = densePoints(
      texts.map((_, i) => {
        const vector = new Float32Array(sparse.dimensions)
        sparse.addTo(vector, i)
        return vector
      }),
    )
    expect(groupPoints(dense, 'seed').groups).toEqual(groupPoints(sparse, 'seed').groups)
  })

  test('has a silhouette of 1 for two far points each twice, and below 0 where they are mixed', () => {
    const points = densePoints(
      [
        [1, 0],
        [1, 0],
        [0, 1],
        [0, 1],
      ].map((one) => Float32Array.from(one)),
    )
    expect(silhouette(points, Int32Array.from([0, 0, 1, 1]), 2)).toBeCloseTo(1, 6)
    expect(silhouette(points, Int32Array.from([0, 1, 0, 1]), 2)).toBeLessThan(0)
  })
})

describe('names of groups', () => {
  test('are what is frequent in a group and rare in the others', () => {
    const names = nameGroups(Object.values(clearIntents))
    expect(names.map(({ terms }) => terms[0])).toEqual(['order', 'cancel', 'password'])
  })

  test('are never the same', () => {
    const same = ['reset my password', 'password reset']
    const names = nameGroups([same, same, same, ['???']]).map(({ name }) => name)
    expect(new Set(names).size).toBe(4)
  })
})

describe('suggested intents', () => {
  const utterances = [...Object.values(clearIntents).flat(), 'cancel the purchase', 'Cancel the purchase!', '', '  ']

  test('group what means the same, count what was said twice, and show examples', async () => {
    const { suggestions, distinct } = await suggestIntents(utterances, { seed: 'test', encoder: lettersEncoder() })
    expect(distinct).toBe(36)
    const sum = suggestions.reduce((all, one) => all + one.utterances, 0)
    expect(sum).toBeLessThanOrEqual(38)
    for (const { examples, all } of suggestions) {
      expect(new Set(examples).size).toBe(examples.length)
      expect(all).toEqual(expect.arrayContaining(examples))
    }
  })

  test('are written as a file of intents', async () => {
    const found = await suggestIntents(utterances, { seed: 'test' })
    expect(suggestionsAsYaml(found)).toMatch(/^# Suggested.*\nintents:\n {2}\S+:\n {4}description: /)
  })
})

test('clustering is measured beside tf-idf in the same run', async () => {
  const rows = Object.entries(clearIntents).flatMap(([intent, texts]) => texts.map((text) => ({ text, intent })))
  const measured = await evaluateClustering(rows, { seed: 'test' })
  expect(measured).toMatchObject({ rows: 36, intents: 3, vectors: 'words' })
  expect(measured.ami).toBeGreaterThan(0.2)
})
