import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { readChecked } from '#source-files/index.ts'
import { dimensionNames, dimensions } from './dimensions.ts'
import { moodOf } from './mood.ts'
import { presetNames, presets } from './presets.ts'
import { PersonalitySettings } from './settings.ts'
import { mixed, neutral, setDimensions, shifted, styled } from './style.ts'
import { styleOf } from './style-of.ts'

const settings = (written: z.input<typeof PersonalitySettings>) => PersonalitySettings.parse(written)

describe('dimensions', () => {
  test('there are at least sixteen, each measured on a scale that rises', () => {
    expect(dimensionNames.length).toBeGreaterThanOrEqual(16)
    for (const name of dimensionNames) {
      const [zero, half, one] = dimensions[name].scale
      expect([zero < half, half < one], name).toEqual([true, true])
    }
  })

  test('there are at least eight presets, all within the scale', () => {
    expect(presetNames.length).toBeGreaterThanOrEqual(8)
    for (const name of presetNames)
      for (const value of Object.values(presets[name].style)) expect(value >= 0 && value <= 1, name).toBe(true)
  })
})

describe('mixtures', () => {
  test('are the weighted mean, whatever the weights add up to', () => {
    const [a, b] = [styled({ warmth: 1 }), styled({ warmth: 0 })]
    expect(
      mixed([
        { style: a, weight: 3 },
        { style: b, weight: 1 },
      ]).warmth,
    ).toBe(0.75)
    expect(
      mixed([
        { style: a, weight: 0.3 },
        { style: b, weight: 0.1 },
      ]).warmth,
    ).toBe(0.75)
    expect(mixed([])).toEqual(neutral)
  })

  test('stay within the scale when they are shifted', () => {
    expect(shifted(neutral, { humour: -1, warmth: 0.8 })).toMatchObject({ humour: 0, warmth: 1 })
  })
})

describe('how it speaks here and now', () => {
  test('without settings only emoji go, and no mood changes anything', () => {
    expect(setDimensions(styleOf(settings({})))).toEqual(['emoji_use'])
    expect(styleOf(settings({}), { mood: 'angry', brief: true })).toEqual(styleOf(settings({})))
  })

  test('single dimensions go before the preset, the channel before both', () => {
    const written = settings({
      preset: { friendly: 0.7, expert: 0.3 },
      style: { warmth: 0.9 },
      channels: { voice: { style: { warmth: 0.2 }, shift: { verbosity: -0.3 } }, email: { preset: 'formal' } },
    })
    expect(styleOf(written).warmth).toBe(0.9)
    expect(styleOf(written).formality).toBeCloseTo(0.7 * 0.3 + 0.3 * 0.6)
    expect(styleOf(written, { channel: 'voice' })).toMatchObject({ warmth: 0.2, verbosity: 0.2 })
    expect(styleOf(written, { channel: 'email' }).formality).toBe(0.95)
    expect(styleOf(written, { channel: 'constructor' })).toEqual(styleOf(written))
  })

  test('with an angry customer nobody jokes, and more is felt; what an author writes instead holds', () => {
    const playful = settings({ preset: 'playful' })
    expect(styleOf(playful, { mood: 'angry' })).toMatchObject({ humour: 0, emoji_use: 0, exclamation: 0 })
    expect(styleOf(playful, { mood: 'angry' }).empathy).toBeGreaterThan(styleOf(playful).empathy)
    expect(styleOf(settings({ preset: 'playful', moods: { angry: {} } }), { mood: 'angry' })).toEqual(styleOf(playful))
    const own = settings({ preset: 'playful', moods: { angry: { style: { humour: 0.3 } } } })
    expect(styleOf(own, { mood: 'angry' }).humour).toBe(0.3)
  })

  test('who wants it short gets it shorter', () => {
    const written = settings({ preset: 'friendly' })
    expect(styleOf(written, { brief: true }).verbosity).toBeLessThan(styleOf(written).verbosity)
  })

  test('emoji: false and contractions: false hold against everything else', () => {
    const written = settings({
      preset: 'playful',
      emoji: false,
      contractions: false,
      channels: { web: { style: { emoji_use: 1 } } },
    })
    expect(styleOf(written, { channel: 'web' })).toMatchObject({ emoji_use: 0, contraction: 0 })
  })

  test('emoji: true keeps those that authors wrote', () => {
    expect(styleOf(settings({ emoji: true })).emoji_use).toBe(0.5)
    expect(styleOf(settings({ emoji: true, preset: 'friendly' })).emoji_use).toBe(0.5)
    expect(styleOf(settings({ emoji: true, style: { emoji_use: 0.2 } })).emoji_use).toBe(0.2)
    expect(styleOf(settings({ emoji: true, preset: 'friendly' }), { mood: 'angry' }).emoji_use).toBe(0)
  })
})

describe('the mood', () => {
  const calm = { polarity: 0, anger: 0, urgency: 0 }
  test('is only believed where it is rather sure', () => {
    expect(moodOf({ ...calm, anger: 0.8 })).toBe('angry')
    expect(moodOf({ ...calm, emotions: [{ name: 'worry', confidence: 0.7 }] })).toBe('worried')
    expect(moodOf({ ...calm, emotions: [{ name: 'worry', confidence: 0.4 }] })).toBeNull()
    expect(moodOf({ ...calm, urgency: 0.9 })).toBe('hurried')
    expect(moodOf(calm)).toBeNull()
  })
})

describe('what is wrong in assistant.yaml is told with its line', () => {
  const problemsOf = (text: string) =>
    readChecked({ file: 'assistant.yaml', text }, PersonalitySettings).problems.map(
      ({ line, message, suggestion }) => ({
        line,
        message,
        suggestion,
      }),
    )

  test('an unknown dimension, with the nearest one', () => {
    expect(problemsOf('style:\n  warmht: 0.9\n')).toMatchObject([{ line: 2, suggestion: 'Did you mean "warmth"?' }])
  })

  test('an unknown mood or a value beyond the scale', () => {
    expect(problemsOf('style: { warmth: 1.2 }\n')).toHaveLength(1)
    expect(problemsOf('moods: { furious: {} }\n')).toHaveLength(1)
  })

  test('an unknown preset, with the nearest one', () => {
    expect(problemsOf('preset: frendly\n')).toMatchObject([
      { line: 1, message: expect.stringContaining('Did you mean "friendly"?') },
    ])
    expect(problemsOf('preset: { frendly: 1 }\n')).toMatchObject([{ line: 1, suggestion: 'Did you mean "friendly"?' }])
    expect(problemsOf('preset: {}\n')).toMatchObject([
      { line: 1, message: '"preset": name at least one preset with its weight.' },
    ])
  })
})
