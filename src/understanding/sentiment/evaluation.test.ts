import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluateSentiment, measureSentiment, parseSentimentRows } from './evaluation.ts'
import { shippedKnowledge } from './knowledge.ts'
import { readForSentiment } from './reading.ts'
import { shippedAnswers } from './shipped-answers.ts'
import { deserialiseTone, serialiseTone, shippedTone } from './tone-model.ts'

describe('rows of a sentiment file', () => {
  it('have one label or several, and lines that have neither are named', () => {
    expect(parseSentimentRows('{"text":"a","label":"positive"}\n\n')).toEqual({
      rows: [{ text: 'a', labels: ['positive'] }],
      multiLabel: false,
      problems: [],
    })
    const read = parseSentimentRows('{"text":"a","labels":["joy","love"]}\n{"text":"b"}\nnull\n{')
    expect(read.multiLabel).toBe(true)
    expect(read.problems.map(({ line }) => line)).toEqual([2, 3, 4])
  })
})

describe('measuring sentiment', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      text: i % 2 === 0 ? `a lovely day number ${i}` : `a dreadful day number ${i}`,
      labels: [i % 2 === 0 ? 'positive' : 'negative'],
    }))

  it('finds the share that is right, and what it took', async () => {
    const measured = await evaluateSentiment(rows(60), rows(20), false, {
      seed: 'test',
      nowMs: () => performance.now(),
    })
    expect(measured).toMatchObject({ accuracy: 1, macroF1: 1 })
    expect(measured.trainSeconds).toBeGreaterThan(0)
  })

  it('counts a row with several labels as right only where all of them are', async () => {
    const test = [{ text: 'x', labels: ['joy', 'love'] }]
    const says =
      (...labels: string[]) =>
      () => ({ labels, probabilities: Float32Array.of(1, 1) })
    const measure = (...labels: string[]) => measureSentiment(['joy', 'love'], says(...labels), test, true, () => 0)
    expect((await measure('joy')).accuracy).toBe(0)
    expect((await measure('love', 'joy')).accuracy).toBe(1)
    expect((await measure('joy')).macroF1).toBe(0.5)
  })
})

describe('the shipped model', () => {
  it('answers in the terms of a file: two sides, three, or emotions', () => {
    expect(shippedAnswers(['negative', 'positive'])('I love it').labels).toEqual(['positive'])
    expect(shippedAnswers(['negative', 'neutral', 'positive'])('what are your opening hours').labels).toEqual([
      'neutral',
    ])
    expect(shippedAnswers(shippedTone().model.labels)('thank you so much').labels).toContain('gratitude')
    expect(() => shippedAnswers(['spam', 'ham'])).toThrow(/spam/)
  })

  it('does not describe rows of the kind that it was trained on', () => {
    const reading = readForSentiment('thank you')
    expect(shippedKnowledge(new Set(['joy', 'gratitude', 'anger'])).describe(reading)).toHaveLength(0)
    expect(shippedKnowledge(new Set(['positive', 'negative'])).describe(reading)).toHaveLength(28)
  })

  it('is small, and the same after being written and read', () => {
    expect(statSync(new URL('./tone.model', import.meta.url)).size).toBeLessThan(2_000_000)
    const { model } = shippedTone()
    expect(deserialiseTone(serialiseTone(model))).toEqual(model)
  })
})
