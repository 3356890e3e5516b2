import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { ibanLength, isIban, passesLuhn } from './check-digits.ts'

const ibanShape = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}/giu

/** Value: capitals without spaces ("DE89370400440532013000"). Only what its check digits confirm. */
export const findIbans: BuiltInFinder = ({ text }) => {
  const found: BuiltInFound[] = []
  for (const match of text.matchAll(ibanShape)) {
    // The run may go on into the next words: the country says how long an IBAN is.
    const length = ibanLength(match[0].slice(0, 2).toUpperCase())
    if (length === undefined) continue
    let end = 0
    let read = ''
    while (end < match[0].length && read.length < length) {
      const character = match[0][end] as string
      if (!/[ -]/.test(character)) read += character.toUpperCase()
      end += 1
    }
    const next = text[match.index + end] ?? ' '
    if (read.length !== length || /[\p{L}\p{N}]/u.test(next) || !isIban(read)) continue
    found.push({ start: match.index, end: match.index + end, value: read, confidence: 0.99 })
  }
  return found
}

const cardShape = /(?<![\p{L}\p{N}+.,-])\d(?:[ -]?\d){11,18}(?![\p{L}\p{N}]|[.,-]\d)/gu

/** Issuers by the first digits and the number of digits. The first that fits is taken. */
const brands: [RegExp, readonly number[], string][] = [
  [/^4/, [13, 16, 19], 'visa'],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16], 'mastercard'],
  [/^3[47]/, [15], 'american-express'],
  [/^3(?:0[0-5]|[68])/, [14], 'diners-club'],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19], 'jcb'],
  [/^(?:6011|65|64[4-9])/, [16, 17, 18, 19], 'discover'],
  [/^62/, [16, 17, 18, 19], 'unionpay'],
  [/^(?:50|5[6-8]|6[37])/, [12, 13, 14, 15, 16, 17, 18, 19], 'maestro'],
]

/** Value: `{ brand, last4 }`. Neither value nor `text` has more of the number than its last four digits. */
export const findCards: BuiltInFinder = ({ text }) =>
  [...text.matchAll(cardShape)].flatMap((match) => {
    const digits = match[0].replace(/[ -]/g, '')
    const brand = brands.find(([start, lengths]) => start.test(digits) && lengths.includes(digits.length))?.[2]
    if (brand === undefined || !passesLuhn(digits)) return []
    const last4 = digits.slice(-4)
    return [
      {
        start: match.index,
        end: match.index + match[0].length,
        value: { brand, last4 },
        shown: `•••• ${last4}`,
        confidence: 0.97,
      },
    ]
  })
