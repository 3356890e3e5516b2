import { describe, expect, it } from 'vitest'
import { tokenise } from '../../tokens.ts'
import type { BuiltInKind } from '../../types.ts'
import { findBuiltIn } from './index.ts'

/** Saturday 21 November 2026, ten in the morning in New York. */
const context = { timeZone: 'America/New_York', nowMs: Date.UTC(2026, 10, 21, 15) }
const find = (kind: BuiltInKind, text: string, isExpected = false) =>
  findBuiltIn(kind, { text, tokens: tokenise(text), context, isExpected, isWord: () => false })
const values = (kind: BuiltInKind, text: string, isExpected = false) =>
  find(kind, text, isExpected).map(({ value }) => value)

describe('dates with times', () => {
  it.each([
    ['tomorrow at 3', '2026-11-22T15:00:00-05:00'],
    ['at quarter to six tomorrow', '2026-11-22T17:45:00-05:00'],
    ['at 7 tomorrow morning', '2026-11-22T07:00:00-05:00'],
    ['half past seven', '2026-11-21T19:30:00-05:00'],
    ['3pm London time', '2026-11-21T10:00:00-05:00'],
    ['noon PST', '2026-11-21T15:00:00-05:00'],
    ['2026-11-25T10:00:00Z', '2026-11-25T05:00:00-05:00'],
    ['friday the 13th', '2027-08-13'],
    ["new year's eve", '2026-12-31'],
    ['before easter', '2027-03-28'],
    ['on black friday', '2026-11-27'],
    ['I bought it on christmas eve', '2025-12-24'],
    ['is there time to order for christmas', '2026-12-25'],
  ])('%j is %s', (text, value) => {
    expect(values('date', text)[0]).toBe(value)
  })

  it.each([
    ['between 3 and 5pm', '2026-11-21T15:00:00-05:00', '2026-11-21T17:00:00-05:00'],
    ['from 9 to 5 on monday', '2026-11-23T09:00:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['monday 9am-5pm', '2026-11-23T09:00:00-05:00', '2026-11-23T17:00:00-05:00'],
    ['between monday and wednesday', '2026-11-23', '2026-11-25'],
  ])('%j is a span', (text, from, to) => {
    expect(values('date', text)[0]).toEqual({ from, to })
  })

  it('offer the other half of the day, and the part of the day that was said', () => {
    expect(find('date', 'tomorrow at 3')[0]?.alternatives?.map(({ value }) => value)).toEqual([
      '2026-11-22T03:00:00-05:00',
    ])
    expect(find('date', 'next friday evening')[0]?.alternatives?.map(({ value }) => value)).toContainEqual({
      from: '2026-11-27T18:00:00-05:00',
      to: '2026-11-27T22:00:00-05:00',
    })
  })

  it.each([
    'at 8 Oak Street',
    'size 8',
    '3 to 5 days',
    'it costs 12.50',
    'not now',
    'for ten minutes now',
    'between 4 and 6',
    'it stays at 1',
  ])('%j has none', (text) => {
    expect(values('date', text)).toEqual([])
  })
})

describe('dates in other languages', () => {
  it.each([
    ['de', 'können Sie morgen um 15 Uhr liefern', '2026-11-22T15:00:00-05:00'],
    ['de', 'ich habe es letzten Montag bestellt', '2026-11-16'],
    ['fr', 'livrez dans deux semaines', '2026-12-05'],
    ['es', 'llega el próximo viernes', '2026-11-27'],
    ['it', 'arriva domani', '2026-11-22'],
    ['nl', 'kan het volgende vrijdag', '2026-11-27'],
  ])('%s: %j', (language, text, value) => {
    const input = { text, tokens: tokenise(text), isExpected: false, isWord: () => false }
    expect(findBuiltIn('date', { ...input, context: { ...context, language } })[0]?.value).toBe(value)
  })
})

describe('times of day', () => {
  it.each([
    ['3pm', '15:00'],
    ['at 3', '15:00'],
    ['at 9', '09:00'],
    ['ten to four', '15:50'],
    ['quarter past 9', '09:15'],
    ['seven thirty pm', '19:30'],
    ['1530 hrs', '15:30'],
    ['19h', '19:00'],
    ['7.30 am', '07:30'],
    ['midnight', '00:00'],
    ['around 6 in the evening', '18:00'],
  ])('%j is %s', (text, value) => {
    expect(values('time', text)).toEqual([value])
  })

  it.each([
    ['in the morning', '06:00', '12:00'],
    ['from nine to five', '09:00', '17:00'],
    ['between 3 and 5pm', '15:00', '17:00'],
  ])('%j is a span', (text, from, to) => {
    expect(values('time', text)).toEqual([{ from, to }])
  })

  it('are bare hours where a time is expected', () => {
    expect(values('time', '4')).toEqual([])
    expect(values('time', '4', true)).toEqual(['16:00'])
  })

  it.each(['good morning', 'it costs 12.50', '2 to 3 days', '10 people', 'at 8 oak street'])('%j has none', (text) => {
    expect(values('time', text)).toEqual([])
  })
})

describe('durations', () => {
  it.each([
    ['two weeks', 'P2W'],
    ['for a fortnight', 'P2W'],
    ['1 hour and 30 minutes', 'PT1H30M'],
    ['an hour and a half', 'PT1H30M'],
    ['1.5 hours', 'PT1H30M'],
    ['half an hour', 'PT30M'],
    ['90min', 'PT90M'],
    ['3 business days', 'P3D'],
    ['a couple of days', 'P2D'],
    ['2 or 3 days', 'P3D'],
  ])('%j is %s', (text, value) => {
    expect(values('duration', text)).toEqual([value])
  })

  it.each(['twice a week', 'wait a second', 'two boxes'])('%j has none', (text) => {
    expect(values('duration', text)).toEqual([])
  })
})

describe('sizes and colours', () => {
  it.each([
    ['an XL', ['XL']],
    ['in extra large', ['XL']],
    ['double xl', ['XXL']],
    ['size s or m', ['S', 'M']],
    ['size 9.5', ['9.5']],
    ['EU 42', ['42']],
    ['32x34', ['32x34']],
    ['it is too small', []],
    ["I'm a customer", []],
  ])('%j', (text, expected) => {
    expect(values('size', text)).toEqual(expected)
  })

  it('are bare numbers where a size is expected', () => {
    expect(values('size', 'a 10', true)).toEqual(['10'])
  })

  it.each([
    ['dark blue', ['dark blue']],
    ['light gray', ['light grey']],
    ['in navy blue', ['navy']],
    ['the blue or the red one', ['blue', 'red']],
    ['a cream coloured top', ['beige']],
    ['gold membership', []],
    ['prices rose', []],
  ])('%j', (text, expected) => {
    expect(values('colour', text)).toEqual(expected)
  })
})

describe('addresses abroad', () => {
  it.each([
    ['to 10 Downing Street, London SW1A 2AA please', '10 Downing Street, London, SW1A 2AA'],
    ['221b baker street london nw1 6xe', '221b Baker Street, London, NW1 6XE'],
    ['in der Hauptstr. 12a, 80331 München', 'Hauptstr. 12a, 80331 München'],
    ['Unter den Linden 77, 10117 Berlin', 'Unter den Linden 77, 10117 Berlin'],
  ])('%j', (text, value) => {
    expect(values('address', text)).toEqual([value])
  })
})
