import { bm25, type FieldName } from '../choices.ts'

/** The words of everything, as term ids: of passages (headings first), of documents' titles, questions and paraphrases. */
export interface Fields {
  wordStart: Uint32Array
  wordTerm: Uint32Array
  headingWords: Uint32Array
  questionStart: Uint32Array
  questionTerm: Uint32Array
  questionOfDocument: Uint32Array
  titleStart: Uint32Array
  titleTerm: Uint32Array
  paraphraseStart: Uint32Array
  paraphraseTerm: Uint32Array
}

/** A passage, or a whole document: the passages from one until before the other. */
interface Unit {
  document: number
  from: number
  to: number
}

export interface Postings {
  /** Units of term t: from start[t] until start[t + 1], ascending. */
  start: Uint32Array
  unit: Uint32Array
  worth: Float32Array
}

const names = Object.keys(bm25.fields) as FieldName[]

/** For each term its units and what it is worth there: BM25+ over the weighted, length-normalised counts of all fields. */
export function worthOf(fields: Fields, units: number, unitAt: (at: number) => Unit, terms: number): Postings {
  /** Ranges of terms that make up a field of a unit. */
  const eachRange = (name: FieldName, unit: Unit, take: (list: Uint32Array, from: number, to: number) => void) => {
    const { document, from, to } = unit
    const { wordTerm, wordStart, headingWords, questionStart, questionOfDocument, titleStart, paraphraseStart } = fields
    if (name === 'title') take(fields.titleTerm, titleStart[document]!, titleStart[document + 1]!)
    else if (name === 'questions')
      take(
        fields.questionTerm,
        questionStart[questionOfDocument[document]!]!,
        questionStart[questionOfDocument[document + 1]!]!,
      )
    else if (name === 'paraphrases')
      take(fields.paraphraseTerm, paraphraseStart[document]!, paraphraseStart[document + 1]!)
    else
      for (let passage = from; passage < to; passage += 1) {
        const body = wordStart[passage]! + headingWords[passage]!
        if (name === 'heading') take(wordTerm, wordStart[passage]!, body)
        else take(wordTerm, body, wordStart[passage + 1]!)
      }
  }
  const lengthOf = (name: FieldName, unit: Unit): number => {
    let length = 0
    eachRange(name, unit, (_, from, to) => {
      length += to - from
    })
    return length
  }
  const totals = new Float64Array(names.length)
  const inUnits = new Uint32Array(terms + 1)
  /** The last unit that a term was met in, and one more. */
  const met = new Uint32Array(terms)
  for (let at = 0; at < units; at += 1) {
    const unit = unitAt(at)
    for (const [place, name] of names.entries()) {
      totals[place] = totals[place]! + lengthOf(name, unit)
      eachRange(name, unit, (list, from, to) => {
        for (let word = from; word < to; word += 1) {
          const term = list[word]!
          if (met[term] === at + 1) continue
          met[term] = at + 1
          inUnits[term + 1] = inUnits[term + 1]! + 1
        }
      })
    }
  }
  const start = inUnits
  for (let term = 0; term < terms; term += 1) start[term + 1] = start[term + 1]! + start[term]!

  const postings: Postings = {
    start,
    unit: new Uint32Array(start[terms]!),
    worth: new Float32Array(start[terms]!),
  }
  const next = start.slice()
  const counts = new Float64Array(terms)
  const seen: number[] = []
  for (let at = 0; at < units; at += 1) {
    const unit = unitAt(at)
    seen.length = 0
    for (const [place, name] of names.entries()) {
      const { weight, b } = bm25.fields[name]
      const average = Math.max(1, totals[place]! / units)
      const per = weight / (1 - b + (b * lengthOf(name, unit)) / average)
      eachRange(name, unit, (list, from, to) => {
        for (let word = from; word < to; word += 1) {
          const term = list[word]!
          if (counts[term] === 0) seen.push(term)
          counts[term] = counts[term]! + per
        }
      })
    }
    for (const term of seen) {
      const count = counts[term]!
      counts[term] = 0
      const place = next[term]!
      next[term] = place + 1
      postings.unit[place] = at
      postings.worth[place] = bm25.delta + (count * (bm25.k1 + 1)) / (count + bm25.k1)
    }
  }
  return postings
}
