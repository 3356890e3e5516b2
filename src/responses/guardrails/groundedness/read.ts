import { alternativesOf, joinPhrases, type Meaning, meaningOf, nameOf } from './meaning.ts'
import { type Quantity, quantitiesOf } from './quantities.ts'

/** How a clause hangs on its sentence. */
export type Joint = 'main' | 'if' | 'unless' | 'except' | 'without' | 'time'

/** One clause, as far as its meaning is compared. */
export interface Clause {
  joint: Joint
  /** Concepts with the sign of the word that stands for them, the opposite where any of its words is. */
  concepts: Map<string, 1 | -1>
  /** Concepts of the clause whose subject it shares. */
  inherited: ReadonlySet<string>
  /** How many of its concepts, in order, a clause behind it shares. */
  subject: number
  /** What its first number counts: "points". */
  unit: string | null
  /** What the clause alone says of "all" and "at any time". */
  universal: boolean
  /** That it may be done, not that it must. */
  permitted: boolean
  /** Negations of the clause, the joint's included. */
  negations: number
  quantities: Quantity[]
  /** Clauses that one segment of the sentence has, main and dependent, have its number. */
  segment: number
}

/** A sentence read. */
export interface Sentence {
  text: string
  clauses: Clause[]
  /** Names: concepts of words that are written with a capital inside the sentence. */
  names: Set<string>
  /** "only", "all", "even if" and the like. */
  only: boolean
  universal: boolean
  concession: boolean
  obliged: boolean
  uncertain: boolean
  /** "before we receive": the word of time and the concept behind it. */
  order: { side: 'before' | 'after'; concept: string }[]
  /** Concepts that stand where a noun stands: behind an article, a possessive, a preposition, or first with a verb behind it. */
  nouns: Set<string>
  /** Who does it: `you cancel`, `we cancel`. */
  doers: Map<string, 'you' | 'we'>
  /** Neighbours in a list: `denver boulder`. */
  lists: [string, string][]
}

const jointWords: [RegExp, Joint][] = [
  [/^(?:unless)\b/, 'unless'],
  [/^(?:except(?: for| when| if)?|excluding|other than|apart from|but not|not)\b/, 'except'],
  [/^without\b/, 'without'],
  [
    /^(?:only if|only when|only with|if|provided(?: that)?|as long as|so long as|on condition|in case|where|with an?(?= adult))\b/,
    'if',
  ],
  [/^(?:when|once(?! an? )|after|before|until|as soon as|while you|whenever)\b/, 'time'],
]
const cutBefore =
  /(?:[,;:]? +(?=(?:unless|except|excluding|other than|apart from|without|only if|only when|only with|if|provided|as long as|so long as|where|when|once(?! an? )|after|before|until|as soon as|even if|whether|no matter)\b))|(?:[;:] +)|(?:,? +(?=(?:but|while|whereas|although|though|otherwise|however)\b))|(?:, +(?=(?:and|or|so|then|they|it|we|you|this|later|everyone|which|who|or)\b))|(?:, +(?=(?:(?!and |or )[a-z]+ ){1,5}(?:cost|costs|pay|pays|can|cannot|may|must|is|are|get|gets|has|have|will)\b))|(?:, +(?=not (?:us|you|by|in|at|for|the|to|on)\b))|(?: +(?=and (?:no|nothing|never|has|have|is|are|can|cannot|may|must|will|do|does|don't|get|gets|pay|pays|costs?|includes?|closes?|opens?|takes?|needs?|earns?)\b))|(?: +(?=and (?:required|optional|included|excluded|free|allowed|available) (?:for|in|with|on)\b))/g

/** "no more than", "not only": they deny nothing. */
const harmless =
  /\b(?:\w+n't|not) (?:\w+ ){1,6}but (?!not|can|you|we|it|they|only)|\b(?:no|not) (?:more|less|later|longer|fewer|higher|heavier|only|least) than\b|\bnot only\b|\bno problem\b|\bno matter\b|\bwhether or not\b|\bdon't (?:hesitate|worry|forget)\b|\bnot later\b/g
const negation =
  /\b(?:exclude[sd]?|excluding|forbidden|forbids?|prohibit(?:ed|s)?|refuse[sd]?|reject(?:ed|s)?|banned|denied|impossible|unable|unavailable|exempt|uncovered|uninsured|ineligible|avoid|not|no|never|none|neither|nobody|nothing|nowhere|cannot|cant|wont|dont|doesnt|isnt|arent)\b|n't\b/g

const universal =
  /\b(?:all|(?<!per )(?:every|(?<!for )each)(?! (?:further|additional|extra|month|year|day|week|hour|night|january|\d|two|six))|any|always|everyone|anyone|everybody|anybody|at any time|whichever|whatever|anywhere|worldwide|both|neither|never|generally)\b/

const permitted = /\b(?:can|may|possible|optional|allowed|able)\b/

/** "Until it has left": as long as it has not. */
const untilDone = /^(?:until|till) (?:(?:you|we|they|it|he|she) |.*\b(?:has|have|is|are)\b)/

/** Reads a sentence; `known` are words in small letters that the sources use as names. */
/** "2 points for every dollar" and "not any" speak of no whole. */
const isUniversal = (text: string): boolean =>
  universal.test(
    (negations(text) > 0 ? text.replace(/\bany\b/g, '') : text).replace(
      /\b(?:\d+|two|three|four|five|six|ten) [a-z]+ for (?:every|each)\b/g,
      '',
    ),
  )

const negations = (text: string): number => (text.replace(harmless, ' ').match(negation) ?? []).length

export function readSentence(written: string, known: ReadonlySet<string>): Sentence {
  const plain = written
    .replace(/[’‘]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/\u00a0/g, ' ')
    .replace(/\ba\.m\.?/g, 'am')
    .replace(/\bp\.m\.?/g, 'pm')
    .replace(/^\s*(?:yes|no|sure|good news|certainly|of course)[,:!.]\s*/i, '')
    .trim()
  const capitals = capitalsOf(plain, known)
  const names = new Set([...capitals].map(nameOf))
  const small = joinPhrases(plain.toLowerCase().replace(/can't|can not/g, 'cannot'))
    // "Not carried up but left at the door": the second is what is said.
    .replace(/\b(?:(\w+)n't|not) ((?:\w+ ){1,6})but (?!not|can|you|we|it|they|only)/g, '$1 $2and ')
  const quantities = quantitiesOf(small)
  const clauses: Clause[] = []
  let segment = 0
  for (const { from, to } of cut(small, quantities)) {
    const text = small.slice(from, to)
    const joint = jointWords.find(([pattern]) => pattern.test(text))?.[1] ?? 'main'
    const fresh =
      joint === 'main' &&
      (/[;:]\s*$/.test(small.slice(0, from)) ||
        /^(?:but|while|whereas|although|though|otherwise|however|and|or)\b/.test(text))
    if (fresh || (joint === 'main' && clauses.at(-1)?.joint === 'main')) segment += 1
    const inside = quantities.filter(({ start }) => start >= from && start < to)
    const bare = text.replace(harmless, ' ')
    const denies =
      joint === 'unless' ||
      joint === 'except' ||
      joint === 'without' ||
      (untilDone.test(text) && (clauses.at(-1)?.negations ?? 0) === 0) ||
      /^otherwise\b/.test(text)
    const negations = (bare.replace(/^(?:but )?not\b/, '').match(negation) ?? []).length + (denies ? 1 : 0)
    const concepts = conceptsOf(small, from, to, inside, capitals)
    clauses.push({
      joint,
      concepts,
      inherited: new Set(),
      unit: unitOf(small, to, inside, capitals),
      subject: subjectOf(small, from, to, inside, capitals),
      universal: isUniversal(text),
      permitted: permitted.test(text),
      negations,
      quantities: inside,
      segment,
    })
    inherit(clauses, text, joint, /[;:]\s*$/.test(small.slice(0, from)), names)
  }
  return {
    text: written,
    clauses,
    names,
    only: /\b(?:only|just|exclusively|solely)\b/.test(small),
    universal: isUniversal(small),
    concession:
      /\b(?:even (?:if|when|though|for)|no matter|regardless|whether or not|in any case|whatever|whichever|also (?:when|if)|irrespective|however (?:you|they))\b/.test(
        small,
      ),
    obliged: /\b(?:must|need to|needs to|required|mandatory|needed|obligatory)\b/.test(small),
    uncertain:
      /\b(?:may|might|could|usually|typically|generally|normally|possibly|depends?|in some cases|some|certain|selected|eligible)\b/.test(
        small,
      ),
    order: ordersOf(small),
    nouns: nounsOf(small, capitals),
    doers: doersOf(small),
    lists: listsOf(small, capitals),
  }
}

/**
 * A dependent clause speaks of its main clause's things. One that goes on behind a comma or an "and" has the subject of the first, but for
 * what the two are contrasted in: "shoes within 60 days and clothing within 30 days".
 */
function inherit(clauses: Clause[], text: string, joint: Joint, afresh: boolean, names: ReadonlySet<string>) {
  const clause = clauses.at(-1)
  const first = clauses[0]
  if (clause === undefined || first === undefined || clause === first) return
  if (afresh) {
    if (/\b(?:it|they|this|these)\b|^(?:larger|higher|smaller|lower|longer|later)\b/.test(text)) {
      clause.inherited = new Set(first.concepts.keys())
      return
    }
    if (first.unit !== null && clause.quantities.some(({ bare }) => bare)) clause.inherited = new Set([first.unit])
    return
  }
  if (joint !== 'main') {
    const host = clauses.findLast((one) => one.joint === 'main' && one.segment === clause.segment)
    clause.inherited = new Set(host?.concepts.keys())
    return
  }
  if (/^(?:but|while|whereas|although|though|however)\b/.test(text)) return
  const verbs = '(?:costs?|pays?|gets?|has|have|takes?|includes?|is|are|can|may|must|will|works?)'
  if (!new RegExp(`^(?:and |or )?${verbs}\\b`).test(text) && new RegExp(` ${verbs} `).test(text)) return
  const subject = [...first.concepts.keys()].slice(0, first.subject)
  if (first.unit !== null && clause.quantities.some(({ bare }) => bare)) subject.push(first.unit)
  const named = [...clause.concepts.keys()].some((concept) => names.has(concept))
  clause.inherited = new Set(
    subject.filter((concept) => !clause.concepts.has(concept) && !(named && names.has(concept))),
  )
}

/** Where a sentence falls into clauses; two amounts of one kind that belong to two things are cut apart at the "and" between them. */
function cut(text: string, quantities: readonly Quantity[]): { from: number; to: number }[] {
  const places = new Set<number>([0])
  for (const match of text.matchAll(cutBefore)) {
    const at = match.index + match[0].length
    // "from the 28th week on", "24 hours before": a number right before keeps "before" and "after".
    if (/^(?:before|after)\b/.test(text.slice(at)) && quantities.some(({ end }) => end >= match.index - 1 && end <= at))
      continue
    places.add(at)
  }
  // "On regional trains at any time and on express trains only with …".
  for (const match of text.matchAll(/\b(on|in|at|for|from|with) [^,;.]{3,60}? and (?=\1 )/g))
    places.add(match.index + match[0].length)
  // A dependent clause that comes first ends at its comma.
  for (const from of [...places])
    if (jointWords.some(([pattern]) => pattern.test(text.slice(from)))) {
      const comma = text.indexOf(', ', from)
      const next = Math.min(...[...places].filter((place) => place > from), text.length)
      if (comma > 0 && comma < next) places.add(comma + 2)
    }
  for (let i = 1; i < quantities.length; i += 1) {
    const one = quantities[i - 1] as Quantity
    if (one.dimension === 'rate') continue
    const other = quantities.slice(i).find(({ dimension }) => dimension === one.dimension)
    if (!other || (one.bound === 'least' && other.bound === 'most' && other.start - one.end < 7)) continue
    const between = text.slice(one.end, other.start)
    const joint = /(?:,| and| or|,? then) (?=[^,]*$)/.exec(between)
    if (joint && /[a-z]{3}/.test(between.replace(/\b(?:and|or|for|then|to)\b/g, '')))
      places.add(one.end + joint.index + joint[0].length)
  }
  const sorted = [...places]
    .sort((a, b) => a - b)
    .filter((place, i, all) => i === 0 || !/^(?:and|or|then|[,;:\s])*$/.test(text.slice(all[i - 1], place)))
  return sorted.map((from, i) => ({ from, to: sorted[i + 1] ?? text.length })).filter(({ from, to }) => to - from > 1)
}

const wordShape = /[a-zà-ÿ][a-zà-ÿ0-9']*(?:-[a-zà-ÿ]+)*|\d+[a-z]+/g

function conceptsOf(
  text: string,
  from: number,
  to: number,
  quantities: readonly Quantity[],
  capitals: ReadonlySet<string>,
): Map<string, 1 | -1> {
  const concepts = new Map<string, 1 | -1>()
  for (const match of text.slice(from, to).matchAll(wordShape)) {
    const at = from + match.index
    if (quantities.some(({ start, end }) => at >= start && at < end)) continue
    for (const word of match[0].replace(/'s$|'$/, '').split('-')) {
      if (word.endsWith("n't")) continue
      if (capitals.has(word)) {
        concepts.set(nameOf(word), 1)
        continue
      }
      const meaning = meaningOf(word)
      if (meaning === null) continue
      concepts.set(meaning.concept, Math.min(concepts.get(meaning.concept) ?? 1, meaning.sign) as 1 | -1)
    }
  }
  // "from Standard to Plus": one thing, where both are names.
  for (const match of text.slice(from, to).matchAll(/\bfrom ([a-z]+) to ([a-z]+)\b/g)) {
    const [one, other] = [conceptOf(match[1]), conceptOf(match[2])]
    if (one && other && alternativesOf(one.concept) !== undefined && alternativesOf(other.concept) !== undefined)
      concepts.set(`${one.concept}>${other.concept}`, 1)
  }
  return concepts
}

/** Concepts before a clause's first number, less the last of them where none stand behind it. */
function subjectOf(
  text: string,
  from: number,
  to: number,
  quantities: readonly Quantity[],
  capitals: ReadonlySet<string>,
): number {
  const number = quantities[0]
  if (number === undefined) return 2
  const before = [...conceptsOf(text, from, number.start, quantities, capitals).keys()]
  const ahead = before.length
  const last = before.at(-1)
  return conceptsOf(text, number.end, to, quantities, capitals).size > 0
    ? ahead
    : Math.max(0, ahead - (last === 'cost' ? 0 : 1))
}

function unitOf(
  text: string,
  to: number,
  quantities: readonly Quantity[],
  capitals: ReadonlySet<string>,
): string | null {
  const number = quantities.find(({ dimension, bare }) => dimension === 'count' && !bare)
  return number === undefined ? null : ([...conceptsOf(text, number.end, to, [], capitals).keys()][0] ?? null)
}

const conceptOf = (word: string | undefined): Meaning | null => (word ? meaningOf(word.replace(/'s$/, '')) : null)

/** Words with a capital inside a sentence, in small letters; also its first, where it is a known name or the next has a capital, too. */
export function capitalsOf(text: string, known: ReadonlySet<string>): Set<string> {
  const capitals = new Set<string>()
  for (const match of text.matchAll(/(?<![\p{L}\d'])\p{Lu}[\p{L}\d-]*/gu)) {
    const first = match.index === 0 || /[.!?:"]\s*$/.test(text.slice(0, match.index))
    const word = match[0]
    const small = word.toLowerCase()
    const lettered = word.length === 1 && /\p{Lu}\p{L}+ (?:\p{Lu} (?:and|or) )?$/u.test(text.slice(0, match.index))
    if (
      word === 'I' ||
      (word.length < 2 && !lettered) ||
      (word === word.toUpperCase() && word.length < 4 && /^(?:AM|PM|OK|IT|US)$/.test(word))
    )
      continue
    if (/\d ?$/.test(text.slice(0, match.index))) continue
    const next = /^ \p{Lu}\p{Ll}/u.test(text.slice(match.index + word.length))
    if (first && !/^\p{Lu}{2,}/u.test(word) && !known.has(small) && !(next && meaningOf(small) !== null)) continue
    for (const part of joinPhrases(small).split(/[ -]/))
      if (lettered || part === 'may' || (part.length > 1 && meaningOf(part) !== null)) capitals.add(part)
  }
  return capitals
}

function ordersOf(text: string): Sentence['order'] {
  const orders: Sentence['order'] = []
  for (const match of text.matchAll(
    /\b(before|until|till|prior to|by|after|once(?! an? )|following|as soon as|from|since|within \w+ \w+ of)\b((?: (?!before|after|until)[a-z']+){1,6})/g,
  )) {
    const side = /^(?:before|until|till|prior|by)/.test(match[1] as string) ? 'before' : 'after'
    if (match[1] === 'from' || match[1] === 'by') {
      if (!/\b(?:end|start|begin\w*)\b/.test(match[2] as string)) continue
    }
    let taken = 0
    for (const word of (match[2] as string).trim().split(' ')) {
      const meaning = conceptOf(word)
      if (/^(?:before|after|until|and|or|but)$/.test(word)) break
      if (meaning === null) continue
      orders.push({ side, concept: meaning.concept })
      taken += 1
      if (taken === 3) break
    }
  }
  return orders
}

function nounsOf(text: string, capitals: ReadonlySet<string>): Set<string> {
  const nouns = new Set<string>()
  const add = (word: string | undefined) => {
    const concept = word && (capitals.has(word) ? nameOf(word) : conceptOf(word)?.concept)
    if (concept) nouns.add(concept)
  }
  for (const match of text.matchAll(
    /\b(?:a|an|the|your|our|by|in|at|with|via|only|of|and|or|any) (?!(?:a|an|the|your|our|first|next|other|same|further|additional|extra)\b)([a-z]+)(?= (?:to|for|at|in|on|and|or|is|are|can|must|may|when|if|only|have|has)\b|[.,;:!?]|$)/g,
  ))
    add(match[1])
  for (const match of text.matchAll(
    /(?:^|[,;] |\bfor |\bon )(?:[a-z]+ )?([a-z]+s|[a-z]+ (?=meals|cards?|tickets?|customers|members|rooms?|fares?)) ?(?=(?:can|are|may|must|only|have|cost|get|pay|meals|cards?|tickets?|customers|members|rooms?|fares?)\b)/g,
  ))
    add(match[1]?.trim())
  return nouns
}

function doersOf(text: string): Sentence['doers'] {
  const doers = new Map<string, 'you' | 'we'>()
  for (const match of text.matchAll(
    /\b(you|we)(?: (?:can|may|will|must|should|do|don't|cannot|won't|also|both))? ([a-z]+)\b/g,
  )) {
    const meaning = conceptOf(match[2])
    if (meaning && meaning.concept !== 'refund') doers.set(meaning.concept, match[1] as 'you' | 'we')
  }
  return doers
}

function listsOf(text: string, capitals: ReadonlySet<string>): [string, string][] {
  const lists: [string, string][] = []
  for (const match of text.matchAll(
    /\b([a-z'-]+)(?:, ([a-z'-]+))*,? (?:and|or) (?:in |by |the |a |an |on |to |via )?([a-z'-]+)/g,
  )) {
    const [first, second] = [match[1], match[3]].map((word) =>
      word && capitals.has(word) ? nameOf(word) : conceptOf(word)?.concept,
    )
    if (first && second) lists.push([first, second])
  }
  return lists
}

/** Sentences and lines of a source. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/\b(a|p)\.m\.(?=\s+[a-z])/g, '$1m')
    .split(/\n+|(?<=[.!?])["')]?\s+(?=[\p{Lu}\d"'(•*-])/u)
    .map((sentence) => sentence.replace(/^\s*(?:[•*#>-]+|\d+\.)\s+/, '').trim())
    .filter((sentence) => /[\p{L}\d]/u.test(sentence))
}
