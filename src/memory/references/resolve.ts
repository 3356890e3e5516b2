import type { Mention } from '#domain/customer.ts'
import type { TalkedThing } from '#domain/memory.ts'
import type { Entity } from '#domain/understanding.ts'
import { memoryLimits, referenceWeights as weights } from '../limits.ts'
import { type Candidate, candidatesFor, type Found } from './candidates.ts'
import { type Phrase, phrasesIn } from './phrases.ts'
import type { Reference, ReferenceRequest } from './types.ts'

/**
 * What "it", "both orders", "the blue one" or "the one I cancelled" stand for, found among the things talked about. Candidates are scored
 * by kind, nearness, description and history; close rivals make it doubtful. The customer's words are left as they are. Words that point
 * forward ("when it arrives, my parcel …") are not attempted.
 */
export function resolveReferences(request: ReferenceRequest): Reference[] {
  const { text, entities, nouns, choosing = false, wishAt = () => 0 } = request
  const things = request.things.filter((thing) => nouns.has(thing.type))
  if (things.length === 0) return []
  const named = new Set(entities.map((entity) => entity.type))
  const taken = new Set<string>()
  const found: Reference[] = []
  /** "Cancel it and refund it" is about one thing; said twice in one wish it counts once. */
  let pronoun: { wish: number; reference: Reference } | null = null
  for (const phrase of phrasesIn(text, nouns)) {
    if (choosing && isAnswer(phrase)) continue
    const wish = wishAt(phrase.start)
    if (phrase.kind === 'pronoun' && phrase.count === 'one' && pronoun !== null) {
      const { start, end, text: said } = phrase
      const wanted = request.wantedAt?.(start)
      if (wish === pronoun.wish) continue
      if (wanted === undefined || wanted.size === 0 || wanted.has(pronoun.reference.mention.type)) {
        found.push({ ...pronoun.reference, start, end, text: said })
        continue
      }
    }
    const open = things.filter(({ type }) => !named.has(type) && !taken.has(type))
    const meant = candidatesFor(phrase, open, request)
    if (meant === null) continue
    const references = meant.many ? together(phrase, meant, request) : [single(phrase, meant, request)]
    found.push(...references)
    const [first] = references
    if (phrase.kind === 'pronoun' && first !== undefined) pronoun = { wish, reference: first }
    for (const { thing } of meant.candidates.slice(0, 1)) taken.add(thing.type)
  }
  return found
}

/** What picks from a list when one is shown. */
const isAnswer = ({ kind, place, special, comparison, modifiers }: Phrase): boolean =>
  kind === 'one' || place !== null || special !== null || comparison !== null || modifiers.length > 0

function single(phrase: Phrase, { candidates, reason, doubtful }: Found, request: ReferenceRequest): Reference {
  const [best, ...others] = candidates as [Candidate, ...Candidate[]]
  const rivals = others.filter(({ score }) => score >= best.score * weights.rival)
  const isDoubtful = rivals.length > 0 || doubtful
  return {
    start: phrase.start,
    end: phrase.end,
    text: phrase.text,
    mention: mentionOf(best.thing),
    score: rounded(best.score),
    confidence: isDoubtful ? weights.doubtful : confidenceOf(best.thing, best.sureness, request),
    reason: isDoubtful ? `${reason}, but ${rivals.length} more fit${rivals.length === 1 ? 's' : ''} as well` : reason,
    alternatives: (isDoubtful && rivals.length === 0 ? others : rivals).slice(0, 4).map(({ thing, score }) => ({
      mention: mentionOf(thing),
      score: rounded(score),
      reason,
    })),
    doubtful: isDoubtful,
  }
}

const together = (phrase: Phrase, { candidates, reason }: Found, request: ReferenceRequest): Reference[] =>
  candidates.map(({ thing, score, sureness }) => ({
    start: phrase.start,
    end: phrase.end,
    text: phrase.text,
    mention: mentionOf(thing),
    score: rounded(score),
    confidence: confidenceOf(thing, sureness, request),
    reason,
    alternatives: [],
    doubtful: false,
  }))

const mentionOf = ({ type, value, text, role, last }: TalkedThing): Mention => ({
  type,
  value,
  text,
  ...(role !== undefined && { role }),
  seq: last.seq,
  by: last.by,
})

/** Less the longer ago: things of other messages lie between. */
function confidenceOf(thing: TalkedThing, sureness: number, { things }: ReferenceRequest): number {
  const messages = new Set(things.filter(({ last }) => last.seq > thing.last.seq).map(({ last }) => last.seq)).size
  return rounded(Math.max(weights.least, sureness - weights.perMessage * messages))
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** References as entities, for slots to be filled from: less sure than what was said outright, with what else may be meant. */
export function referencedEntities(references: readonly Reference[]): Entity[] {
  return references.map(({ start, end, text, mention, confidence, alternatives }) => ({
    type: mention.type,
    ...(mention.role !== undefined && { role: mention.role }),
    start,
    end,
    text,
    value: mention.value,
    confidence,
    source: 'reference',
    ...(alternatives.length > 0 && {
      alternatives: alternatives.slice(0, memoryLimits.attributes).map((other) => ({
        value: other.mention.value,
        confidence: weights.doubtful,
      })),
    }),
  }))
}

/** Kinds of which a message points at one without saying which: what was talked about last must not be taken for it. */
export const doubtfulTypes = (references: readonly Reference[]): ReadonlySet<string> =>
  new Set(references.filter(({ doubtful }) => doubtful).map(({ mention }) => mention.type))
