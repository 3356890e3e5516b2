import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise } from '../tokens.ts'
import { type MoodCase, moodCases, sarcasticCases } from './customer-text.table.ts'
import { readMood } from './mood.ts'

const mood = (text: string) => readMood(text, tokenise(text))
/** Polarity within this of 0 is level: a complaint that is told calmly. */
const level = 0.35
const sideOf = (polarity: number): MoodCase['side'] =>
  polarity > level ? 'positive' : polarity < -level ? 'negative' : 'level'

describe('what customers write', () => {
  const read = moodCases.map((one) => ({ ...one, mood: mood(one.text) }))

  it('is on the side that a person hears, in at least 52 of 60 lines', () => {
    expect(read.filter((one) => sideOf(one.mood.polarity) === one.side).length).toBeGreaterThanOrEqual(52)
  })

  it('is never praise where a person hears a complaint, nor the other way round, but for two lines', () => {
    const opposite = read.filter(({ side, mood: { polarity } }) => {
      return side !== 'level' && sideOf(polarity) !== 'level' && sideOf(polarity) !== side
    })
    expect(
      opposite.map(({ text }) => text).filter((text) => !/never had a better|couldn't be happier/.test(text)),
    ).toEqual([])
  })

  it('shows an emotion that a person would accept, in at least 49 of 60 lines', () => {
    const right = read.filter(({ emotions, mood: { emotions: found } }) =>
      emotions.some((name) => name === found?.[0]?.name),
    )
    expect(right.length).toBeGreaterThanOrEqual(49)
  })

  it('is urgent where a person would hurry, and nowhere else', () => {
    const wrong = read.filter((one) => one.mood.urgency >= 0.5 !== (one.urgent ?? false))
    expect(wrong.map(({ text }) => text)).toEqual([])
  })

  it('is angry only where a person hears anger', () => {
    const wrong = read.filter(({ emotions, mood: { anger } }) => anger >= 0.7 && !emotions.includes('anger'))
    expect(wrong.map(({ text }) => text)).toEqual([])
  })

  it('is taken at its word where it is sarcastic: a known limit', () => {
    const misread = sarcasticCases.filter((text) => mood(text).polarity > 0)
    expect(misread.length).toBeGreaterThan(0)
  })
})

describe('any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'not',
          'good',
          'bad',
          '!',
          '?!',
          'URGENT',
          'today',
          '😡',
          ':(',
          'but',
          'soooo',
          '\u200b',
          '<b>',
          'мне',
        ),
      )
      .map((words) => words.join(' ')),
  )

  it('gives values within their ranges', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { polarity, anger, urgency, emotions = [] } = mood(text)
        expect(Math.abs(polarity)).toBeLessThanOrEqual(1)
        for (const value of [anger, urgency, ...emotions.map(({ confidence }) => confidence)]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
        expect(emotions.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThan(1.01)
      }),
    )
  })

  it('is never less urgent with "!!!" at its end', () => {
    fc.assert(fc.property(texts, (text) => mood(`${text}!!!`).urgency >= mood(text).urgency))
  })

  it('gives the same mood every time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(mood(text)).toEqual(mood(text))
      }),
    )
  })
})

describe('a negation', () => {
  const good = [
    'good',
    'great',
    'happy',
    'helpful',
    'nice',
    'satisfied',
    'pleased',
    'comfortable',
    'impressed',
    'friendly',
  ]
  const bad = ['bad', 'terrible', 'awful', 'horrible', 'useless']
  const frames: ((word: string, not: string) => string)[] = [
    (word, not) => `it is ${not}${word}`,
    (word, not) => `I am ${not}very ${word} with it`,
    (word, not) => `the service was ${not}${word}`,
  ]

  it('turns praise to the other side', () => {
    for (const word of good)
      for (const frame of frames) {
        const [plain, turned] = [mood(frame(word, '')).polarity, mood(frame(word, 'not ')).polarity]
        expect([frame(word, 'not '), turned < 0, turned < plain]).toEqual([frame(word, 'not '), true, true])
      }
  })

  it('takes the edge off a complaint', () => {
    for (const word of bad)
      for (const frame of frames)
        expect([word, mood(frame(word, 'not ')).polarity > mood(frame(word, '')).polarity]).toEqual([word, true])
  })

  it('ends at a comma and at "but"', () => {
    expect(mood('it is not big, great').polarity).toBeGreaterThan(mood('it is not great').polarity)
    expect(mood('not cheap but excellent').polarity).toBeGreaterThan(0)
  })
})
