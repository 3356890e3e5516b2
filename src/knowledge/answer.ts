import type { Citation } from '#domain/reply.ts'
import { answerLimits } from './choices.ts'
import type { KnowledgeIndex } from './index-form.ts'
import type { Statement } from './passages.ts'
import type { AnswerKind, Query } from './query.ts'
import type { Candidate } from './rank.ts'
import { topicWords } from './words.ts'

export interface CutAnswer {
  /** Plain text; items and rows on lines of their own, each led by "• ". */
  text: string
  citations: Citation[]
  /** `slug#number` of the passage it was cut from. */
  passage: string
}

export const passageId = (slug: string, number: number): string => `${slug}#${number}`

const answersKind: Record<AnswerKind, RegExp | null> = {
  money: /\$\s?\d|\bfree\b|\d\s?%/i,
  time: /\b(?:\d+|one|two|three|five|a few)\s+(?:to \d+ )?(?:business )?(?:days?|weeks?|months?|hours?|years?|minutes?)\b|\b\d{1,2}(?::\d\d)? [ap]\.m\.|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december) ?\d*/i,
  place: /\b(?:in|at|to|under|on) (?:the )?\p{Lu}/u,
  steps: /^(?:choose|go|open|tell|enter|click|select|write|send|sign|press|give|under)\b|\bin the chat\b|\*\*|>/i,
  any: null,
}

/** A statement that points elsewhere or ahead answers nothing itself. */
const pointer = /^(?:see|read|for (?:more|details|other)|more (?:about|on)|this (?:page|article))\b|, see \S/i
/** "What we do depends on how long …" announces an answer. */
const announcing = /\bdepend(?:s|ing)? on\b|\bas follows\b|\bin this table\b/i
/** Asked so that yes or no answers: the article's first sentence is written for that. */
const yesOrNo = /^\W*(?:do|does|did|can|could|may|is|are|was|will|would|have|has|am)\b/i
/** A statement that needs the one before it. */
const leaning =
  /^(?:it|they|them|this|these|that|those|he|she|then|otherwise|after that|afterwards|however|but|also|instead|in that case|both|the same|so|and|or)\b/i

interface Scored {
  statement: Statement
  at: number
  passage: number
  score: number
  /** Of a row: how much of the question stands in its name. */
  named: number
}

/** The best statements of the best document's passages, word for word, cut where a reader would cut. Null where nothing fits. */
export function cutAnswer(
  index: KnowledgeIndex,
  query: Query,
  candidates: readonly Candidate[],
  language: string,
): CutAnswer | null {
  const top = candidates[0]
  if (!top) return null
  const near = candidates
    .filter(({ document, score }) => document === top.document && score >= top.score * 0.55)
    .slice(0, 4)
  const scored = near.flatMap((candidate) => scoreStatements(index, query, candidate, top, language))
  const best = scored.reduce<Scored | null>(
    (found, one) => (found === null || one.score > found.score ? one : found),
    null,
  )
  if (!best) return null
  const chosen = around(index.passages[best.passage]!.statements, best, scored)
  return present(index, best.passage, chosen)
}

function scoreStatements(
  index: KnowledgeIndex,
  query: Query,
  candidate: Candidate,
  top: Candidate,
  language: string,
): Scored[] {
  const passage = index.passages[candidate.passage]!
  const heading = new Set(topicWords(passage.headings.join(' '), language).map(({ stem }) => stem))
  const total = query.concepts.reduce((sum, { weight }) => sum + weight, 0)
  const kind = answersKind[query.asks]
  const nameShare = (row: string): number => {
    const name = new Set(topicWords(row.split(' – ')[0] ?? '', language).map(({ stem }) => stem))
    return query.concepts.filter(({ terms }) =>
      [...terms].some(([term, worth]) => worth > 0.5 && name.has(index.terms[term]!)),
    ).length
  }
  return passage.statements.map((statement, at) => {
    const own = new Set(topicWords(statement.text, language).map(({ stem }) => stem))
    let said = 0
    for (const { terms, weight } of query.concepts) {
      let worth = 0
      for (const [term, value] of terms) {
        const stem = index.terms[term]!
        if (own.has(stem)) worth = Math.max(worth, value)
        else if (heading.has(stem)) worth = Math.max(worth, value * 0.7)
      }
      said += weight * worth
    }
    let score = said / total + 0.5 * (candidate.score / top.score)
    if (kind?.test(statement.text)) score += 0.18
    if (at === 0) score += passage.number > 1 ? 0.12 : yesOrNo.test(query.text) ? 0.4 : 0.22
    if (announcing.test(statement.text)) score -= 0.3
    if (pointer.test(statement.text)) score -= 0.4
    if (leaning.test(statement.text)) score -= 0.08
    return {
      statement,
      at,
      passage: candidate.passage,
      score,
      named: statement.kind === 'row' ? nameShare(statement.text) : 0,
    }
  })
}

/** The statements given with the best one: its paragraph, its list with the line that leads it, or the rows that match like it. */
function around(statements: readonly Statement[], best: Scored, scored: readonly Scored[]): number[] {
  const block = (of: number) => statements.flatMap((statement, at) => (statement.block === of ? [at] : []))
  const size = (places: readonly number[]) => places.reduce((sum, at) => sum + statements[at]!.text.length + 3, 0)
  const scoreAt = (at: number) => scored.find((one) => one.passage === best.passage && one.at === at)?.score ?? 0
  const own = block(best.statement.block)

  if (best.statement.kind === 'sentence') {
    const follower = statements[(own.at(-1) ?? 0) + 1]
    const leads = statements[own.at(-1)!]!.text.endsWith(':') && follower !== undefined && follower.kind !== 'sentence'
    if (leads && best.at === own.at(-1)) {
      const lines = block(follower.block)
      if (size([best.at, ...lines]) <= answerLimits.characters && lines.length <= answerLimits.lines)
        return [best.at, ...lines]
    }
    const said = leads ? own.filter((at) => at !== own.at(-1)) : own
    if (said.length > 0 && size(said) <= answerLimits.wholeParagraph && said.length <= answerLimits.sentences)
      return said
    return sentencesAround(statements, own, best.at)
  }

  const lead = statements[own[0]! - 1]
  const leadPlace = lead?.text.endsWith(':') ? [own[0]! - 1] : []
  const whole = [...leadPlace, ...own]
  const fits = own.length <= answerLimits.lines && size(whole) <= answerLimits.characters
  if (best.statement.kind === 'row') {
    // One row is given alone only where the question names it; otherwise it asks about all of them.
    const named = own.filter(
      (at) => (scored.find((one) => one.passage === best.passage && one.at === at)?.named ?? 0) > 0,
    )
    const rows = named.length > 0 && named.length < own.length ? named : fits ? own : [best.at]
    return asManyAsFit([], rows, size)
  }
  const close = own.filter((at) => scoreAt(at) >= best.score - 0.25)
  if (fits && (close.length > 1 || leadPlace.length > 0)) return whole
  return asManyAsFit(leadPlace, close.length > 0 ? close : [best.at], size)
}

function asManyAsFit(
  lead: readonly number[],
  lines: readonly number[],
  size: (places: readonly number[]) => number,
): number[] {
  const chosen: number[] = []
  for (const at of lines)
    if (size([...lead, ...chosen, at]) <= answerLimits.characters || chosen.length === 0) chosen.push(at)
  return [...lead, ...chosen]
}

/** The best sentence, the one it leans on, and what follows as far as there is room. */
function sentencesAround(statements: readonly Statement[], own: readonly number[], best: number): number[] {
  let from = best
  while (from > own[0]! && leaning.test(statements[from]!.text) && best - from < 2) from -= 1
  const chosen: number[] = []
  let size = 0
  for (let at = from; at <= own.at(-1)! && chosen.length < answerLimits.sentences; at += 1) {
    const { text } = statements[at]!
    if (at > best && (size + text.length > answerLimits.wholeParagraph || pointer.test(text))) break
    chosen.push(at)
    size += text.length + 1
  }
  return chosen
}

/** Neighbouring statements share a citation, since together they are the source word for word. */
function present(index: KnowledgeIndex, passage: number, chosen: readonly number[]): CutAnswer {
  const { statements, number, document } = index.passages[passage]!
  const card = index.documents[document]!
  const id = passageId(card.slug, number)
  const runs: number[][] = []
  for (const at of chosen) {
    const run = runs.at(-1)
    if (run && run.at(-1) === at - 1) run.push(at)
    else runs.push([at])
  }
  const lines = chosen.map((at, place) => {
    const { text, kind, block } = statements[at]!
    const before = chosen[place - 1]
    if (kind !== 'sentence') return `${place > 0 ? '\n' : ''}${chosen.length > 1 ? '• ' : ''}${text}`
    return before === undefined ? text : `${statements[before]!.block === block ? ' ' : '\n'}${text}`
  })
  return {
    text: shortened(lines.join('')),
    passage: id,
    citations: runs.map((run) => ({
      passage: id,
      title: card.title,
      ...(card.url !== null && { url: card.url }),
      quote: run.map((at) => statements[at]!.text).join(' '),
    })),
  }
}

/** A single statement longer than an answer may be is cut at a clause or a word; what is left still stands in its quote. */
function shortened(text: string): string {
  if (text.length <= answerLimits.characters) return text
  const head = text.slice(0, answerLimits.characters)
  const cut = Math.max(head.lastIndexOf('. ') + 1, head.lastIndexOf('; '))
  return head.slice(0, cut > answerLimits.characters / 2 ? cut : head.lastIndexOf(' ')).trimEnd()
}
