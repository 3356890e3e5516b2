/** Up to this much, from this much on, or this much. */
export type Bound = 'most' | 'least' | null

export interface Quantity {
  /** What is measured: quantities of different dimensions are never compared. */
  dimension: string
  value: number
  bound: Bound
  /** Whether it is counted from before or after something ("2 days after delivery"). */
  relation: 'before' | 'after' | null
  /** A number whose unit is understood. */
  bare: boolean
  /** Offset in the text that was read. */
  start: number
  end: number
  /** As it was written. */
  text: string
}

const smallNumbers: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
}
const ordinals: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  eighteenth: 18,
  twentieth: 20,
  thirtieth: 30,
}
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const numberWords = Object.keys(smallNumbers).join('|')
const amount = `\\d[\\d,]*(?:\\.\\d+)?|(?:a )?(?:${numberWords})\\b`
const monthWords =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|may'
const timeUnits = 'seconds?|minutes?|hours?|days?|weeks?|months?|years?'
const otherUnits =
  'kg|kilos?|kilograms?|g|grams?|lbs?|pounds?|km|kilomet(?:er|re)s?|miles?|m|met(?:er|re)s?|cm|gb|gigabytes?|mb|tb|kbit\\/s|mbit\\/s|mbps'

const pattern = new RegExp(
  [
    `(?<iso>\\b\\d{4}-\\d{2}-\\d{2}\\b)`,
    `(?<month>\\b(?:${monthWords})\\b)\\.? (?<monthDay>\\d{1,2})(?:st|nd|rd|th)?\\b(?! ?(?:am|pm|:|%))(?:,? (?<monthYear>(?:19|20)\\d{2}))?`,
    `(?<dayFirst>\\b\\d{1,2})(?:st|nd|rd|th)? (?:of )?(?<dayMonth>(?:(?!may\\b)(?:${monthWords})|may(?= ?[,.;)]|$| \\d{4}))\\b)`,
    `(?<clock>\\b\\d{1,2})(?::(?<minute>\\d{2}))? ?(?<half>am|pm)\\b`,
    `(?<clock24>\\b\\d{1,2}):(?<minute24>\\d{2})\\b`,
    `(?<noon>\\bnoon|\\bmidnight)\\b`,
    `(?<sign>[$€£]) ?(?<money>\\d[\\d,]*(?:\\.\\d+)?)`,
    `(?<cents>${amount}) cents?\\b`,
    `(?<coins>${amount}) (?:us )?(?<coin>dollars?|euros?|usd|eur)\\b`,
    `(?<percent>${amount}) ?(?:%|percent\\b|per cent\\b)`,
    `(?<halfUnit>\\bhalf (?:an? )?)(?<halfOf>hour|year|day)\\b`,
    `(?<long>\\b(?:${amount}))[ -]?(?:(?:different|full|consecutive|whole|more|further|extra|additional|entire) )?(?<work>(?:business|working|work|calendar)[ -])?(?<unit>${timeUnits})\\b`,
    `(?<aUnit>\\b(?<=(?:within|for|in|about|roughly|around|approximately|lasts?|takes?|least|most|after|than|every|to|by) )(?:an?|one|the first) )(?<aWork>(?:business|working) )?(?<aOf>second|minute|hour|day|week|month|year)\\b`,
    `(?<rate>\\b(?:monthly|yearly|annual(?:ly)?|daily|weekly|hourly|(?:per|each|every|a|an|and) (?:minute|hour|day|night|week|month|year)\\b(?! (?:before|after|ago|from|later|that|you|we|of))))`,
    `(?<measured>\\b(?:${amount})) ?(?<measure>${otherUnits})(?![\\w/])`,
    `(?<ordinal>\\b\\d{1,3})(?:st|nd|rd|th)\\b`,
    `(?<ordinalWord>\\b(?:${Object.keys(ordinals).join('|')})\\b)(?! (?:\\d|one|two|three|four|five|six|seven|ten|,))`,
    `(?<code>\\b0\\d{2,3} \\d{3} \\d{3,4}\\b)`,
    `(?<plain>(?<![\\w.])(?:\\d[\\d,]*(?:\\.\\d+)?(?:s(?![a-z]))?|(?:${numberWords})(?!-[a-z]))(?![\\w]))`,
  ].join('|'),
  'g',
)

const numberOf = (text: string): number => {
  const bare = text
    .replace(/^a /, '')
    .replaceAll(',', '')
    .replace(/(?<=\d)s$/, '')
  return smallNumbers[bare] ?? Number(bare)
}

const rates = ['minute', 'hour', 'day', 'night', 'week', 'month', 'year']

const measures: [RegExp, string, number][] = [
  [/^(?:kg|kilo)/, 'weight', 1000],
  [/^lb|^pound/, 'pounds', 1],
  [/^km|^kilomet/, 'length', 1000],
  [/^mile/, 'miles', 1],
  [/^cm/, 'length', 0.01],
  [/^gb|^giga/, 'data', 1000],
  [/^mb$/, 'data', 1],
  [/^tb/, 'data', 1e6],
  [/^kbit/, 'speed', 1],
  [/^mb/, 'speed', 1000],
  [/^g/, 'weight', 1],
  [/^m/, 'length', 1],
]

function duration(value: number, unit: string, working: boolean): [dimension: string, value: number] {
  const hours = { second: 1 / 3600, minute: 1 / 60, hour: 1, day: 24, week: 168 }[unit.replace(/s$/, '')]
  if (working) return ['working time', (value * (hours ?? 730)) / 24]
  if (hours !== undefined) return ['time', value * hours]
  return ['months', unit.startsWith('year') ? value * 12 : value]
}

const before =
  /(?:\b(?:up to|at most|no more than|not more than|no longer than|no later than|not later than|no higher than|within|under|less than|fewer than|below|maximum(?: of)?|a maximum of|limited to|capped at|until|till|by|before|younger than|lighter than|cheaper than|lower than|shorter than|smaller than|during|in the(?: first)?|close[sd]? (?:early )?at|ends? at)) (?:the |a |an |about |around |age of |ages? )*$/
const beforeLeast =
  /(?:\b(?:at least|no less than|not less than|no fewer than|more than|over|above|from|minimum(?: of)?|a minimum of|starting(?: at| from)?|exceed(?:s|ing)?|older than|higher than|heavier than|larger than|longer than|later than|after|opens? at|starts? at|beyond|between)) (?:the |a |an |about |around |age of |ages? )*$/
const notMore =
  /(?:\b(?:never|not|no)|n't) (?:(?!that|which|over|with)[\w']+ ){0,2}?(?:more|longer|higher|larger|later|heavier|older) than (?:the |a |an )?$/
const notLess =
  /(?:\b(?:never|no|not)|n't) (?:(?!that|which|with)[\w']+ ){0,2}?(?:less|fewer|earlier|sooner) than (?:the |a |an )?$/
const behind = /^ ?(?:or (?:less|fewer|younger|under|below|lighter)|at (?:the )?(?:most|latest)|maximum|at max)\b/
const behindLeast =
  /^(?: of age)? ?(?:or (?:more|older|over|above|heavier|later)|and (?:over|older|above|up)|at least|minimum|upwards|years? or older|on\b)/
const relationBefore = /^(?: or more| or less)? (?:before|ahead|in advance|prior|beforehand)\b/
const relationAfter =
  /^(?: or more| or less)? (?:after|of (?=purchase|delivery|booking|the (?:statement|damage|payment|purchase))|from (?:the )?(?=statement|purchase|delivery|booking)|following|later|once)\b/

/** Numbers of a text with what they measure. The text is in small letters. */
export function quantitiesOf(text: string): Quantity[] {
  const found: Quantity[] = []
  for (const match of text.matchAll(pattern)) {
    const read = dimensionOf(match.groups as Record<string, string | undefined>)
    if (read === null || !Number.isFinite(read[1])) continue
    const [dimension, value] = read
    const start = match.index
    const end = start + match[0].length
    const head = text.slice(Math.max(0, start - 48), start).replace(/[$€£]\s?$/, '')
    const tail = text.slice(end, end + 32)
    // "one of the countries", "the one": no number.
    if (
      dimension === 'count' &&
      match[0] === 'one' &&
      (/^(?: (?:of|at a time)\b|[.,;!?]|$)/.test(tail) ||
        /\b(?:the|this|that|which|another|no|each|next|other|last|new|every) $/.test(head))
    )
      continue
    let bound: Bound = null
    if (notLess.test(head)) bound = 'least'
    else if (notMore.test(head)) bound = 'most'
    else if (before.test(head) || behind.test(tail)) bound = 'most'
    else if (beforeLeast.test(head) || behindLeast.test(tail)) bound = 'least'
    const relation = relationBefore.test(tail) ? 'before' : relationAfter.test(tail) ? 'after' : null
    // "No later than 2 days before" is 2 days before or earlier; "up to 2 days before" may be either.
    if (relation === 'before' && bound === 'most' && !/\b(?:less|fewer|within|under|shorter)\b/.test(head))
      bound = /\b(?:no|not) later than (?:the |a |an )?$|\b(?:by|until|till) (?:the )?$/.test(head) ? 'least' : null
    const bare = dimension === 'count' && !/^ (?!(?:and|or|to|in|on|at|until|for|per|of|if|when)\b)[a-z]{3,}/.test(tail)
    found.push({ bare, dimension, value, bound, relation, start, end, text: match[0].trim() })
  }
  return joinRanges(text, found)
}

function dimensionOf(of: Record<string, string | undefined>): [dimension: string, value: number] | null {
  const is = (name: string): string => of[name] as string
  if (of['iso']) return ['date', Number(is('iso').slice(5, 7)) * 100 + Number(is('iso').slice(8))]
  if (of['month']) return ['date', (months.indexOf(is('month').slice(0, 3)) + 1) * 100 + Number(is('monthDay'))]
  if (of['dayFirst']) return ['date', (months.indexOf(is('dayMonth').slice(0, 3)) + 1) * 100 + Number(is('dayFirst'))]
  if (of['clock'])
    return ['clock', (Number(is('clock')) % 12) + (of['half'] === 'pm' ? 12 : 0) + Number(of['minute'] ?? 0) / 60]
  if (of['clock24']) return ['clock', Number(is('clock24')) + Number(is('minute24')) / 60]
  if (of['noon']) return ['clock', of['noon'] === 'noon' ? 12 : 24]
  if (of['money']) return ['money', numberOf(is('money'))]
  if (of['cents']) return ['money', numberOf(is('cents')) / 100]
  if (of['coins']) return ['money', numberOf(is('coins'))]
  if (of['percent']) return ['percent', numberOf(is('percent'))]
  if (of['halfUnit']) return duration(0.5, is('halfOf'), false)
  if (of['long']) return duration(numberOf(is('long')), is('unit'), /^(?:business|work)/.test(of['work'] ?? ''))
  if (of['aUnit']) return duration(1, is('aOf'), of['aWork'] !== undefined)
  if (of['rate'])
    return [
      'rate',
      rates.findIndex((name) => is('rate').replace('annual', 'year').replace('dai', 'day').includes(name)),
    ]
  if (of['measured']) {
    const measure = measures.find(([name]) => name.test(is('measure')))
    return measure ? [measure[1], numberOf(is('measured')) * measure[2]] : null
  }
  if (of['ordinal']) return ['ordinal', Number(is('ordinal'))]
  if (of['ordinalWord']) return ['order', ordinals[is('ordinalWord')] as number]
  if (of['code']) return ['code', Number(is('code').replace(/\D/g, ''))]
  return ['count', numberOf(is('plain'))]
}

/** "3 to 5 days", "7 and 10:30 am", "from 9 am to 6 pm": the first has the unit of the second, and they are the least and the most. */
function joinRanges(text: string, found: Quantity[]): Quantity[] {
  found.forEach((low, i) => {
    const high = found[i + 1]
    if (high === undefined) return
    const between = text.slice(low.end, high.start).trim()
    const head = text.slice(Math.max(0, low.start - 12), low.start)
    const isRange =
      /^(?:to|-|–|until|through|till)$/.test(between) ||
      ((between === 'and' || between === 'or') && (/\bbetween (?:the )?$/.test(head) || low.dimension === 'count'))
    if (!isRange) return
    if (low.dimension === 'count' && high.dimension !== 'count' && high.dimension !== 'order') {
      const unit = /[a-z%/][a-z/ -]*$/.exec(high.text)?.[0] ?? ''
      if (high.dimension === 'clock') low.value = numberOf(low.text)
      else
        low.value =
          high.value * (numberOf(low.text) / Math.max(1e-9, numberOf(/\d[\d,.]*|[a-z]+/.exec(high.text)?.[0] ?? '1')))
      low.dimension = high.dimension
      low.text = `${low.text} ${unit}`.trim()
    }
    if (low.dimension !== high.dimension) return
    low.bound = 'least'
    high.bound = 'most'
    low.relation ??= high.relation
  })
  return found
}

const close = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6 * Math.max(1, Math.abs(a))

/** Whether a statement's quantity is the source's; a bare number may be any of its dimension, since its unit may be understood. */
export function sameAmount(source: Quantity, said: Quantity): boolean {
  if (source.dimension === said.dimension) return close(source.value, said.value)
  const counts = ['count', 'order', 'ordinal']
  if (counts.includes(source.dimension) && counts.includes(said.dimension)) return close(source.value, said.value)
  if (!said.bare) return false
  if (source.dimension === 'clock') return said.value <= 24 && close(source.value % 12, said.value % 12)
  const written = numberOf(/\d[\d,]*(?:\.\d+)?|[a-z]+/.exec(source.text)?.[0] ?? '')
  return source.dimension !== 'date' && close(said.value, written)
}
