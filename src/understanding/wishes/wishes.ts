import type { Entity, Wish } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import { MeaningReader } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'
import type { IntentKind } from '../types.ts'
import { evidence, first, type Part, type Reading, refersBack } from './evidence.ts'
import { announces, isCircumstance } from './requests.ts'
import { segmentsOf } from './segments.ts'
import { sharedEntities } from './sharing.ts'
import { isTakenBack } from './taken-back.ts'

export type { Reading } from './evidence.ts'

export interface WishReader {
  classify(tokens: readonly Token[]): Reading
  kindOf(intent: string): IntentKind
  /** Whether the intent's action is negated ("don't cancel it"). */
  isNegated(tokens: readonly Token[], intent: string): boolean
  /** Whether it is nothing but values: "MF-104299" beside a wish belongs to it. */
  isOnlyValues(tokens: readonly Token[]): boolean
}

/** Measured so that at most one in a hundred single wishes is taken apart; see docs/understanding.md. */
const settings = {
  /** Confidence from which on a part may be a wish of its own. */
  leastConfidence: 0.4,
  mostOutOfScope: 0.25,
  /** Parts of less words are no wish unless they are an example word for word. */
  leastWords: 2,
  /** Evidence from which on the message is taken apart. */
  leastEvidence: 2.4,
  /** Small talk is dropped beside a wish up to this length. */
  mostSmallTalkWords: 6,
  leastSmallTalk: 0.5,
  /** Where the whole reads as small talk, what is left without it must be this clear to be what the message is about. */
  leastHidden: 0.7,
  /** From here the whole has one wish, and what only tells how things are is its reason. */
  leadingWhole: 0.7,
  /** From here the whole is sure of one wish: another one must be this clear. */
  sureWhole: 0.9,
  leastBesideSure: 0.75,
  /** One sentence this clear decides where the whole is below that. */
  clearSentence: 0.9,
  confusedWhole: 0.5,
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
  const message: Message = { text, tokens, entities, reader, meaning: new MeaningReader(text, tokens, entities) }
  const all: Part = { from: 0, end: tokens.length, reading: whole, boundary: 'first' }
  const segments = whole.exact ? [] : segmentsOf(text, tokens, entities)
  if (segments.length <= 1) return { reading: whole, wishes: [asWish(all, message)] }
  const read = segments.map((segment): Part => {
    const words = tokens.slice(segment.from, segment.end)
    return { ...segment, reading: reader.classify(words), isOnlyValues: reader.isOnlyValues(words) }
  })
  const said = withoutSmallTalk(read, tokens, whole, reader)
  if (said.length === 0) return { reading: whole, wishes: [asWish(all, message)] }
  const rest = said.length === read.length ? all : joined(said, tokens, reader)
  const context = { parts: said, text, tokens, whole: rest.reading, reader }
  const groups = group(context)
  const refused = refusedApart(said, tokens, reader)
  const parts = refused?.parts ?? distinct(groups, tokens, rest.reading)
  const one = refused?.wanted ?? decided(groups, rest)
  const wishes = (parts.length > 1 ? parts : [one]).map((part) => asWish(part, message))
  const shared = sharedEntities(
    wishes.map((wish) => ({ ...wish, informs: reader.kindOf(first(wish).name) !== 'wish' })),
    entities,
    tokens,
  )
  return {
    reading: one.reading,
    wishes: wishes.map((wish, index) =>
      (shared[index] ?? []).length > 0 ? { ...wish, shared: shared[index] ?? [] } : wish,
    ),
  }
}

function isSmallTalk({ from, end, reading }: Part, reader: WishReader): boolean {
  const { name, confidence } = first(reading)
  return (
    reader.kindOf(name) === 'small-talk' &&
    end - from <= settings.mostSmallTalkWords &&
    confidence >= settings.leastSmallTalk
  )
}

/** Of a message that is confusing as a whole, its one clear sentence tells what it is about. */
function decided(groups: readonly Part[], whole: Part): Part {
  const [only] = groups
  const isDecided =
    groups.length === 1 &&
    only !== undefined &&
    first(only.reading).confidence >= settings.clearSentence &&
    first(whole.reading).confidence < settings.confusedWhole
  return isDecided ? { ...whole, reading: only.reading } : whole
}

/** Small talk is dropped beside a wish; however long it is, where the whole would read as nothing else ("useless! get me your manager"). */
function withoutSmallTalk(
  parts: readonly Part[],
  tokens: readonly Token[],
  whole: Reading,
  reader: WishReader,
): Part[] {
  if (reader.kindOf(first(whole).name) === 'small-talk') {
    const rest = parts.filter(({ reading }) => reader.kindOf(first(reading).name) !== 'small-talk')
    // What is no small talk by its words may still be venting: then only its clear parts count.
    for (const hidden of [rest, rest.filter(isClear)]) {
      if (hidden.length === 0 || hidden.length === parts.length) continue
      const { reading } = joined(hidden, tokens, reader)
      const isWish =
        reader.kindOf(first(reading).name) !== 'small-talk' && reading.outOfScope <= settings.mostOutOfScope
      if (isWish && first(reading).confidence >= settings.leastHidden) return hidden
    }
  }
  return parts.filter((part) => !isSmallTalk(part, reader))
}

function isClear({ from, end, reading, isOnlyValues }: Part): boolean {
  if (isOnlyValues) return false
  if (reading.exact) return true
  const { confidence } = first(reading)
  return (
    end - from >= settings.leastWords &&
    confidence >= settings.leastConfidence &&
    reading.outOfScope <= settings.mostOutOfScope
  )
}

interface Grouping {
  parts: readonly Part[]
  text: string
  tokens: readonly Token[]
  /** The reading of them all together. */
  whole: Reading
  reader: WishReader
}

/**
 * Clear parts of different intents begin groups; everything else joins the group before it, or the first one. A yes or a no stands by
 * itself only at the beginning, where answers are.
 */
function group({ parts, text, tokens, whole, reader }: Grouping): Part[] {
  const groups: Part[][] = []
  let pending: Part[] = []
  const stands = (part: Part, index: number) => {
    const kind = reader.kindOf(first(part.reading).name)
    if (!isClear(part) || (kind !== 'wish' && (index > 0 || kind === 'small-talk'))) return false
    if (announces(text, tokens.slice(part.from, part.end))) return false
    // "And also" says that there are several, whatever they look like.
    const isSetApart = part.boundary === 'joined' || parts[index + 1]?.boundary === 'joined'
    return isSetApart || kind !== 'wish' || standsBesideWhole(part, whole, text, tokens)
  }
  parts.forEach((part, index) => {
    const current = groups.at(-1)
    const head = current?.find((member) => stands(member, parts.indexOf(member)))
    if (!stands(part, index)) (current ?? pending).push(part)
    else if (current !== undefined && head !== undefined && first(head.reading).name === first(part.reading).name)
      current.push(part)
    else {
      groups.push([...pending, part])
      pending = []
    }
  })
  return groups.map((members) => {
    const all = joined(members, tokens, reader)
    const head = members.find((member) => stands(member, parts.indexOf(member)))
    // "Two things about my order: …" must not make its own wish less clear.
    // "Could you wrap it? What would that cost": of what, its own sentence does not say.
    const isAfterthought = head !== undefined && head !== members[0] && refersBack(head, tokens)
    const isClearer =
      head !== undefined &&
      !isAfterthought &&
      first(head.reading).confidence > first(all.reading).confidence &&
      (first(head.reading).name === first(all.reading).name || first(all.reading).confidence < settings.confusedWhole)
    return isClearer ? { ...all, reading: head.reading } : all
  })
}

/** Nothing but a comma stands between it and what is before it. */
const goesOn = ({ from }: Part, text: string, tokens: readonly Token[]): boolean =>
  text.slice(tokens[from - 1]?.end, tokens[from]?.start).trim() === ','

/** "I won't be home this weekend. Can it be sent to my office?" is one wish and its reason, if the whole is sure of one. */
function standsBesideWhole(part: Part, whole: Reading, text: string, tokens: readonly Token[]): boolean {
  const { name, confidence } = first(whole)
  const own = first(part.reading)
  if (part.reading.exact) return true
  // "I was charged twice, I only bought one": what goes on after a comma explains.
  if (part.from > 0 && goesOn(part, text, tokens) && isCircumstance(text, tokens.slice(part.from, part.end)))
    return false
  if (own.name === name) return true
  if (confidence >= settings.leadingWhole && isCircumstance(text, tokens.slice(part.from, part.end))) return false
  return confidence < settings.sureWhole || own.confidence >= settings.leastBesideSure
}

/**
 * "I don't want a refund, I want an exchange": what is refused and what is wanted instead are apart, however much the words of the first make of
 * the whole. Null where nothing is refused, or nothing clear is wanted beside it.
 */
function refusedApart(
  parts: readonly Part[],
  tokens: readonly Token[],
  reader: WishReader,
): { parts: Part[]; wanted: Part } | null {
  const isRefused = ({ from, end, reading }: Part) => reader.isNegated(tokens.slice(from, end), first(reading).name)
  const [refused, others] = [parts.filter(isRefused), parts.filter((part) => !isRefused(part))]
  const [one, other] = [refused[0], others[0]]
  if (one === undefined || other === undefined) return null
  if (!others.some((part) => isClear(part) && reader.kindOf(first(part.reading).name) === 'wish')) return null
  // One after the other, so that each is a piece of the text.
  const isAfter = (last: readonly Part[], start: Part) => (last.at(-1)?.end ?? 0) <= start.from
  if (!isAfter(refused, other) && !isAfter(others, one)) return null
  const [not, wanted] = [joined(refused, tokens, reader), joined(others, tokens, reader)]
  if (!isClear(wanted) || first(wanted.reading).name === first(not.reading).name) return null
  return { parts: isAfter(refused, other) ? [not, wanted] : [wanted, not], wanted }
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
function distinct(groups: readonly Part[], tokens: readonly Token[], whole: Reading): Part[] {
  const names = new Set(groups.map(({ reading }) => first(reading).name))
  if (groups.length < 2 || names.size < groups.length || !groups.every(isClear)) return []
  if (evidence(groups, tokens, whole) < settings.leastEvidence) return []
  return groups.slice(0, limits.wishes)
}

interface Message {
  text: string
  tokens: readonly Token[]
  entities: readonly Entity[]
  reader: WishReader
  meaning: MeaningReader
}

function asWish(part: Part, { text, tokens, entities, reader, meaning }: Message): Wish {
  const words = tokens.slice(part.from, part.end)
  const isWhole = part.from === 0 && part.end === tokens.length
  const start = isWhole ? 0 : (words[0]?.start ?? 0)
  const end = isWhole ? text.length : (words.at(-1)?.end ?? text.length)
  const frame = meaning.read({ start, end })
  const { name } = first(part.reading)
  return {
    start,
    end,
    text: text.slice(start, end),
    intents: part.reading.intents,
    parents: part.reading.parents(),
    outOfScope: part.reading.outOfScope,
    entities: entities.flatMap((entity, index) => (entity.start >= start && entity.end <= end ? [index] : [])),
    negated: reader.isNegated(words, name) || isTakenBack(frame, name),
    meaning: frame,
  }
}
