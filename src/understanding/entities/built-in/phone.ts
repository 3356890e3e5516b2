import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'

/** Runs of 7 to 15 digits as phone numbers are written; the library decides. */
const written = /(?<![\p{L}\p{N}_@.,-])\+?\(?\d(?:[\s()./-]{0,3}\d){6,14}(?![\p{L}\p{N}_@]|-\d)/gu
const mostNumbers = 8
/** Runs that the library is asked about; each costs up to 30 µs. */
const mostAsked = 24

/** Country of a number written without its code, by the zone of the assistant. Others need the + form. */
const countries: [RegExp, CountryCode][] = [
  [/^America\/(?:Toronto|Vancouver|Montreal|Winnipeg|Edmonton|Halifax|Regina|St_Johns)/, 'CA'],
  [/^America\/(?:Mexico_City|Tijuana|Monterrey)/, 'MX'],
  [/^America\/(?:Sao_Paulo)/, 'BR'],
  [/^(?:America|US)\//, 'US'],
  [/^Europe\/London/, 'GB'],
  [/^Europe\/Dublin/, 'IE'],
  [/^Europe\/(?:Berlin|Busingen)/, 'DE'],
  [/^Europe\/Vienna/, 'AT'],
  [/^Europe\/Zurich/, 'CH'],
  [/^Europe\/Paris/, 'FR'],
  [/^Europe\/Madrid/, 'ES'],
  [/^Europe\/Rome/, 'IT'],
  [/^Europe\/Amsterdam/, 'NL'],
  [/^Europe\/Brussels/, 'BE'],
  [/^Europe\/Lisbon/, 'PT'],
  [/^Europe\/Warsaw/, 'PL'],
  [/^Europe\/Stockholm/, 'SE'],
  [/^Asia\/(?:Kolkata|Calcutta)/, 'IN'],
  [/^Asia\/Tokyo/, 'JP'],
  [/^Australia\//, 'AU'],
]
const countryOf = (zone: string): CountryCode => countries.find(([pattern]) => pattern.test(zone))?.[1] ?? 'US'

/** Value: E.164 ("+14155552671"). */
export const findPhones: BuiltInFinder = ({ text, context, isExpected }) => {
  const found: BuiltInFound[] = []
  let asked = 0
  for (const match of text.matchAll(written)) {
    asked += 1
    if (found.length >= mostNumbers || asked > mostAsked) break
    const number = parsePhoneNumberFromString(match[0], countryOf(context.timeZone))
    if (number === undefined || !(isExpected ? number.isPossible() : number.isValid())) continue
    // Ten digits in a row may be a code of the shop; separators or a plus sign speak for a phone number.
    const confidence = /^\d+$/.test(match[0]) && !isExpected ? 0.7 : 0.95
    found.push({ start: match.index, end: match.index + match[0].length, value: number.number, confidence })
  }
  return found
}
