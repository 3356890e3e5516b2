import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenise } from '../../tokens.ts'
import { type BuiltInKind, builtInKinds } from '../../types.ts'
import { isFedexExpress, isIban, isS10, isUps, passesLuhn, passesThreeOne } from './check-digits.ts'
import { findBuiltIn } from './index.ts'

const context = { timeZone: 'America/New_York', nowMs: Date.UTC(2026, 10, 21, 15) }
const find = (kind: BuiltInKind, text: string, isExpected = false) =>
  findBuiltIn(kind, { text, tokens: tokenise(text), context, isExpected, isWord: () => false })
const values = (kind: BuiltInKind, text: string, isExpected = false) =>
  find(kind, text, isExpected).map(({ value }) => value)

describe('IBANs', () => {
  it.each([
    ['DE89 3704 0044 0532 0130 00 please', 'DE89370400440532013000'],
    ['GB82WEST12345698765432', 'GB82WEST12345698765432'],
    ['my iban is nl91abna0417164300 ok', 'NL91ABNA0417164300'],
    ['FR14-2004-1010-0505-0001-3M02-606.', 'FR1420041010050500013M02606'],
  ])('%j', (text, value) => {
    expect(values('iban', text)).toEqual([value])
  })

  it.each(['DE89 3704 0044 0532 0130 01', 'DE89370400440532013000123', 'XX89370400440532013000'])(
    '%j is none: length and check digits decide',
    (text) => {
      expect(values('iban', text)).toEqual([])
    },
  )

  it('have check digits that tell every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(17), fc.integer({ min: 1, max: 9 }), (place, change) => {
        const digits = [...'370400440532013000']
        digits[place] = String((Number(digits[place]) + change) % 10)
        expect(isIban(`DE89${digits.join('')}`)).toBe(false)
      }),
    )
  })
})

describe('payment cards', () => {
  it.each([
    ['4111 1111 1111 1111', 'visa', '1111'],
    ['5500-0000-0000-0004', 'mastercard', '0004'],
    ['my card 378282246310005.', 'american-express', '0005'],
    ['6011111111111117', 'discover', '1117'],
    ['30569309025904', 'diners-club', '5904'],
    ['3530111333300000', 'jcb', '0000'],
  ])('%j has a brand and four last digits', (text, brand, last4) => {
    expect(values('card', text)).toEqual([{ brand, last4 }])
  })

  it('show no more than four digits anywhere', () => {
    expect(
      JSON.stringify(find('card', 'use 4111 1111 1111 1111 please').map(({ start: _, end: __, ...rest }) => rest)),
    ).not.toMatch(/\d{5}|\d \d/)
    expect(find('card', '4111111111111111')[0]?.shown).toBe('•••• 1111')
  })

  it.each(['4111 1111 1111 1112', '1234567812345670', 'call 4111111111'])('%j is none', (text) => {
    expect(values('card', text)).toEqual([])
  })

  it('pass Luhn with exactly one of ten last digits', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 11, maxLength: 18 }), (digits) => {
        fc.pre(digits.some((digit) => digit > 0))
        const passing = [...'0123456789'].filter((last) => passesLuhn(digits.join('') + last))
        expect(passing).toHaveLength(1)
      }),
    )
  })
})

describe('tracking numbers', () => {
  it.each([
    ['where is 1Z5R89390357567127', 'ups', '1Z5R89390357567127'],
    ['is 1z 5r8 939 035 756 7127 late', 'ups', '1Z5R89390357567127'],
    ['RB123456785GB', 'post', 'RB123456785GB'],
    ['EA 123 456 785 US', 'usps', 'EA123456785US'],
    ['tracking 986578788855', 'fedex', '986578788855'],
    ['9611020987654312345672', 'fedex', '9611020987654312345672'],
  ])('%j', (text, carrier, number) => {
    expect(values('tracking-number', text)).toEqual([{ carrier, number }])
  })

  it('of twelve digits need a reason', () => {
    expect(values('tracking-number', '986578788855')).toEqual([])
    expect(values('tracking-number', '986578788855', true)).toHaveLength(1)
  })

  it.each(['1Z5R89390357567128', 'RB123456784GB', 'tracking 986578788856'])('%j has a wrong check digit', (text) => {
    expect(values('tracking-number', text)).toEqual([])
  })

  it('have one right check digit of ten', () => {
    const digits = (length: number) =>
      fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''))
    const all = [...'0123456789']
    fc.assert(
      fc.property(digits(8), digits(15), digits(21), digits(11), (eight, fifteen, twentyOne, eleven) => {
        expect(all.filter((check) => isS10(`RB${eight}${check}GB`))).toHaveLength(1)
        expect(all.filter((check) => isUps(`1Z${fifteen}${check}`))).toHaveLength(1)
        expect(all.filter((check) => passesThreeOne(twentyOne + check))).toHaveLength(1)
        expect(all.filter((check) => isFedexExpress(eleven + check))).toHaveLength(1)
      }),
    )
  })
})

describe('every built-in kind', () => {
  const words = fc.constantFrom(
    'tomorrow',
    'at',
    '3',
    'pm',
    'half',
    'past',
    'to',
    'from',
    'between',
    'and',
    '$',
    '€',
    '12.50',
    '1Z',
    'DE89',
    '4111',
    '1111',
    'size',
    'xl',
    'dark',
    'blue',
    'street',
    'Straße',
    'Hauptstraße 5',
    '10115 Berlin',
    'the 31st',
    'friday',
    'two',
    'weeks',
    '@',
    'www.',
    'my name is',
    'ten',
    'quarter',
    ',',
    '.',
    '-',
    ':',
    '🙂',
    '\u200f',
    'ſ',
    'İ',
    '00',
    '24:00',
    'easter',
    '12/31/2026',
    'February 30',
  )
  const text = fc.oneof(
    fc.array(words, { maxLength: 14 }).map((list) => list.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )

  it.each(builtInKinds)('%s: spans lie inside the text, values are JSON, nothing throws', (kind) => {
    fc.assert(
      fc.property(text, fc.boolean(), (written, isExpected) => {
        for (const { start, end, value, confidence } of find(kind, written, isExpected)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(written.length)
          expect(JSON.parse(JSON.stringify(value))).toEqual(value)
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})
