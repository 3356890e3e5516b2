/** A number with what it counts, as statements are compared by. */
export interface Figure {
  /** `money`, `percent`, `duration`, or the noun that follows the number, in the singular. */
  unit: string
  /** Durations in hours; everything else as it is written. */
  value: number
}

const hours: Readonly<Record<string, number>> = {
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 168,
  month: 730,
  year: 8_760,
}

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const money = new RegExp(
  String.raw`(?:[$€£]\s?(${number}))|(?:(${number})\s?(?:[$€£]|(?:dollars?|euros?|pounds?|USD|EUR|GBP)\b))`,
  'giu',
)
const percent = new RegExp(String.raw`(${number})\s?(?:%|percent\b|per cent\b)`, 'giu')
const counted = new RegExp(
  String.raw`(?<![\p{L}\d$€£#-])(${number})[\s-](?:business |working |calendar |more |full )?(\p{L}{3,})`,
  'giu',
)

const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

/** Words after a number that it does not count, and months, which make it a date. */
const notCounted =
  /^(?:and|or|to|of|for|in|on|at|by|from|until|is|are|was|the|per|january|february|march|april|may|june|july|august|september|october|november|december)$/i

/** Amounts, shares, durations and counts of a text. Times of day, dates and numbers of orders are none. */
export function figuresIn(text: string): Figure[] {
  const figures: Figure[] = []
  const rest = text
    .replace(money, (_whole, before: string | undefined, after: string | undefined) => {
      figures.push({ unit: 'money', value: numberOf(before ?? after ?? '') })
      return ' '
    })
    .replace(percent, (_whole, value: string) => {
      figures.push({ unit: 'percent', value: numberOf(value) })
      return ' '
    })
  for (const [, value = '', noun = ''] of rest.matchAll(counted)) {
    if (notCounted.test(noun)) continue
    const unit = noun.toLowerCase().replace(/s$/, '')
    const perUnit = hours[unit]
    figures.push(
      perUnit === undefined ? { unit, value: numberOf(value) } : { unit: 'duration', value: numberOf(value) * perUnit },
    )
  }
  return figures
}

/** The text without its numbers and what they count, so that two statements that differ in them alone are alike. */
export const withoutFigures = (text: string): string =>
  text.replace(money, ' ').replace(percent, ' ').replace(counted, ' ').replace(/\d+/g, ' ')
