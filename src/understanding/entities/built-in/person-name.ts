import { english } from '../../spelling/english.ts'
import { firstNameSet, properNames } from '../../spelling/proper-names.ts'
import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'

/** After these comes a name, whatever it looks like. */
const strongIntroductions = [
  ['my', 'name', 'is'],
  ['my', "name's"],
  ['the', 'name', 'is'],
  ['name', 'is'],
  ['full', 'name'],
  ['name'],
  ['call', 'me'],
  ['under', 'the', 'name'],
  ['under', 'the', 'name', 'of'],
  ['in', 'the', 'name', 'of'],
]
/** After these comes a name only where it is written like one. */
const weakIntroductions = [
  ["i'm"],
  ['im'],
  ['i', 'am'],
  ['this', 'is'],
  ["it's"],
  ['it', 'is'],
  ['mr'],
  ['mrs'],
  ['ms'],
  ['dr'],
  ['miss'],
]
const introductionStarts = new Set([...strongIntroductions, ...weakIntroductions].map(([first]) => first))
/** Ends a name that is not written in capitals. */
const enders = new Set(
  'and but i my the a an order from with at on in for to is was it its that because so can could please not email mail phone number address account zip you here just calling or if would want need how what when where why who yes no ok okay thanks thank hi hello'.split(
    ' ',
  ),
)
/** Not a name even as a whole answer. */
const noAnswer = new Set(
  "yes yeah yep yup no nope nah ok okay sure what why who how when where which cancel stop help hello hi hey thanks thank please sorry never nothing none skip wait don't dont i i'm im it it's the a my can could would do is are agent human person refund return order later bye goodbye nevermind forget not".split(
    ' ',
  ),
)
const longestName = 4
const isCapital = (text: string, token: Token) => /^\p{Lu}/u.test(text.slice(token.start, token.start + 1))
const isNameWord = (token: Token) => /^[\p{L}'’-]{1,30}$/u.test(token.norm) && !token.norm.startsWith('__')

/** Value: the name, in capitals where the customer wrote it all small. */
export const findPersonNames: BuiltInFinder = (input) => {
  const { text, tokens, isExpected } = input
  if (isExpected) {
    const whole = wholeAnswer(text, tokens)
    if (whole !== undefined) return [whole]
  }
  const named = introduced(input)
  const isNew = ({ start, end }: BuiltInFound) => named.every((other) => end <= other.start || start >= other.end)
  return [...named, ...capitalPairs(input).filter(isNew)]
}

function wholeAnswer(text: string, tokens: readonly Token[]): BuiltInFound | undefined {
  const first = tokens[0]
  const last = tokens.at(-1)
  if (first === undefined || last === undefined || tokens.length > longestName) return undefined
  if (!tokens.every(isNameWord) || noAnswer.has(first.norm) || /[?!:;,…]|\p{L}{3,}\.\s/u.test(text)) return undefined
  const sure = tokens.length > 1 && !tokens.some((token) => enders.has(token.norm))
  return {
    start: first.start,
    end: last.end,
    value: named(text, first.start, last.end),
    confidence: sure ? 0.9 : 0.7,
    wholeMessage: true,
  }
}

function introduced({ text, tokens, isWord }: Parameters<BuiltInFinder>[0]): BuiltInFound[] {
  const found: BuiltInFound[] = []
  const follows = (at: number, words: readonly string[]) => words.every((word, i) => tokens[at + i]?.norm === word)
  for (let at = 0; at < tokens.length; at += 1) {
    if (!introductionStarts.has((tokens[at] as Token).norm)) continue
    const strong = strongIntroductions.filter((words) => follows(at, words)).sort((a, b) => b.length - a.length)[0]
    const weak = weakIntroductions.find((words) => follows(at, words))
    const words = strong ?? weak
    if (words === undefined) continue
    const from = at + words.length
    const capitals = run(tokens, from, text, (token) => isCapital(text, token) && !enders.has(token.norm))
    if (
      capitals > 0 &&
      (strong !== undefined ||
        (capitals > 1 && firstNameSet.has(tokens[from]!.norm) && !isShouted(text, tokens, from, capitals)) ||
        !isWord(tokens[from]!.norm))
    ) {
      found.push(span(text, tokens, from, capitals, strong === undefined ? 0.8 : 0.95))
    } else if (strong !== undefined && words.length > 1) {
      const small = run(tokens, from, text, (token) => !enders.has(token.norm))
      if (small > 0 && (!isWord(tokens[from]!.norm) || firstNameSet.has(tokens[from]!.norm)))
        found.push(span(text, tokens, from, small, 0.75))
    }
    if (strong !== undefined) at = from - 1
  }
  return found
}

/** After a first name a word is a surname, unless it is one of the language: the assistant may know it from its articles. */
const isSurname = (token: Token, before: Token | undefined) =>
  before !== undefined && firstNameSet.has(before.norm) && !english().has(token.norm)

/** Two or three words in capitals in the middle of a sentence, none of them a word of the language. */
function capitalPairs({ text, tokens, isWord }: Parameters<BuiltInFinder>[0]): BuiltInFound[] {
  const found: BuiltInFound[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const length = run(
      tokens,
      at,
      text,
      (token, before) =>
        isCapital(text, token) && (properNames.has(token.norm) || !isWord(token.norm) || isSurname(token, before)),
    )
    if (length >= 2 && length < longestName && !isShouted(text, tokens, at, length))
      found.push(span(text, tokens, at, length, 0.6))
    at += length
  }
  return found
}

function run(
  tokens: readonly Token[],
  from: number,
  text: string,
  accepts: (token: Token, before: Token | undefined) => boolean,
): number {
  let length = 0
  while (length < longestName) {
    const token = tokens[from + length]
    const before = length > 0 ? tokens[from + length - 1] : undefined
    if (token === undefined || !isNameWord(token) || !accepts(token, before)) break
    if (length > 0 && before !== undefined && !/^(?:\s{1,3}|\.\s?|-)$/.test(text.slice(before.end, token.start))) break
    length += 1
  }
  return length
}

const isShouted = (text: string, tokens: readonly Token[], from: number, length: number) =>
  /^[^\p{Ll}]+$/u.test(text.slice(tokens[from]!.start, tokens[from + length - 1]!.end)) &&
  length > 0 &&
  /^[^\p{Ll}]*$/u.test(text)

function span(text: string, tokens: readonly Token[], from: number, length: number, confidence: number): BuiltInFound {
  const start = tokens[from]!.start
  const end = tokens[from + length - 1]!.end
  return { start, end, value: named(text, start, end), confidence }
}

function named(text: string, start: number, end: number): string {
  // "Anna Brown's ticket" is of Anna Brown.
  const written = text
    .slice(start, end)
    .replace(/\s+/g, ' ')
    .replace(/['’]s$/u, '')
  return written === written.toLowerCase()
    ? written.replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase())
    : written
}
