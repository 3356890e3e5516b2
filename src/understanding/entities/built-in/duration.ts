import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { readNumberWords } from './number-words.ts'

/** Units with their letter in ISO 8601 and whether it stands behind the T. */
const units = new Map<string, { letter: string; isTime: boolean; times?: number }>(
  (
    [
      ['year', 'Y', false],
      ['yr', 'Y', false],
      ['month', 'M', false],
      ['week', 'W', false],
      ['wk', 'W', false],
      ['day', 'D', false],
      ['night', 'D', false],
      ['hour', 'H', true],
      ['hr', 'H', true],
      ['minute', 'M', true],
      ['min', 'M', true],
      ['second', 'S', true],
      ['sec', 'S', true],
    ] as const
  ).flatMap(([name, letter, isTime]) => [name, `${name}s`].map((word) => [word, { letter, isTime }])),
)
units.set('fortnight', { letter: 'W', isTime: false, times: 2 })
units.set('fortnights', { letter: 'W', isTime: false, times: 2 })
const isLink = (norm: string | undefined) =>
  norm === 'and' || norm === 'business' || norm === 'working' || norm === 'full'

interface Amount {
  value: number
  length: number
}

/**
 * Value: an ISO 8601 duration ("P2W", "PT1H30M"); business days count as days. How long, not when: "in two weeks" and "two weeks ago"
 * have one as well, and a date that is expected or longer goes before it.
 */
export const findDurations: BuiltInFinder = ({ text, tokens }) => {
  const found: BuiltInFound[] = []
  for (let at = 0; at < tokens.length; ) {
    const read = readParts(text, tokens, at)
    if (read === undefined) {
      at += 1
      continue
    }
    found.push({
      start: (tokens[at] as Token).start,
      end: (tokens[at + read.length - 1] as Token).end,
      value: isoDuration(read.parts),
      confidence: 0.9,
    })
    at += read.length
  }
  return found
}

interface Part {
  amount: number
  letter: string
  isTime: boolean
}

/** "1 hour and 30 minutes", "two and a half days", "half an hour", "90min", "a year". */
function readParts(
  text: string,
  tokens: readonly Token[],
  from: number,
): { parts: Part[]; length: number } | undefined {
  const parts: Part[] = []
  let at = from
  let end = from
  for (;;) {
    const read = readPart(text, tokens, at)
    if (read === undefined) break
    // Two units of a kind are two durations: "2 or 3 days" has one.
    if (parts.some(({ letter, isTime }) => letter === read.part.letter && isTime === read.part.isTime)) break
    parts.push(read.part)
    at += read.length
    end = at
    if (tokens[at]?.norm === 'and') at += 1
  }
  return parts.length === 0 ? undefined : { parts, length: end - from }
}

function readPart(text: string, tokens: readonly Token[], at: number): { part: Part; length: number } | undefined {
  const glued = /^(\d{1,4})([a-z]{1,7})$/.exec(tokens[at]?.norm ?? '')
  const gluedUnit = glued?.[2] === undefined ? undefined : (units.get(glued[2]) ?? short.get(glued[2]))
  if (glued !== null && gluedUnit !== undefined) return { part: partOf(Number(glued[1]), gluedUnit), length: 1 }
  const amount = readAmount(text, tokens, at)
  if (amount === undefined) return undefined
  let next = at + amount.length
  let { value } = amount
  if (tokens[next]?.norm === 'and' && tokens[next + 1]?.norm === 'a' && tokens[next + 2]?.norm === 'half') {
    value += 0.5
    next += 3
  }
  while (isLink(tokens[next]?.norm) && tokens[next]?.norm !== 'and') next += 1
  const unit = units.get(tokens[next]?.norm ?? '')
  if (unit === undefined) return undefined
  let length = next + 1 - at
  // "an hour and a half"
  if (tokens[next + 1]?.norm === 'and' && tokens[next + 2]?.norm === 'a' && tokens[next + 3]?.norm === 'half') {
    value += 0.5
    length += 3
  }
  return { part: partOf(value, unit), length }
}

const short = new Map([
  ['h', { letter: 'H', isTime: true }],
  ['d', { letter: 'D', isTime: false }],
  ['w', { letter: 'W', isTime: false }],
])

const partOf = (value: number, { letter, isTime, times = 1 }: { letter: string; isTime: boolean; times?: number }) => ({
  amount: value * times,
  letter,
  isTime,
})

function readAmount(text: string, tokens: readonly Token[], at: number): Amount | undefined {
  const norm = tokens[at]?.norm
  if (norm === undefined) return undefined
  const isLast = at > 0 && /^(?:per|each|every|once|twice|times)$/.test(tokens[at - 1]?.norm ?? '')
  if (/^\d{1,4}$/.test(norm)) {
    const fraction = tokens[at + 1]
    const isDecimal =
      fraction !== undefined &&
      /^\d{1,2}$/.test(fraction.norm) &&
      /^[.,]$/.test(text.slice(tokens[at]?.end, fraction.start))
    return isDecimal ? { value: Number(`${norm}.${fraction.norm}`), length: 2 } : { value: Number(norm), length: 1 }
  }
  if (norm === 'half' && /^an?$/.test(tokens[at + 1]?.norm ?? '')) return { value: 0.5, length: 2 }
  if (norm === 'half') return { value: 0.5, length: 1 }
  if (norm === 'couple' || (norm === 'a' && tokens[at + 1]?.norm === 'couple')) {
    const length = norm === 'a' ? 2 : 1
    return { value: 2, length: tokens[at + length]?.norm === 'of' ? length + 1 : length }
  }
  const words = readNumberWords(text, tokens, at)
  if (words !== undefined) return words
  return /^an?$/.test(norm) && !isLast && tokens[at + 1]?.norm !== 'second' ? { value: 1, length: 1 } : undefined
}

function isoDuration(parts: readonly Part[]): string {
  const write = (isTime: boolean) =>
    parts
      .filter((part) => part.isTime === isTime)
      .map(({ amount, letter }) => `${amount}${letter}`)
      .join('')
  // Half an hour is thirty minutes, half a year six months: ISO 8601 has fractions, but few readers of it do.
  const whole = parts.flatMap(wholeNumbers)
  const days = whole.filter(({ isTime }) => !isTime)
  const times = whole.filter(({ isTime }) => isTime)
  const text = (list: readonly Part[]) => list.map(({ amount, letter }) => `${amount}${letter}`).join('')
  return whole.every(({ amount }) => Number.isInteger(amount))
    ? `P${text(days)}${times.length === 0 ? '' : `T${text(times)}`}`
    : `P${write(false)}${parts.some(({ isTime }) => isTime) ? `T${write(true)}` : ''}`
}

function wholeNumbers({ amount, letter, isTime }: Part): Part[] {
  const rest = amount - Math.floor(amount)
  const smaller: Record<string, [string, number, boolean]> = isTime
    ? { H: ['M', 60, true], M: ['S', 60, true] }
    : { Y: ['M', 12, false], D: ['H', 24, true] }
  const step = smaller[letter]
  if (rest === 0 || step === undefined) return [{ amount, letter, isTime }]
  const [next, times, nextIsTime] = step
  const whole = { amount: Math.floor(amount), letter, isTime }
  const part = { amount: Math.round(rest * times), letter: next, isTime: nextIsTime }
  return whole.amount === 0 ? [part] : [whole, part]
}
