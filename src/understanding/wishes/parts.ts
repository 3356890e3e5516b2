import type { RankedIntent } from '#domain/understanding.ts'
import type { Token } from '../tokens.ts'
import type { IntentKind } from '../types.ts'
import type { Boundary } from './segments.ts'

/** A part of a message as the intents' model reads it. */
export interface Reading {
  intents: RankedIntent[]
  /** The levels above all intents, those that are not ranked too. */
  parents: () => RankedIntent[]
  outOfScope: number
  /** The words are those of a training example. */
  exact: boolean
}

export interface WishReader {
  classify(tokens: readonly Token[]): Reading
  kindOf(intent: string): IntentKind
  /** Whether the intent's action is negated ("don't cancel it"). */
  isNegated(tokens: readonly Token[], intent: string): boolean
  /** Whether it is nothing but values: "MF-104299" beside a wish belongs to it. */
  isOnlyValues(tokens: readonly Token[]): boolean
  /** How alike two parts are in meaning, [-1, 1]; 0 where no encoder tells. */
  alike?(one: readonly Token[], other: readonly Token[]): number
  /** Told every cut that is weighed: what the weights are fitted on. */
  onCut?: CutListener
}

/** `decides`: both sides may be wishes, so that the weight alone decides. */
export type CutListener = (cut: {
  left: Part
  right: Part
  signs: Readonly<Record<string, number>>
  decides: boolean
}) => void

/** A piece of the message, or several pieces that belong together. Token indexes; `end` is exclusive. */
export interface Part {
  from: number
  end: number
  reading: Reading
  boundary: Boundary
  isOnlyValues?: boolean
  /** The pieces that it was put together from; none for one piece. */
  members?: readonly Part[]
  /** "Instead of …": not wanted, whatever its words are. */
  isRefused?: boolean
  /** Known, whatever its words alone say: what is refused beside something wanted, and what is wanted beside it. */
  negated?: boolean
}

export const first = ({ intents }: Pick<Reading, 'intents'>) => intents[0] ?? { name: '', confidence: 0 }

/** What a part must be to be a wish of its own. */
const clear = {
  /** What is less sure is not acted on beside another wish: it would be cut off and lost. */
  leastConfidence: 0.5,
  mostOutOfScope: 0.25,
  /** Parts of less words are no wish unless they are an example word for word. */
  leastWords: 2,
}
export const { mostOutOfScope } = clear

export function isClear({ from, end, reading, isOnlyValues }: Part): boolean {
  if (isOnlyValues) return false
  if (reading.exact) return true
  const { confidence } = first(reading)
  return (
    end - from >= clear.leastWords && confidence >= clear.leastConfidence && reading.outOfScope <= clear.mostOutOfScope
  )
}

/** Several parts as one: their words read together. */
export function joined(parts: readonly Part[], tokens: readonly Token[], reader: WishReader): Part {
  const members = parts.flatMap((part) => part.members ?? [part])
  const [only] = members
  const last = members.at(-1)
  if (only === undefined || last === undefined) throw new Error('there is at least one part')
  if (members.length === 1) return only
  const words = members.flatMap(({ from, end }) => tokens.slice(from, end))
  return { from: only.from, end: last.end, reading: reader.classify(words), boundary: only.boundary, members }
}

/** A part of more words speaks for itself, whatever it points at. */
const mostWordsOfReference = 8
const references = new Set('it that this them these those one him her so there'.split(' '))
/** A short part with "it" or "that" speaks of what was said before. */
export const refersBack = ({ from, end }: Part, tokens: readonly Token[]) =>
  end - from <= mostWordsOfReference &&
  tokens
    .slice(from, end)
    .some(({ norm }, at, words) => references.has(norm) && !(norm === 'one' && isAnother(words, at)))
/** "A new one" is none of those that were named. */
const isAnother = (words: readonly Token[], at: number) =>
  [words[at - 1], words[at - 2]].some(
    (word) => word !== undefined && /^(?:new|another|other|different)$/.test(word.norm),
  )
