import { describe, expect, test } from 'vitest'
import type { Topic } from '#domain/memory.ts'
import { type Subject, topicShift } from './topic.ts'

const subject = (text: string, more: Partial<Subject> = {}): Subject => ({
  flow: null,
  intent: null,
  things: [],
  text,
  answers: false,
  ...more,
})
const about = (text: string, more: Partial<Subject> = {}): Topic => topicShift(null, subject(text, more), 2).topic

describe('whether the subject changes', () => {
  const returning = about('I want to return my boots', {
    flow: 'return-item',
    intent: 'returns/start',
    things: ['order:A'],
  })

  test.each([
    [
      'the same wish in other words',
      subject('the boots should go back', { flow: 'return-item', intent: 'returns/start' }),
      false,
    ],
    [
      'a question about the same thing',
      subject('how long does it take', { intent: 'returns/time', things: ['order:A'] }),
      false,
    ],
    ['an answer, whatever its words', subject('12 Elm Street', { answers: true, intent: 'account/address' }), false],
    ['words alone', subject('hmm, strange weather really'), false],
    ['another wish', subject('do you have gift cards', { flow: 'gift-cards', intent: 'products/gift' }), true],
    [
      'another wish with another thing',
      subject('where is B', { flow: 'track-order', intent: 'orders/status', things: ['order:B'] }),
      true,
    ],
    ['nothing known of the message', subject('ok'), false],
  ])('%s', (_name, now, shifted) => {
    expect(topicShift(returning, now, 8).shifted).toBe(shifted)
  })

  test('a new subject begins at its message, a continued one where it began', () => {
    const gone = topicShift(returning, subject('gift cards?', { flow: 'gift-cards', intent: 'products/gift' }), 8)
    expect(gone.topic).toMatchObject({ flow: 'gift-cards', since: 8 })
    expect(gone.signs).toContain('gift-cards instead of return-item')
    expect(topicShift(returning, subject('and when?'), 8).topic).toMatchObject({ flow: 'return-item', since: 2 })
  })

  test('a meaning that is close keeps the subject, one that is far changes it', () => {
    const close = topicShift(returning, subject('zzz qqq', { intent: 'orders/status', similarity: 0.9 }), 8)
    const far = topicShift(returning, subject('zzz qqq', { intent: 'orders/status', similarity: 0.05 }), 8)
    expect([close.shifted, far.shifted]).toEqual([false, true])
  })

  test('a long message is kept cut short', () => {
    expect(about('boots '.repeat(500)).last?.length).toBeLessThanOrEqual(160)
  })
})
