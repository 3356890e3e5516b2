import { distance } from 'fastest-levenshtein'
import { type AnswerKind, kindAsked } from '../answer/asked-kind.ts'
import { limits, matchWeights } from '../choices.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import { lexiconOf, type Meaning } from '../index/lexicon.ts'
import { allWords, isStopWord, type Word } from '../index/words.ts'

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

/** Words that people say around a question; where articles lack them they say nothing about whether an article answers. */
const smallTalk = new Set(
  (
    'actually already always amazing anyway ask asked asking basically bit bought buy came cause company correct couple customer dear definitely did difference ' +
    'explain figure find found friend girl guy guys happen happened happens hear heard help hope husband idea info information kid kids know last later left life little long look looking ' +
    'lot love mean mind mom moment month morning never new nice night old order ordered people person pick place plan planning problem provide question quick quickly quite ' +
    'read ready receive recently regarding right said saw says see seems sister son daughter soon sorry start stuff sure talk thinking thought time today told tomorrow tonight tried try trying understand ' +
    'thru til use used using wait waiting way week weekend wife wonder wondering won word work working worth yesterday years year'
  ).split(' '),
)

export interface QueryReader {
  read(text: string, language?: string): Query
}

/** Prepares what turns questions into concepts of this index. */
export function queryReader(index: KnowledgeIndex): QueryReader {
  const idOf = new Map(index.terms.map((term, id) => [term, id]))
  /** Terms by first letter and length: those that a misspelt word may have been. */
  const alike = new Map<string, number[]>()
  for (const [id, term] of index.terms.entries()) {
    const key = `${term[0]}${term.length}`
    const list = alike.get(key)
    if (list) list.push(id)
    else alike.set(key, [id])
  }
  const greatest = index.idf.reduce((most, idf) => Math.max(most, idf), 1)
  const lexicon = lexiconOf(index.settings.sameMeaning)

  /** Vocabulary terms one or two letters away; none for short words and numbers, where a letter is another word. */
  const nearTerms = (stem: string): number[] => {
    const reach = stem.length >= 8 ? 2 : stem.length >= 5 ? 1 : 0
    if (reach === 0 || /\d/.test(stem)) return []
    const near: number[] = []
    for (let length = stem.length - reach; length <= stem.length + reach; length += 1)
      for (const id of alike.get(`${stem[0]}${length}`) ?? [])
        if (distance(index.terms[id]!, stem) <= reach) near.push(id)
    return near
  }

  const add = (terms: Map<number, number>, id: number | undefined, worth: number) => {
    if (id !== undefined && (terms.get(id) ?? 0) < worth) terms.set(id, worth)
  }
  /** The weight of a concept: that of its word where articles use it, else of the best that stands for it. */
  const weightOf = (terms: ReadonlyMap<number, number>): number => {
    let weight = 0
    for (const [id, worth] of terms) {
      if (worth === 1) return index.idf[id]!
      if (worth >= 0.4) weight = Math.max(weight, index.idf[id]!)
    }
    return terms.size === 0 ? greatest : weight
  }

  /** A word by itself, with the words that mean the same. */
  const ofWord = (word: Word, meanings: readonly Meaning[]): Concept => {
    const terms = new Map<number, number>()
    add(terms, idOf.get(word.stem), 1)
    for (const { targets } of meanings)
      for (const target of targets)
        for (const stem of target) add(terms, idOf.get(stem), matchWeights.everydayWord / Math.sqrt(target.length))
    if (terms.size === 0) for (const id of nearTerms(word.stem)) add(terms, id, matchWeights.misspelt)
    const unknown = terms.size === 0
    // A number no article has is a price, a size or a date of the customer's own; its absence says little.
    const said = smallTalk.has(word.plain) ? (unknown ? 0.15 : 0.5) : unknown && /^\d+$/.test(word.plain) ? 0.25 : 1
    const weight = weightOf(terms) * said
    return { word: word.plain, weight, terms, number: /\d/.test(word.plain) }
  }

  /**
   * A phrase that customers use and articles do not ("changed my mind"): it stands for its meaning, word by word of the meaning's first
   * name ("payment", "method"), and hardly for its own words.
   */
  const ofPhrase = (words: readonly Word[], meanings: readonly Meaning[]): Concept[] => {
    const said = words.map(({ plain }) => plain).join(' ')
    const first = meanings[0]?.targets[0] ?? []
    return first.map((stem) => {
      const terms = new Map<number, number>()
      add(terms, idOf.get(stem), matchWeights.phrase)
      for (const { targets } of meanings)
        for (const target of targets)
          if (target !== first)
            for (const other of target)
              add(terms, idOf.get(other), matchWeights.everydayWord / Math.sqrt(target.length))
      for (const word of words) if (!isStopWord(word)) add(terms, idOf.get(word.stem), matchWeights.insidePhrase)
      return { word: said, weight: weightOf(terms), terms, number: false }
    })
  }

  return {
    read(text, language = 'en') {
      const words = allWords(text, language).slice(0, limits.queryTerms * 3)
      const concepts: Concept[] = []
      const seen = new Set<string>()
      const take = (concept: Concept, key: string) => {
        if (seen.has(key) || concepts.length >= limits.queryTerms) return
        seen.add(key)
        concepts.push(concept)
      }
      for (let at = 0; at < words.length; ) {
        const phrase = lexicon.longestAt(words, at)
        const length = phrase?.length ?? 1
        const inside = words.slice(at, at + length)
        if (phrase?.leading && (length > 1 || !idOf.has(inside[0]!.stem)))
          for (const [part, concept] of ofPhrase(inside, phrase.meanings).entries())
            take(concept, `${concept.word} ${part}`)
        else
          for (const word of inside) {
            if (isStopWord(word) && !(phrase && length === 1)) continue
            take(ofWord(word, [...(phrase?.meanings ?? []), ...(length > 1 ? lexicon.of([word]) : [])]), word.stem)
          }
        at += length
      }
      return { text, concepts, asks: kindAsked(text) }
    },
  }
}
