import { alternativesOf, joinPhrases, meaningOf, nameOf } from './meaning.ts'
import { conceptOf, doersOf, listsOf, nounsOf, ordersOf, slotsOf, tellersOf } from './phrases.ts'
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
  /** What it is "without", where that is no clause of its own. */
  lacking: string[]
  /** What stands right behind an "only". */
  onlyOf: string[]
  /** What stands before its verb. */
  leading: ReadonlySet<string>
  /** How many of its concepts, in order, a clause behind it shares. */
  subject: number
  /** What its first number counts: "points". */
  unit: string | null
  /** Where its verb stands in the text, for what stands before it. */
  verbAt: number
  /** What the clause alone says of "all" and "at any time". */
  universal: boolean
  /** That it may be done, not that it must. */
  permitted: boolean
  /** What stands right behind a negation: "returned" in "cannot be returned". */
  denied: ReadonlySet<string>
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
  permits: boolean
  uncertain: boolean
  /** That it may be, or usually is. */
  maybe: boolean
  /** It is said of everyone, or of all of a kind. */
  everyone: boolean
  /** "before we receive": the word of time and the concept behind it. */
  order: { side: 'before' | 'after'; concept: string }[]
  /** Concepts that stand where a noun stands: behind an article, a possessive, a preposition, or first with a verb behind it. */
  nouns: Set<string>
  /** What stands behind a preposition, an auxiliary with its participle left out: `in` → `hold`. */
  slots: Map<string, Set<string>>
  /** "same day", "move out": small words that tell one from another, by the word they belong to. */
  tellers: Map<string, Set<string>>
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
  [
    /^(?:when|once(?! (?:an?|per|every|for|without|only|more|again|in|free|at no)\b)|after|before|until|as soon as|while you|whenever)\b/,
    'time',
  ],
]
const cutBefore =
  /(?:[,;:]? +(?=(?:unless|except|excluding|other than|apart from|without|only if|only when|only with|if|provided|as long as|so long as|where|when|once(?! (?:an?|per|every|for|without|only|more|again|in|free|at no)\b)|after|before|until|as soon as|even if|whether|no matter)\b))|(?:[;:] +)|(?:,? +(?=(?:but|while|whereas|although|though|otherwise|however)\b))|(?:, +(?=(?:and|or|so|then|they|it|we|you|this|later|everyone|which|who|or)\b))|(?:, +(?=(?:(?!and |or )[a-z]+ ){1,5}(?:cost|costs|pay|pays|can|cannot|may|must|is|are|get|gets|has|have|will)\b))|(?:, +(?=not (?:us|you|by|in|at|for|the|to|on)\b))|(?: +(?=and (?:no|nothing|never|has|have|is|are|can|cannot|may|must|will|do|does|don't|get|gets|pay|pays|costs?|includes?|closes?|opens?|takes?|needs?|earns?)\b))|(?: +(?=and (?:required|optional|included|excluded|free|allowed|available) (?:for|in|with|on)\b))/g

/** "no more than", "not only": they deny nothing. */
const harmless =
  /(?:\b(?:never|not)|n't) (?:(?!that|which|over|with)\w+ ){0,2}?(?:more|less|longer|fewer|higher|later)\b(?! (?:available|valid|possible))|\b(?:no|not) (?:more|less|later|longer|fewer|higher|heavier|only|least|older|younger|larger|bigger|above|over|exceeding) than\b|\bnot only\b|\bno problem\b|\bno matter\b|\bwhether or not\b|\bdon't (?:hesitate|worry|forget)\b|\bnot later\b/g
const negation =
  /\b(?:fail(?:s|ed)? to|skip(?:s|ped)?|lacks?|without|(?:stay|stays|keep|kept) (?:out of|away from|off)|off[- ]limits|exclude[sd]?|excluding|forbidden|forbids?|prohibit(?:ed|s)?|refuse[sd]?|reject(?:ed|s)?|banned|denied|impossible|unable|unavailable|exempt|uncovered|uninsured|ineligible|avoid|not|no|never|none|neither|nobody|nothing|nowhere|cannot|cant|wont|dont|doesnt|isnt|arent)\b|n't\b/g

const universal =
  /\b(?:all|(?<!per )(?:every|(?<!for )each)(?! (?:further|additional|extra|month|year|day|week|hour|night|january|\d|two|six))|any|always|everyone|anyone|everybody|anybody|at any time|whichever|whatever|anywhere|worldwide|both|neither|never|generally)\b/

const verb =
  /\b(?:is|are|can|cannot|may|must|will|has|have|gets?|costs?|pays?|needs?|receives?|takes?|does|do|includes?|starts?|ends?)\b/

const permitted = /\b(?:can|may|possible|optional|allowed|able)\b/

/** "Until it has left": as long as it has not. */
const untilDone = /^(?:until|till) (?:(?:you|we|they|it|he|she) |.*\b(?:has|have|is|are)\b)/

/** Reads a sentence; `known` are words in small letters that the sources use as names. */
/** "2 points for every dollar" and "not any" speak of no whole. */
const isUniversal = (text: string): boolean =>
  universal.test(
    (negations(text) > 0 ? text.replace(/\bany\b/g, '') : text).replace(
      /(?:\b(?:\d+|two|three|four|five|six|ten) [a-z]+ )?\b(?:back )?(?:for|per|on) (?:every|each)\b/g,
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
  const small = joinPhrases(
    plain
      .toLowerCase()
      .replace(/can't|can not/g, 'cannot')
      .replace(/\b(you|we|they|it|i|that|there|he|she|who)'(?:ll|d|ve|re|m)\b/g, '$1')
      .replace(/\b(?:a )?quarter of an hour\b/g, '15 minutes')
      .replace(/\bthree quarters of an hour\b/g, '45 minutes')
      .replace(/\b(?:an? )?(?:couple|pair) of\b/g, 'two')
      .replace(/\ba quarter\b(?= of)/g, '25%')
      .replace(/\bhalf (?=the |of the |your )/g, '50% of ')
      .replace(/\b(?:a )?fortnight\b/g, '14 days')
      .replace(/\ba dozen\b/g, '12'),
  )
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
      (untilDone.test(text) && inside.length === 0 && (clauses.at(-1)?.negations ?? 0) === 0) ||
      /^otherwise\b/.test(text)
    const negations = (bare.replace(/^(?:(?:but )?not|without)\b/, '').match(negation) ?? []).length + (denies ? 1 : 0)
    const concepts = conceptsOf(small, from, to, inside, capitals)
    clauses.push({
      joint,
      concepts,
      inherited: new Set(),
      unit: unitOf(small, to, inside, capitals),
      subject: subjectOf(small, from, to, inside, capitals),
      verbAt: from + (verb.exec(text)?.index ?? 0),
      leading: new Set(conceptsOf(small, from, from + (verb.exec(text)?.index ?? 0), inside, capitals).keys()),
      onlyOf: onlyOf(text, capitals),
      lacking: lackingIn(text),
      universal: isUniversal(text),
      permitted: permitted.test(text),
      denied:
        joint === 'without' || joint === 'except'
          ? new Set([...deniedIn(bare, capitals), ...[...concepts.keys()].slice(0, 1)])
          : deniedIn(bare, capitals),
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
    only: /\b(?:only|exclusively|solely)\b/.test(small),
    universal: isUniversal(small),
    concession:
      /\b(?:even (?:if|when|though|for)|no matter|regardless|whether or not|in any case|whatever|whichever|wherever|whenever|whoever|(?:opened|used|worn|member) or not|or not|inside or outside|with or without|in (?:any|every|all) cases?|also (?:when|if)|irrespective|however (?:you|they))\b/.test(
        small,
      ),
    obliged: /\b(?:must|need to|needs to|required|mandatory|needed|obligatory)\b/.test(small),
    permits: permitted.test(small),
    uncertain:
      /\b(?:may|might|could|usually|typically|generally|normally|possibly|depends?|in some cases|some|certain|selected|eligible)\b/.test(
        small,
      ),
    maybe: /\b(?:may|might|could|usually|typically|in some cases|sometimes)\b/.test(small),
    everyone: /\b(?:everyone|everybody|anyone|anybody|all|every|any)\b/.test(small),
    order: ordersOf(small),
    nouns: nounsOf(small, capitals),
    slots: slotsOf(small, capitals),
    tellers: tellersOf(small),
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
      clause.inherited = new Set([...first.concepts.keys()].slice(0, Math.max(2, first.subject)))
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
    // "Photography without flash is allowed": no clause of its own.
    if (
      /^without\b/.test(text.slice(at)) &&
      !verb.test(text.slice(0, at)) &&
      /^without (?:\w+ ){1,3}(?:is|are|can|may|must|cost|costs|get|pay)\b/.test(text.slice(at))
    )
      continue
    // "What was planned before the trip is not covered": the verb behind it is the sentence's own.
    if (
      /^(?:before|after) (?:the |your |an? )\w+ (?:is|are|can|cannot|may|must|cost|costs) /.test(text.slice(at)) &&
      /\b(?:that|which|who)\b/.test(text.slice(0, at))
    )
      continue
    places.add(at)
  }
  // "On regional trains at any time and on express trains only with …".
  for (const match of text.matchAll(/\b(on|in|at|for|from|with) [^,;.]{3,60}? and (?=\1 )/g))
    if (verb.test(text.slice(0, match.index + match[0].length))) places.add(match.index + match[0].length)
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

const modal: ReadonlySet<string> = new Set(['possible', 'need', 'allow', 'abl', 'avail', 'entitl', 'right'])

/** The first concept behind each negation, and the one behind it where the first only says that something may or must be. */
function deniedIn(clause: string, capitals: ReadonlySet<string>): Set<string> {
  const denied = new Set<string>()
  for (const match of clause.matchAll(negation)) {
    let left = 1
    for (const word of clause.slice(match.index + match[0].length).matchAll(wordShape)) {
      const concept = capitals.has(word[0]) ? nameOf(word[0]) : meaningOf(word[0])?.concept
      if (concept === undefined) continue
      denied.add(concept)
      if (!modal.has(concept)) left -= 1
      if (left === 0) break
    }
  }
  return denied
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

const lackingIn = (text: string): string[] =>
  [...text.matchAll(/(?<!^)\bwithout (?:an? |any |the |your )?([a-z]+)/g)].flatMap(
    ([, word]) => conceptOf(word)?.concept ?? [],
  )

function onlyOf(text: string, capitals: ReadonlySet<string>): string[] {
  const [, behind = ''] = /\b(?:only|exclusively|solely)\b([^,;.]*)/.exec(text) ?? []
  return [...conceptsOf(behind, 0, behind.length, quantitiesOf(behind), capitals).keys()].slice(0, 3)
}

/** Sentences and lines of a source. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/\b(a|p)\.m\.(?=\s+[a-z])/g, '$1m')
    .split(/\n+|(?<=[.!?])["')]?\s+(?=[\p{Lu}\d"'(•*-])/u)
    .map((sentence) => sentence.replace(/^\s*(?:[•*#>-]+|\d+\.)\s+/, '').trim())
    .filter((sentence) => /[\p{L}\d]/u.test(sentence))
}
