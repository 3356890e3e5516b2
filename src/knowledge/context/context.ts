import type { Citation } from '#domain/reply.ts'
import { passageId } from '../answer/answer.ts'
import { contextLimits } from '../choices.ts'
import type { KnowledgeIndex } from '../index/index-form.ts'
import type { Candidate } from '../retrieve/rank.ts'

/** A passage for a prompt, with where it stands. */
export interface ContextPassage {
  /** `slug#number`: stable within a release. */
  passage: string
  slug: string
  title: string
  /** Headings above it, outermost first, without the title. */
  headings: string[]
  url: string | null
  /** The document's first line, which says what it is about; null where it stands in one of the document's passages here. */
  lead: string | null
  /** Its statements word for word, one a line. */
  text: string
  /** `neighbour`: not found itself, but before or behind one that was, in the same section. */
  why: 'found' | 'neighbour'
  /** Of what was found; a neighbour has that of the passage it stands beside. */
  score: number
  /** The whole passage; who writes an answer from it quotes the lines that it rests on. */
  citation: Citation
}

export interface KnowledgeContext {
  /** Documents in the order of their best passage, the passages of each as they stand in it. */
  passages: ContextPassage[]
  /** Characters of titles, headings, leads and texts together: what the budget was spent on. */
  characters: number
  confidence: number
  threshold: number
}

interface Taken {
  candidate: Candidate
  why: ContextPassage['why']
}

/**
 * The best passages with their neighbours, as many as fit. What says the same as a passage before it is left out: near-duplicate documents
 * would fill the budget with one fact.
 */
export function assembleContext(
  index: KnowledgeIndex,
  candidates: readonly Candidate[],
  budgetCharacters: number,
): Pick<KnowledgeContext, 'passages' | 'characters'> {
  const taken = new Map<number, Taken>()
  const shingles = new Map<number, Set<string>>()
  let left = budgetCharacters
  const take = (passage: number, candidate: Candidate, why: ContextPassage['why']): boolean => {
    if (taken.has(passage)) return false
    const cost = costOf(index, passage)
    if (cost > left) return false
    const own = shinglesOf(index, passage)
    for (const others of shingles.values()) if (overlap(own, others) > contextLimits.sameText) return false
    taken.set(passage, { candidate, why })
    shingles.set(passage, own)
    left -= cost
    return true
  }

  const best = candidates[0]
  const worth = best ? candidates.filter(({ score }) => score >= best.score * contextLimits.nearBest) : []
  const found: Candidate[] = []
  for (const candidate of worth) {
    if (found.length >= contextLimits.passages) break
    if (take(candidate.passage, candidate, 'found')) found.push(candidate)
  }
  // Neighbours last: another passage that was found says more than the paragraph beside the first.
  for (const candidate of found.slice(0, contextLimits.withNeighbours))
    for (const beside of [candidate.passage - 1, candidate.passage + 1])
      if (isSameSection(index, candidate.passage, beside)) take(beside, candidate, 'neighbour')

  const documents = [...new Set(found.map(({ document }) => document))]
  const passages = documents.flatMap((document) => {
    const own = [...taken].filter(([, { candidate }]) => candidate.document === document).sort(([a], [b]) => a - b)
    const isFirstHere = own.some(([passage]) => passage === index.passageStart[document])
    return own.map(([passage, { candidate, why }]) => present(index, passage, candidate, why, isFirstHere))
  })
  return { passages, characters: budgetCharacters - left }
}

const firstLine = (index: KnowledgeIndex, document: number): string | null => {
  const first = index.passageStart[document]!
  if (first === index.passageStart[document + 1]) return null
  const line = index.passages.get(first).statements[0]?.text ?? null
  return line === null || line.length > contextLimits.leadCharacters ? null : line
}

function present(
  index: KnowledgeIndex,
  at: number,
  { score }: Candidate,
  why: ContextPassage['why'],
  isFirstHere: boolean,
): ContextPassage {
  const { document, number, headings, statements } = index.passages.get(at)
  const { slug, title, url } = index.documents.get(document)
  const passage = passageId(slug, number)
  const text = statements.map((statement) => statement.text).join('\n')
  const citation: Citation = { passage, title, ...(url !== null && { url }), quote: text }
  const lead = isFirstHere ? null : firstLine(index, document)
  return { passage, slug, title, headings, url, lead, text, why, score, citation }
}

/** Characters that a passage takes in a prompt, with what stands above it. */
function costOf(index: KnowledgeIndex, at: number): number {
  const { document, headings, statements } = index.passages.get(at)
  const { title } = index.documents.get(document)
  const above = [title, ...headings, firstLine(index, document) ?? '']
  return [...above, ...statements.map(({ text }) => text)].reduce((sum, text) => sum + text.length + 1, 0)
}

function isSameSection(index: KnowledgeIndex, one: number, other: number): boolean {
  if (other < 0 || index.documentOf[other] !== index.documentOf[one]) return false
  const [a, b] = [index.passages.get(one).headings, index.passages.get(other).headings]
  return a.length === b.length && a.every((heading, at) => heading === b[at])
}

/** Triples of neighbouring topic words: texts that share most of them say the same. */
function shinglesOf({ wordStart, wordTerm, headingWords }: KnowledgeIndex, passage: number): Set<string> {
  const from = wordStart[passage]! + headingWords[passage]!
  const to = wordStart[passage + 1]!
  const shingles = new Set<string>()
  for (let at = from; at < to; at += 1)
    shingles.add(`${wordTerm[at]} ${at + 1 < to ? wordTerm[at + 1] : ''} ${at + 2 < to ? wordTerm[at + 2] : ''}`)
  return shingles
}

/** Share of the smaller set that the larger has, too. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let both = 0
  for (const one of small) if (large.has(one)) both += 1
  return small.size === 0 ? 0 : both / small.size
}
