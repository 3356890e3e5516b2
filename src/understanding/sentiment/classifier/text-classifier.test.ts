import { describe, expect, it } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { type LabelledText, type TextClassifierOptions, trainTextClassifier } from './text-classifier.ts'

const things = ['jacket', 'phone', 'table', 'parcel', 'reply', 'shop', 'zip', 'colour', 'chair', 'lamp', 'book', 'bag']
const row = (text: string, ...labels: string[]): LabelledText => ({ text, labels })
const sided = things.flatMap((thing) => [
  row(`the ${thing} is wonderful`, 'positive'),
  row(`what a lovely ${thing}`, 'positive'),
  row(`the ${thing} is awful`, 'negative'),
  row(`what a horrible ${thing}`, 'negative'),
])
const options = (more: Partial<TextClassifierOptions> = {}): TextClassifierOptions => ({
  seed: 'test',
  multiLabel: false,
  ...more,
})

/** Says how many of the letters are vowels: nothing that words do not say, but enough to see that it is used. */
const vowels: Encoder = {
  identity: 'vowels',
  dimensions: 1,
  readsWords: false,
  canFail: false,
  encode: async (inputs) =>
    inputs.map(({ text }) => ({ vector: Float32Array.of((text.match(/[aeiou]/g) ?? []).length / text.length) })),
  close: async () => {},
}

describe('a text classifier', () => {
  it('learns two labels from words, and reads them under a negation as other words', async () => {
    const turned = things.flatMap((thing) => [
      row(`the ${thing} is not wonderful`, 'negative'),
      row(`the ${thing} is not awful`, 'positive'),
    ])
    const classifier = await trainTextClassifier([...sided, ...turned], options())
    expect((await classifier.predict('the sofa is wonderful')).labels).toEqual(['positive'])
    expect((await classifier.predict('the sofa is not wonderful')).labels).toEqual(['negative'])
  })

  it('gives probabilities that add up where a text has one label', async () => {
    const rows = [...sided, ...things.map((thing) => row(`where is the ${thing}`, 'question'))]
    const classifier = await trainTextClassifier(rows, options())
    const { labels, probabilities } = await classifier.predict('where is the sofa')
    expect(labels).toEqual(['question'])
    expect(classifier.labels).toEqual(['negative', 'positive', 'question'])
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
  })

  it('gives several labels where a text may have them, and at least one', async () => {
    const rows = things.flatMap((thing) => [
      row(`the ${thing} is wonderful, where did you get it`, 'praise', 'question'),
      row(`the ${thing} is wonderful`, 'praise'),
      row(`where did you get the ${thing}`, 'question'),
      row(`the ${thing} is here`, 'none'),
    ])
    const classifier = await trainTextClassifier(rows, options({ multiLabel: true }))
    const { labels } = await classifier.predict('the sofa is wonderful, where did you get it')
    expect(new Set(labels)).toEqual(new Set(['praise', 'question']))
    expect((await classifier.predict('%%')).labels.length).toBeGreaterThan(0)
  })

  it('is the same for the same rows and seed', async () => {
    const [one, other] = [await trainTextClassifier(sided, options()), await trainTextClassifier(sided, options())]
    expect(other.trained).toEqual(one.trained)
  })

  it('uses an encoder where there is one', async () => {
    const rows = Array.from({ length: 80 }, (_, i) =>
      i % 2 === 0 ? row('aeiou '.repeat(1 + (i % 7)), 'vowels') : row('bcdfg '.repeat(1 + (i % 7)), 'none'),
    )
    const classifier = await trainTextClassifier(rows, options({ encoder: vowels }))
    expect((await classifier.predict('oooo uuu')).labels).toEqual(['vowels'])
    expect((await classifier.predict('krtpz')).labels).toEqual(['none'])
  })

  it('learns from one label and from one row, and reads the empty text', async () => {
    const one = await trainTextClassifier([row('good', 'positive')], options())
    expect((await one.predict('')).labels).toEqual(['positive'])
    const few = await trainTextClassifier([row('good', 'positive'), row('bad', 'negative')], options())
    expect((await few.predict('good')).probabilities.every((p) => p >= 0 && p <= 1)).toBe(true)
  })
})
