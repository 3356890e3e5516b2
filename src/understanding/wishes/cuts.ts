import type { Token } from '../tokens.ts'
import { cutWeights } from './cut-weights.ts'
import { first, isClear, joined, type Part, type Reading, refersBack, type WishReader } from './parts.ts'
import { announces, beginsCommand, beginsRequest, isCircumstance, isDetail, onlyTells } from './requests.ts'

/** The message that is taken apart. */
export interface Cutting {
  text: string
  tokens: readonly Token[]
  reader: WishReader
  /** The reading of all of it together. */
  whole: Reading
}

/** What speaks for and against two neighbours being two wishes: names of the weights, and what each weighs here. */
export type CutSigns = Partial<Record<keyof typeof cutWeights, number>>

/** `both`: the two read as one. */
export function signsOfCut(left: Part, right: Part, both: Part, { text, tokens, reader }: Cutting): CutSigns {
  const [one, other, all] = [left, right, both].map(({ reading }) => first(reading)) as [Ranked, Ranked, Ranked]
  // An example word for word is as clear as can be, and needs no length.
  const sure = [left, right].map(({ reading }) => logit(reading.exact ? 0.98 : first(reading).confidence))
  const scopes = [left, right].map(({ reading }) => (reading.exact ? 0 : reading.outOfScope))
  const words = [left, right].map(({ from, end, reading }) => (reading.exact ? Math.max(end - from, 4) : end - from))
  const inBoth = (name: string) => both.reading.intents.find((intent) => intent.name === name)?.confidence ?? 0
  const [support, otherSupport] = [inBoth(one.name), inBoth(other.name)]
  const said = (part: Part) => wordsOf(part, tokens)
  const alike = reader.alike?.(said(left), said(right)) ?? 0
  const shared = sharedWords(said(left), said(right))
  const tells = [left, right].map((part) => isCircumstance(text, said(part)))
  const asks = [left, right].map(
    (part) => beginsRequest(said(part)) || beginsCommand(said(part)) || isAsked(part, text, tokens),
  )
  const isAdded = addsOne(said(right), tokens.slice(left.end, right.from))
  const reason = isReason(said(right)) || isReason(tokens.slice(left.end, right.from))
  return {
    bias: 1,
    [right.boundary === 'first' ? 'sentence' : right.boundary]: 1,
    least: Math.min(...sure),
    most: Math.max(...sure),
    unlike: Math.log(Math.max(...scopes) + 0.01),
    outOfScope: Math.max(...scopes),
    words: Math.log(Math.min(...words)),
    support: Math.log(Math.min(support, otherSupport) + 0.001),
    both: logit(all.confidence),
    gain: logit(all.confidence) - Math.max(...sure),
    other: all.name !== one.name && all.name !== other.name ? 1 : 0,
    reference: refersBack(right, tokens) ? 1 : 0,
    added: isAdded ? 1 : 0,
    sameBusiness: !isAdded && isOneBusiness(left, right, tokens) ? 1 : 0,
    tellsFirst: tells[0] ? 1 : 0,
    tellsThen: tells[1] ? 1 : 0,
    tellsFirstSure: tells[0] ? (sure[0] ?? 0) : 0,
    tellsThenSure: tells[1] ? (sure[1] ?? 0) : 0,
    tellsFirstLost: tells[0] ? Math.log(support + 0.001) : 0,
    tellsThenLost: tells[1] ? Math.log(otherSupport + 0.001) : 0,
    tellsFirstUnlike: tells[0] ? Math.log((scopes[0] ?? 0) + 0.01) : 0,
    tellsThenUnlike: tells[1] ? Math.log((scopes[1] ?? 0) + 0.01) : 0,
    tellsBoth: tells[0] && tells[1] ? 1 : 0,
    tellsSentence: tells[0] && right.boundary === 'sentence' ? 1 : 0,
    tellsThenComma: tells[1] && right.boundary === 'comma' ? 1 : 0,
    lostBoth:
      Math.log(Math.min(support, otherSupport) + 0.001) * (all.name !== one.name && all.name !== other.name ? 1 : 0),
    wordsFirst: Math.log(words[0] ?? 1),
    alike,
    alikeTells: tells[0] || tells[1] ? alike : 0,
    shared,
    asksFirst: asks[0] ? 1 : 0,
    asksThen: asks[1] ? 1 : 0,
    asksBoth: asks[0] && asks[1] ? 1 : 0,
    reason: reason ? 1 : 0,
    long: Math.log(words.reduce((sum, count) => sum + count, 0)),
  }
}

/** Without what lies between its pieces. */
const wordsOf = ({ from, end, members }: Part, tokens: readonly Token[]) =>
  members === undefined ? tokens.slice(from, end) : members.flatMap((member) => tokens.slice(member.from, member.end))

/** Long words that both say, by their beginnings: "the jeans … they are not the jeans". */
function sharedWords(one: readonly Token[], other: readonly Token[]): number {
  const stems = new Set(one.flatMap(({ norm }) => (norm.length >= 5 ? norm.slice(0, 5) : [])))
  return Math.min(2, new Set(other.flatMap(({ norm }) => (stems.has(norm.slice(0, 5)) ? norm.slice(0, 5) : []))).size)
}

export const weigh = (signs: CutSigns): number =>
  Object.entries(signs).reduce(
    (sum, [name, value]) => sum + (cutWeights[name as keyof typeof cutWeights] ?? 0) * value,
    0,
  )

type Ranked = ReturnType<typeof first>

/** What is unsure as a whole is rather several: from this logit down, set by hand after the fitting. */
const wholeSure = 2.4
const wholeWeight = 0.7
/** … where both parts are this sure by themselves. */
const sureBeside = 0.85

interface Cut {
  weight: number
  both: Part
  decides: boolean
}

/**
 * Puts parts together until every cut that is left speaks for two wishes (`least`): first the cut that speaks least for it. Parts that cannot be a wish
 * stay with the neighbour that they are rather one with.
 */
export function putTogether(parts: readonly Part[], cutting: Cutting, least: number): Part[] {
  const groups = [...parts]
  const unsure = wholeWeight * Math.max(0, wholeSure - logit(first(cutting.whole).confidence))
  const weighed = new Map<Part, Map<Part, Cut>>()
  const cutAt = (at: number): Cut => {
    const [left, right] = [groups[at - 1] as Part, groups[at] as Part]
    const known = weighed.get(left)?.get(right)
    if (known !== undefined) return known
    const both = joined([left, right], cutting.tokens, cutting.reader)
    const signs = signsOfCut(left, right, both, cutting)
    const decides =
      mayStand(left, at - 1, cutting) &&
      mayStand(right, at, cutting) &&
      !isSame(left, right) &&
      !explains(left, right, both, signs, cutting)
    cutting.reader.onCut?.({ left, right, signs, decides })
    const isClearer = [left, right].every(({ reading }) => first(reading).confidence >= sureBeside)
    const cut = { weight: weigh(signs) + (isClearer ? unsure : 0), both, decides }
    weighed.set(left, (weighed.get(left) ?? new Map<Part, Cut>()).set(right, cut))
    return cut
  }
  while (groups.length > 1) {
    let [place, lowest] = [-1, Number.POSITIVE_INFINITY]
    for (let at = 1; at < groups.length; at += 1) {
      const { weight, decides } = cutAt(at)
      if ((weight < least || !decides) && weight < lowest) [place, lowest] = [at, weight]
    }
    if (place < 0) break
    groups.splice(place - 1, 2, asOne(groups[place - 1] as Part, groups[place] as Part, cutAt(place).both, cutting))
  }
  return groups
}

/** Numbers of `explains` that are choices. */
const telling = {
  /** Nothing explains where the whole is not sure of anything. */
  leadingWhole: 0.7,
  leastBesideSure: 0.9,
  /** So sure is what is said together that it is about the other part … */
  leastSure: 0.8,
  /** … or so sure that nothing else is one. */
  surest: 0.97,
  /** … and so sure that a short part with "it" speaks of the one before it. */
  surelyFirst: 0.95,
  /** … and what only tells is a wish of its own nevertheless: clear, and about something else. */
  leastOwn: 0.97,
  mostUnlike: 0.05,
  mostAlike: 0.15,
  leastWords: 4,
}

/**
 * Whether one of the two is the reason or the story of the other: it asks for nothing, nothing says that it is one more, and both together are surely about the
 * other ("Is my membership still running? I never got a receipt.").
 */
function explains(
  left: Part,
  right: Part,
  both: Part,
  signs: CutSigns,
  { text, tokens, reader, whole }: Cutting,
): boolean {
  const said = (part: Part) => wordsOf(part, tokens)
  if (isDetail(said(right)) && right.boundary !== 'sentence') return true
  if (right.boundary === 'joined' || signs.added === 1) return false
  if ([left, right].some(({ reading }) => reading.exact || reader.kindOf(first(reading).name) !== 'wish')) return false
  const tells = [left, right].map((part) =>
    (part.members ?? [part]).every((member, at) =>
      onlyTells(text, tokens.slice(member.from, member.end), at > 0 && member.boundary !== 'sentence'),
    ),
  )
  // "I was charged twice, I only bought one": what goes on after a comma explains.
  if (right.boundary === 'comma' && tells[1] === true) return true
  if (signs.sameBusiness === 1 && tells.includes(true)) return true
  const leading = first(whole)
  if (leading.confidence < telling.leadingWhole) return false
  // Where the whole is this sure of one wish, another one must be clear itself.
  const isOther = ({ reading }: Part) =>
    first(reading).name !== leading.name && first(reading).confidence < telling.leastBesideSure
  if (leading.confidence >= telling.surest && [left, right].some(isOther)) return true
  const all = first(both.reading)
  // "What is this charge for? Take it off please."
  const isAboutFirst = all.name === first(left.reading).name && all.confidence >= telling.surelyFirst
  if (isAboutFirst && refersBack(right, tokens)) return true
  return [left, right].some((part, at) => {
    const other = at === 0 ? right : left
    const own = first(part.reading)
    if (tells[at] !== true || all.name !== first(other.reading).name || all.confidence < telling.leastSure) return false
    const isWholeSure = first(whole).name === all.name && first(whole).confidence >= telling.surest
    const isApart =
      own.confidence >= telling.leastOwn &&
      part.reading.outOfScope <= telling.mostUnlike &&
      said(part).length >= telling.leastWords &&
      (signs.alike ?? 0) <= telling.mostAlike &&
      all.confidence < telling.surest &&
      !isWholeSure
    return !isApart
  })
}

const isSame = (left: Part, right: Part) => first(left.reading).name === first(right.reading).name

/** A yes, a stop or a detail in front stands by itself from here on. */
const sureControl = 0.8
/** "Yes please, do that": what is longer gives details, and belongs to what it gives them for. */
const mostWordsOfControl = 4
/** By its first piece: "scrap that, I'd forget it again". */
const isBrief = (part: Part): boolean => {
  const head = part.members?.[0] ?? part
  return head.end - head.from <= mostWordsOfControl && isSame(head, part)
}

/** Clear, and no small talk; a yes or a no stands by itself only at the beginning, where answers are. */
function mayStand(part: Part, index: number, { text, tokens, reader }: Cutting): boolean {
  if (!isClear(part) || announces(text, tokens.slice(part.from, part.end))) return false
  const kind = reader.kindOf(first(part.reading).name)
  return (
    kind === 'wish' ||
    (kind === 'control' &&
      index === 0 &&
      (part.reading.exact || (first(part.reading).confidence >= sureControl && isBrief(part))))
  )
}

/** So sure is a piece that it tells what a confusing whole is about. */
const surePiece = 0.9
const longestSure = (heads: readonly Part[]): Part | undefined =>
  heads
    .filter(({ reading }) => first(reading).confidence >= surePiece)
    .sort((a, b) => b.end - b.from - (a.end - a.from))[0]

/** From here on what is said together is too confusing to overrule a part of it that is clear. */
const confused = 0.5

/**
 * "Two things about my order: …" must not make its own wish less clear: the clearest piece of what belongs together is what it is about, unless it
 * speaks of what stands before it ("could you wrap it? what would that cost").
 */
function asOne(left: Part, right: Part, both: Part, { tokens, reader }: Cutting): Part {
  // What is unclear does not make unclear what it stands beside.
  const clear = [left, right].filter(
    (part) =>
      isClear(part) &&
      reader.kindOf(first(part.reading).name) === 'wish' &&
      !(part === right && refersBack(part, tokens)),
  )
  // What goes on after a comma explains.
  const explained = right.boundary === 'comma' ? clear.find((part) => part === left) : undefined
  const kept = explained ?? clear.find((part) => isSame(part, both)) ?? (clear.length === 1 ? clear[0] : undefined)
  // "… in a color that I can't wear. It's the trousers, order MF-102203": details do not hide what they belong to.
  const isDetails = reader.kindOf(first(both.reading).name) !== 'wish' && first(both.reading).confidence < sureControl
  if (kept !== undefined && (!isClear(both) || isDetails)) return { ...both, reading: kept.reading }
  const heads = (both.members ?? []).filter(
    (member) => isClear(member) && reader.kindOf(first(member.reading).name) === 'wish',
  )
  const [clearest, ...others] = heads.sort((a, b) => first(b.reading).confidence - first(a.reading).confidence)
  const agree = others.every((other) => clearest !== undefined && isSame(clearest, other))
  // Pieces that make no sense together: the longest of those that are surely something tells what it is about.
  const head = agree || first(both.reading).confidence >= confused ? clearest : longestSure(heads)
  if (head === undefined || (!agree && head === clearest && first(both.reading).confidence >= confused)) return both
  const isAfterthought = head !== both.members?.[0] && refersBack(head, tokens)
  const [own, all] = [first(head.reading), first(both.reading)]
  const isClearer = own.confidence > all.confidence && (own.name === all.name || all.confidence < confused)
  return isClearer && !isAfterthought ? { ...both, reading: head.reading } : both
}

/** How a further wish is announced, in its first words or its last. */
const additions: ReadonlySet<string> = new Set(
  'also another besides plus additionally secondly second separately btw moreover furthermore meanwhile'.split(' '),
)
const announcingWords = 4
/** `before`: what was cut off between this part and the one before it. */
const addsOne = (words: readonly Token[], before: readonly Token[]): boolean =>
  [...before, ...words.slice(0, announcingWords)].some(({ norm }) => additions.has(norm)) ||
  /^(?:also|too)$/.test(words.at(-1)?.norm ?? '') ||
  /\b(?:one more|other thing|while i'm|while you're|as well|by the way|after that)\b/.test(
    [...before, ...words].map(({ norm }) => norm).join(' '),
  )

const reasons: ReadonlySet<string> = new Set("because cause cuz since as so therefore that's hence".split(' '))
const isReason = (words: readonly Token[]): boolean => reasons.has(words[0]?.norm ?? '')

const isAsked = ({ end }: Part, text: string, tokens: readonly Token[]): boolean =>
  /^[\s"')\]]*\?/.test(text.slice(tokens[end - 1]?.end))

/** Under one level of the intents, without things of their own that would tell them apart ("cancel A-1. where is A-2?"). */
function isOneBusiness(left: Part, right: Part, tokens: readonly Token[]): boolean {
  const [one, other] = [first(left.reading).name, first(right.reading).name]
  const isNamed = ({ from, end }: Part) => tokens.slice(from, end).some(({ norm }) => /\d{4}|\p{L}\d/u.test(norm))
  return one.includes('/') && one.split('/')[0] === other.split('/')[0] && !(isNamed(left) && isNamed(right))
}

const logit = (p: number) => Math.log((p + 0.001) / (1 - p + 0.001))
