import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { readNumberWords } from './number-words.ts'

/** A time of day: minutes after midnight, and where the words leave it open the same twelve hours off. */
export interface Clock {
  start: number
  end: number
  minutes: number
  other?: number
  /** Minutes of a span of time. */
  until?: number
  /** Words of their own ("at", "o'clock", "pm", a colon) say that it is a time. */
  isSure: boolean
}

const halfDay = 12 * 60
const wholeDay = 24 * 60
/** Hours without am or pm: shops and offices are open at 3 in the afternoon and at 9 in the morning. */
const firstMorningHour = 8

const spoken = new Map<string, number>([
  ['noon', 720],
  ['midday', 720],
  ['midnight', 0],
  ['lunchtime', 720],
])
/** Parts of the day as spans, minutes after midnight. */
export const dayParts: ReadonlyMap<string, readonly [number, number]> = new Map<string, readonly [number, number]>([
  ['morning', [360, 720]],
  ['mornings', [360, 720]],
  ['afternoon', [720, 1080]],
  ['afternoons', [720, 1080]],
  ['evening', [1080, 1320]],
  ['evenings', [1080, 1320]],
  ['tonight', [1080, 1440]],
  ['night', [1200, 1440]],
])
const digital =
  /(?<![\p{L}\p{N}.:,/$€£#-])(?<hour>[01]?\d|2[0-4])(?:(?<separator>[:.h])(?<minute>[0-5]\d)(?::[0-5]\d)?)?\s?(?<half>a\.?m\b\.?|p\.?m\b\.?)?(?<clock>\s?o['’]?\s?clock|\s?h(?:rs|ours)?\b|\s?uhr\b)?(?![\p{L}\p{N}%$€£]|[.,:/-]\d)/giu
const military = /(?<![\p{L}\p{N}.:,/$€£#-])(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)\s?(?:h|hrs|hours|uhr)\b/giu
const beforeClock = new Set('at by before after until till around about from past since between to'.split(' '))
/** Units behind a number: it counts them and is no hour. */
const counted =
  /^\s?(?:-\s?)?(?:percent|per cent|euros?|dollars?|pounds?|bucks|cents|people|persons?|guests|adults|items?|pairs?|pieces?|boxes|orders?|minutes?|mins?|hours?|hrs?|seconds?|days?|weeks?|months?|years?|st|nd|rd|th|kg|cm|x)\b/i
/** What may stand behind an hour that only "at" makes a time: "at 8 Oak Street" is none. */
const afterHour =
  /^\s*(?:$|[.,!?;)]|(?:on|in|or|and|to|today|tomorrow|tonight|this|next|please|if|is|was|for|from|the|i|we|you|but|because|so|sharp|ish|till|until|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)/i
const joint = /^\s?(?:-|–|to|and|until|till)\s?$/i

/** Times of day in a text, spans joined; those of which nothing says that they are times only if `isExpected`. */
export function readClocks(text: string, tokens: readonly Token[], isExpected: boolean): Clock[] {
  const found = [...inDigits(text, tokens), ...inWords(text, tokens)].sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: Clock[] = []
  for (const clock of found) {
    const last = apart.at(-1)
    if (last === undefined || clock.start >= last.end) apart.push(clock)
  }
  return joinSpans(text, apart).filter(({ isSure }) => isSure || isExpected)
}

interface Read {
  start: number
  end: number
  hour: number
  minute: number
  half?: 'am' | 'pm' | undefined
  isSure: boolean
}

function inDigits(text: string, tokens: readonly Token[]): Clock[] {
  const found: Clock[] = []
  for (const match of [...text.matchAll(digital), ...text.matchAll(military)]) {
    const { hour = '', minute, half, clock, separator } = match.groups ?? {}
    if (counted.test(text.slice(match.index + match[0].length))) continue
    // "12.50" is an amount more often than a time.
    if (separator === '.' && half === undefined && clock === undefined) continue
    const before = tokens.findLast(({ end }) => end <= match.index)
    const isNamed = half !== undefined || clock !== undefined || minute !== undefined
    found.push(
      ...toClock(text, tokens, {
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        hour: Number(hour),
        minute: Number(minute ?? 0),
        half: half === undefined ? undefined : half.toLowerCase().startsWith('a') ? 'am' : 'pm',
        isSure:
          isNamed ||
          (before !== undefined &&
            /^(?:at|until|till)$/.test(before.norm) &&
            afterHour.test(text.slice(match.index + match[0].length))),
      }),
    )
  }
  return found
}

/** "half past seven", "quarter to six", "ten past three", "seven thirty pm", "at seven", "noon". */
function inWords(text: string, tokens: readonly Token[]): Clock[] {
  const found: Clock[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const named = spoken.get(token.norm)
    if (named !== undefined) {
      found.push({ start: token.start, end: token.end, minutes: named, isSure: true })
      continue
    }
    const relative = minutesPast(text, tokens, at)
    if (relative !== undefined) {
      found.push(...toClock(text, tokens, relative))
      continue
    }
    const hour = readNumberWords(text, tokens, at)
    if (hour === undefined || hour.value < 1 || hour.value > 12 || hour.length !== 1) continue
    const minute = readNumberWords(text, tokens, at + 1)
    const hasMinute = minute !== undefined && minute.value >= 10 && minute.value < 60
    const end = hasMinute ? at + 1 + minute.length : at + 1
    const half = /^[ap]m$/.exec(tokens[end]?.norm ?? '')?.[0] as 'am' | 'pm' | undefined
    const isClock = /^o['’]?clock$/.test(tokens[end]?.norm ?? '')
    const last = tokens[half !== undefined || isClock ? end : end - 1] as Token
    if (half === undefined && counted.test(text.slice(last.end))) continue
    found.push(
      ...toClock(text, tokens, {
        start: token.start,
        end: last.end,
        hour: hour.value,
        minute: hasMinute ? minute.value : 0,
        half,
        isSure:
          half !== undefined ||
          isClock ||
          (tokens[at - 1]?.norm === 'at' && token.norm !== 'one' && afterHour.test(text.slice(last.end))),
      }),
    )
  }
  return found
}

/** "half past 7", "a quarter to six", "ten to three". */
function minutesPast(text: string, tokens: readonly Token[], at: number): Read | undefined {
  const token = tokens[at] as Token
  const read = /^\d{1,2}$/.test(token.norm)
    ? { value: Number(token.norm), length: 1 }
    : readNumberWords(text, tokens, at)
  const amount = token.norm === 'half' ? 30 : token.norm === 'quarter' ? 15 : read?.value
  const length = read?.length ?? 1
  const word = tokens[at + length]
  if (amount === undefined || amount > 30 || amount === 0 || word === undefined) return undefined
  const isTo = word.norm === 'to' || word.norm === 'til' || word.norm === 'before'
  if (!isTo && word.norm !== 'past' && word.norm !== 'after') return undefined
  const hourToken = tokens[at + length + 1]
  if (hourToken === undefined) return undefined
  const hour = /^\d{1,2}$/.test(hourToken.norm)
    ? Number(hourToken.norm)
    : readNumberWords(text, tokens, at + length + 1)?.value
  // "from 3 to 5" and "2 after 5 days" are none: bare numbers need "past", "half" or "quarter".
  if (hour === undefined || hour < 1 || hour > 12) return undefined
  if (read !== undefined && word.norm !== 'past' && (amount % 5 !== 0 || beforeClock.has(tokens[at - 1]?.norm ?? '')))
    return undefined
  if (read !== undefined && word.norm !== 'past' && /^\d/.test(token.norm)) return undefined
  const next = tokens[at + length + 2]
  const half = /^[ap]m$/.exec(next?.norm ?? '')?.[0] as 'am' | 'pm' | undefined
  const minute = isTo ? 60 - amount : amount
  const isArticle = tokens[at - 1]?.norm === 'a' && token.norm === 'quarter'
  return {
    start: isArticle ? (tokens[at - 1] as Token).start : token.start,
    end: half === undefined ? hourToken.end : (next as Token).end,
    hour: isTo ? (hour === 1 ? 12 : hour - 1) : hour,
    minute,
    half,
    isSure: true,
  }
}

function toClock(text: string, tokens: readonly Token[], read: Read): Clock[] {
  const { start, end, hour, minute, isSure } = read
  if (hour > 24 || (hour === 24 && minute > 0)) return []
  const part = read.half === undefined ? partAround(tokens, start, end) : undefined
  const half = read.half ?? part?.half
  const reach = part !== undefined && part.end > end && part.isNear ? part.end : end
  if (half !== undefined && hour <= 12 && hour > 0) {
    const minutes = ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute
    return [{ start, end: reach, minutes, isSure: isSure || part?.isNear === true }]
  }
  if (half !== undefined && read.half !== undefined && hour === 0) return []
  const minutes = (hour % 24) * 60 + minute
  const isOpen = hour >= 1 && hour <= 12 && !/^0\d/.test(text.slice(start, end))
  if (!isOpen) return [{ start, end, minutes, isSure }]
  const morning = (hour % 12) * 60 + minute
  const isMorning = hour >= firstMorningHour && hour < 12
  return [
    {
      start,
      end,
      minutes: isMorning ? morning : morning + halfDay,
      other: isMorning ? morning + halfDay : morning,
      isSure,
    },
  ]
}

/** "at 3 in the afternoon", "tomorrow morning at 7", "7 tonight": the part of the day that is said beside an hour. */
function partAround(tokens: readonly Token[], start: number, end: number) {
  const first = tokens.findIndex((token) => token.end > start)
  if (first < 0) return undefined
  const behind = tokens.findIndex((token) => token.start >= end)
  const halfOf = (norm: string): 'am' | 'pm' | undefined => {
    const part = dayParts.get(norm)
    return part === undefined ? undefined : part[0] < 720 ? 'am' : 'pm'
  }
  if (behind >= 0) {
    for (let at = behind; at < Math.min(tokens.length, behind + 3); at += 1) {
      const half = halfOf((tokens[at] as Token).norm)
      if (half !== undefined) {
        const isNear = tokens.slice(behind, at).every(({ norm }) => /^(?:in|the|at|this)$/.test(norm))
        return { half, end: (tokens[at] as Token).end, isNear }
      }
    }
  }
  for (let at = first - 1; at >= Math.max(0, first - 3); at -= 1) {
    const half = halfOf((tokens[at] as Token).norm)
    if (half !== undefined) return { half, end, isNear: false }
  }
  return undefined
}

/** "between 3 and 5pm", "9am-5pm", "from nine to five". */
function joinSpans(text: string, clocks: readonly Clock[]): Clock[] {
  const joined: Clock[] = []
  for (let i = 0; i < clocks.length; i += 1) {
    const from = clocks[i] as Clock
    const to = clocks[i + 1]
    const isJoined =
      to !== undefined &&
      joint.test(text.slice(from.end, to.start)) &&
      (from.isSure || to.isSure || /(?:from|between)\s$/i.test(text.slice(0, from.start)))
    if (
      !isJoined ||
      to === undefined ||
      (!from.isSure && !to.isSure && !/(?:from|between)\s$/i.test(text.slice(0, from.start)))
    ) {
      joined.push(from)
      continue
    }
    // The end's half of the day holds for the start, unless the span would run backwards.
    let { minutes } = from
    const until = to.minutes
    if (from.other !== undefined && to.other === undefined && from.other < until && from.other > minutes)
      minutes = from.other
    if (minutes >= until && from.other !== undefined && from.other < until) minutes = from.other
    const end = to.other !== undefined && until <= minutes && to.other > minutes ? to.other : until
    joined.push({ start: from.start, end: to.end, minutes, until: end, isSure: true })
    i += 1
  }
  return joined
}

const two = (n: number) => String(n).padStart(2, '0')
export const clockText = (minutes: number) => `${two(Math.floor((minutes % wholeDay) / 60))}:${two(minutes % 60)}`

/** Value: "15:30", or `{ from, to }`; a part of the day is such a span, too. The other half of the day is an alternative. */
export const findTimes: BuiltInFinder = ({ text, tokens, isExpected }) => {
  const clocks = readClocks(text, tokens, isExpected)
  const found = clocks.map(({ start, end, minutes, other, until }): BuiltInFound => {
    const value = until === undefined ? clockText(minutes) : { from: clockText(minutes), to: clockText(until) }
    return other === undefined
      ? { start, end, value, confidence: 0.95 }
      : { start, end, value, confidence: 0.75, alternatives: [{ value: clockText(other), confidence: 0.2 }] }
  })
  tokens.forEach(({ norm, start, end }, at) => {
    const part = dayParts.get(norm)
    if (part === undefined || found.some((other) => other.start < end && other.end > start)) return
    if (/^good$/.test(tokens[at - 1]?.norm ?? '')) return
    found.push({ start, end, value: { from: clockText(part[0]), to: clockText(part[1]) }, confidence: 0.8 })
  })
  return found
}
