import type { BuiltInFinder } from './built-in.ts'

const suffixes =
  'street|str|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|way|court|ct|place|pl|terrace|ter|parkway|pkwy|highway|hwy|circle|cir|square|sq|trail|trl|alley|crescent|cres|close|row|walk|broadway'
export const states =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK'
const stateNames =
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta'
const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}'’.-]{0,24}`
const zip = String.raw`\d{5}(?:-\d{4})?|[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d`
const unit = String.raw`(?:[\s,]{1,3}(?:apt|apartment|unit|suite|ste|floor|fl|room|#)[\s.#]{0,3}[\p{N}\p{L}-]{1,6})?`
const street = String.raw`(?<street>\d{1,6}[\p{L}]?(?:-\d{1,4})?\s(?:${word}\s){0,4}?(?:${word}\s(?:${suffixes})\b|broadway\b)\.?(?:\s(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?${unit})`
const city = String.raw`(?:[\s,]{1,3}(?:in\s)?(?<city>(?:${word}\s){0,2}?${word}))`
const region = String.raw`(?:[\s,]{1,3}(?<state>(?:${states}|${stateNames})\b))`
const whole = new RegExp(
  String.raw`(?<![\p{L}\p{N}_#-])${street}(?:${city}${region}(?:[\s,]{1,3}(?<zip>${zip})(?![\p{L}\p{N}]))?|[\s,]{1,3}(?<zipOnly>${zip})(?![\p{L}\p{N}]))?`,
  'giu',
)
const poBox = new RegExp(
  String.raw`\bp\.?\s?o\.?\s?box\s\d{1,6}(?:${city}${region}(?:[\s,]{1,3}(?:${zip})(?![\p{L}\p{N}]))?)?`,
  'giu',
)
/** "5 days on the way", "2 orders in a row": a number and a suffix that are no address. */
const notStreet =
  /^\d+\s(?:days?|weeks?|months?|years?|hours?|minutes?|orders?|items?|pairs?|times|of|people|dollars|bucks|am|pm|and|or|on|in|x|the)\b/i
const sentenceWords = /\s(?:the|a|of|on|in|across|for|to|and|is|my|your|from)\s/i

/**
 * A US or Canadian postal address from street number to zip code, or as much of it as was said. Value: the address in one line, its
 * parts separated by commas ("12 Oak Street, Boston, MA 02110"). Rules, not a gazetteer: a street without a known suffix is not seen.
 */
export const findAddresses: BuiltInFinder = ({ text, isExpected }) => {
  if (!/\d/.test(text)) return []
  const found = [...text.matchAll(whole)].filter(
    (match) => !notStreet.test(match[0]) && !sentenceWords.test(match.groups?.['street'] ?? ''),
  )
  return [...found, ...text.matchAll(poBox)].map((match) => {
    const { street: line, city: town, state, zip: code, zipOnly } = match.groups ?? {}
    const isWhole = state !== undefined && code !== undefined
    return {
      start: match.index,
      end: match.index + match[0].length,
      value: line === undefined ? tidy(match[0]) : oneLine(line, town, state, code ?? zipOnly),
      confidence: isWhole ? 0.95 : state !== undefined || zipOnly !== undefined ? 0.85 : isExpected ? 0.7 : 0.6,
    }
  })
}

const tidy = (part: string) =>
  part
    .replace(/\s+/g, ' ')
    .replace(/\s?,\s?/g, ', ')
    .trim()
const capitalise = (part: string) =>
  part === part.toLowerCase() ? part.replace(/(?<![\p{L}\p{N}'’])\p{Ll}/gu, (letter) => letter.toUpperCase()) : part

function oneLine(street: string, city: string | undefined, state: string | undefined, zip: string | undefined): string {
  const region = [
    state === undefined ? undefined : state.length === 2 ? state.toUpperCase() : capitalise(state),
    zip?.toUpperCase(),
  ]
  return [
    capitalise(tidy(street)),
    city === undefined ? undefined : capitalise(tidy(city)),
    region.filter(Boolean).join(' '),
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
}
