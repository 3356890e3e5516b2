import { distance } from 'fastest-levenshtein'
import { limits, matchWeights } from './choices.ts'
import type { KnowledgeIndex } from './index-form.ts'
import { allWords, isStopWord, type Word } from './words.ts'

/** One idea of a question: a word and everything that may stand for it in an article. */
export interface Concept {
  word: string
  /** Importance: the idf of what stands for it; the greatest there is where nothing does. */
  weight: number
  /** Term ids with what a match is worth, of 1; the word itself has 1. Empty: the articles do not have this word. */
  terms: Map<number, number>
  number: boolean
}

export interface Query {
  text: string
  concepts: Concept[]
  asks: AnswerKind
}

/** What kind of statement would answer. */
export type AnswerKind = 'money' | 'time' | 'place' | 'steps' | 'any'

/** Words that people say around a question; where articles lack them they say nothing about whether an article answers. */
const smallTalk = new Set(
  (
    'actually already always amazing anyway ask asked asking basically bit bought buy came cause company correct couple customer dear definitely did difference ' +
    'explain figure find found friend girl guy guys happen happened happens hear heard help hope husband idea info information kid kids know last later left life little long look looking ' +
    'lot love mean mind mom moment month morning never new nice night old order ordered people person pick place plan planning problem provide question quick quickly quite ' +
    'read ready receive recently regarding right said saw says see seems sister son daughter soon sorry start stuff sure talk thinking thought time today told tomorrow tonight tried try trying understand ' +
    'use used using wait waiting way week weekend wife wonder wondering won word work working worth wrong yesterday years year'
  ).split(' '),
)

const asksPatterns: [AnswerKind, RegExp][] = [
  ['money', /\bhow much\b|\b(?:cost|price|fee|charge|pay|expensive|dollars?)\b|\$/i],
  [
    'time',
    /\bhow (?:long|soon|fast|quick(?:ly)?|late|many (?:days|weeks|months|hours))\b|\bwhen\b|\b(?:deadline|until|by what)\b/i,
  ],
  ['place', /\bwhere\b|\bwhich (?:stores?|countr(?:y|ies)|cit(?:y|ies))\b/i],
  ['steps', /\bhow (?:do|can|to|would|should)\b/i],
]

export interface QueryReader {
  read(text: string, language?: string): Query
}

/** Prepares what turns questions into concepts of this index. */
export function queryReader(index: KnowledgeIndex): QueryReader {
  const idOf = new Map(index.terms.map((term, id) => [term, id]))
  const byLength = new Map<number, number[]>()
  for (const [id, term] of index.terms.entries()) {
    const list = byLength.get(term.length) ?? []
    list.push(id)
    byLength.set(term.length, list)
  }
  const greatest = index.idf.reduce((most, idf) => Math.max(most, idf), 1)
  const groups = phraseGroups(index.settings.sameMeaning)

  /** Vocabulary terms one or two letters away; none for short words and numbers, where a letter is another word. */
  const nearTerms = (stem: string): number[] => {
    const reach = stem.length >= 8 ? 2 : stem.length >= 5 ? 1 : 0
    if (reach === 0 || /\d/.test(stem)) return []
    const near: number[] = []
    for (let length = stem.length - reach; length <= stem.length + reach; length += 1)
      for (const id of byLength.get(length) ?? []) {
        const term = index.terms[id]!
        if (term[0] === stem[0] && distance(term, stem) <= reach) near.push(id)
      }
    return near
  }

  return {
    read(text, language = 'en') {
      const words = allWords(text, language).slice(0, limits.queryTerms * 3)
      const found = phrasesIn(words, groups)
      const concepts: Concept[] = []
      const seen = new Set<string>()
      for (const [at, word] of words.entries()) {
        const group = found.get(at)
        if ((isStopWord(word) && group === undefined) || seen.has(word.stem) || concepts.length >= limits.queryTerms)
          continue
        seen.add(word.stem)
        concepts.push(conceptOf(word, group ?? []))
      }
      return { text, concepts, asks: asksPatterns.find(([, pattern]) => pattern.test(text))?.[0] ?? 'any' }
    },
  }

  function conceptOf(word: Word, others: { stem: string; weight: number }[]): Concept {
    const terms = new Map<number, number>()
    const add = (id: number | undefined, weight: number) => {
      if (id !== undefined && (terms.get(id) ?? 0) < weight) terms.set(id, weight)
    }
    const own = isStopWord(word) ? undefined : idOf.get(word.stem)
    add(own, 1)
    for (const { stem, weight } of others) add(idOf.get(stem), weight)
    if (own === undefined && others.length === 0) for (const id of nearTerms(word.stem)) add(id, matchWeights.misspelt)
    let weight = own === undefined ? 0 : index.idf[own]!
    if (own === undefined) for (const [id, worth] of terms) weight = Math.max(weight, worth >= 0.5 ? index.idf[id]! : 0)
    if (terms.size === 0) weight = greatest
    if (smallTalk.has(word.plain)) weight *= own === undefined ? 0.15 : 0.5
    return { word: word.plain, weight, terms, number: /\d/.test(word.plain) }
  }
}

type Group = { stem: string; weight: number }[]

/** From each phrase ("money back", as stems) to the words that mean the same. */
function phraseGroups(lines: readonly (readonly string[])[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const line of lines) {
    const members = line.map((phrase) => allWords(phrase))
    for (const [at, member] of members.entries()) {
      const key = member.map(({ stem }) => stem).join(' ')
      const group = groups.get(key) ?? []
      for (const [other, words] of members.entries()) {
        const topics = words.filter((word) => !isStopWord(word))
        const weight = matchWeights.everydayWord * (topics.length > 1 ? 0.6 : 1)
        if (other !== at) for (const { stem } of topics) group.push({ stem, weight })
      }
      groups.set(key, group)
    }
  }
  return groups
}

/** For each word of the query that is part of a known phrase: the other words of that meaning. Longer phrases win. */
function phrasesIn(words: readonly Word[], groups: Map<string, Group>): Map<number, Group> {
  const found = new Map<number, Group>()
  for (const length of [3, 2, 1])
    for (let at = 0; at + length <= words.length; at += 1) {
      if (found.has(at)) continue
      const key = words
        .slice(at, at + length)
        .map(({ stem }) => stem)
        .join(' ')
      const group = groups.get(key)
      if (!group) continue
      for (let inside = at; inside < at + length; inside += 1)
        if (!found.has(inside) && (length === 1 || !isStopWord(words[inside]!))) found.set(inside, group)
    }
  return found
}
