import { topicWords } from '../index/words.ts'

/** What is looked for in a table: the numbers and sizes that a question names. */
export interface AskedValues {
  numbers: readonly number[]
  /** Letters of clothing: "M" of "a medium". */
  sizes: ReadonlySet<string>
  /** Body heights, in inches. */
  heights: readonly number[]
  stems: ReadonlySet<string>
}

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const sizeWords: [RegExp, string][] = [
  [/\b(?:xxl|2xl|(?:double|extra)[ -]extra[ -]large)\b/gi, 'xxl'],
  [/\b(?:xl|(?<!extra[ -])extra[ -]large)\b/gi, 'xl'],
  [/\b(?:xs|extra[ -]small)\b/gi, 'xs'],
  [/(?<!extra[ -])\blarge\b/gi, 'l'],
  [/\bmedium\b/gi, 'm'],
  [/(?<!extra[ -])\bsmall\b/gi, 's'],
]
/** A letter alone is a size where it is written as one: "an M", "in a l", "size s". */
const sizeLetter = /(?<![\p{L}\p{N}'’&-])(?:([SML])|(?:size|in an?)\s+([sml]))(?![\p{L}\p{N}'’&-])/gu
const height = /\b([4-7])\s*(?:['’′]|ft\b|foot\b|feet\b)\s*(?:(\d{1,2})(?:["”]|\s*in\b|''|\b))?/gi
const half = /(\d+)\s+and\s+a\s+half\b/gi

/** Null where the question names nothing that a row could be found by. */
export function askedValues(question: string): AskedValues | null {
  const heights = [...question.matchAll(height)].map(([, feet, inches]) => Number(feet) * 12 + Number(inches ?? 0))
  const rest = question.replace(height, ' ').replace(half, '$1.5')
  const numbers = [...rest.matchAll(/(?<![\d.$])\d+(?:\.\d+)?/g)].map(([digits]) => Number(digits))
  // "One" is mostly no number, and "two" and more may be.
  for (const [value, word] of numberWords.entries())
    if (value > 1 && new RegExp(`\\b${word}\\b`, 'i').test(rest)) numbers.push(value)
  const sizes = new Set(sizeWords.flatMap(([pattern, size]) => (question.search(pattern) >= 0 ? size : [])))
  for (const [, alone, told] of question.matchAll(sizeLetter)) sizes.add((alone ?? told ?? '').toLowerCase())
  if (heights.length === 0 && numbers.length === 0 && sizes.size === 0) return null
  return { numbers, sizes, heights, stems: new Set(topicWords(question).map(({ stem }) => stem)) }
}

/** How well a row ("11 – Width: 4.2 in") is the one that is asked for by a number or a size, [0, 1]: by its name, or by a cell. */
export function rowAsked(row: string, { numbers, sizes, heights, stems }: AskedValues): number {
  const [label = '', cells = ''] = row.split(' – ', 2)
  const name = label.trim().toLowerCase()
  if (sizes.has(name)) return byName
  if (heights.some((inches) => containsHeight(name, inches))) return byName
  if (
    /^\d+(?:\.\d+)?(?: or \d+(?:\.\d+)?)*$/.test(name) &&
    numbers.some((one) => name.split(' or ').map(Number).includes(one))
  )
    return byName
  let best = 0
  for (const cell of cells.split('; ')) {
    const [header = '', value = ''] = cell.split(': ', 2)
    const found = numbers.find((one) => containsNumber(value, one))
    if (found === undefined) continue
    const isSaid =
      topicWords(header).some(({ stem, plain }) => stems.has(stem) || stems.has(plain)) || saysShort(header, stems)
    if (isSaid) best = Math.max(best, byHeadedCell)
    // A number like 44.5 is a size of some kind wherever it stands.
    else if (!Number.isInteger(found)) best = Math.max(best, byCell)
  }
  return best
}

const byName = 1
const byHeadedCell = 0.8
const byCell = 0.4

/** "US", "EU": words of the header that are no topics. */
const saysShort = (header: string, stems: ReadonlySet<string>): boolean =>
  (header.match(/\b[A-Z]{2}\b/g) ?? []).some((short) => stems.has(short.toLowerCase()))

function containsNumber(value: string, wanted: number): boolean {
  for (const [, low, high] of value.matchAll(/(\d+(?:\.\d+)?)(?:\s+to\s+(\d+(?:\.\d+)?))?/g))
    if (high === undefined ? Number(low) === wanted : Number(low) <= wanted && wanted <= Number(high)) return true
  return false
}

/** "Below 5 ft 5 in", "5 ft 9 in to 6 ft", "above 6 ft". */
function containsHeight(name: string, inches: number): boolean {
  const named = [...name.matchAll(/(\d+) ft(?: (\d+) in)?/g)].map(
    ([, feet, more]) => Number(feet) * 12 + Number(more ?? 0),
  )
  const [low, high] = named
  if (low === undefined) return false
  if (high !== undefined) return low <= inches && inches <= high
  return /^(?:below|under|up to|less than)\b/.test(name)
    ? inches < low
    : /^(?:above|over|more than)\b/.test(name) && inches > low
}
