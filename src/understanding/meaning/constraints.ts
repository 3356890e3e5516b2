import type { Json } from '#domain/json.ts'
import type { Constraint, ConstraintOperator } from '#domain/understanding.ts'
import { type Clauses, partOf, startOf } from './clauses.ts'
import { type Operator, operators, suffixes, superlatives } from './operators.ts'
import { phraseSet, wordSet } from './phrases.ts'
import { type ReadValue, ValueReader } from './values.ts'
import { colours, materials, sizes, subjects } from './words.ts'

/** What has been is no bound on what shall be: "I was charged more than 50 dollars", "it was due before Friday". */
const past = wordSet(
  `was were did charged paid cost costed bought ordered promised supposed said took been had went arrived came waited waiting sent received
  billed spent got havent hasnt didnt ago yesterday meant due`,
)
/** Still a bound, whatever stands before: "I bought one, it has to be under 50". */
const wanting = wordSet(
  'need want must should please only can could would looking find show deliver prefer wanna gotta something anything',
)
const priced = wordSet(
  'price priced cost costs cheap cheaper expensive dollars euros pounds bucks budget spend pay afford worth £ $ €',
)
const joins = wordSet('and to or till until through')
const comparison = phraseSet('rather|other|better|instead than|of')
const mostConstraints = 8

/** The constraints that a range of words states; spans lie in it. */
export function constraintsIn(clauses: Clauses, from: number, end: number): Constraint[] {
  const values = new ValueReader(clauses)
  const found: Constraint[] = []
  for (let at = from; at < end && found.length < mostConstraints; at += 1) {
    const read =
      superlativeAt(clauses, at) ?? operatorAt(clauses, at, end, values) ?? suffixedAt(clauses, at, end, values)
    if (read === undefined || read.end > end) continue
    const part = partOf(clauses, { from: at, end: read.end })
    if (part === null) continue
    found.push({ ...part, ...read.constraint, strength: 'must' })
    at = read.end - 1
  }
  return found
}

type Body = Pick<Constraint, 'attribute' | 'operator' | 'value' | 'entity'>
interface Found {
  constraint: Body
  end: number
}

function superlativeAt(clauses: Clauses, at: number): Found | undefined {
  const hit = superlatives.match(clauses, at)
  return hit && { constraint: { ...hit.value, value: null }, end: at + hit.length }
}

function operatorAt(clauses: Clauses, at: number, end: number, values: ValueReader): Found | undefined {
  const hit = operators.match(clauses, at)
  if (hit === undefined || comparison.match(clauses, at) !== undefined) return undefined
  const { operator, takes } = hit.value
  const next = at + hit.length
  if (!isBound(clauses, at, operator)) return undefined
  if (next >= end) return undefined
  const isClause =
    subjects.has(clauses.words[next] ?? '') &&
    !['that', 'this', 'one', 'these', 'those'].includes(clauses.words[next] ?? '')
  if ((takes !== 'time' && isClause) || (next < end && clauses.gaps[next] !== '')) return undefined
  if (takes !== 'property' && takes !== 'thing' && isReport(clauses, at)) return undefined
  switch (takes) {
    case 'amount':
      return operator === 'between' ? rangeAt(clauses, next, values) : amountAt(clauses, hit.value, next, values)
    case 'time':
      return timeAt(clauses, operator, next, end, values)
    case 'property':
      return propertyAt(clauses, hit.value, at, next, values, false)
    case 'thing':
      return propertyAt(clauses, hit.value, at, next, values, true)
  }
}

/** Words that also do other things bound something only in the right company. */
function isBound(clauses: Clauses, at: number, operator: ConstraintOperator): boolean {
  const { words } = clauses
  const word = words[at] ?? ''
  const before = words.slice(Math.max(startOf(clauses, at, true), at - mostWordsBefore), at)
  // "Pay with my card", "help with my order", "what is up with it": only of a thing that is looked for.
  if (word === 'with')
    return before.length > 0 && !before.some((one) => otherWith.has(one)) && !ofOwner.has(words[at + 1] ?? '')
  // "I am away until Friday" tells; "hold it until Friday" asks.
  if (/^(?:until|till|til|untill)$/.test(word)) return before.some((one) => lasting.has(one))
  // "The day after tomorrow", "a week before".
  if (operator === 'before' || operator === 'after')
    return !/^(?:day|days|week|weeks|year|years|time)$/.test(before.at(-1) ?? '')
  return true
}
const otherWith = wordSet(
  `pay paid paying help issue issues problem problems trouble wrong happy up on going speak speaking talk talking chat deal dealing compared
  compare come came comes coming playing used use continue continuing update assist do doing done log logged login error errors cope back
  happening order ordered is are was were am i you we they it keep ran run mess stuck start stay agree not can could filled bought got`,
)
const ofOwner = wordSet('my your this that it them me you something nothing everything anything an')
const lasting = wordSet(
  'hold keep wait delay pause leave extend postpone store freeze deliver send book stay reserve push move',
)

function amountAt(
  clauses: Clauses,
  { operator, attribute }: Operator,
  at: number,
  values: ValueReader,
): Found | undefined {
  const value = values.read(at, false)
  if (value === undefined) return undefined
  if (operator === 'more-than' || operator === 'about' || operator === 'at-most') {
    // "over the weekend", "around noon": times.
    if (value.kind === 'time') return operator === 'about' ? found('about', 'time', value) : undefined
  }
  if (value.kind === 'time')
    return found(operator === 'less-than' || operator === 'at-most' ? 'by' : 'after', 'time', value)
  if (value.kind === 'entity' || value.kind === 'words') return undefined
  // "About 3 weeks ago", "over 40 of them": how it was.
  if (clauses.words[value.end] === 'ago') return undefined
  return found(operator, attribute ?? attributeOf(clauses, operator, value), value)
}

/** "Between 20 and 40 dollars", "from 8 to 10": the currency or unit of the second is that of the first. */
function rangeAt(clauses: Clauses, at: number, values: ValueReader): Found | undefined {
  const whole = values.read(at, false)
  const range = whole?.kind === 'time' && typeof whole.value === 'object' ? whole : undefined
  if (range !== undefined) return found('between', 'time', range)
  const low = number(at, values)
  if (low === undefined || !joins.has(clauses.words[low.end] ?? '')) return undefined
  const high = number(low.end + 1, values)
  if (high === undefined || high.value.kind === 'words' || high.value.kind === 'entity') return undefined
  if ((low.value.kind === 'time') !== (high.value.kind === 'time')) return undefined
  const value = between(low.value.value, high.value.value)
  const attribute = attributeOf(clauses, 'between', low.value.kind === 'money' ? low.value : high.value)
  return { constraint: { attribute, operator: 'between', value }, end: high.end }
}

function number(at: number, values: ValueReader): { value: ReadValue; end: number } | undefined {
  const value = values.read(at, false)
  if (value === undefined) return undefined
  // "20 and 40 dollars": a number that a join follows counts nothing yet.
  const isBare = value.kind === 'quantity' && value.entity === undefined && joins.has(value.unit ?? '')
  return isBare ? { value: { ...value, kind: 'number' }, end: value.end - 1 } : { value, end: value.end }
}

function between(low: Json, high: Json): Json {
  const amount = (value: Json): Json => (isAmount(value) ? (value['amount'] as Json) : value)
  const shared = isAmount(high) ? high : isAmount(low) ? low : {}
  const { amount: _, ...rest } = shared
  return { from: amount(low), to: amount(high), ...rest }
}
const isAmount = (value: Json): value is Record<string, Json> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'amount' in value

function timeAt(
  clauses: Clauses,
  operator: ConstraintOperator,
  at: number,
  end: number,
  values: ValueReader,
): Found | undefined {
  const value = values.read(at, false)
  // "Delay it by a week" says by how much.
  const isMeasure =
    /^(?:by|until|till|til)$/.test(clauses.words[at - 1] ?? '') &&
    (/^(?:an?|one)$/.test(clauses.words[at] ?? '') || value?.kind === 'quantity')
  if (isMeasure) return undefined
  if (value !== undefined && (value.kind === 'time' || value.attribute === 'duration')) {
    const attribute = value.kind === 'time' ? 'time' : 'duration'
    return found(attribute === 'duration' && operator === 'by' ? 'at-most' : operator, attribute, value)
  }
  if (value?.kind === 'number' && operator !== 'is') return found(operator, 'time', value)
  // "Before I leave", "until we get back".
  if (operator === 'is' || !subjects.has(clauses.words[at] ?? '') || at + 1 >= end) return undefined
  if (operator === 'after') return undefined
  let stop = at + 1
  while (
    stop < end &&
    stop - at < 6 &&
    clauses.gaps[stop] === '' &&
    !['and', 'but', 'so', 'please'].includes(clauses.words[stop] ?? '')
  )
    stop += 1
  const part = partOf(clauses, { from: at, end: stop })
  // "Before I ordered" was.
  if (clauses.words.slice(at, stop).some((word) => past.has(word) || /[a-z]{2}ed$/.test(word))) return undefined
  return part === null ? undefined : { constraint: { attribute: 'time', operator, value: part.text }, end: stop }
}

function propertyAt(
  clauses: Clauses,
  { operator, attribute }: Operator,
  at: number,
  next: number,
  values: ValueReader,
  things: boolean,
): Found | undefined {
  if ((operator === 'is-not' || operator === 'with') && states(clauses, at)) return undefined
  const value = values.read(next, things)
  if (value === undefined || value.kind === 'money' || value.kind === 'time') return undefined
  if (attribute === undefined && (value.kind === 'number' || value.kind === 'quantity')) return undefined
  // "No receipt", "no membership" tells what there is not; "no wool" what shall not be.
  const isNone = /^(?:no|non|nothing)$/.test(clauses.words[at] ?? '')
  if (isNone && value.kind === 'entity' && !isKnownProperty(clauses.words[value.end - 1] ?? '')) return undefined
  const named = attribute ?? value.attribute
  if (named === null && !things) return undefined
  // "Not the red one but the blue one" is a contrast; "not the boots" corrects what was said.
  const word = clauses.words[next] ?? ''
  if (operator === 'is-not' && word === 'the') return undefined
  return found(operator, named ?? 'feature', value)
}

const isKnownProperty = (word: string): boolean => colours.has(word) || materials.has(word) || sizes.has(word)

/** "It is not leather" says how something is; "something that is not leather" asks for it. */
function states({ words, gaps }: Clauses, at: number): boolean {
  const before = gaps[at] === '' ? (words[at - 1] ?? '') : ''
  if (before === 'is' || before === 'are' || before === 'be')
    return !/^(?:that|which|should|must|to)$/.test(words[at - 2] ?? '')
  return /^(?:im|its|am|was|were|do|did|does|has|have|theyre|thats|i|came|arrived)$/.test(before)
}

/** "50 euros max", "2 or more". */
function suffixedAt(clauses: Clauses, at: number, end: number, values: ValueReader): Found | undefined {
  const word = clauses.words[at] ?? ''
  if (!/\d/.test(word) && !numberish.has(word)) {
    const property = values.read(at, false)
    const isOnly = property?.kind === 'words' && property.from === at && clauses.words[property.end] === 'only'
    return isOnly ? { ...found('is', property.attribute ?? 'feature', property), end: property.end + 1 } : undefined
  }
  const value = values.read(at, false)
  if (value === undefined || value.from !== at || isReport(clauses, at)) return undefined
  if (value.kind === 'number' || value.kind === 'money' || value.kind === 'quantity') {
    const isBare = value.kind === 'quantity' && value.entity === undefined && suffixWords.has(value.unit ?? '')
    const stop = isBare ? value.end - 1 : value.end
    const hit = suffixes.match(clauses, stop)
    if (hit !== undefined && stop + hit.length <= end) {
      const plain: ReadValue = isBare ? { ...value, kind: 'number', value: amountOf(value.value) } : value
      return { ...found(hit.value, attributeOf(clauses, hit.value, plain), plain), end: stop + hit.length }
    }
    const high =
      joins.has(clauses.words[stop] ?? '') && clauses.words[stop] === 'to' ? values.read(stop + 1, false) : undefined
    if (high !== undefined && high.kind === 'money')
      return {
        constraint: { attribute: 'price', operator: 'between', value: between(value.value, high.value) },
        end: high.end,
      }
  }
  return undefined
}
const numberish = wordSet(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred',
)
const suffixWords = wordSet('max maximum tops top min minimum')
const amountOf = (value: Json): Json => (isAmount(value) ? (value['amount'] as Json) : value)

const found = (operator: ConstraintOperator, attribute: string, value: ReadValue): Found => ({
  constraint: {
    attribute,
    operator,
    value: value.value,
    ...(value.entity !== undefined && { entity: value.entity }),
  },
  end: value.end,
})

/** A bare number under or over something is a price, unless it counts. */
function attributeOf({ words }: Clauses, operator: ConstraintOperator, value: ReadValue): string {
  if (value.attribute !== null) return value.attribute
  const isPrice = words.some((word) => priced.has(word))
  if (isPrice) return 'price'
  return operator === 'at-least' || operator === 'about' ? 'quantity' : 'amount'
}

/** What says that a clause is a report stands near. */
const mostWordsBefore = 24

function isReport(clauses: Clauses, at: number): boolean {
  const { words } = clauses
  const before = words.slice(Math.max(startOf(clauses, at, true), at - mostWordsBefore), at)
  return before.some((word) => past.has(word)) && !before.some((word) => wanting.has(word))
}
