import { stemsOf } from './statements.ts'

/** A question that got no answer, however often it was asked in these words. */
export interface Unanswered {
  question: string
  times: number
  lastAtMs: number
  /** Meaning, of unit length, where an encoder is there. */
  vector?: Float32Array
}

/** Questions that ask for the same thing. */
export interface Gap {
  /** The one that is most like the others. */
  question: string
  times: number
  lastAtMs: number
  /** All of them, the most often asked first. */
  questions: { question: string; times: number }[]
}

/** Questions that share this much of their rare words, or of their meaning, ask for the same. */
const sameWords = 0.45
const sameMeaning = 0.62
/** Questions that are looked at; the most often asked. Time grows with their square. */
export const gapQuestions = 3_000

/**
 * What customers ask and nothing answers, gathered by what it is about, the most often asked first. Questions are joined one after the other to
 * the group they are likest to (leader clustering), the most often asked leading.
 */
export function gapsIn(unanswered: readonly Unanswered[]): Gap[] {
  const asked = [...unanswered]
    .sort((a, b) => b.times - a.times || a.question.localeCompare(b.question))
    .slice(0, gapQuestions)
    .map((one) => ({ ...one, stems: stemsOf(one.question) }))
  const frequency = new Map<string, number>()
  for (const { stems } of asked) for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  const weight = (stem: string): number => Math.log(1 + asked.length / (frequency.get(stem) ?? 1))
  const likeness = (one: (typeof asked)[number], other: (typeof asked)[number]): number => {
    const words = dice(one.stems, other.stems, weight) / sameWords
    const meaning = one.vector && other.vector ? dot(one.vector, other.vector) / sameMeaning : 0
    return Math.max(words, meaning)
  }
  const groups: (typeof asked)[] = []
  for (const one of asked) {
    let best: { group: typeof asked; how: number } | null = null
    for (const group of groups) {
      const how = group.reduce((sum, other) => sum + likeness(one, other), 0) / group.length
      if (how >= 1 && how > (best?.how ?? 0)) best = { group, how }
    }
    if (best) best.group.push(one)
    else groups.push([one])
  }
  return groups
    .map((group): Gap => {
      const central = (one: (typeof asked)[number]) =>
        group.reduce((sum, other) => sum + likeness(one, other) * other.times, 0)
      const [middle = group[0]] = [...group].sort((a, b) => central(b) - central(a))
      return {
        question: middle?.question ?? '',
        times: group.reduce((sum, { times }) => sum + times, 0),
        lastAtMs: Math.max(...group.map(({ lastAtMs }) => lastAtMs)),
        questions: group.map(({ question, times }) => ({ question, times })),
      }
    })
    .sort((a, b) => b.times - a.times || b.lastAtMs - a.lastAtMs)
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>, weight: (stem: string) => number): number {
  const total = (stems: ReadonlySet<string>) => [...stems].reduce((sum, stem) => sum + weight(stem), 0)
  const all = total(one) + total(other)
  if (all === 0) return 0
  return (2 * [...one].reduce((sum, stem) => sum + (other.has(stem) ? weight(stem) : 0), 0)) / all
}

const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
