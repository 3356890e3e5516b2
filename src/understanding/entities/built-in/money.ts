import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'
import { readNumberWords } from './number-words.ts'

const symbols: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  us$: 'USD',
  c$: 'CAD',
  a$: 'AUD',
}
const words: Record<string, string> = {
  dollar: 'USD',
  dollars: 'USD',
  buck: 'USD',
  bucks: 'USD',
  usd: 'USD',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  quid: 'GBP',
  gbp: 'GBP',
  sterling: 'GBP',
  cad: 'CAD',
  aud: 'AUD',
  chf: 'CHF',
  francs: 'CHF',
  yen: 'JPY',
  jpy: 'JPY',
  rupees: 'INR',
  inr: 'INR',
  cents: 'USD',
  cent: 'USD',
}
const amount = String.raw`\d{1,3}(?:[,.]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,2})?(?!\d)`
const before = new RegExp(
  String.raw`(?<![\p{L}\p{N}_])(us\$|c\$|a\$|[$€£¥₹]|(?:usd|eur|gbp|cad|aud|chf|jpy|inr)(?=[\s\d]))\s?(${amount})(k\b)?`,
  'giu',
)
const after = new RegExp(
  String.raw`(?<![\p{L}\p{N}_.,$€£¥₹])(${amount})\s?([$€£¥₹](?!\d)|(?:${Object.keys(words).join('|')})\b)`,
  'giu',
)

/** Value: `{ amount, currency }` with an ISO 4217 code. */
export const findMoney: BuiltInFinder = ({ text, tokens, isExpected }) => {
  const found: BuiltInFound[] = []
  const push = (start: number, end: number, value: number, name: string) => {
    const currency = symbols[name] ?? words[name] ?? name.toUpperCase()
    found.push({
      start,
      end,
      value: { amount: /^cents?$/.test(name) ? value / 100 : value, currency },
      confidence: 0.95,
    })
  }
  for (const match of text.matchAll(before)) {
    const value = readAmount(match[2] as string) * (match[3] === undefined ? 1 : 1000)
    push(match.index, match.index + match[0].length, value, (match[1] as string).toLowerCase())
  }
  for (const match of text.matchAll(after)) {
    push(match.index, match.index + match[0].length, readAmount(match[1] as string), (match[2] as string).toLowerCase())
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const read = readNumberWords(text, tokens, at)
    if (read === undefined) continue
    const unit = tokens[at + read.length]
    if (unit !== undefined && Object.hasOwn(words, unit.norm)) push(tokens[at]!.start, unit.end, read.value, unit.norm)
    at += read.length - 1
  }
  return found.length === 0 && isExpected ? bareAmounts(text, tokens) : found
}

/** A number that is no part of another one, a date, a time or a share. */
const bare = /(?<![\p{L}\p{N}_.,:/#-])(\d{1,6}(?:[.,]\d{1,2})?)(?![\p{L}\p{N}]|[-/:.,]\d|\s?%)/gu
/** "Not 99, 40": the number that is not meant. */
const denied = /\b(?:not|instead of|rather than|no)\s+(?:the\s+|all\s+)?$/iu

/** To "how much?", a number by itself is an amount, in the currency that the sign alone stands for: "40", "no, fifty". */
function bareAmounts(text: string, tokens: readonly Token[]): BuiltInFound[] {
  const found: BuiltInFound[] = []
  const push = (start: number, end: number, amount: number) => {
    if (!denied.test(text.slice(0, start)))
      found.push({
        start,
        end,
        value: { amount, currency: symbols['$'] ?? 'USD' },
        confidence: 0.85,
        wholeMessage: true,
      })
  }
  for (const match of text.matchAll(bare))
    push(match.index, match.index + match[0].length, readAmount(match[1] as string))
  for (let at = 0; found.length === 0 && at < tokens.length; at += 1) {
    const read = readNumberWords(text, tokens, at)
    if (read === undefined) continue
    const [first, last] = [tokens[at], tokens[at + read.length - 1]]
    // "One of them", "a second": small numbers in words are mostly no sums.
    if (first !== undefined && last !== undefined && read.value >= leastInWords) push(first.start, last.end, read.value)
    at += read.length - 1
  }
  return found.slice(0, 1)
}

const leastInWords = 5

/** "1,234.56", "1.234,56", "1.234" and "12,5": the last separator is the decimal one unless three digits follow it. */
export function readAmount(written: string): number {
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','))
  if (last < 0) return Number(written)
  const fraction = written.slice(last + 1)
  const whole = written.slice(0, last).replace(/[.,]/g, '')
  return fraction.length === 3 ? Number(whole + fraction) : Number(`${whole}.${fraction}`)
}
