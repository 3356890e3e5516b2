import { describe, expect, test } from 'vitest'
import { adherence, styleDrift } from './adherence.ts'
import { dimensionNames } from './dimensions.ts'
import { featureValueOf, measureStyle, scoreOf } from './measure.ts'
import { neutral, withDimensions } from './style.ts'
import { sentencesOf, syllablesOf, wordsOf } from './text.ts'

describe('what is counted', () => {
  const counted: [text: string, dimension: Parameters<typeof scoreOf>[0], value: number][] = [
    ['One two three. Four five six seven.', 'sentence_length', 3.5],
    ['Hello 👋 there 🎉', 'emoji_use', 100],
    ["I don't know. It is here.", 'contraction', 0.5],
    ['We see. I see. I go.', 'first_person_plural', 1 / 3],
    ['Done! Really. Now.', 'exclamation', 1 / 3],
    ["I'm sorry. Sorry!", 'apology', 2],
    ['You get your parcel. I send it.', 'customer_focus', 2 / 3],
    ['• red\n• blue\nThat is all.\nBye', 'structure', 0.5],
    ['Please write it. Could you tell me?', 'directness', 1 / 2],
    ['one two three four five', 'verbosity', 5],
  ]
  for (const [text, dimension, value] of counted)
    test(`${dimension} of ${JSON.stringify(text)} is ${value.toFixed(2)}`, () => {
      expect(measureStyle(text)[dimension].value).toBeCloseTo(value, 5)
    })

  test('the reading grade is that of Flesch and Kincaid', () => {
    // 0.39 · 6 + 11.8 · 1 − 15.59: six words of one syllable.
    expect(measureStyle('The cat sat on the mat.').reading_level.value).toBeCloseTo(-1.45, 2)
    const contract = measureStyle(
      'Notwithstanding the aforementioned stipulations, reimbursement necessitates authorisation.',
    )
    expect(contract.reading_level.value).toBeGreaterThan(14)
  })

  test('numbers, codes and addresses are no style', () => {
    expect(wordsOf('See https://a.example/b or a@b.example')).toEqual(['See', 'or'])
    expect(measureStyle('MF-104233 costs $12.50.').reading_level.value).toBeCloseTo(
      measureStyle('X1 costs X2.').reading_level.value ?? 0,
    )
  })

  test('sentences and syllables', () => {
    expect(sentencesOf('It is 2.5 kg. Yes! "Really?" Fine')).toEqual(['It is 2.5 kg.', 'Yes!', '"Really?"', 'Fine'])
    expect(['cat', 'order', 'delivery', 'please', 'cancelled', 'make', 'table', 'idea'].map(syllablesOf)).toEqual([
      1, 2, 4, 1, 2, 1, 2, 2,
    ])
  })

  test('what a text says nothing of is not measured', () => {
    expect(measureStyle('Green.').contraction).toEqual({ value: null, score: null })
    expect(measureStyle('').sentence_length).toEqual({ value: null, score: null })
  })
})

test('scores and values of a feature are each other turned round', () => {
  for (const name of dimensionNames)
    for (const target of [0, 0.2, 0.5, 0.8, 1])
      expect(scoreOf(name, featureValueOf(name, target))).toBeCloseTo(target, 6)
})

const warm = [
  "Happy to help! I've looked it up, and it's on its way to you. Take care!",
  "Thank you, that's kind of you! I'm glad it worked. Enjoy your new boots!",
  "Of course! It's no problem at all, I've changed it for you. You're welcome any time.",
  "Welcome back! It's lovely to hear from you. What can I do for you today?",
]
const stiff = [
  'The order has been located. It is not possible to change it. The request is therefore declined.',
  'Kindly provide the number of the order in order to proceed. It is required for verification.',
  'The reimbursement has been initiated. It will be received prior to the end of the month.',
  'It is certainly possible to return the item. Additional assistance can be requested.',
]
const many = (texts: readonly string[]) => Array.from({ length: 60 }, (_, at) => texts[at % texts.length] ?? '')

describe('adherence', () => {
  const friendly = withDimensions(neutral, { warmth: 0.9, contraction: 0.8 })
  test('warm replies keep a warm style, stiff ones miss it', () => {
    const verdicts = (texts: readonly string[]) =>
      Object.fromEntries(
        adherence(many(texts), friendly).dimensions.map(({ dimension, verdict }) => [dimension, verdict]),
      )
    expect(verdicts(warm)).toMatchObject({ warmth: 'kept', contraction: 'kept', formality: 'not-judged' })
    expect(verdicts(stiff)).toMatchObject({ warmth: 'too-low', contraction: 'too-low' })
    expect(adherence(many(warm), friendly).kept).toBe(1)
    expect(adherence(many(stiff), friendly).kept).toBe(0)
  })

  test('the interval holds the score, and few words are not judged', () => {
    for (const { score, interval } of adherence(many(warm), friendly).dimensions)
      if (score !== null && interval !== null) {
        expect(interval[0]).toBeLessThanOrEqual(score + 1e-9)
        expect(interval[1]).toBeGreaterThanOrEqual(score - 1e-9)
      }
    expect(adherence(stiff.slice(0, 1), friendly).kept).toBeNull()
    expect(adherence([], friendly).kept).toBeNull()
  })

  test('none at all of what is rare is right where little is wanted', () => {
    const sober = withDimensions(neutral, { humour: 0.3, emoji_use: 0.2 })
    expect(adherence(many(stiff), sober).kept).toBe(1)
  })

  test('the same replies give the same judgement', () => {
    expect(adherence(many(warm), friendly)).toEqual(adherence(many(warm), friendly))
  })
})

describe('drift', () => {
  test('is seen where replies change, and not where they do not', () => {
    const changed = styleDrift(many(warm), many(stiff)).filter(({ isDrift }) => isDrift)
    expect(changed.map(({ dimension }) => dimension)).toEqual(
      expect.arrayContaining(['warmth', 'contraction', 'exclamation']),
    )
    expect(changed.find(({ dimension }) => dimension === 'warmth')?.change).toBeLessThan(0)
    expect(styleDrift(many(warm), many(warm)).filter(({ isDrift }) => isDrift)).toEqual([])
  })

  test('of nothing is nothing', () => {
    expect(styleDrift([], many(warm)).every(({ isDrift, change }) => !isDrift && change === null)).toBe(true)
  })
})
