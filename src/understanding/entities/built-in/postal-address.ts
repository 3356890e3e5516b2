import type { BuiltInFinder, BuiltInFound } from './built-in.ts'

const suffixes =
  'street|str|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|way|court|ct|place|pl|terrace|ter|parkway|pkwy|highway|hwy|circle|cir|square|sq|trail|trl|alley|crescent|cres|close|row|walk|broadway'
export const states =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK'
const stateNames =
  'alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming|ontario|quebec|british columbia|alberta'
const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}'’.-]{0,24}`
const zip = String.raw`\d{5}(?:-\d{4})?|[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d`
const unit = String.raw`(?:[\s,]{1,3}(?:apt|apartment|unit|suite|ste|floor|fl|room|#)[\s.#]{0,3}[\p{N}\p{L}-]{1,6})?`
// A word of a street is no "not", and no number that ends a sentence: "it's 419 not 491. 419 Cherry Lane".
const street = String.raw`(?<street>\d{1,6}[\p{L}]?(?:-\d{1,4})?\s(?:(?!not\s|\d{1,6}\.\s)${word}\s){0,4}?(?:${word}\s(?:${suffixes})\b|broadway\b)\.?(?:\s(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b)?${unit})`
const city = String.raw`(?:[\s,]{1,3}(?:in\s)?(?<city>(?:${word}\s){0,2}?${word}))`
const region = String.raw`(?:[\s,]{1,3}(?<state>(?:${states}|${stateNames})\b))`
const postcode = String.raw`[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}`
const whole = new RegExp(
  String.raw`(?<![\p{L}\p{N}_#-])${street}(?:(?:[\s,]{1,3}(?<town>(?:${word}\s){0,2}?${word}))?[\s,]{1,3}(?<postcode>${postcode})(?![\p{L}\p{N}])|${city}${region}(?:[\s,]{1,3}(?<zip>${zip})(?![\p{L}\p{N}]))?|[\s,]{1,3}(?<zipOnly>${zip})(?![\p{L}\p{N}]))?`,
  'giu',
)
const poBox = new RegExp(
  String.raw`\bp\.?\s?o\.?\s?box\s\d{1,6}(?:${city}${region}(?:[\s,]{1,3}(?:${zip})(?![\p{L}\p{N}]))?)?`,
  'giu',
)
/** German and Austrian: the number behind the street, the code before the town. Without a known ending the code must be there. */
const germanStreet = String.raw`(?<street>(?:\p{Lu}[\p{L}.-]{1,24}\s){0,2}?\p{Lu}?[\p{L}-]{0,24}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|markt)\s\d{1,4}\s?[a-z]?(?![\p{L}\p{N}]))`
const germanTown = String.raw`(?<code>\d{4,5})\s(?<town>\p{Lu}[\p{L}-]{1,24}(?:\s(?:am|an|im|bei|ob|der)\s[\p{L}-]{1,24}){0,2})`
const german = new RegExp(
  String.raw`(?<![\p{L}\p{N}_#-])${germanStreet}(?:[\s,]{1,3}${germanTown})?(?![\p{L}\p{N}])`,
  'gu',
)
const germanByCode = new RegExp(
  String.raw`(?<![\p{L}\p{N}_#-])(?<street>\p{Lu}[\p{L}.-]{1,24}(?:\s[\p{L}.-]{1,24}){0,3}?\s\d{1,4}\s?[a-z]?),[\s]{0,2}${germanTown}(?![\p{L}\p{N}])`,
  'gu',
)
/** "5 days on the way", "2 orders in a row": a number and a suffix that are no address. */
const notStreet =
  /^\d+\s(?:days?|weeks?|months?|years?|hours?|minutes?|orders?|items?|pairs?|times|of|people|dollars|bucks|am|pm|and|or|on|in|x|the)\b/i
const sentenceWords = /\s(?:the|a|of|on|in|across|for|to|and|is|my|your|from)\s/i

/**
 * A postal address of the US, Canada, the United Kingdom, Germany or Austria from street to code, or as much of it as was said. Value: the
 * address in one line, its parts separated by commas ("12 Oak Street, Boston, MA 02110", "10 Downing Street, London, SW1A 2AA",
 * "Hauptstraße 5, 10115 Berlin"). Rules, not a gazetteer: a street without a known ending is not seen unless a code follows.
 */
export const findAddresses: BuiltInFinder = ({ text, isExpected }) => {
  if (!/\d/.test(text)) return []
  const found = [...text.matchAll(whole)].filter(
    (match) => !notStreet.test(match[0]) && !sentenceWords.test(match.groups?.['street'] ?? ''),
  )
  const abroad = germanAddresses(text)
  const isApart = (match: RegExpExecArray) =>
    abroad.every(({ start, end }) => end <= match.index || start >= match.index + match[0].length)
  const here = [...found, ...text.matchAll(poBox)].filter(isApart).map((match) => {
    const { street: line, city, town = city, state, zip: zipCode, postcode: british, zipOnly } = match.groups ?? {}
    const code = zipCode ?? british
    const isWhole = (state !== undefined && code !== undefined) || (british !== undefined && town !== undefined)
    return {
      start: match.index,
      end: match.index + match[0].length,
      value: line === undefined ? tidy(match[0]) : oneLine(line, town, state, code ?? zipOnly),
      confidence: isWhole ? 0.95 : state !== undefined || zipOnly !== undefined ? 0.85 : isExpected ? 0.7 : 0.6,
    }
  })
  return [...abroad, ...here]
}

/** "5 Euro weg" and the like: words before the number that make no street. */
const notGerman = /^(?:order|invoice|number|nr|no|flat|size|page|section)\b/i

function germanAddresses(text: string): BuiltInFound[] {
  const byEnding = [...text.matchAll(german)]
  const byCode = [...text.matchAll(germanByCode)].filter((match) =>
    byEnding.every(
      (other) => other.index + other[0].length <= match.index || other.index >= match.index + match[0].length,
    ),
  )
  return [...byEnding, ...byCode].flatMap((match) => {
    const { street: line = '', code, town } = match.groups ?? {}
    if (notGerman.test(line) || (code === undefined && !/^\p{Lu}/u.test(line))) return []
    const value = code === undefined ? tidy(line) : `${tidy(line)}, ${code} ${town ?? ''}`.trim()
    return [
      { start: match.index, end: match.index + match[0].length, value, confidence: code === undefined ? 0.7 : 0.93 },
    ]
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
