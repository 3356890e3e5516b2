import { describe, expect, it } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { evaluateLabels, type LabelledInput, LabelReader, parseLabelRows, trainLabels } from './index.ts'
import { fitThresholds } from './thresholds.ts'

/** Each word's letters, counted: enough for words to differ. */
const letters = (text: string): Float32Array => {
  const vector = new Float32Array(26)
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) - 97
    if (at >= 0 && at < 26) vector[at] = (vector[at] as number) + 1
  }
  return vector
}
const letterEncoder: Encoder = {
  identity: 'letters',
  dimensions: 26,
  readsWords: true,
  canFail: false,
  encode: async (inputs) =>
    inputs.map(({ text, words }) => ({
      vector: letters(text),
      ...(words && { words: words.map(({ start, end }) => letters(text.slice(start, end))) }),
    })),
  close: async () => {},
}

const parts: [string, string][] = [
  ['cancel', 'cancel'],
  ['change', 'change'],
  ['card', 'my card'],
  ['account', 'my account'],
  ['booking', 'the booking'],
]
const verbs = ['cancel', 'change']
/** Every verb with every thing, in several voices: two labels each. */
const rows: LabelledInput[] = ['please', 'i want to', 'can you', 'hi could you', 'need to', 'just'].flatMap((opening) =>
  parts
    .filter(([label]) => verbs.includes(label))
    .flatMap(([verb, said]) =>
      parts
        .filter(([label]) => !verbs.includes(label))
        .map(([thing, named]) => ({ words: `${opening} ${said} ${named}`.split(' '), labels: [verb, thing] })),
    ),
)
const thanks: LabelledInput[] = ['thanks a lot', 'ok thanks', 'great thank you', 'thanks bye'].map((text) => ({
  words: text.split(' '),
  labels: [],
}))
const model = trainLabels([...rows, ...thanks], { seed: 'test' })
const read = (text: string) =>
  new LabelReader(model)
    .read({ words: text.split(' ') })
    .map(({ name }) => name)
    .sort()

describe('several labels of one text', () => {
  it('are said together, in a pairing that was never seen with these words', () => {
    expect(read('would you cancel the booking')).toEqual(['booking', 'cancel'])
    expect(read('would you change my account')).toEqual(['account', 'change'])
  })

  it('may be none', () => {
    expect(read('thanks')).toEqual([])
  })

  it('are all told with their probabilities where that is asked for', () => {
    const all = new LabelReader(model).read({ words: ['cancel', 'my', 'card'] }, true)
    expect(all.map(({ name }) => name).sort()).toEqual(parts.map(([label]) => label).sort())
    for (const { confidence } of all) {
      expect(confidence).toBeGreaterThan(0)
      expect(confidence).toBeLessThan(1)
    }
  })

  it('are the same for the same rows and seed', () => {
    const again = trainLabels([...rows, ...thanks], { seed: 'test' })
    expect(again.heads).toEqual(model.heads)
    expect(again.thresholds).toEqual(model.thresholds)
  })
})

describe('thresholds', () => {
  it('lie where the held-out rows are told apart best, in the middle of such places', () => {
    const held = [0.05, 0.1, 0.2, 0.6, 0.7, 0.9].map((score, index) => ({
      scores: Float32Array.of(score),
      truth: new Set(index >= 3 ? [0] : []),
    }))
    const [threshold = 0] = fitThresholds(held, 1)
    expect(threshold).toBeGreaterThan(0.3)
    expect(threshold).toBeLessThan(0.5)
  })
})

describe('measuring', () => {
  const data = (list: readonly LabelledInput[], domain: string) =>
    list.map(({ words, labels }) => ({ text: words.join(' '), labels: [...labels], domain }))

  it('counts all labels of all rows together, and by domain', async () => {
    const measured = await evaluateLabels(
      data(rows, 'bank'),
      [...data(rows.slice(0, 6), 'bank'), ...data(thanks, 'talk')],
      {
        seed: 'test',
        encoder: null,
        nowMs: () => 0,
      },
    )
    expect(measured.rows).toBe(10)
    expect(measured.domains['bank']?.microF1).toBe(1)
    expect(Object.keys(measured.domains)).toEqual(['bank', 'talk'])
  })

  it('takes an encoder that reads words', async () => {
    const measured = await evaluateLabels(data(rows, 'bank'), data(rows, 'bank'), {
      seed: 'test',
      encoder: letterEncoder,
      nowMs: () => 0,
    })
    expect(measured.microF1).toBeGreaterThan(0.95)
  })

  it('names the lines that are no rows', () => {
    const { rows: found, problems } = parseLabelRows('{"text":"a","intents":["x"],"domain":"d"}\n\n{"text":"b"}\nno')
    expect(found).toEqual([{ text: 'a', labels: ['x'], domain: 'd' }])
    expect(problems).toEqual([
      { line: 3, problem: 'needs "text" and "intents"' },
      { line: 4, problem: 'is not JSON' },
    ])
  })
})
