import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPersonalData, isIban, maskEmail, maskNumber, passesLuhn, redactAll, redactJson } from './index.ts'

const found = (text: string): string[] =>
  findPersonalData(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`)

describe('what is found', () => {
  const cases: [string, string[]][] = [
    ['write to jane.o-neil+shop@mail.example.co.uk, please', ['email: jane.o-neil+shop@mail.example.co.uk']],
    ['my mail is jane dot', []],
    ['reach me: jane at example dot com', ['email: jane at example dot com']],
    ['card 4111 1111 1111 1111 exp 04/28', ['card: 4111 1111 1111 1111']],
    ['card 378282246310005', ['card: 378282246310005']],
    ['card 4111-1111-1111-1112 does not work', ['card: 4111-1111-1111-1112']],
    ['the number 4111111111111112 is nothing', []],
    ['IBAN GB82 WEST 1234 5698 7654 32 thanks', ['iban: GB82 WEST 1234 5698 7654 32']],
    ['not an iban GB82 WEST 1234 5698 7654 33', []],
    ['ssn is 123-45-6789', ['national-id: 123-45-6789']],
    ['my social security number: 123456789', ['national-id: 123456789']],
    ['call (212) 555-0142 after five', ['phone: (212) 555-0142']],
    ['my number is +1 617 253 0000.', ['phone: +1 617 253 0000']],
    ['ring 0044 20 7946 0958 or +44 20 7946 0959', ['phone: 0044 20 7946 0958', 'phone: +44 20 7946 0959']],
    ['send it to 12 Oak Street, Boston, MA 02110 please', ['address: 12 Oak Street, Boston, MA 02110']],
    ['I moved to 4501 N Lincoln Ave Apt 3B', ['address: 4501 N Lincoln Ave Apt 3B']],
    ['PO Box 1234 works', ['address: PO Box 1234']],
    ['Toronto ON M5V 2T6 is my city', ['address: Toronto ON M5V 2T6']],
    ['from 192.168.10.77 I think', ['ip: 192.168.10.77']],
    ['version 1.2.3 of the app', []],
    ['I was born on March 3, 1984', ['birth-date: March 3, 1984']],
    ['Hi, my name is Ana María López and I', ['name: Ana María López']],
    ['my password is hunter2!', ['secret: hunter2!']],
    ['my password is wrong', []],
    ['PIN: 4821', ['secret: 4821']],
  ]
  for (const [text, spans] of cases)
    test(`${JSON.stringify(text)} has ${spans.length === 0 ? 'nothing personal' : spans.join(', ')}`, () => {
      expect(found(text)).toEqual(spans)
    })

  test('what a shop talks about is not taken for personal data', () => {
    for (const text of [
      'Where is my order MF-104233?',
      'account AC-30817 please',
      'I ordered 2 pairs in size 10 for $129.50 on 2026-10-03',
      'it took 30 days on the way',
      'the code SPRING20 expired 3 days ago',
      'return within 90 days of purchase, no later than 11/20/2026',
      'tracking 1Z999AA10123456784',
      '3 of my 12 items are the wrong way round',
      'Order MF-104301 is cancelled, and $57.00 is on its way back to you',
      'number 104301 is on its way, and 104302 was on the way',
    ])
      expect(found(text), text).toEqual([])
  })
})

describe('what is put in its place', () => {
  test('kinds stand where the data stood, and nothing else changes', () => {
    expect(redactAll('I am at 12 Oak Street, Boston, MA 02110; mail a@b.example or call (212) 555-0142.')).toBe(
      'I am at [address]; mail [email] or call [phone].',
    )
  })

  test('texts inside JSON are redacted, numbers and keys stay', () => {
    expect(redactJson({ order: { total: 12.5, mail: 'a@b.example' }, lines: ['call +1 617 253 0000'] })).toEqual({
      order: { total: 12.5, mail: '[email]' },
      lines: ['call [phone]'],
    })
  })

  test('masks show what the owner recognises and no more', () => {
    expect(maskEmail('jane.doe@example.com')).toBe('j•••@example.com')
    expect(maskEmail('nonsense')).toBe('•••')
    expect(maskNumber('4111 1111 1111 1111')).toBe('•••• 1111')
    expect(maskNumber('123')).toBe('••••')
  })
})

describe('checksums', () => {
  test('one wrong digit fails Luhn', () => {
    expect(passesLuhn('4111 1111 1111 1111')).toBe(true)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const digits = [...'4111111111111111']
        digits[place] = String((Number(digits[place]) + by) % 10)
        expect(passesLuhn(digits.join(''))).toBe(false)
      }),
    )
  })

  test('an IBAN needs its country, its length and its check digits', () => {
    expect(isIban('DE89 3704 0044 0532 0130 00')).toBe(true)
    expect(isIban('DE88 3704 0044 0532 0130 00')).toBe(false)
    expect(isIban('DE89 3704 0044 0532 0130')).toBe(false)
    expect(isIban('XX89 3704 0044 0532 0130 00')).toBe(false)
  })
})

test('spans never overlap, lie inside the text and come in order, whatever the text', () => {
  const piece = fc.constantFrom(
    'a@b.example',
    '4111 1111 1111 1111',
    '12 Oak St',
    'call',
    '(212) 555-0142',
    '1.2.3.4',
    'my name is Bo',
    ' ',
    ', ',
    'é',
    '👍',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 12 })), { maxLength: 20 }), (pieces) => {
      const text = pieces.join(' ')
      let before = 0
      for (const { start, end } of findPersonalData(text)) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        before = end
      }
    }),
    { numRuns: 300, seed: 11 },
  )
})
