import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intake, intakeLimits } from './index.ts'

describe('what is cleaned', () => {
  test('ordinary text stays as it is', () => {
    const text = 'Hello, where is my order MF-104233? Café 👩‍👩‍👧 – “thanks”!'
    expect(intake(text)).toEqual({ kind: 'ok', text, flags: [] })
  })

  test('white space collapses, line breaks stay', () => {
    expect(intake('  hi \t there\u00a0you \r\n\r\n  bye ').text).toBe('hi there you\nbye')
  })

  test('control characters, direction overrides and hidden characters go, and it is said', () => {
    const cleaned = intake('can\u0000cel\u202E my\u200B or\u{E0041}der')
    expect(cleaned.text).toBe('cancel my order')
    expect(cleaned.flags).toEqual(['control-characters', 'direction-marks', 'invisible-characters'])
  })

  test('letters and their marks become one character, piled marks are cut', () => {
    expect(intake('cafe\u0301').text).toBe('café')
    expect(intake(`a${'\u0316'.repeat(50)}b`).text.length).toBeLessThan(10)
  })

  test('half a surrogate pair becomes a replacement character', () => {
    expect(intake('a\uD83Db')).toEqual({ kind: 'ok', text: 'a\uFFFDb', flags: ['broken-unicode'] })
  })

  test('a joiner stays inside an emoji and goes elsewhere', () => {
    expect(intake('👨‍👩‍👧').text).toBe('👨‍👩‍👧')
    expect(intake('👍🏽 o\u200Drder').text).toBe('👍🏽 order')
  })
})

describe('what is refused', () => {
  test('8,000 characters are read, 8,001 are too long and are cut', () => {
    const words = 'word '.repeat(1_600)
    expect(intake(words).kind).toBe('ok')
    const long = intake(`${words}x`)
    expect(long.kind).toBe('too-long')
    expect(long.text.length).toBeLessThanOrEqual(intakeLimits.characters)
  })

  test('1,000 times the same letter gets the length reply', () => {
    expect(intake('x'.repeat(1_000)).kind).toBe('over-long-token')
  })

  test('the same character 200 times in a row is refused even between words', () => {
    expect(intake(`please ${'!'.repeat(200)} now`).kind).toBe('over-long-token')
    expect(intake(`please ${'!'.repeat(150)} now`).kind).toBe('ok')
  })

  test('a blob without spaces is refused, a long link is not', () => {
    expect(intake(`see ${'ab1'.repeat(100)}`).kind).toBe('over-long-token')
    expect(intake(`see https://shop.example/${'ab1'.repeat(100)}`)).toMatchObject({ kind: 'ok', flags: ['long-link'] })
  })

  test('nothing visible is empty', () => {
    for (const text of ['', '   ', '\n\t', '\u200B\u200B', '\u0000\u0001', '\u{E0041}\u{E0042}'])
      expect(intake(text).kind, JSON.stringify(text)).toBe('empty')
  })

  test('an emoji alone is not empty', () => {
    expect(intake('👍').kind).toBe('ok')
    expect(intake('?').kind).toBe('ok')
  })
})

test('whatever comes in, what goes on is clean, bounded and stays the same when cleaned again', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 })),
      (message) => {
        const once = intake(message)
        expect(once.text.isWellFormed()).toBe(true)
        expect(once.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B]/)
        expect(intake(once.text).text).toBe(once.text)
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})
