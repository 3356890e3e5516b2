import type { Entity, RankedIntent, Wish } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import type { Token } from '../tokens.ts'
import type { IntentKind } from '../types.ts'
import { type Segment, segmentsOf } from './segments.ts'

export interface Reading {
  intents: RankedIntent[]
  outOfScope: number
  /** The words are those of a training example. */
  exact: boolean
}

export interface WishReader {
  classify(tokens: readonly Token[]): Reading
  kindOf(intent: string): IntentKind
  /** Whether the intent's action is negated ("don't cancel it"). */
  isNegated(tokens: readonly Token[], intent: string): boolean
}

/** Measured so that at most one in a hundred single wishes is taken apart; see docs/understanding.md. */
const settings = {
  /** Confidence that each part needs, by how clearly the text sets it apart. */
  least: { first: 0.5, sentence: 0.6, joined: 0.5, weak: 0.65 } satisfies Record<Segment['boundary'], number>,
  mostOutOfScope: 0.5,
  /** Parts of less words are no wish unless they are an example word for word. */
  leastWords: 2,
  /** If the whole is surer than this of one intent, a part must be nearly as sure of another. */
  sureWhole: 0.85,
  leastBesideSureWhole: 0.85,
  /** Small talk is dropped beside a wish up to this length. */
  mostSmallTalkWords: 6,
  leastSmallTalk: 0.5,
}

/** One group of segments that belong together. */
interface Part {
  from: number
  end: number
  reading: Reading
  boundary: Segment['boundary']
}

/**
 * The wishes of a message, in the order they were said, and the reading of the message without its small talk. Parts that are not clear
 * by themselves stay with what they follow.
 */
export function splitWishes(
  text: string,
  tokens: readonly Token[],
  entities: readonly Entity[],
  whole: Reading,
  reader: WishReader,
): { reading: Reading; wishes: Wish[] } {
  if (tokens.length === 0) return { reading: whole, wishes: [] }
  const all: Part = { from: 0, end: tokens.length, reading: whole, boundary: 'first' }
  const segments = whole.exact ? [] : segmentsOf(text, tokens, entities)
  if (segments.length <= 1) return { reading: whole, wishes: [asWish(all, text, tokens, entities, reader)] }
  const read = segments.map(
    (segment): Part => ({ ...segment, reading: reader.classify(tokens.slice(segment.from, segment.end)) }),
  )
  const said = read.filter((part) => !isSmallTalk(part, reader))
  if (said.length === 0) return { reading: whole, wishes: [asWish(all, text, tokens, entities, reader)] }
  const rest = said.length === read.length ? all : joined(said, tokens, reader)
  const parts = distinct(group(said, tokens, reader), rest.reading)
  const wishes = (parts.length > 1 ? parts : [rest]).map((part) => asWish(part, text, tokens, entities, reader))
  return { reading: rest.reading, wishes }
}

const first = ({ intents }: Reading) => intents[0] ?? { name: '', confidence: 0 }

function isSmallTalk({ from, end, reading }: Part, reader: WishReader): boolean {
  const { name, confidence } = first(reading)
  return (
    reader.kindOf(name) === 'small-talk' &&
    end - from <= settings.mostSmallTalkWords &&
    confidence >= settings.leastSmallTalk
  )
}

function isClear({ from, end, reading, boundary }: Part): boolean {
  if (reading.exact) return true
  const { confidence } = first(reading)
  return (
    end - from >= settings.leastWords &&
    confidence >= settings.least[boundary] &&
    reading.outOfScope <= settings.mostOutOfScope
  )
}

/** Clear parts of different intents begin groups; everything else joins the group before it, or the first one. */
function group(parts: readonly Part[], tokens: readonly Token[], reader: WishReader): Part[] {
  const groups: Part[][] = []
  let pending: Part[] = []
  for (const part of parts) {
    const current = groups.at(-1)
    const head = current?.find(isClear)
    if (!isClear(part)) (current ?? pending).push(part)
    else if (current !== undefined && head !== undefined && first(head.reading).name === first(part.reading).name)
      current.push(part)
    else {
      groups.push([...pending, part])
      pending = []
    }
  }
  return groups.map((members) => joined(members, tokens, reader))
}

function joined(members: readonly Part[], tokens: readonly Token[], reader: WishReader): Part {
  const [only] = members
  const last = members.at(-1)
  if (only === undefined || last === undefined) throw new Error('a group has at least one member')
  if (members.length === 1) return only
  const words = members.flatMap(({ from, end }) => tokens.slice(from, end))
  return { from: only.from, end: last.end, reading: reader.classify(words), boundary: only.boundary }
}

/** Groups of different intents that are each clear; fewer than two mean that the message is one wish. */
function distinct(groups: readonly Part[], whole: Reading): Part[] {
  const names = new Set(groups.map(({ reading }) => first(reading).name))
  if (names.size < groups.length || !groups.every(isClear)) return []
  const sure = first(whole)
  if (sure.confidence > settings.sureWhole) {
    const others = groups.filter(({ reading }) => first(reading).name !== sure.name)
    if (others.some(({ reading }) => first(reading).confidence < settings.leastBesideSureWhole)) return []
  }
  return groups.slice(0, limits.wishes)
}

function asWish(
  part: Part,
  text: string,
  tokens: readonly Token[],
  entities: readonly Entity[],
  reader: WishReader,
): Wish {
  const words = tokens.slice(part.from, part.end)
  const isWhole = part.from === 0 && part.end === tokens.length
  const start = isWhole ? 0 : (words[0]?.start ?? 0)
  const end = isWhole ? text.length : (words.at(-1)?.end ?? text.length)
  return {
    start,
    end,
    text: text.slice(start, end),
    intents: part.reading.intents,
    outOfScope: part.reading.outOfScope,
    entities: entities.flatMap((entity, index) => (entity.start >= start && entity.end <= end ? [index] : [])),
    negated: reader.isNegated(words, first(part.reading).name),
  }
}
