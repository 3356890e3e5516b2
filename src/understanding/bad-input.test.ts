import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedEncoder } from '#adapters/encoders/embedded/index.ts'
import type { Correction, Understanding } from '#domain/understanding.ts'
import { intake } from '#intake/index.ts'
import type { Encoder, EncoderInput } from '#ports/encoder.ts'
import { anyText, meaninglessTexts, oddTexts, stackTrace } from './bad-input.fixture.ts'
import { limits } from './limits.ts'
import { serialise } from './model.ts'
import { readingContext, smallAssistant } from './small-assistant.fixture.ts'
import { train } from './train.ts'
import { isOutOfScope } from './types.ts'
import { load, type Understander } from './understander.ts'

/** Parts of a message that are looked at (wishes/segments.ts), the message itself, and its words for the entities. */
const mostInputs = 12

/** An encoder that keeps what it was asked. */
function watched(encoder: Encoder): Encoder & { asked: EncoderInput[] } {
  const asked: EncoderInput[] = []
  const { identity, dimensions, readsWords, canFail } = encoder
  return {
    ...{ identity, dimensions, readsWords, canFail, asked },
    encode(inputs, signal) {
      asked.push(...inputs)
      return encoder.encode(inputs, signal)
    },
    close: () => encoder.close(),
  }
}

describe.each(['words alone', 'the embedded encoder'])('whatever a customer sends, read with %s', (reading) => {
  const isEncoded = reading !== 'words alone'
  /** A message takes some hundred times as long to encode as to read. */
  const runs = isEncoded ? 60 : 400
  let encoder: ReturnType<typeof watched> | null = null
  let bytes: Uint8Array
  let understander: Understander

  beforeAll(async () => {
    encoder = isEncoded ? watched(await openEmbeddedEncoder()) : null
    bytes = serialise(await train(smallAssistant, { seed: 'test', encoder }))
    understander = load(bytes, encoder)
    return () => encoder?.close()
  }, 60_000)

  const understand = (text: string, expected: string[] = []) =>
    understander.understand(text, { ...readingContext, expected: { entities: expected } })
  const first = async (text: string) => (await understand(text)).intents[0]?.name

  it.each(Object.entries(oddTexts))('the result is valid for %s', async (_, text) => {
    expectValid(text, await understand(text))
  })

  it('the result is valid for any text, whatever is expected', async () => {
    const expectable = fc.subarray(['order_number', 'person_name', 'date', 'address', 'product'])
    await fc.assert(
      fc.asyncProperty(anyText, expectable, async (text, expected) => {
        expectValid(text, await understand(text, expected))
      }),
      { numRuns: runs },
    )
  })

  it('the same text gives the same result, whatever was read in between', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (text, other) => {
        const result = await understand(text)
        await understand(other)
        expect(await understand(text)).toEqual(result)
        expect(await load(bytes, encoder).understand(text, { ...readingContext, expected: { entities: [] } })).toEqual(
          result,
        )
      }),
      { numRuns: runs / 4 },
    )
  })

  it('the work is bounded: entities, wishes, corrections and texts that are encoded', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        encoder?.asked.splice(0)
        const { corrected, entities, wishes, corrections, intents } = await understand(text)
        expect(entities.length).toBeLessThanOrEqual(limits.entities)
        expect(wishes.length).toBeLessThanOrEqual(limits.wishes)
        expect(corrections.length).toBeLessThanOrEqual(limits.correctedTokens)
        expect(intents.length).toBeLessThanOrEqual(limits.rankedIntents)
        const asked = encoder?.asked ?? []
        expect(asked.length).toBeLessThanOrEqual(mostInputs)
        // Placeholders for entities may be a little longer than what they stand for.
        const units = asked.reduce((sum, input) => sum + input.text.length, 0)
        expect(units).toBeLessThanOrEqual(3 * corrected.length + 20 * entities.length)
      }),
      { numRuns: runs },
    )
  })

  it('what means nothing is further out of scope than anything that is in scope', async () => {
    const inScope = smallAssistant.intents.filter(({ name }) => !isOutOfScope(name)).flatMap(({ examples }) => examples)
    let most = 0.5
    for (const { text } of inScope) most = Math.max(most, (await understand(text)).outOfScope)
    for (const [name, text] of Object.entries({ ...meaninglessTexts, ...(isEncoded && { stackTrace }) }))
      expect((await understand(text)).outOfScope, name).toBeGreaterThan(most)
  })

  it.each([
    ['homoglyphs', 'саncеl mу оrdеr'],
    ['full-width letters', 'ｃａｎｃｅｌ ｍｙ ｏｒｄｅｒ'],
    ['accents', 'càncél my ördèr'],
    ['upper case and signs', 'CANCEL!!! MY ORDER!!!!'],
    ['markup', '<p>cancel my <b>order</b></p>'],
    ['JSON', '{"message": "cancel my order"}'],
    ['invisible characters', 'can\u200bcel my or\u00adder\ufeff'],
    ['bidirectional marks', '\u202acancel my order\u202c\u200f'],
    ['a lone surrogate', 'cancel my order \ud83d'],
    ['emoji', '😡😡 cancel my order 😡😡😡'],
    ['repeated words', 'cancel cancel cancel my order order'],
    ['an emoji of many code points', 'cancel my order 👩🏽‍❤️‍💋‍👨🏿'],
  ])('a wish is found behind %s, as the message comes from the intake', async (_, text) => {
    expect(await first(intake(text).text)).toBe('orders/cancel')
  })

  it('nothing to read gives no intents, no wishes and full out-of-scope', async () => {
    for (const text of ['', ' ', '\n\t', '\u200b\u202e', '\ud800'])
      expect(await understand(text)).toMatchObject({ intents: [], wishes: [], entities: [], outOfScope: 1 })
  })
})

function expectValid(message: string, result: Understanding) {
  const { text, corrected, corrections, intents, parents, entities, wishes, mood, language } = result
  expect(result.encoderProblem).toBeUndefined()
  expect(text).toBe(message)
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expectFinite(result)

  for (const { start, end, text: said } of partsOf([entities, wishes])) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThan(start)
    expect(corrected.slice(start, end)).toBe(said)
  }
  entities.forEach(({ start, confidence, alternatives = [] }, index) => {
    expect(start).toBeGreaterThanOrEqual(entities[index - 1]?.end ?? 0)
    expectShares([confidence, ...alternatives.map((alternative) => alternative.confidence)])
  })
  wishes.forEach((wish, index) => {
    expect(wish.start).toBeGreaterThanOrEqual(wishes[index - 1]?.end ?? 0)
    expectRanked(wish.intents)
    expectRanked(wish.parents ?? [])
    expectShares([wish.outOfScope])
    for (const entity of [...wish.entities, ...(wish.shared ?? [])]) expect(entities[entity]).toBeDefined()
    for (const { entity } of wish.meaning?.constraints ?? [])
      if (entity !== undefined) expect(entities[entity]).toBeDefined()
  })
  expect(wishes.length > 0).toBe(intents.length > 0)
  expectRanked(intents)
  expectRanked(parents ?? [])
  expectCorrected(text.slice(0, limits.textLength), corrected, corrections)
  expectShares([result.outOfScope, mood.anger, mood.urgency, language.confidence])
  expectShares((mood.emotions ?? []).map(({ confidence }) => confidence))
  expect(Math.abs(mood.polarity)).toBeLessThanOrEqual(1)
  for (const { share, spans } of language.others ?? []) {
    expectShares([share])
    for (const { start, end } of spans) {
      expect(start).toBeLessThan(end)
      expect(end).toBeLessThanOrEqual(text.length)
    }
  }
}

/** Best first, at most 1 in sum. */
function expectRanked(ranked: readonly { confidence: number }[]) {
  expectShares(ranked.map(({ confidence }) => confidence))
  ranked.forEach(({ confidence }, index) => {
    expect(confidence).toBeLessThanOrEqual(ranked[index - 1]?.confidence ?? 1)
  })
  expect(ranked.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-4)
}

function expectShares(values: readonly number[]) {
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(0)
    expect(value).toBeLessThanOrEqual(1)
  }
}

/** What is told of corrections is what was done: undone from the last to the first, the text is as it was written. */
function expectCorrected(written: string, corrected: string, corrections: readonly Correction[]) {
  let undone = corrected
  corrections.forEach(({ start, end, corrected: word, original, confidence }, index) => {
    expect(start).toBeGreaterThanOrEqual(corrections[index - 1]?.end ?? 0)
    expect(corrected.slice(start, end)).toBe(word)
    expect(word).not.toBe(original)
    expectShares([confidence])
  })
  for (const { start, end, original } of corrections.toReversed())
    undone = undone.slice(0, start) + original + undone.slice(end)
  expect(undone).toBe(written)
}

/** Every part with words anywhere in a value. */
function partsOf(value: unknown): { start: number; end: number; text: string }[] {
  if (value === null || typeof value !== 'object') return []
  const own = 'start' in value && 'end' in value && 'text' in value ? [value as ReturnType<typeof partsOf>[number]] : []
  return [...own, ...Object.values(value).flatMap(partsOf)]
}

function expectFinite(value: unknown) {
  if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite)
  else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) expectFinite(inner)
}
