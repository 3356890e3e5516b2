/** When a flight may leave and arrive, in minutes after midnight of the day it leaves; null where nothing is said. */
export type TimeLimits = {
  departAfter: number | null
  departBefore: number | null
  arriveAfter: number | null
  arriveBefore: number | null
}

const hours = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
/** A number that is a day, an amount or a count is no time of day. */
const noTime =
  '(?!\\d|(?:st|nd|rd|th)\\b|[/-]\\d|\\s?(?:days?|weeks?|months?|hours?|hrs?|minutes?|bags?|suitcases?|people|persons?|passengers?|adults?|tickets?|seats?|stops?|dollars?|bucks|usd|%|percent|of us|years?|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\\b)'
const time = `(?:(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?(?:\\s?(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?))?${noTime}|(?<word>${hours.join('|')})\\b(?:\\s?(?<wordHalf>am|pm)\\b)?${noTime}|(?<name>noon|midday|midnight))(?:\\s?o'?clock)?(?:\\s(?:in the|at|this)\\s(?<part>morning|afternoon|evening|night))?`
const timeAt = (suffix: string) => time.replace(/\(\?<(\w+)>/g, `(?<$1${suffix}>`)

const notCue =
  "(?:no|not|nothing|none|never|don'?t|doesn'?t|do not|does not|can'?t|cannot|won'?t|shouldn'?t|mustn'?t|without|neither)"
const limit = new RegExp(
  [
    `(?<span>\\b(?:between|from)\\s${timeAt('A')}\\s?(?:and|to|-|–|until|till)\\s?${timeAt('B')})`,
    `(?<range>\\b${timeAt('C')}\\s?(?:-|–|to|until|till)\\s?${timeAt('D')})`,
    `(?<cue>\\b(?:at the latest(?: by| at)?|at the earliest(?: at)?|after|later than|past|from|since|starting(?: at| from)?|before|earlier than|prior to|sooner than|by|until|till|around|about|approximately|roughly|ca))\\s(?:at\\s|say\\s|like\\s|about\\s|around\\s)?${timeAt('E')}(?<more>\\s(?:or (?:so|later|after|earlier|before)|onwards?|on|at the (?:latest|earliest)))?`,
    `\\b${timeAt('F')}(?<only>\\s(?:or (?:later|after|earlier|before)|onwards?|at the (?:latest|earliest)))`,
    `(?<!\\b(?:good|this|yesterday|last|every|other) )(?<day>\\b(?:(?:early|late|mid)[\\s-]?)?(?:morning|afternoon|evening|night))\\b(?<dayMore>\\sat the latest)?`,
  ].join('|'),
  'gi',
)

/** What the customer's words say of times: "between noon and 6 pm", "nothing before 4 in the afternoon", "has to be there by 9pm", "evening, after 8pm". */
export function readTimes(words: string): TimeLimits {
  const text = words.replace(/[’]/g, "'").replace(/\s+/g, ' ')
  const limits: TimeLimits = { departAfter: null, departBefore: null, arriveAfter: null, arriveBefore: null }
  const parts: { isArrival: boolean; from: number | null; to: number | null }[] = []
  for (const match of text.matchAll(limit)) {
    const groups = match.groups ?? {}
    const before = text.slice(0, match.index)
    const isArrival = concernsArrival(before, text.slice(match.index + match[0].length))
    if (groups['day'] !== undefined) {
      const [from, to] = partOfDay(groups['day'].toLowerCase().replace(/[\s-]+/g, ' '))
      parts.push({ isArrival, from: groups['dayMore'] ? null : from, to })
      continue
    }
    const pair = groups['span'] !== undefined ? 'AB' : groups['range'] !== undefined ? 'CD' : null
    if (pair !== null) {
      const [first, second] = spanOf(groups, pair.charAt(0), pair.charAt(1))
      // "From 3 to 5" may be anything; with a half of the day, or of named hours, it is a time.
      if (first === null || second === null) continue
      set(limits, isArrival, first, second)
      continue
    }
    const at = timeOf(groups, groups['cue'] === undefined ? 'F' : 'E')
    if (at === null) continue
    const cue = (groups['cue'] ?? '').toLowerCase()
    const more = (groups['more'] ?? groups['only'] ?? '').toLowerCase()
    const isNot = new RegExp(`\\b${notCue}\\b[^.,;]{0,40}$`, 'i').test(before)
    const isLate = /later|after|onward|earliest|\bon$/.test(more)
      ? true
      : /earlier|before|latest/.test(more)
        ? false
        : /^(?:after|later|past|from|since|starting|at the earliest)/.test(cue)
          ? !isNot
          : /^(?:around|about|approximately|roughly|ca)/.test(cue)
            ? null
            : isNot
    const minutes = halved(at, isArrival && isLate === false)
    if (isLate === null) set(limits, isArrival, Math.max(0, minutes - 60), minutes + 60)
    else if (isLate) set(limits, isArrival, minutes, null)
    // "Before midnight" is before the day ends.
    else set(limits, isArrival, null, minutes === 0 ? 1_440 : minutes)
  }
  // "In the evening, after 8": the hour says it more exactly.
  for (const { isArrival, from, to } of parts) {
    const [after, before] = isArrival
      ? (['arriveAfter', 'arriveBefore'] as const)
      : (['departAfter', 'departBefore'] as const)
    if (limits[after] === null && limits[before] === null)
      set(limits, isArrival, from, to === 1_440 && !isArrival ? null : to)
    else if (limits[before] === null && to !== null && to < 1_440 && to > (limits[after] ?? 0)) limits[before] = to
  }
  if (sameDay.test(text) && limits.arriveBefore === null) limits.arriveBefore = 1_440
  return limits
}

/** It is to be there on the day it leaves: 24:00 of it. */
const sameDay =
  /\b(?:arriv\w*|lands?|landing|gets? (?:in|there|me there)|getting (?:in|there)|be there|there)\s(?:on\s|still\s|by\s)?(?:(?:the|that)\s)?same day\b|\bsame[- ]day arrival\b|\bno(?:t| )\s?(?:an? )?(?:overnight|next[- ]day arrival)\b/i

function set(limits: TimeLimits, isArrival: boolean, from: number | null, to: number | null): void {
  if (isArrival) {
    limits.arriveAfter = from ?? limits.arriveAfter
    limits.arriveBefore = to ?? limits.arriveBefore
  } else {
    limits.departAfter = from ?? limits.departAfter
    limits.departBefore = to ?? limits.departBefore
  }
}

const arrival =
  /\b(?:arriv\w*|land(?:s|ing|ed)?|gets? (?:in|there|home|me|us|back)|getting (?:in|there|home|me|us)|get to|be (?:there|home|back|in|at)|back home|there|reach(?:es|ing)?)\b/gi
const departure =
  /\b(?:leav\w*|depart\w*|start\w*|take\w* off|fl(?:y|ies|ying) out|go(?:es|ing)? (?:out|at)|set off|begins?)\b/gi

/** What was said last before it decides; else what follows at once ("after 5 is when it should leave"). */
function concernsArrival(before: string, after: string): boolean {
  const lastOf = (pattern: RegExp) => [...before.matchAll(pattern)].at(-1)?.index ?? -1
  const [arrives, leaves] = [lastOf(arrival), lastOf(departure)]
  if (arrives >= 0 || leaves >= 0) return arrives > leaves
  return /^\s?(?:arrival|in [A-Z])/.test(after)
}

type Read = { minutes: number; isOpen: boolean }

/** A time from the groups that end in the given letter; open where the half of the day is not said. */
function timeOf(groups: Record<string, string | undefined>, letter: string): Read | null {
  const get = (name: string) => groups[`${name}${letter}`]?.toLowerCase()
  const name = get('name')
  if (name !== undefined) return { minutes: name === 'midnight' ? 0 : 720, isOpen: false }
  const word = get('word')
  const hour = word === undefined ? Number(get('hour') ?? Number.NaN) : hours.indexOf(word) + 1
  if (Number.isNaN(hour) || hour > 24) return null
  const minute = Number(get('minute') ?? 0)
  if (minute > 59) return null
  const half = (get('half') ?? get('wordHalf'))?.charAt(0)
  const part = get('part')
  if (half !== undefined) return { minutes: ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute, isOpen: false }
  if (part !== undefined && hour <= 12)
    return { minutes: ((hour % 12) + (part === 'morning' ? 0 : 12)) * 60 + minute, isOpen: false }
  // "14:30" and "05:00" are of the whole day.
  const isWritten = /^0\d/.test(get('hour') ?? '') || hour > 12 || hour === 0
  return { minutes: hour * 60 + minute, isOpen: !isWritten }
}

/** "Between 4 and 6 pm": the half that is said of one is the other's, too, unless the span would end before it begins. */
function spanOf(groups: Record<string, string | undefined>, a: string, b: string): [number | null, number | null] {
  const [first, second] = [timeOf(groups, a), timeOf(groups, b)]
  if (first === null || second === null) return [null, null]
  if (first.isOpen && second.isOpen) {
    const [from, to] = [halved(first, false), halved(second, false)]
    return [from, to > from ? to : second.minutes + 720]
  }
  const to = second.isOpen && second.minutes <= first.minutes ? second.minutes + 720 : second.minutes
  const later = first.minutes + 720
  const from = first.isOpen && second.minutes > 720 && later < second.minutes ? later : first.minutes
  return [from, to === 0 ? 1_440 : to]
}

/** Hours without a half of the day: nobody asks for a flight after two at night, nor to be there by six in the morning. */
const earliestPlain = { leaving: 5, arriving: 8 }
function halved({ minutes, isOpen }: Read, arrives: boolean): number {
  if (!isOpen || minutes >= 720) return minutes
  return minutes < earliestPlain[arrives ? 'arriving' : 'leaving'] * 60 ? minutes + 720 : minutes
}

function partOfDay(name: string): [number | null, number | null] {
  const [, how, part] = /^(?:(early|late|mid) ?)?(\w+)$/.exec(name) ?? []
  switch (part) {
    case 'morning':
      return how === 'early' ? [null, 540] : how === 'late' ? [540, 720] : [null, 720]
    case 'afternoon':
      return how === 'early' ? [720, 900] : how === 'late' ? [900, 1_080] : [720, 1_080]
    case 'evening':
      return how === 'late' ? [1_200, 1_440] : [1_020, 1_440]
    default:
      return [1_200, 1_440]
  }
}

/** "20:05" of minutes; later than the day has is "24:00". */
export const timeText = (minutes: number): string => {
  const within = Math.min(minutes, 1_440)
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}
