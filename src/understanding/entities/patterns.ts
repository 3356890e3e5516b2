import type { EntityName } from '#domain/ids.ts'
import type { Candidate } from './candidate.ts'

/** A pattern of an entity definition, ready to run. */
export interface CompiledPattern {
  type: EntityName
  regex: RegExp
  /** Begins with ^ and ends with $: reads a whole message, the answer to a question. */
  wholeMessage: boolean
  order: number
}

export const compilePattern = (type: EntityName, source: string, order: number): CompiledPattern => ({
  type,
  regex: new RegExp(source, 'giud'),
  wholeMessage: source.startsWith('^') && source.endsWith('$'),
  order,
})

/** Matches of one pattern in one message; more are noise and would only cost time. */
const mostMatches = 32
const confidences = { seenInContext: 0.95, wholeMessageExpected: 0.95, wholeMessage: 0.6 }

/**
 * UTF-16 units that a pattern is run on at once and by how much such parts overlap: a pattern whose time grows with the square of the text
 * stays harmless. A whole-message pattern reads short messages only.
 */
const partLength = 1_000
const overlap = 150
const longestWholeMessage = 200

/** Matches of a pattern in a text of any length. */
export function findPattern(pattern: CompiledPattern, text: string, isExpected: boolean): Candidate[] {
  if (pattern.wholeMessage) return text.length > longestWholeMessage ? [] : findWhole(pattern, text, isExpected)
  if (text.length <= partLength) return findInPart(pattern, text, isExpected)
  const found: Candidate[] = []
  for (let from = 0; from < text.length && found.length < mostMatches; from += partLength - overlap) {
    const isLast = from + partLength >= text.length
    for (const { start, end, reason, ...candidate } of findInPart(
      pattern,
      text.slice(from, from + partLength),
      isExpected,
    )) {
      // In the overlap a match may be cut off: the part that has more around it decides.
      if (from > 0 && start < overlap / 2) continue
      if (!isLast && start >= partLength - overlap / 2) continue
      const moved = reason && { ...reason, start: reason.start + from, end: reason.end + from }
      found.push({
        ...candidate,
        start: start + from,
        end: end + from,
        ...(moved === undefined ? {} : { reason: moved }),
      })
    }
    if (isLast) break
  }
  return found
}

/** What people put around a bare answer: "or 1234?", "maybe 1234", "it's 1234 I think". */
const before =
  /^(?:(?:or|and|so|um+|uh+|hm+|well|ok(?:ay)?|no|sorry|then|maybe|perhaps|probably|try|how about|what about|is it|i think|i guess|it['’]?s|it is|that['’]?s|that is)[\s,.:]+){1,3}/iu
const after = /(?:[\s,.]+(?:maybe|perhaps|please|then|i think|i guess|i believe))?[\s?!.,]*$/iu

/** A pattern for a whole message, on the message as it is or, where that is nothing, on what is left without its hedges. */
function findWhole(pattern: CompiledPattern, text: string, isExpected: boolean): Candidate[] {
  const found = findInPart(pattern, text, isExpected)
  if (found.length > 0) return found
  const from = before.exec(text)?.[0].length ?? 0
  const bare = text.slice(from).replace(after, '')
  // Without a digit it may be anything: "ok thanks" is no user name.
  if (bare === text || !/\d/.test(bare)) return []
  return findInPart(pattern, bare, isExpected).map(({ start, end, reason, ...candidate }) => ({
    ...candidate,
    start: start + from,
    end: end + from,
    ...(reason && { reason: { ...reason, start: reason.start + from, end: reason.end + from } }),
  }))
}

function findInPart(pattern: CompiledPattern, text: string, isExpected: boolean): Candidate[] {
  const { regex, type, wholeMessage, order } = pattern
  const found: Candidate[] = []
  regex.lastIndex = 0
  for (let match = regex.exec(text); match !== null && found.length < mostMatches; match = regex.exec(text)) {
    if (match[0] === '') regex.lastIndex += 1
    const [start, end] = match.indices?.groups?.['value'] ?? match.indices?.[0] ?? [0, 0]
    const written = text.slice(start, end)
    const lead = written.length - written.trimStart().length
    const value = written.trim()
    if (value === '') continue
    const confidence = !wholeMessage
      ? confidences.seenInContext
      : isExpected
        ? confidences.wholeMessageExpected
        : confidences.wholeMessage
    found.push({
      type,
      start: start + lead,
      end: start + lead + value.length,
      text: value,
      value,
      confidence,
      source: 'pattern',
      order,
      reason: { start: match.index, end: match.index + match[0].length, pattern: regex.source },
      ...(wholeMessage ? { wholeMessage } : {}),
    })
  }
  return found
}
