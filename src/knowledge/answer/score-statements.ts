import type { Statement } from '../documents/passages.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import { topicWords } from '../index/words.ts'
import type { Concept, Query } from '../retrieve/query.ts'
import type { Candidate } from '../retrieve/rank.ts'
import { asksYesOrNo, isOfKind } from './asked-kind.ts'
import { askedValues, rowAsked } from './asked-row.ts'

export interface Scored {
  statement: Statement
  at: number
  passage: number
  score: number
  /** Of a row or an item: how much of the question stands in its name. */
  named: number
}

/** What a statement is worth beside the share of the question it says, which is at most 1. */
const worth = {
  /** Of a concept said by the heading above, of one said by the statement itself. */
  heading: 0.7,
  /** … by the title only, for the first paragraph. */
  title: 0.5,
  /** Of being in the passage that was found best. */
  passage: 0.35,
  /** Of being of the kind asked for; a numbered list for "how" more, since only it answers in full. */
  kind: 0.4,
  /** Share of it that is left where the statement says nothing of the question. */
  kindOfOther: 0.4,
  steps: 0.5,
  help: 0.22,
  /** Of a heading all of whose words the question says, beside those of the title. */
  headingAsked: 0.15,
  /** Of a row or an item ("Unsubscribe: …") whose name the question says. */
  named: 0.2,
  /** Of a row that a number or a size of the question is in. */
  askedRow: 0.6,
  /** Of a row or an item beside one that the question names ("Chicago: …" where it asks about Boston). */
  besideNamed: -0.25,
  /** Of an amount in a statement, where the question tells one of its own ("a basket of 60"). */
  amountToldOwn: 0.2,
  /** First sentences are written to answer the title; of a section, to answer its heading. */
  first: 0.22,
  firstForYesOrNo: 0.26,
  firstForSteps: 0.18,
  firstOfSection: 0.07,
  firstOfSectionAsked: 0.2,
  stepsUnasked: -0.25,
  announcing: -0.3,
  pointer: -0.4,
  leaning: -0.08,
  conditional: -0.12,
  mishap: -0.2,
} as const
/** Of the weight of the question's heaviest word, what a word needs to name a row: "order" and "item" name none. */
const leastNaming = 0.3
/** Characters before the colon of an item up to which they are its name. */
const longestLabel = 40
/** What a concept still counts that the whole article says: it does not tell its statements apart. */
const leastTelling = 0.4
/** Share of the statements that a word of the title is taken to be said by, at least. */
const saidByTitle = 0.45

/** An amount of the customer's own: "a basket of 60", "70 bucks". */
const amountTold =
  /\$\s?\d|\b\d+(?:[.,]\d+)?\s*(?:dollars?|bucks|usd)\b|\b(?:basket|cart|bag|order|total|stuff|purchase)\b.{0,20}\b\d{2,4}\b(?!-)/i
/** A statement that points elsewhere or ahead answers nothing itself. */
export const pointer =
  /^(?:see|read|for (?:more|details|other)|more (?:about|on)|this (?:page|article))\b|, see \S|\bsee \p{Lu}/iu
/** "What we do depends on how long …" announces an answer. */
const announcing =
  /\bdepend(?:s|ing)? on\b|\bas follows\b|\bin this table\b|^here is\b|\bthese steps\b|\bfirst find out\b|\bmay be possible\b/i
/** A section for when something went wrong, which the question does not tell. */
const mishap = /\b(?:if|not|missing|wrong|lost|late|problem)\b|n't\b/i
/** A statement for a case that the question does not tell. */
const conditional = /^(?:if|when|unless|outside)\b/i
/** A statement that needs the one before it. */
export const leaning =
  /^(?:it|you can also|they|them|this|these|that|those|he|she|then|otherwise|after that|afterwards|however|but|also|instead|in that case|both|the same|so|and|or)\b/i

/** Stems of a passage's statements and headings, kept once they were asked for: stemming is most of the work. */
interface PassageWords {
  statements: Set<string>[]
  heading: Set<string>
  title: Set<string>
}

export interface StatementScorer {
  /** All statements of these candidates, which are passages of one document, the best first. */
  score(query: Query, candidates: readonly Candidate[]): Scored[]
}

export function statementScorer(index: KnowledgeIndex): StatementScorer {
  const kept = new Map<number, PassageWords>()
  const wordsOf = (number: number): PassageWords => {
    const known = kept.get(number)
    if (known) return known
    const passage = index.passages.get(number)
    const language = index.documents.get(passage.document).locale.toLowerCase().split(/[-_]/)[0] ?? 'en'
    const stems = (text: string) => new Set(topicWords(text, language).map(({ stem }) => stem))
    const statements = passage.statements.map(({ text }) => stems(text))
    // Steps are read together: what the list is about seldom stands in each of them.
    for (const [at, { kind, block }] of passage.statements.entries())
      if (kind === 'step')
        statements[at] = new Set(
          passage.statements.flatMap((one, other) => (one.block === block ? [...statements[other]!] : [])),
        )
    // "It costs $99": what costs it stands in the sentence before.
    for (const [at, { text, block }] of passage.statements.entries())
      if (leaning.test(text) && passage.statements[at - 1]?.block === block)
        statements[at] = new Set([...statements[at]!, ...statements[at - 1]!])
    const words = {
      statements,
      heading: stems(passage.headings.join(' ')),
      title: stems(index.documents.get(passage.document).title),
    }
    kept.set(number, words)
    return words
  }
  const match = ({ terms }: Concept, words: ReadonlySet<string>): number => {
    let best = 0
    for (const [term, value] of terms) if (value > best && words.has(index.terms[term]!)) best = value
    // Squared: the question's own word tells statements apart better than another for it.
    return best * best
  }

  return {
    score(query, candidates) {
      const top = candidates[0]
      if (!top) return []
      const telling = tellingWeights(index, query, candidates, (concept, passage) => {
        const { statements, heading, title } = wordsOf(passage)
        const above = worth.heading * match(concept, heading)
        // The first paragraph answers the title; asked how, so does a numbered list. Neither need repeat its words.
        const titled = match(concept, title)
        const { statements: texts, number } = index.passages.get(passage)
        return statements.map((words, at) => {
          const { kind, block } = texts[at]!
          let implied = above
          if (kind === 'step' && query.asks === 'steps') implied = Math.max(above, worth.heading * titled)
          else if (number === 1 && block === texts[0]!.block) implied = Math.max(above, worth.title * titled)
          return Math.max(match(concept, words), implied)
        })
      })
      const total = telling.reduce((sum, { weight }) => sum + weight, 0)
      const yesOrNo = asksYesOrNo(query.text)
      const asksFact = query.asks !== 'help' && query.asks !== 'any'
      const asksSteps = query.asks === 'steps'
      const values = askedValues(query.text)
      const tellsAmount = amountTold.test(query.text)
      const scored = candidates.flatMap((candidate) => {
        const passage = index.passages.get(candidate.passage)
        const mishapUnasked = mishap.test(passage.headings.join(' ')) && !mishap.test(query.text)
        const headingAsked = mishapUnasked ? 0 : shareAsked(query.concepts, wordsOf(candidate.passage))
        const firstBlock = passage.statements[0]?.block
        return passage.statements.map((statement, at) => {
          let said = 0
          for (const { weight, matches } of telling) said += weight * matches.get(candidate.passage)![at]!
          let score = (total === 0 ? 0 : said / total) + worth.passage * (candidate.score / top.score)
          score += worth.headingAsked * headingAsked
          if (mishapUnasked) score += worth.mishap
          const kindWorth = asksSteps ? worth.steps : query.asks === 'help' ? worth.help : worth.kind
          // A date or an address in a sentence about something else is no answer.
          const about = statement.kind === 'step' || total === 0 ? 1 : Math.min(1, (2 * said) / total)
          score += kindWorth * isOfKind(query.asks, statement) * (worth.kindOfOther + (1 - worth.kindOfOther) * about)
          if (passage.number > 1)
            score += at === 0 ? worth.firstOfSection + worth.firstOfSectionAsked * headingAsked : 0
          else if (statement.block === firstBlock) {
            const first = asksSteps ? worth.firstForSteps : yesOrNo ? worth.firstForYesOrNo : worth.first
            score += at === 0 ? first : first / 2
          }
          if (statement.kind === 'step' && !asksSteps && query.asks !== 'help')
            score += worth.stepsUnasked * (1 - headingAsked)
          if (announcing.test(statement.text)) score += worth.announcing
          if (pointer.test(statement.text)) score += worth.pointer
          if (leaning.test(statement.text)) score += worth.leaning
          if (conditional.test(statement.text) && asksFact) score += worth.conditional
          const inName = nameShare(query.concepts, statement)
          if (inName > 0 && !(yesOrNo && statement.kind === 'row')) score += worth.named
          const asked = values !== null && statement.kind === 'row' ? rowAsked(statement.text, values) : 0
          score += worth.askedRow * asked
          if (tellsAmount && /\$\s?\d/.test(statement.text)) score += worth.amountToldOwn * about
          return { statement, at, passage: candidate.passage, score, named: inName + 2 * asked }
        })
      })
      return withoutThoseBeside(scored)
    },
  }

  /** What has a name of its own, and stands beside something that the question names, is about something else. */
  function withoutThoseBeside(scored: Scored[]): Scored[] {
    const isSibling = (one: Scored, other: Scored) =>
      one.passage === other.passage && one.statement.block === other.statement.block
    return scored.map((one) => {
      const { kind, text } = one.statement
      const hasName =
        kind === 'row' || (kind === 'item' && text.indexOf(': ') > 0 && text.indexOf(': ') <= longestLabel)
      const isBeside = hasName && one.named === 0 && scored.some((other) => other.named > 0 && isSibling(one, other))
      return isBeside ? { ...one, score: one.score + worth.besideNamed } : one
    })
  }

  function shareAsked(concepts: readonly Concept[], { heading, title }: PassageWords): number {
    const own = [...heading].filter((stem) => !title.has(stem))
    if (own.length === 0) return 0
    const asked = new Set(
      concepts.flatMap(({ terms }) => [...terms].flatMap(([term, value]) => (value === 1 ? index.terms[term]! : []))),
    )
    return own.filter((stem) => asked.has(stem)).length / own.length
  }

  function nameShare(concepts: readonly Concept[], { kind, text }: Statement): number {
    if (kind === 'sentence' || kind === 'step') return 0
    const [label, rest] = text.split(kind === 'row' ? ' – ' : ': ', 2)
    if (label === undefined || (kind === 'item' && (rest === undefined || label.length > longestLabel))) return 0
    const name = new Set(topicWords(label).map(({ stem }) => stem))
    const heaviest = Math.max(...concepts.map(({ weight }) => weight))
    let sum = 0
    for (const concept of concepts) {
      if (concept.weight < heaviest * leastNaming) continue
      const value = match(concept, name)
      if (value > 0.4) sum += value
    }
    return sum
  }
}

interface Telling {
  weight: number
  /** Per passage, per statement: how well it says the concept. */
  matches: Map<number, number[]>
}

/** Concepts weighted by how well they tell the statements of this document apart; one nothing says is left out. */
function tellingWeights(
  index: KnowledgeIndex,
  query: Query,
  candidates: readonly Candidate[],
  matchesIn: (concept: Concept, passage: number) => number[],
): Telling[] {
  const document = candidates[0]!.document
  const titles = new Set(index.titleTerm.subarray(index.titleStart[document], index.titleStart[document + 1]))
  return query.concepts.flatMap((concept) => {
    const matches = new Map(candidates.map(({ passage }) => [passage, matchesIn(concept, passage)]))
    let said = 0
    let count = 0
    for (const list of matches.values())
      for (const match of list) {
        said += match
        count += 1
      }
    if (said === 0) return []
    const inTitle = [...concept.terms].some(([term, value]) => value > 0.7 && titles.has(term))
    const share = Math.max(said / count, inTitle ? saidByTitle : 0)
    return [{ weight: concept.weight * Math.max(leastTelling, 1 - share), matches }]
  })
}
