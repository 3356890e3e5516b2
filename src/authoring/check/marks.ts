import type { EntityName } from '#domain/ids.ts'
import type { Entity } from '#domain/understanding.ts'
import { type Token, tokenise } from '#understanding/index.ts'
import { type PlacedExample, placeText } from '../examples.ts'
import { limits } from '../limits.ts'
import type { Finding } from './finding.ts'
import { quoted } from './words.ts'

interface Occurrence {
  example: PlacedExample
  start: number
  end: number
}

/** What the rules (patterns, lists, built-in kinds) find in an example by themselves: there a mark teaches nothing. */
export type FoundByRule = (example: PlacedExample) => readonly Entity[]

/**
 * Values that are marked in most examples that have them and stand unmarked in others, where no rule finds them either: the assistant learns
 * there that they are nothing. One finding per value. And values that are marked as one type nearly always and as another once or twice.
 */
export function checkMarks(
  examples: readonly PlacedExample[],
  hasRule: ReadonlySet<EntityName>,
  foundByRule: FoundByRule,
): Finding[] {
  const marked = collectMarks(examples)
  const marksIn = new Set(examples.flatMap(({ intent, entities }) => entities.map(({ type }) => `${intent}\n${type}`)))
  const unmarked = new Map<string, Occurrence[]>()
  for (const example of examples) {
    for (const { words, ...place } of unmarkedValues(example, marked)) {
      unmarked.set(words, [...(unmarked.get(words) ?? []), { example, ...place }])
    }
  }
  const findings: Finding[] = []
  for (const [words, occurrences] of unmarked) {
    const types = marked.get(words) as Map<EntityName, Occurrence[]>
    const [type, marks] = [...types].sort((a, b) => b[1].length - a[1].length)[0] as [EntityName, Occurrence[]]
    const times = [...types.values()].reduce((sum, { length }) => sum + length, 0)
    if (times < limits.markedTimes || times / (times + occurrences.length) < limits.markedShare) continue
    const unseen = occurrences.filter(
      ({ example, start, end }) =>
        // Where a rule finds the type, an intent without any mark of it is about something else ("good evening" is no delivery slot).
        (!hasRule.has(type) || marksIn.has(`${example.intent}\n${type}`)) &&
        !foundByRule(example).some((entity) => entity.type === type && entity.start < end && entity.end > start),
    )
    if (unseen.length > 0) findings.push(missingMark(type, marks, unseen, hasRule.has(type)))
  }
  for (const types of marked.values()) findings.push(...conflictingMarks(types))
  return findings
}

/** Words of a value → types it is marked as → where. */
function collectMarks(examples: readonly PlacedExample[]): Map<string, Map<EntityName, Occurrence[]>> {
  const marked = new Map<string, Map<EntityName, Occurrence[]>>()
  for (const example of examples) {
    for (const { start, end, type } of example.entities) {
      const words = joined(tokenise(example.text.slice(start, end)))
      if (words === '') continue
      const types = marked.get(words) ?? new Map<EntityName, Occurrence[]>()
      types.set(type, [...(types.get(type) ?? []), { example, start, end }])
      marked.set(words, types)
    }
  }
  return marked
}

/** Longest first, from left to right, and never inside a mark. */
function unmarkedValues({ text, entities }: PlacedExample, marked: ReadonlyMap<string, unknown>) {
  const tokens = tokenise(text)
  const found: { words: string; start: number; end: number }[] = []
  for (let from = 0; from < tokens.length; from += 1) {
    for (let count = Math.min(limits.longestValue, tokens.length - from); count > 0; count -= 1) {
      const span = tokens.slice(from, from + count)
      const words = joined(span)
      if (!marked.has(words)) continue
      const { start } = span[0] as Token
      const { end } = span.at(-1) as Token
      if (!entities.some((mark) => mark.start < end && mark.end > start)) found.push({ words, start, end })
      from += count - 1
      break
    }
  }
  return found
}

const joined = (tokens: readonly Token[]) => tokens.map(({ norm }) => norm).join(' ')
const textOf = ({ example, start, end }: Occurrence) => example.text.slice(start, end)

function missingMark(
  type: EntityName,
  marks: readonly Occurrence[],
  unmarked: readonly Occurrence[],
  hasRule: boolean,
): Finding {
  const [first] = unmarked as [Occurrence, ...Occurrence[]]
  const [mark] = marks as [Occurrence, ...Occurrence[]]
  const words = textOf(first)
  return {
    kind: 'missing-mark',
    severity: hasRule ? 'hint' : 'warning',
    place: first.example.place,
    intent: first.example.intent,
    message: `"${words}" is marked as ${type} ${marks.length} times (first at ${placeText(mark.example.place)}) and stands unmarked in ${quoted(first.example.text)}${unmarked.length > 1 ? ` and in ${unmarked.length - 1} more` : ''}.`,
    advice: `Write [${words}](${type}) where it is meant, or give the entity a list or a pattern that finds it.`,
    related: unmarked.slice(1).map(({ example }) => ({ ...example.place, text: example.text })),
    certainty: marks.length / (marks.length + unmarked.length),
  }
}

function conflictingMarks(types: ReadonlyMap<EntityName, Occurrence[]>): Finding[] {
  const sorted = [...types].sort((a, b) => b[1].length - a[1].length)
  const [usual, ...others] = sorted
  const times = sorted.reduce((sum, [, { length }]) => sum + length, 0)
  if (usual === undefined || times < limits.oddMarkTimes) return []
  return others.flatMap(([type, occurrences]): Finding[] => {
    if (occurrences.length / times > limits.oddMarkShare) return []
    const [first] = occurrences as [Occurrence, ...Occurrence[]]
    return [
      {
        kind: 'conflicting-mark',
        severity: 'warning',
        place: first.example.place,
        intent: first.example.intent,
        message: `"${textOf(first)}" is marked as ${type} here and as ${usual[0]} ${usual[1].length} times elsewhere.`,
        advice: `Mark it as ${usual[0]} here too, unless it means something else.`,
        related: occurrences.slice(1).map(({ example }) => ({ ...example.place, text: example.text })),
        certainty: usual[1].length / times,
      },
    ]
  })
}
