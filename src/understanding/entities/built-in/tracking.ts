import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { isFedexExpress, isS10, isUps, passesThreeOne } from './check-digits.ts'

const shape =
  /(?<![\p{L}\p{N}])(?:1z(?:[ -]?[a-z0-9]){16}|[a-z]{2}(?:[ -]?\d){9}[ -]?[a-z]{2}|\d(?:[ -]?\d){11,21})(?![\p{L}\p{N}]|[.,]\d)/giu
/** Numbers of twelve and fifteen digits are many things: a word must say that this one tracks a parcel. */
const reason = /\b(?:track(?:ing|ed)?|fed-?ex|parcel|package|shipment|shipped|courier|waybill|consignment)\b/iu

/** Value: `{ carrier, number }`; the carrier is `ups`, `fedex`, `usps`, or `post` where it is an international number of any post. */
export const findTrackingNumbers: BuiltInFinder = ({ text, isExpected }) => {
  const found: BuiltInFound[] = []
  for (const match of text.matchAll(shape)) {
    const number = match[0].replace(/[ -]/g, '').toUpperCase()
    const carrier = carrierOf(number, isExpected || reason.test(text))
    if (carrier === undefined) continue
    found.push({ start: match.index, end: match.index + match[0].length, value: { carrier, number }, confidence: 0.97 })
  }
  return found
}

function carrierOf(number: string, isLikely: boolean): string | undefined {
  if (isUps(number)) return 'ups'
  if (isS10(number)) return number.endsWith('US') ? 'usps' : 'post'
  if (!/^\d+$/.test(number)) return undefined
  const passes = passesThreeOne(number)
  if (number.length === 22 && /^9[1-5]/.test(number) && passes) return 'usps'
  if (number.length === 22 && number.startsWith('96') && passesThreeOne(number.slice(7))) return 'fedex'
  if (!isLikely) return undefined
  if (number.length === 20 && passes) return 'usps'
  if (number.length === 15 && passes) return 'fedex'
  return isFedexExpress(number) ? 'fedex' : undefined
}
