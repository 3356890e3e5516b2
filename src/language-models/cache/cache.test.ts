import { beforeEach, describe, expect, test } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { modelLimits } from '../config/index.ts'
import { type KeptAnswer, ResponseCache } from './response-cache.ts'
import { SemanticCache } from './semantic-cache.ts'

const answer = (text: string): KeptAnswer => ({ model: 'm', text, value: null, toolCalls: [] })
let nowMs = 0
beforeEach(() => {
  nowMs = 0
})
const cacheOf = (entries: number, characters = 1_000_000) =>
  new ResponseCache({ entries, characters, staleForMs: 1000 }, () => nowMs)

describe('the response cache', () => {
  test('drops what was not used for longest', () => {
    const cache = cacheOf(2)
    cache.put('a', answer('1'), 100)
    cache.put('b', answer('2'), 100)
    cache.get('a', false)
    cache.put('c', answer('3'), 100)
    expect([cache.get('a', false)?.text, cache.get('b', false), cache.get('c', false)?.text]).toEqual(['1', null, '3'])
  })

  test('keeps to its size and takes nothing that is most of it', () => {
    const cache = cacheOf(1000, 10_000)
    for (let index = 0; index < 50; index += 1) cache.put(`k${index}`, answer('x'.repeat(500)), 100)
    expect(cache.size).toBeLessThan(20)
    cache.put('large', answer('x'.repeat(5000)), 100)
    expect(cache.get('large', false)).toBeNull()
  })

  test('gives what is over its time only where it is asked for, and not for ever', () => {
    const cache = cacheOf(10)
    cache.put('a', answer('1'), 100)
    nowMs = 101
    expect([cache.get('a', false), cache.get('a', true)?.text]).toEqual([null, '1'])
    nowMs = 1101
    expect(cache.get('a', true)).toBeNull()
    expect(cache.size).toBe(0)
  })
})

/** Points in the directions that the tests need. */
const vectors: Record<string, number[]> = {
  'can I send shoes back': [1, 0],
  'may I send shoes back': [0.99, 0.141],
  'do you sell shoes': [0, 1],
}
const encoder: Encoder = {
  identity: 'test',
  dimensions: 2,
  readsWords: false,
  canFail: false,
  encode: async (inputs) => inputs.map(({ text }) => ({ vector: Float32Array.from(vectors[text] ?? [-1, 0]) })),
  close: async () => {},
}

describe('the semantic cache', () => {
  test('finds what was asked in other words, in the same place alone', async () => {
    const cache = new SemanticCache(encoder)
    await cache.remember('place', 'can I send shoes back', 'key')
    expect(await cache.find('place', 'may I send shoes back')).toBe('key')
    expect(await cache.find('place', 'do you sell shoes')).toBeNull()
    expect(await cache.find('elsewhere', 'may I send shoes back')).toBeNull()
  })

  test('keeps no more questions than there can be answers to', async () => {
    const cache = new SemanticCache(encoder)
    const buckets = modelLimits.cacheEntries / modelLimits.semanticCandidates + 2
    for (let bucket = 0; bucket < buckets; bucket += 1)
      for (let at = 0; at < modelLimits.semanticCandidates; at += 1)
        await cache.remember(`bucket ${bucket}`, 'can I send shoes back', `${bucket} ${at}`)
    expect(cache.size).toBeLessThanOrEqual(modelLimits.cacheEntries)
    expect(await cache.find('bucket 0', 'can I send shoes back')).toBeNull()
    expect(await cache.find(`bucket ${buckets - 1}`, 'can I send shoes back')).not.toBeNull()
  })

  test('is empty where the encoder fails', async () => {
    const cache = new SemanticCache({ ...encoder, encode: () => Promise.reject(new Error('down')) })
    await cache.remember('place', 'can I send shoes back', 'key')
    expect(await cache.find('place', 'can I send shoes back')).toBeNull()
  })
})
