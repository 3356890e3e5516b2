import { describe, expect, it } from 'vitest'
import { tokenise } from '../tokens.ts'
import { readMood } from './mood.ts'

const mood = (text: string) => readMood(text, tokenise(text))

describe('the mood of a message', () => {
  it('is level where it only says what is wanted', () => {
    for (const text of ['where is my order', 'My jacket arrived with a broken zip', 'change my address', 'hello']) {
      const { polarity, anger, urgency, emotions } = mood(text)
      expect([text, Math.abs(polarity) < 0.5, anger < 0.25, urgency < 0.1]).toEqual([text, true, true, true])
      expect([text, emotions?.[0]?.name]).toEqual([text, 'neutral'])
    }
  })

  it('is good for praise and bad for contempt', () => {
    expect(mood('thank you so much, that was great!').polarity).toBeGreaterThan(0.5)
    expect(mood('I am so fed up with you people').polarity).toBeLessThan(-0.5)
  })

  it('turns with a negation, and a comma ends its reach', () => {
    expect(mood('not good').polarity).toBeLessThan(0)
    expect(mood('not bad').polarity).toBeGreaterThan(0)
    expect(mood("it isn't here, great service otherwise").polarity).toBeGreaterThan(0)
  })

  it('is angrier when shouted', () => {
    const calm = mood('this is ridiculous, where is my order')
    const loud = mood('THIS IS RIDICULOUS, WHERE IS MY ORDER???')
    expect(calm.anger).toBeGreaterThan(0.3)
    expect(loud.anger).toBeGreaterThan(calm.anger)
    expect(mood('OK').anger).toBeLessThan(0.1)
  })

  it('is past bearing where contempt is all there is', () => {
    for (const text of ['absolutely disgusted with this company', 'you people are a joke. worst service ever'])
      expect([text, mood(text).anger > 0.7]).toEqual([text, true])
  })

  it('is urgent where time is short, and not where there is none', () => {
    expect(mood('I need this by Friday, please hurry').urgency).toBeGreaterThan(0.6)
    expect(mood('I need a reply asap please').urgency).toBeGreaterThan(0.6)
    expect(mood('no rush, whenever you can').urgency).toBeLessThan(0.02)
  })

  it('reads emoji', () => {
    expect(mood('😡😡').anger).toBeGreaterThan(0.5)
    expect(mood('👍').polarity).toBeGreaterThan(0)
  })

  it('names the likely emotions, likeliest first', () => {
    expect(mood('thanks a lot, you saved my day').emotions?.[0]?.name).toBe('gratitude')
    const shares = mood("I don't understand, and I'm worried my money is gone").emotions?.map((one) => one.confidence)
    expect(shares).toEqual(shares?.toSorted((a, b) => b - a))
  })
})
