import { describe, expect, test } from 'vitest'
import { AssistantConfig } from './config.ts'
import { milliseconds } from './duration.ts'
import { silenceProblems, silenceRules } from './silence.ts'

const silenceOf = (silence: unknown) => AssistantConfig.safeParse({ name: 'A', languages: ['en'], silence })
const rulesOf = (silence: unknown) =>
  silenceRules(AssistantConfig.parse({ name: 'A', languages: ['en'], silence }).silence)

describe('silence in assistant.yaml', () => {
  test('left out, nothing is said', () => {
    expect(rulesOf(undefined)).toEqual({ reminders: [], closeAfterMs: null })
  })

  test('says one reminder or several, each as long after the one before', () => {
    expect(rulesOf({ remind_after: '5m', say: 'still-there' })).toEqual({
      reminders: [{ afterMs: 300_000, response: 'still-there' }],
      closeAfterMs: null,
    })
    expect(rulesOf({ remind_after: '90s', say: ['one', 'two'], close_after: '2h' })).toEqual({
      reminders: [
        { afterMs: 90_000, response: 'one' },
        { afterMs: 90_000, response: 'two' },
      ],
      closeAfterMs: 7_200_000,
    })
    expect(rulesOf({ close_after: '10m' })).toEqual({ reminders: [], closeAfterMs: 600_000 })
  })

  test('is refused with half of a reminder, four of them, or a time that is none', () => {
    for (const wrong of [
      { remind_after: '5m' },
      { say: 'still-there' },
      { remind_after: '5m', say: ['a', 'b', 'c', 'd'] },
      { remind_after: '5 minutes', say: 'a' },
      { remind_after: '0m', say: 'a' },
    ])
      expect(silenceOf(wrong).success, JSON.stringify(wrong)).toBe(false)
  })

  test('that would come only when the conversation is idle is warned of', () => {
    const { silence } = AssistantConfig.parse({
      name: 'A',
      languages: ['en'],
      silence: { remind_after: '30m', say: 'a', close_after: '29m' },
    })
    expect(silenceProblems(silence, 30)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('remind_after (30m) never comes') },
    ])
    expect(silenceProblems(silence, 31)).toEqual([])
  })
})

test('times are seconds, minutes, hours and days', () => {
  expect(['90s', '5m', '2h', '3 d'].map(milliseconds)).toEqual([90_000, 300_000, 7_200_000, 259_200_000])
})
