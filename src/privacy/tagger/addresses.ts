import type { TaggedSpan } from './tagger.ts'

/**
 * How the data that the tagger learnt from marks an address: in one span where it stands inside a sentence or under a company, in parts (number,
 * street, flat, town, country, code) where it is a block of its own. The tagger looks at a few words at a time and mixes the two; here each
 * address is read as a whole. Whoever redacts joins neighbouring parts again.
 */
export function readAddresses(text: string, spans: readonly TaggedSpan[]): TaggedSpan[] {
  const read: TaggedSpan[] = []
  let i = 0
  while (i < spans.length) {
    const span = spans[i] as TaggedSpan
    const last = read.at(-1)
    if (span.label !== 'STREET_ADDRESS' || (last && span.start < last.end)) {
      if (!(last && span.start < last.end)) read.push(span)
      i += 1
      continue
    }
    const underCompany = last?.label === 'ORGANIZATION' && /^\s*\n\s*$/.test(text.slice(last.end, span.start))
    const found = startsLine(text, span.start)
      ? (blockAt(text, span.start, underCompany) ?? joined(text, spans, i, last))
      : joined(text, spans, i, last)
    read.push(...found)
    const end = found.at(-1)?.end ?? span.end
    while ((spans[i]?.start ?? Number.POSITIVE_INFINITY) < end) i += 1
  }
  return read.map((span) => closed(text, span))
}

/** "Cyprus (Greek" ends behind its bracket. */
const closed = (text: string, span: TaggedSpan): TaggedSpan =>
  text[span.end] === ')' && /\([^)]*$/.test(text.slice(span.start, span.end)) ? { ...span, end: span.end + 1 } : span

/** Nothing but marks (of a list or a quotation) stands before it in its line. */
const startsLine = (text: string, at: number): boolean =>
  /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(text.slice(Math.max(0, at - 12), at))

const marks = '[^\\p{L}\\p{N}\\n(]{0,6}'
const block = new RegExp(
  `(?<number>\\d{1,6}) (?<street>[^\\n,]{2,48})\\n(?:${marks}(?<unit>(?:apt|suite|unit|flat|floor|room)\\.? ?\\w{1,6})\\n)?${marks}(?<town>\\p{L}[^\\n,\\d]{1,40})\\n(?<gap>\\n?)${marks}(?<country>\\p{L}[^\\n,\\d]{2,40}?)(?: (?<code>\\d{4,6}))?(?=\\n|$)`,
  'diuy',
)

/** An address over several lines, from the house number to the country. */
function blockAt(text: string, at: number, underCompany: boolean): TaggedSpan[] | null {
  block.lastIndex = at
  const match = block.exec(text)
  const groups = match?.indices?.groups
  if (!match || !groups || !(groups['unit'] || groups['code'])) return null
  const marked = /^[>#*?|=+!-]/m.test(match[0]) || groups['gap']?.[0] !== groups['gap']?.[1]
  if (underCompany && !marked) return [{ start: at, end: at + match[0].length, label: 'STREET_ADDRESS' }]
  const labels = { number: 0, street: 0, unit: 0, town: 1, country: 1, code: 0 }
  return Object.entries(labels).flatMap(([name, place]): TaggedSpan[] => {
    const [start, end] = groups[name] ?? []
    if (start === undefined || end === undefined) return []
    return [{ start, end, label: place === 1 ? 'GPE' : 'STREET_ADDRESS' }]
  })
}

const flat = '(?:apt|apartment|suite|unit|flat)\\.? \\w+'
const flatInFirstLine = new RegExp(`^[^\\n]*\\b${flat}`, 'i')
const flatAlone = new RegExp(`^${flat}$`, 'i')
/** "Apt. 12 345 Mill Lane": the flat, the number, the street. */
const flatFirst = new RegExp(`^(?<unit>${flat}) (?<number>\\d+)(?: (?<street>[^\\n,]+))?$`, 'di')

/** A number that was cut from an address with a flat, several lines or a country, and what was cut from its end. */
function joined(
  text: string,
  spans: readonly TaggedSpan[],
  from: number,
  before: TaggedSpan | undefined,
): TaggedSpan[] {
  const span = { ...(spans[from] as TaggedSpan) }
  const said = text.slice(span.start, span.end)
  if (/^the corner of /i.test(said) && !/ and /i.test(said)) {
    const other = /^\.? and \p{L}[\p{L}\p{M}'-]+(?: \p{Lu}[\p{L}\p{M}'-]+)?/u.exec(text.slice(span.end, span.end + 80))
    if (other) span.end += other[0].length
    return [span]
  }
  const parts = flatFirst.exec(said)?.indices?.groups
  if (parts)
    return Object.values(parts).flatMap((part) =>
      part ? [{ start: span.start + part[0], end: span.start + part[1], label: 'STREET_ADDRESS' as const }] : [],
    )
  const behindFlat =
    before !== undefined && span.start - before.end === 1 && flatAlone.test(text.slice(before.start, before.end))
  if (behindFlat || !/^\d/.test(said)) return [span]
  const taken: TaggedSpan[] = []
  for (const next of spans.slice(from + 1)) {
    const gap = text.slice((taken.at(-1) ?? span).end, next.start)
    const fits = next.label === 'STREET_ADDRESS' || next.label === 'GPE' || next.label === 'ZIP_CODE'
    if (!fits || !/^[\s,]{1,4}$/.test(gap) || gap.startsWith('\n\n')) break
    taken.push(next)
  }
  const end = taken.at(-1)?.end ?? span.end
  const whole = text.slice(span.start, end)
  const commas = whole.split(',').length - 1
  // "12 98 Mill Lane, Leeds" has parts; a flat, lines or a country behind the town make it one.
  const isWhole =
    flatInFirstLine.test(whole) ||
    commas >= 2 ||
    /\n,/.test(whole) ||
    (!startsLine(text, span.start) && whole.includes('\n'))
  return isWhole && taken.length > 0 ? [{ ...span, end }] : [span]
}
