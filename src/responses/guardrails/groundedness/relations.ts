import { readFileSync } from 'node:fs'
import { meaningOfStem } from './meaning.ts'

// Made from WordNet by training/groundedness/build-relations.ts; its licence stands in WORDNET-LICENCE.txt.
const [firstLine = '', secondLine = '', ...rest] = readFileSync(new URL('relations.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const nouns: ReadonlySet<string> = new Set(firstLine.split(' '))
const verbs: ReadonlySet<string> = new Set(secondLine.split(' '))
const near = new Map<string, Set<string>>()
const relate = (one: string, other: string) => {
  const there = near.get(one)
  if (there) there.add(other)
  else near.set(one, new Set([other]))
}
for (const line of rest) {
  const [one = '', ...others] = line.split(' ')
  for (const other of others)
    for (const a of [one, meaningOfStem(one)])
      for (const b of [other, meaningOfStem(other)]) {
        relate(a, b)
        relate(b, a)
      }
}

/** Whether a word, as its stem, is mostly used as a noun. */
export const isMostlyNoun = (stem: string): boolean => nouns.has(stem)

/** Whether it is mostly used as a verb. */
export const isMostlyVerb = (stem: string): boolean => verbs.has(stem)

/** Whether any of the concepts means nearly the same as one, in one of the usual meanings of both. */
export function isRelatedToAny(concept: string, concepts: ReadonlySet<string>): boolean {
  const related = near.get(concept)
  if (related === undefined) return false
  for (const other of related.size < concepts.size ? related : concepts)
    if (related.has(other) && concepts.has(other)) return true
  return false
}
