import { describe, expect, it } from 'vitest'
import { deserialise, serialise } from './model.ts'
import { readingContext, smallAssistant } from './small-assistant.fixture.ts'
import { train } from './train.ts'
import { load } from './understander.ts'

describe('a trained model', () => {
  it('has the same bytes for the same data and seed, and others for another seed', async () => {
    const bytes = serialise(await train(smallAssistant, { seed: 'one' }))
    expect(Buffer.compare(bytes, serialise(await train(smallAssistant, { seed: 'one' })))).toBe(0)
    expect(Buffer.compare(bytes, serialise(await train(smallAssistant, { seed: 'two' })))).not.toBe(0)
  })

  it('reads as before once stored and loaded', async () => {
    const trained = await train(smallAssistant, { seed: 'one' })
    const bytes = serialise(trained)
    expect(deserialise(bytes)).toEqual(trained)
    expect(Buffer.compare(serialise(deserialise(bytes)), bytes)).toBe(0)
  })

  it.each([
    ['no bytes', (_: Uint8Array) => new Uint8Array()],
    ['other bytes', () => new TextEncoder().encode('hello, I am no model at all')],
    ['half of the bytes', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
    [
      'bytes of a newer format',
      (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, i) => (i === 6 ? byte + 1 : byte)),
    ],
  ])('is refused with a remedy where there are %s', async (_name, damage) => {
    const bytes = serialise(await train(smallAssistant, { seed: 'one' }))
    expect(() => load(damage(bytes))).toThrow(expect.objectContaining({ code: 'understanding.model-unreadable' }))
  })

  it('reports its progress up to the end', async () => {
    const seen: [number, number][] = []
    await train(smallAssistant, { seed: 'one', onProgress: (done, total) => seen.push([done, total]) })
    expect(seen.length).toBeGreaterThan(3)
    const [done, total] = seen.at(-1) ?? [0, 1]
    expect(done).toBe(total)
  })

  it('refuses a pattern that could run for minutes', async () => {
    const data = { ...smallAssistant, entities: [{ name: 'slow', patterns: ['(a+)+$'] }] }
    await expect(train(data, { seed: 'one' })).rejects.toMatchObject({ code: 'understanding.pattern-refused' })
  })

  it.each([
    ['no intents', { ...smallAssistant, intents: [] }],
    [
      'one intent with one example',
      { ...smallAssistant, intents: [{ name: 'a', examples: [{ text: 'hello', entities: [] }] }] },
    ],
    [
      'an intent without examples',
      { ...smallAssistant, intents: [{ name: 'a', examples: [] }, ...smallAssistant.intents] },
    ],
    [
      'examples without words',
      { ...smallAssistant, intents: [{ name: 'a', examples: [{ text: ' ', entities: [] }] }] },
    ],
  ])('can be made of %s', async (_name, data) => {
    const understander = load(serialise(await train(data, { seed: 'one' })))
    const { intents, outOfScope } = understander.understandWords('hello', readingContext)
    expect(outOfScope).toBeGreaterThanOrEqual(0)
    for (const { confidence } of intents) expect(confidence).toBeLessThanOrEqual(1)
  })
})
