import { describe, expect, it } from 'vitest'
import { tokenise } from '../../tokens.ts'
import type { BuiltInKind } from '../../types.ts'
import { wordTest } from '../../vocabulary.ts'
import { findBuiltIn } from './index.ts'

/** Saturday 21 November 2026, ten in the morning in New York. */
const context = { timeZone: 'America/New_York', nowMs: Date.UTC(2026, 10, 21, 15) }
const find = (kind: BuiltInKind, text: string, isExpected = false, zone = context.timeZone) =>
  findBuiltIn(kind, {
    text,
    tokens: tokenise(text),
    context: { ...context, timeZone: zone },
    isExpected,
    isWord: wordTest(new Set()),
  })
const values = (kind: BuiltInKind, text: string, isExpected = false) =>
  find(kind, text, isExpected).map(({ value }) => value)
const written = (kind: BuiltInKind, text: string) => find(kind, text).map(({ start, end }) => text.slice(start, end))

describe('dates', () => {
  it.each([
    ['deliver it tomorrow please', '2026-11-22'],
    ['I ordered it two weeks ago', '2026-11-07'],
    ['it arrived on Thursday', '2026-11-19'],
    ['can it arrive on Thursday', '2026-11-26'],
    ['I bought it on March 8', '2026-03-08'],
    ['send it on March 8', '2027-03-08'],
    ['the day after tomorrow', '2026-11-23'],
    ['the day before yesterday', '2026-11-19'],
    ['on 2026-12-24', '2026-12-24'],
    // Said on a Saturday.
    ['is there one next Saturday', '2026-11-28'],
  ])('%j is %s', (text, value) => {
    expect(values('date', text)).toContain(value)
  })

  it('have the zone of the assistant where they have a time of day', () => {
    expect(values('date', 'call me tomorrow at 5pm')).toEqual(['2026-11-22T17:00:00-05:00'])
    expect(find('date', 'call me on July 4, 2027 at noon', false, 'Europe/Berlin').map(({ value }) => value)).toEqual([
      '2027-07-04T12:00:00+02:00',
    ])
  })

  it('follow the day of the assistant and not of the server', () => {
    const lateMs = Date.UTC(2026, 10, 22, 3) // still Saturday in New York
    const input = { text: 'today', tokens: tokenise('today'), isExpected: false, isWord: () => true }
    expect(findBuiltIn('date', { ...input, context: { ...context, nowMs: lateMs } })[0]?.value).toBe('2026-11-21')
    expect(findBuiltIn('date', { ...input, context: { timeZone: 'Asia/Tokyo', nowMs: lateMs } })[0]?.value).toBe(
      '2026-11-22',
    )
  })

  it('offer the other reading of a weekday', () => {
    expect(find('date', 'on Thursday')[0]).toMatchObject({
      value: '2026-11-26',
      alternatives: [{ value: '2026-11-19' }],
    })
  })

  it('have two ends where a span of time is said', () => {
    expect(values('date', 'from December 1 to December 3')).toEqual([{ from: '2026-12-01', to: '2026-12-03' }])
  })

  it.each(['may I return this', 'it sat on the shelf', 'order 12345', 'a second pair', 'march on'])(
    '%j has none',
    (text) => {
      expect(values('date', text)).toEqual([])
    },
  )
})

describe('money', () => {
  it.each([
    ['it was $20', 20, 'USD'],
    ['I paid 1,234.56 dollars', 1234.56, 'USD'],
    ['€ 1.234,56 is a lot', 1234.56, 'EUR'],
    ['12,50 €', 12.5, 'EUR'],
    ['ten bucks', 10, 'USD'],
    ['USD 99', 99, 'USD'],
    ['99 cents', 0.99, 'USD'],
    ['£5', 5, 'GBP'],
  ])('%j', (text, amount, currency) => {
    expect(values('money', text)).toEqual([{ amount, currency }])
  })

  it.each([
    ['40', 40],
    ['the amount, 40', 40],
    ['only 40 for now', 40],
    ['no no not 99, 40 I said', 40],
    ['No, fifty, not the whole sum.', 50],
    ['make it 12.50', 12.5],
    ['twenty-five please', 25],
    ['about 1200', 1200],
    ['40, instead of 99', 40],
  ])('asked for, %j is a sum', (text, amount) => {
    expect(values('money', text, true)).toEqual([{ amount, currency: 'USD' }])
    expect(values('money', text)).toEqual([])
  })

  it.each(['yes', 'one second', 'the first two', 'MF-104233', 'on 11/20', 'half of it', '50 %', 'by 3:30'])(
    'asked for, %j is none',
    (text) => expect(values('money', text, true)).toEqual([]),
  )
})

describe('numbers', () => {
  it.each([
    ['I want 3 of them', [3]],
    ['twenty-one pairs', [21]],
    ['a hundred and five', [105]],
    ['three thousand two hundred', [3200]],
    ['1,200 and 12.5', [1200, 12.5]],
    ['five, six', [5, 6]],
    ['one pair', [1]],
    ['the blue one is nice', []],
    ['this one', []],
    ['MF-104233 on 10/12', []],
    ['10% off', []],
  ])('%j', (text, expected) => {
    expect(values('number', text)).toEqual(expected)
  })

  it('include a bare "one" where a number is expected', () => {
    expect(values('number', 'one', true)).toEqual([1])
  })

  it('are ordinals where they name a place in a list', () => {
    expect(values('ordinal', 'the second one, or the 3rd, not the last')).toEqual([3, 2, -1])
    expect(values('ordinal', 'wait a second, last week it was fine')).toEqual([])
  })

  it('are percentages with their sign or word', () => {
    expect(values('percentage', '15% or twenty percent, 12.5 percent')).toEqual([15, 12.5, 20])
  })

  it('are quantities with their unit', () => {
    expect(values('quantity', '2 pairs')).toEqual([{ amount: 2, unit: 'pair' }])
    expect(values('quantity', 'a couple of boxes')).toEqual([{ amount: 2, unit: 'box' }])
    expect(values('quantity', '3x')).toEqual([{ amount: 3, unit: '' }])
    expect(values('quantity', '500g and 2 kilos')).toEqual([
      { amount: 500, unit: 'g' },
      { amount: 2, unit: 'kg' },
    ])
  })
})

describe('addresses of the internet', () => {
  it('are e-mail addresses without the sentence around them', () => {
    expect(written('email', 'write to Jane.Doe+shop@mail.example.com.')).toEqual(['Jane.Doe+shop@mail.example.com'])
    expect(values('email', 'JANE@EXAMPLE.COM')).toEqual(['jane@example.com'])
    expect(values('email', 'jane@ or @example.com or a@b')).toEqual([])
  })

  it('are links with a scheme', () => {
    expect(values('url', 'see www.example.com/a?b=1, or https://shop.example/x.')).toEqual([
      'https://www.example.com/a?b=1',
      'https://shop.example/x',
    ])
    expect(values('url', 'jane@example.com')).toEqual([])
  })
})

describe('phone numbers', () => {
  it('are read in the country of the zone and given in E.164', () => {
    expect(values('phone', 'call (415) 555-2671 please')).toEqual(['+14155552671'])
    expect(find('phone', '030 901820', false, 'Europe/Berlin').map(({ value }) => value)).toEqual(['+4930901820'])
    expect(values('phone', '+44 20 7946 0958')).toEqual(['+442079460958'])
  })

  it('are not order numbers or dates', () => {
    expect(values('phone', 'order 104233, 2026-11-21, MF-1042331234')).toEqual([])
  })
})

describe('postal addresses', () => {
  it.each([
    ['send it to 12 Oak Street, Boston, MA 02110 please', '12 Oak Street, Boston, MA 02110'],
    ['12 oak st boston ma 02110', '12 Oak St, Boston, MA 02110'],
    ['I live at 350 Fifth Avenue Apt 4B, New York, NY 10118-0110.', '350 Fifth Avenue Apt 4B, New York, NY 10118-0110'],
    ['80 Spadina Ave, Toronto, ON M5V 2T6', '80 Spadina Ave, Toronto, ON M5V 2T6'],
    ['742 Evergreen Terrace', '742 Evergreen Terrace'],
    ['PO Box 123, Austin, TX 78701', 'PO Box 123, Austin, TX 78701'],
  ])('%j', (text, value) => {
    expect(values('address', text)).toEqual([value])
  })

  it.each(['it is 5 days on the way', '2 orders in a row', 'order 12345 please'])('%j is none', (text) => {
    expect(values('address', text)).toEqual([])
  })
})

describe('names', () => {
  it.each([
    ['My name is Dana Whitfield and I need help', 'Dana Whitfield'],
    ['my name is dana whitfield', 'Dana Whitfield'],
    ["I'm Priya", 'Priya'],
    ['this is Jon Smyth calling', 'Jon Smyth'],
    ['the order of Maria Delgado', 'Maria Delgado'],
    ["please correct Maria Delgado's birthday", 'Maria Delgado'],
  ])('%j', (text, value) => {
    expect(values('person-name', text)).toEqual([value])
  })

  it.each([
    "I'm Locked out",
    'I am so angry',
    'this is Ridiculous',
    'THIS IS UNACCEPTABLE',
    'Where Is My Order',
    "it's late",
  ])('%j has none', (text) => {
    expect(values('person-name', text)).toEqual([])
  })

  it('are whole answers where they are expected, but not a no', () => {
    expect(values('person-name', 'dana whitfield', true)).toEqual(['Dana Whitfield'])
    expect(values('person-name', 'no', true)).toEqual([])
    expect(values('person-name', 'why do you need that?', true)).toEqual([])
  })
})
