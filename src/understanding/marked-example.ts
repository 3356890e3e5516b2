import type { Json } from '#domain/json.ts'
import type { MarkedEntity, TrainingExample } from './types.ts'

export interface MarkProblem {
  /** Offset into the source text. */
  at: number
  problem: string
}

/**
 * Reads an example with marks: `send [two](quantity) back to [Ohio](state:from){"value":"OH"}`. A mark is the words in square brackets,
 * the entity type in parentheses with an optional role after a colon, and an optional JSON object in braces with `value` or `role`.
 * A backslash before `[` keeps it literal. Broken marks are kept as text and reported.
 */
export function parseMarkedExample(source: string): TrainingExample & { problems: MarkProblem[] } {
  const entities: MarkedEntity[] = []
  const problems: MarkProblem[] = []
  let text = ''
  let at = 0
  while (at < source.length) {
    const character = source[at]
    if (character === '\\' && (source[at + 1] === '[' || source[at + 1] === '\\')) {
      text += source[at + 1]
      at += 2
      continue
    }
    if (character !== '[') {
      text += character
      at += 1
      continue
    }
    const mark = readMark(source, at)
    if (typeof mark === 'string') {
      problems.push({ at, problem: mark })
      text += character
      at += 1
      continue
    }
    const start = text.length
    text += mark.words
    const entity: MarkedEntity = { start, end: text.length, type: mark.type }
    if (mark.role !== undefined) entity.role = mark.role
    if (mark.value !== undefined) entity.value = mark.value
    entities.push(entity)
    at = mark.end
  }
  return { ...trimmed(text, entities), problems }
}

interface Mark {
  words: string
  type: string
  role?: string
  value?: Json
  end: number
}

/** Lower-case names as files are named; `(see below)` after brackets is no mark but is reported, since it is more likely a slip. */
const target = /^\(\s*([a-z][a-z0-9_-]{0,63})\s*(?::\s*([a-z][a-z0-9_-]{0,63})\s*)?\)/

function readMark(source: string, open: number): Mark | string {
  const close = source.indexOf(']', open + 1)
  if (close < 0) return 'the "[" has no "]"'
  const words = source.slice(open + 1, close)
  if (words.includes('[')) return 'marks cannot be nested'
  if (words.trim() === '') return 'the mark has no words'
  const found = target.exec(source.slice(close + 1, close + 160))
  if (!found?.[1]) return 'after "[words]" the entity type is missing: write [words](entity) or [words](entity:role)'
  const mark: Mark = { words, type: found[1], end: close + 1 + found[0].length }
  if (found[2] !== undefined) mark.role = found[2]
  if (source[mark.end] !== '{') return mark
  const end = source.indexOf('}', mark.end)
  if (end < 0) return 'the "{" after the mark has no "}"'
  try {
    const details = JSON.parse(source.slice(mark.end, end + 1)) as { role?: unknown; value?: Json }
    if (details.value !== undefined) mark.value = details.value
    if (typeof details.role === 'string') mark.role = details.role
  } catch {
    return 'what stands in braces after the mark is not JSON: write {"value": …}'
  }
  mark.end = end + 1
  return mark
}

function trimmed(text: string, entities: MarkedEntity[]): TrainingExample {
  const lead = text.length - text.trimStart().length
  const result = text.trim()
  return {
    text: result,
    entities: entities.map((entity) => ({
      ...entity,
      start: Math.max(0, entity.start - lead),
      end: Math.min(result.length, entity.end - lead),
    })),
  }
}
