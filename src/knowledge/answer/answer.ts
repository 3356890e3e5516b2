import type { Citation } from '#domain/reply.ts'
import { answerLimits } from '../choices.ts'
import type { Statement } from '../documents/passages.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import type { Query } from '../retrieve/query.ts'
import type { Candidate } from '../retrieve/rank.ts'
import { leaning, pointer, type Scored, type StatementScorer } from './score-statements.ts'

export interface CutAnswer {
  /** Plain text; items and rows on lines of their own, led by "• ", steps by their number. */
  text: string
  citations: Citation[]
  /** `slug#number` of the passage it was cut from. */
  passage: string
  /** The paragraph, list or table that it was cut from goes on: more can be offered. */
  goesOn: boolean
}

/** How much of an answer there is room for. */
export interface Room {
  characters: number
  lines: number
}
const wholeAnswer: Room = { characters: answerLimits.characters, lines: answerLimits.lines }

export const passageId = (slug: string, number: number): string => `${slug}#${number}`

/** The best statements of the best document's passages, word for word, cut where a reader would cut. Null where nothing fits. */
export function cutAnswer(
  index: KnowledgeIndex,
  scorer: StatementScorer,
  query: Query,
  candidates: readonly Candidate[],
  room: Room = wholeAnswer,
): CutAnswer | null {
  const top = candidates[0]
  if (!top) return null
  const entry = wholeEntry(index, top.document, room)
  if (entry !== null) return present(index, entry.passage, entry.statements, room)
  const near = candidates
    .filter(({ document, score }) => document === top.document && score >= top.score * answerLimits.nearPassage)
    .slice(0, answerLimits.passages)
  const scored = scorer.score(query, near)
  const best = scored.reduce<Scored | null>(
    (found, one) => (found === null || one.score > found.score ? one : found),
    null,
  )
  if (!best) return null
  const chosen = around(index.passages.get(best.passage).statements, best, scored, room)
  return present(index, best.passage, chosen, room)
}

/** An entry of questions and answers (its title is one of its questions) is given as it was written, where it is short enough. */
function wholeEntry(
  index: KnowledgeIndex,
  document: number,
  room: Room,
): { passage: number; statements: number[] } | null {
  const passage = index.passageStart[document]!
  if (index.passageStart[document + 1]! !== passage + 1) return null
  const { title, questions } = index.documents.get(document)
  if (!questions.includes(title)) return null
  const { statements } = index.passages.get(passage)
  const size = statements.reduce((sum, { text }) => sum + text.length + 3, 0)
  const lines = statements.filter(({ kind }) => kind !== 'sentence').length
  return size > room.characters || lines > room.lines ? null : { passage, statements: [...statements.keys()] }
}

/** The statements given with the best one: its paragraph, its list with the line that leads it, or the rows that match like it. */
function around(statements: readonly Statement[], best: Scored, scored: readonly Scored[], room: Room): number[] {
  const block = (of: number) => statements.flatMap((statement, at) => (statement.block === of ? [at] : []))
  const size = (places: readonly number[]) => places.reduce((sum, at) => sum + statements[at]!.text.length + 3, 0)
  const scoreAt = (at: number) => scored.find((one) => one.passage === best.passage && one.at === at)?.score ?? 0
  const own = block(best.statement.block)

  if (best.statement.kind === 'sentence') {
    const follower = statements[(own.at(-1) ?? 0) + 1]
    const leads = statements[own.at(-1)!]!.text.endsWith(':') && follower !== undefined && follower.kind !== 'sentence'
    if (leads && best.at === own.at(-1)) {
      const lines = block(follower.block)
      if (size([best.at, ...lines]) <= room.characters && lines.length <= room.lines) return [best.at, ...lines]
    }
    const said = direct(leads ? own.filter((at) => at !== own.at(-1)) : own, best.at, statements, scoreAt)
    if (
      said.length > 0 &&
      size(said) <= Math.min(answerLimits.wholeParagraph, room.characters) &&
      said.length <= answerLimits.sentences
    )
      return said
    return sentencesAround(statements, own, best.at, room)
  }

  const lead = statements[own[0]! - 1]
  const leadPlace = lead?.text.endsWith(':') ? [own[0]! - 1] : []
  const whole = [...leadPlace, ...own]
  const fits = own.length <= room.lines && size(whole) <= room.characters
  // Steps are given from the first, whichever of them was found.
  if (best.statement.kind === 'step') return asManyAsFit(leadPlace, own.slice(0, room.lines), size, room)
  if (best.statement.kind === 'row') {
    // One row is given alone only where the question names it; otherwise it asks about all of them.
    const names = own.map((at) => scored.find((one) => one.passage === best.passage && one.at === at)?.named ?? 0)
    const most = Math.max(...names)
    const named = own.filter((_, place) => most > 0 && names[place]! > most - 0.01)
    const rows = named.length > 0 && named.length < own.length ? named : fits ? own : [best.at]
    return asManyAsFit([], rows, size, room)
  }
  const close = own.filter((at) => scoreAt(at) >= best.score - answerLimits.closeItem)
  if (fits && leadPlace.length > 0) return whole
  return asManyAsFit(leadPlace, close.length > 0 ? close : [best.at], size, room)
}

/** The paragraph without the sentences before the best one that say clearly less of what was asked, unless it leans on them. */
function direct(
  own: readonly number[],
  best: number,
  statements: readonly Statement[],
  scoreAt: (at: number) => number,
): number[] {
  const enough = scoreAt(best) - answerLimits.fartherSentence
  const from = own.indexOf(best)
  const start = own.findIndex(
    (at, place) =>
      place >= from || (scoreAt(at) >= enough && own.slice(place, from).every((one) => scoreAt(one) >= enough)),
  )
  let first = Math.max(0, start)
  while (first > 0 && leaning.test(statements[own[first]!]!.text)) first -= 1
  return own.slice(first)
}

function asManyAsFit(
  lead: readonly number[],
  lines: readonly number[],
  size: (places: readonly number[]) => number,
  room: Room,
): number[] {
  const chosen: number[] = []
  for (const at of lines) {
    if (chosen.length > 0 && size([...lead, ...chosen, at]) > room.characters) break
    chosen.push(at)
  }
  return [...lead, ...chosen]
}

/** The best sentence, the one it leans on, and what follows as far as there is room. */
function sentencesAround(statements: readonly Statement[], own: readonly number[], best: number, room: Room): number[] {
  let from = best
  while (from > own[0]! && leaning.test(statements[from]!.text) && best - from < 2) from -= 1
  const chosen: number[] = []
  let size = 0
  for (let at = from; at <= own.at(-1)! && chosen.length < answerLimits.sentences; at += 1) {
    const { text } = statements[at]!
    if (
      at > best &&
      (size + text.length > Math.min(answerLimits.wholeParagraph, room.characters) || pointer.test(text))
    )
      break
    chosen.push(at)
    size += text.length + 1
  }
  return chosen
}

/** Neighbouring statements share a citation, since together they are the source word for word. */
function present(index: KnowledgeIndex, passage: number, chosen: readonly number[], room: Room): CutAnswer {
  const { statements, number, document } = index.passages.get(passage)
  const card = index.documents.get(document)
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
    if (kind === 'step') {
      const number = statements.slice(0, at + 1).filter((one) => one.block === block).length
      return `${place > 0 ? '\n' : ''}${number}. ${text}`
    }
    if (kind !== 'sentence') return `${place > 0 ? '\n' : ''}${chosen.length > 1 ? '• ' : ''}${text}`
    return before === undefined ? text : `${statements[before]!.block === block ? ' ' : '\n'}${text}`
  })
  const text = lines.join('')
  const last = chosen.at(-1)
  return {
    goesOn:
      text.length > room.characters || (last !== undefined && statements[last + 1]?.block === statements[last]!.block),
    text: shortened(text, room),
    passage: id,
    citations: runs.map((run) => ({
      passage: id,
      title: card.title,
      ...(card.url !== null && { url: card.url }),
      quote: run.map((at) => statements[at]!.text).join(' '),
    })),
  }
}

/** A single statement longer than there is room for is cut at a sentence, a clause or a word; what is left still stands in its quote. */
function shortened(text: string, { characters }: Room): string {
  if (text.length <= characters) return text
  const head = text.slice(0, characters)
  const cut = Math.max(head.lastIndexOf('. ') + 1, head.lastIndexOf('; '))
  return head.slice(0, cut > characters / 2 ? cut : head.lastIndexOf(' ')).trimEnd()
}
