import type { PlacedExample } from '../examples.ts'
import { placeText } from '../examples.ts'
import type { Finding } from './finding.ts'

/** The same words more than once: in one intent they only cost time, in two intents they teach nothing but doubt. */
export function checkWords(examples: readonly PlacedExample[]): Finding[] {
  const findings: Finding[] = []
  const groups = new Map<string, PlacedExample[]>()
  for (const example of examples) {
    if (example.normal === '') findings.push(noWords(example))
    else groups.set(example.normal, [...(groups.get(example.normal) ?? []), example])
  }
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined || group.length === 1) continue
    const byIntent = new Map<string, PlacedExample[]>()
    for (const example of group) byIntent.set(example.intent, [...(byIntent.get(example.intent) ?? []), example])
    if (byIntent.size > 1) findings.push(contradiction([...byIntent.values()]))
    for (const same of byIntent.values()) if (same.length > 1) findings.push(duplicate(same))
  }
  return findings
}

const noWords = ({ intent, place, text }: PlacedExample): Finding => ({
  kind: 'no-words',
  severity: 'warning',
  place,
  intent,
  message: `${quoted(text)} has no words: nothing is learnt from it.`,
  advice: 'Write what a customer says, or take it out.',
  related: [],
  certainty: 1,
})

function contradiction(sides: readonly PlacedExample[][]): Finding {
  // The intent that has the words least often is the one to look at first.
  const [least, ...others] = [...sides].sort((a, b) => a.length - b.length)
  const example = least?.[0] as PlacedExample
  const rest = others.flat()
  const names = [...new Set(rest.map(({ intent }) => `"${intent}"`))].join(' and ')
  return {
    kind: 'contradiction',
    severity: 'error',
    place: example.place,
    intent: example.intent,
    message: `${quoted(example.text)} stands under "${example.intent}" and under ${names}.`,
    advice: 'Keep it where it belongs, or word the two differently; a message can have one of them only.',
    related: rest.map(({ place, text }) => ({ ...place, text })),
    certainty: 1,
  }
}

function duplicate(same: readonly PlacedExample[]): Finding {
  const [first, ...others] = same as [PlacedExample, ...PlacedExample[]]
  const last = others.at(-1) as PlacedExample
  const before = [first, ...others.slice(0, -1)]
  return {
    kind: 'duplicate',
    severity: 'hint',
    place: last.place,
    intent: first.intent,
    message: `${quoted(last.text)} stands in "${first.intent}" ${same.length === 2 ? 'twice' : `${same.length} times`}, first at ${placeText(first.place)}.`,
    advice: 'Take it out, or word it differently: a new wording teaches more.',
    related: before.map(({ place, text }) => ({ ...place, text })),
    certainty: 1,
  }
}

const shownLength = 100
/** A text as it is shown in a line of the terminal. */
export const quoted = (text: string): string =>
  `"${text.length > shownLength ? `${text.slice(0, shownLength - 1)}…` : text}"`
