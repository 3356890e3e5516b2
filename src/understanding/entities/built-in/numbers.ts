import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { readNumberWords, readOrdinalWord } from './number-words.ts'

/** A number in digits that is no part of a code, a time or a longer number: at most 15 digits, as many as a double holds. */
const digits =
  /(?<![\p{L}\p{N}_.,:/#-])[-−]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?(?![\p{L}\p{N}_]|[.,:/-]\d|\s?%)/gu

/** Before "one": it points at a thing and counts nothing. */
const pointing = new Set(
  'this that the which another any every each no a other right wrong new old same only big small first second last next good better nice'.split(
    ' ',
  ),
)
/** After "one": likewise. */
const pointingAfter = new Set(
  'is was that which who i of in for with from please and or to but you on at day it we are has does'.split(' '),
)

export const findNumbers: BuiltInFinder = ({ text, tokens, isExpected }) => {
  const found: BuiltInFound[] = []
  for (const match of text.matchAll(digits)) {
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      value: Number(match[0].replaceAll(',', '').replace('−', '-')),
      confidence: 0.9,
    })
  }
  for (const match of text.matchAll(times)) {
    const value = Number(match[1] ?? match[2])
    found.push({ start: match.index, end: match.index + match[0].length, value, confidence: 0.85 })
  }
  for (const { at, length, value } of numberWords(text, tokens)) {
    if (length === 1 && value === 1 && !isExpected && !isCount(tokens, at)) continue
    found.push({ start: tokens[at]!.start, end: tokens[at + length - 1]!.end, value, confidence: 0.85 })
  }
  return found
}

function* numberWords(
  text: string,
  tokens: readonly Token[],
): Generator<{ at: number; length: number; value: number }> {
  for (let at = 0; at < tokens.length; at += 1) {
    const read = readNumberWords(text, tokens, at)
    if (read === undefined) continue
    yield { at, ...read }
    at += read.length - 1
  }
}

const isCount = (tokens: readonly Token[], at: number) => {
  const after = tokens[at + 1]?.norm
  return after !== undefined && !pointingAfter.has(after) && !pointing.has(tokens[at - 1]?.norm ?? '')
}

const ordinalDigits = /(?<![\p{L}\p{N}_])(\d{1,4})(?:st|nd|rd|th)(?![\p{L}\p{N}_])/giu
/** "a second", "last week", "at last": a time, no place in a list. */
const timeWords = new Set('week month year time night day summer winter spring autumn fall weekend name'.split(' '))
const beforeSecond = new Set(['a', 'one', 'per', 'every', 'at'])

export const findOrdinals: BuiltInFinder = ({ text, tokens }) => {
  const found: BuiltInFound[] = []
  for (const match of text.matchAll(ordinalDigits)) {
    found.push({ start: match.index, end: match.index + match[0].length, value: Number(match[1]), confidence: 0.85 })
  }
  tokens.forEach((token, at) => {
    const value = readOrdinalWord(token.norm)
    if (value === undefined) return
    if ((value === 2 || value === -1) && beforeSecond.has(tokens[at - 1]?.norm ?? '')) return
    if (value === -1 && timeWords.has(tokens[at + 1]?.norm ?? '')) return
    found.push({ start: token.start, end: token.end, value, confidence: 0.85 })
  })
  return found
}

const percent = /(?<![\p{L}\p{N}_.,])(\d{1,4}(?:[.,]\d{1,3})?)\s?(?:%|percent\b|per cent\b|pct\b)/giu

export const findPercentages: BuiltInFinder = ({ text, tokens }) => {
  const found: BuiltInFound[] = [...text.matchAll(percent)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: Number((match[1] as string).replace(',', '.')),
    confidence: 0.95,
  }))
  for (const { at, length, value } of numberWords(text, tokens)) {
    const after = tokens[at + length]
    if (after?.norm !== 'percent') continue
    found.push({ start: tokens[at]!.start, end: after.end, value, confidence: 0.95 })
  }
  return found
}

/** Words that are counted or measured, in the singular, with the unit that the value names. */
const unitNames = new Map<string, string>(
  Object.entries({
    pair: 'pair',
    item: 'item',
    piece: 'piece',
    article: 'item',
    unit: 'unit',
    copy: 'copy',
    box: 'box',
    pack: 'pack',
    package: 'package',
    parcel: 'package',
    bag: 'bag',
    bottle: 'bottle',
    set: 'set',
    ticket: 'ticket',
    person: 'person',
    people: 'person',
    guest: 'person',
    kg: 'kg',
    kilo: 'kg',
    g: 'g',
    gram: 'g',
    lb: 'lb',
    pound: 'lb',
    oz: 'oz',
    ounce: 'oz',
    cm: 'cm',
    mm: 'mm',
    m: 'm',
    meter: 'm',
    metre: 'm',
    inch: 'in',
    ft: 'ft',
    foot: 'ft',
    feet: 'ft',
    mile: 'mi',
    km: 'km',
    minute: 'minute',
    min: 'minute',
    hour: 'hour',
    day: 'day',
    week: 'week',
    month: 'month',
    year: 'year',
  }),
)
const singular = (word: string) =>
  unitNames.get(word) ?? unitNames.get(word.replace(/e?s$/, '')) ?? unitNames.get(word.replace(/s$/, ''))
const vague = new Map([
  ['couple', 2],
  ['dozen', 12],
])
const times = /(?<![\p{L}\p{N}_])(?:(\d{1,4})\s?[x×]|[x×]\s?(\d{1,4}))(?![\p{L}\p{N}_])/giu

/** Value: `{ amount, unit }`; the unit is empty where only a count was said ("3x"). */
export const findQuantities: BuiltInFinder = ({ text, tokens }) => {
  const found: BuiltInFound[] = []
  const push = (start: number, end: number, amount: number, unit: string, confidence: number) =>
    found.push({ start, end, value: { amount, unit }, confidence })
  for (const match of text.matchAll(times)) {
    push(match.index, match.index + match[0].length, Number(match[1] ?? match[2]), '', 0.9)
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const number = /^\d{1,9}$/.test(token.norm)
      ? { value: Number(token.norm), length: 1 }
      : readNumberWords(text, tokens, at)
    if (number !== undefined) {
      const after = tokens[at + number.length]
      const unit = after === undefined ? undefined : singular(after.norm)
      if (after !== undefined && unit !== undefined) push(token.start, after.end, number.value, unit, 0.9)
      at += number.length - 1
      continue
    }
    const glued = /^(\d{1,6})([a-z]{1,6})$/.exec(token.norm)
    const unit = glued?.[2] === undefined ? undefined : singular(glued[2])
    if (glued !== null && unit !== undefined) push(token.start, token.end, Number(glued[1]), unit, 0.9)
    const amount = vague.get(token.norm)
    if (amount !== undefined) {
      const start = tokens[at - 1]?.norm === 'a' ? tokens[at - 1]!.start : token.start
      const next = tokens[at + 1]?.norm === 'of' ? tokens[at + 2] : tokens[at + 1]
      const named = next === undefined ? undefined : singular(next.norm)
      push(start, named === undefined ? token.end : next!.end, amount, named ?? '', 0.75)
    } else if (token.norm === 'pair' && tokens[at - 1]?.norm === 'a')
      push(tokens[at - 1]!.start, token.end, 1, 'pair', 0.8)
  }
  return found
}
