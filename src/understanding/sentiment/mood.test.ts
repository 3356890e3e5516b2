import { describe, expect, it } from 'vitest'
import { tokenise } from '../tokens.ts'
import { readMood } from './mood.ts'

const mood = (text: string) => readMood(text, tokenise(text))

describe('the mood of a message', () => {
  it('is level where it only says what is wanted', () => {
    expect(mood('where is my order')).toEqual({ polarity: 0, anger: 0, urgency: 0 })
    expect(mood('My jacket arrived with a broken zip').anger).toBe(0)
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
    expect(mood('OK').anger).toBe(0)
  })

  it('is past bearing where contempt is all there is', () => {
    for (const text of ['absolutely disgusted with this company', 'you people are a joke. worst service ever'])
      expect([text, mood(text).anger > 0.7]).toEqual([text, true])
  })

  it('is urgent where time is short, and not where there is none', () => {
    expect(mood('I need this by Friday, please hurry').urgency).toBeGreaterThan(0.6)
    expect(mood('asap please').urgency).toBeGreaterThan(0.6)
    expect(mood('no rush, whenever you can').urgency).toBe(0)
  })

  it('reads emoji', () => {
    expect(mood('😡😡').anger).toBeGreaterThan(0.5)
    expect(mood('👍').polarity).toBeGreaterThan(0)
  })
})
