import { actionVerbs, type Clauses, type MeaningReader, phraseSet, wordSet } from '../meaning/index.ts'
import type { Token } from '../tokens.ts'
import { type Cutting, putTogether } from './cuts.ts'
import { first, isClear, joined, type Part } from './parts.ts'
import { beginsCommand, beginsRequest, isCircumstance } from './requests.ts'
import { isTakenBack } from './taken-back.ts'

const against = phraseSet('instead of', 'rather than', 'as opposed to', 'in place of')
/** Things that stand for doing something: "instead of a refund". */
const deeds = wordSet('replacement cancellation cancelation refunds returns exchanges delivery')
const beforeDeed = wordSet('a an the my another getting having making doing me us')
const mostBeforeDeed = 3

/**
 * How many words of "instead of cancelling it" at a word say that what follows is not wanted; 0 where none do. Only of what is done: "the blue one
 * instead of the red one" is about one wish.
 */
export function againstLength(clauses: Clauses, at: number): number {
  const length = against.match(clauses, at)?.length ?? 0
  if (length === 0) return 0
  for (let next = at + length; next <= at + length + mostBeforeDeed; next += 1) {
    const word = clauses.words[next] ?? ''
    if (isDeed(word)) return length
    if (!beforeDeed.has(word)) return 0
  }
  return 0
}

function isDeed(word: string): boolean {
  if (actionVerbs.has(word) || deeds.has(word)) return true
  if (!word.endsWith('ing')) return false
  const stem = word.slice(0, -3)
  return actionVerbs.has(stem) || actionVerbs.has(`${stem}e`) || actionVerbs.has(stem.slice(0, -1))
}

/** What only tells how things are is wanted instead of what is refused where it is this clear. */
const leastTold = 0.8

/**
 * "I don't want a refund, I want an exchange", "exchange it instead of returning it": what is refused and what is wanted instead are apart, however much the
 * words of the first make of the whole. Null where nothing is refused, or nothing clear is wanted beside it.
 */
export function refusedApart(
  parts: readonly Part[],
  cutting: Cutting & { meaning: MeaningReader },
  leastCut: number,
): Part[] | null {
  const { text, tokens, reader } = cutting
  const said = (part: Part): readonly Token[] => tokens.slice(part.from, part.end)
  const isRefused = (part: Part) => part.isRefused === true || isNegated(part, said(part), cutting)
  if (!parts.some(isRefused)) return null
  const isWanted = (part: Part) =>
    isClear(part) &&
    reader.kindOf(first(part.reading).name) === 'wish' &&
    (!isCircumstance(text, said(part)) || first(part.reading).confidence >= leastTold)
  const found: Part[] = []
  for (const run of runsOf(parts, isRefused)) {
    const [one] = run
    if (one === undefined) continue
    if (isRefused(one)) found.push({ ...joined(run, tokens, reader), negated: true })
    else
      found.push(
        ...putTogether(run, cutting, leastCut)
          .filter(isWanted)
          .map((part) => ({ ...part, negated: false })),
      )
  }
  const wanted = new Set(found.filter(({ negated }) => negated === false).map(({ reading }) => first(reading).name))
  // "I don't want the refund, I want a …" of what nobody knows: still not the refund.
  const others = runsOf(parts, isRefused).filter(([one]) => one !== undefined && !isRefused(one))
  const asked = others
    .map((run) => joined(run, tokens, reader))
    .find((part) => beginsRequest(said(part)) || beginsCommand(said(part)))
  if (wanted.size === 0) {
    const refused = found.filter(isClear)
    if (asked === undefined || refused.length === 0) return null
    const levels = new Set(refused.map(({ reading }) => levelOf(first(reading).name)))
    // Its words are like what is refused, and that is what it is not.
    const intents = asked.reading.intents.filter(({ name }) => !levels.has(levelOf(name)))
    return [...refused, { ...asked, reading: { ...asked.reading, intents }, negated: false }].sort(
      (a, b) => a.from - b.from,
    )
  }
  // What is refused only to say how it is wanted ("don't charge my card, use the other one") is one wish.
  return found.filter((part) => part.negated === false || (isClear(part) && !wanted.has(first(part.reading).name)))
}

const isNegated = (part: Part, words: readonly Token[], { reader, meaning }: Cutting & { meaning: MeaningReader }) => {
  const { name } = first(part.reading)
  const span = { start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }
  return reader.isNegated(words, name) || isTakenBack(meaning.read(span), name)
}

const levelOf = (intent: string): string => intent.split('/')[0] ?? intent

/** Neighbours that are refused together, or wanted together. */
function runsOf(parts: readonly Part[], isRefused: (part: Part) => boolean): Part[][] {
  const runs: Part[][] = []
  parts.forEach((part, at) => {
    const before = parts[at - 1]
    if (before !== undefined && isRefused(before) === isRefused(part)) runs.at(-1)?.push(part)
    else runs.push([part])
  })
  return runs
}
