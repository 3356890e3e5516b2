import type { Entity, Wish } from '#domain/understanding.ts'
import { limits } from '../limits.ts'
import { MeaningReader } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'
import { putTogether } from './cuts.ts'
import {
  first,
  isClear,
  joined,
  mostOutOfScope,
  type Part,
  type Reading,
  refersBack,
  type WishReader,
} from './parts.ts'
import { refusedApart } from './refusals.ts'
import { isCircumstance } from './requests.ts'
import { segmentsOf } from './segments.ts'
import { sharedEntities } from './sharing.ts'
import { isTakenBack } from './taken-back.ts'

export type { Reading, WishReader } from './parts.ts'

const settings = {
  /** What a cut must weigh to be one (cut-weights.ts): at most two in a hundred single wishes are taken apart. */
  leastCut: 0,
  /** Small talk is dropped beside a wish up to this length. */
  mostSmallTalkWords: 6,
  leastSmallTalk: 0.5,
  /** Where the whole reads as small talk, what is left without it must be this clear to be what the message is about. */
  leastHidden: 0.7,
  /** One sentence this clear decides where the whole is below that. */
  clearSentence: 0.9,
  mostSteeringWords: 4,
  /** Likewise what is left when all that is unclear is put to what it stands beside. */
  clearGroup: 0.75,
  confusedWhole: 0.5,
  /** What reads as details or the like is one thing with the wish among it below that. */
  sureDetails: 0.8,
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
  const found = whole.exact ? [] : segmentsOf(text, tokens, entities)
  const meant = found.filter(({ isCourtesy }) => isCourtesy !== true)
  const segments = meant.length === 0 ? found : meant
  const isBare = segments.length === found.length && !segments.some(({ isOpened }) => isOpened)
  if (segments.length === 0 || (segments.length === 1 && isBare))
    return { reading: whole, wishes: [asWish(all, message)] }
  const read = segments.map((segment): Part => {
    const words = tokens.slice(segment.from, segment.end)
    return { ...segment, reading: reader.classify(words), isOnlyValues: reader.isOnlyValues(words) }
  })
  const said = withoutSmallTalk(read, tokens, whole, reader)
  if (said.length === 0) return { reading: whole, wishes: [asWish(all, message)] }
  const rest = isBare && said.length === read.length ? all : joined(said, tokens, reader)
  const cutting = { ...message, whole: rest.reading }
  const refused = refusedApart(said, cutting, settings.leastCut)
  const parts = (refused ?? putTogether(said, cutting, settings.leastCut)).slice(0, limits.wishes)
  const wanted = refused?.find(({ negated }) => negated === false)
  const one =
    wanted === undefined ? decided(said, parts, rest, message) : { ...rest, reading: wanted.reading, negated: false }
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
function decided(
  parts: readonly Part[],
  groups: readonly Part[],
  whole: Part,
  { text, tokens, reader }: Message,
): Part {
  const { name, confidence } = first(whole.reading)
  const isDetails = reader.kindOf(name) !== 'wish' && confidence < settings.sureDetails
  if (confidence >= settings.confusedWhole && !isDetails) return whole
  // "No, scratch that, I'm looking at the wrong mail": the no in front is what it says.
  const [head] = parts
  const isSteering =
    head !== undefined &&
    reader.kindOf(first(head.reading).name) === 'control' &&
    head.end - head.from <= settings.mostSteeringWords &&
    first(head.reading).confidence >= settings.clearSentence
  if (isSteering && !isDetails) return { ...whole, reading: head.reading }
  const [group] = groups
  if (
    groups.length === 1 &&
    group !== undefined &&
    isClear(group) &&
    reader.kindOf(first(group.reading).name) === 'wish' &&
    (isDetails || first(group.reading).confidence >= settings.clearGroup)
  )
    return { ...whole, reading: group.reading }
  const clear = parts.filter(
    (part) =>
      isClear(part) &&
      reader.kindOf(first(part.reading).name) === 'wish' &&
      (part === parts[0] || !isCircumstance(text, tokens.slice(part.from, part.end))),
  )
  const [only] = clear
  const isDecided =
    only !== undefined &&
    clear.every(({ reading }) => first(reading).name === first(only.reading).name) &&
    clear.some(({ reading }) => first(reading).confidence >= settings.clearSentence) &&
    !(only !== parts[0] && refersBack(only, tokens))
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
      const isWish = reader.kindOf(first(reading).name) !== 'small-talk' && reading.outOfScope <= mostOutOfScope
      if (isWish && first(reading).confidence >= settings.leastHidden) return hidden
    }
  }
  return parts.filter((part) => !isSmallTalk(part, reader))
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
    negated: part.negated ?? (reader.isNegated(words, name) || isTakenBack(frame, name)),
    meaning: frame,
  }
}
