import type { Token } from './tokens.ts'

/** Which lists a small-letter word stands in, as bits. */
export interface WordLists {
  bitsOf(word: string): number
}

/** Bits of `WordLists`. */
export const listBits = {
  firstName: 1,
  lastName: 2,
  place: 4,
  country: 8,
  nationality: 16,
  job: 32,
  organisation: 64,
  street: 128,
  common: 256,
  state: 512,
  /** An ordinary word, but none of the common ones. */
  known: 1024,
} as const

/** 32-bit FNV-1a of a feature's name. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

interface Seen {
  /** Small letters; digits as 0; what a rule found as its label. */
  word: string
  shape: string
  bits: number
}

const shapeOf = (text: string): string => {
  if (/^\d+$/.test(text)) return `d${Math.min(text.length, 8)}`
  if (/^\p{L}+$/u.test(text)) {
    if (text === text.toLowerCase()) return 'x'
    if (text === text.toUpperCase()) return text.length === 1 ? 'X1' : text.length <= 3 ? 'XX' : 'XXXX'
    return /^\p{Lu}\p{Ll}+$/u.test(text) ? 'Xx' : 'xXx'
  }
  return text
    .replace(/\p{Lu}+/gu, 'X')
    .replace(/\p{L}+/gu, 'x')
    .replace(/\d+/g, (digits) => String(digits.length))
}

/** "market-leading" is an ordinary word where its parts are. */
function partsOf(word: string, lists: WordLists): number {
  if (!word.includes('-')) return 0
  const ordinary = listBits.common | listBits.known
  return word.split('-').every((part) => part.length < 3 || (lists.bitsOf(part) & ordinary) !== 0) ? listBits.known : 0
}

function seen(token: Token, lists: WordLists): Seen {
  if (token.kind === 'certain') return { word: `<${token.certain}>`, shape: '<>', bits: 0 }
  if (token.kind === 'line') return { word: '\n', shape: '\n', bits: 0 }
  const small = token.text.toLowerCase()
  return {
    word: token.kind === 'run' ? '<run>' : small.replace(/\d/g, '0'),
    shape: shapeOf(token.text),
    bits: token.kind === 'word' ? lists.bitsOf(small) || partsOf(small, lists) : 0,
  }
}

const edge: Seen = { word: '<>', shape: '<>', bits: 0 }

/** The hashed features of each token. Nothing is read further away than three tokens, but the whole text's case. */
export function featuresOf(tokens: readonly Token[], lists: WordLists): number[][] {
  const all = tokens.map((token) => seen(token, lists))
  const letters = tokens.filter(({ kind }) => kind === 'word')
  const capitals = letters.filter(({ text }) => /^\p{Lu}/u.test(text)).length
  // Where nothing, or everything, is written in capitals, capitals say nothing.
  const manner = capitals === 0 ? 'small' : capitals === letters.length && letters.length > 3 ? 'capital' : 'mixed'
  const address = addressPlaces(tokens, all)
  let line = 0
  let inLine = 0
  return tokens.map((token, i) => {
    if (i > 0 && tokens[i - 1]?.kind === 'line') {
      line += 1
      inLine = 0
    }
    const at = (by: number): Seen => all[i + by] ?? edge
    const here = at(0)
    const before = at(-1)
    const after = at(1)
    const features: string[] = ['b', `m${manner}|${here.shape}`]
    const add = (name: string) => void features.push(name)
    add(`w${here.word}`)
    add(`s${here.shape}`)
    if (token.kind === 'word') {
      const { word } = here
      for (const length of [2, 3, 4]) {
        if (word.length <= length) continue
        add(`<${word.slice(0, length)}`)
        add(`>${word.slice(-length)}`)
      }
    }
    const starts = i === 0 || before.word === '\n' || /^[.!?]$/.test(before.word)
    add(`S${starts}|${here.shape}|${here.bits & listBits.common}`)
    add(`g${here.bits}|${here.shape}`)
    for (let bit = 1; bit <= 1024; bit <<= 1) if (here.bits & bit) add(`G${bit}`)
    for (const by of [-3, -2, -1, 1, 2, 3]) {
      const other = at(by)
      if (Math.abs(by) < 3) {
        add(`w${by}${other.word}`)
        add(`g${by}${other.bits}|${other.shape}`)
      }
      add(`s${by}${other.shape}`)
    }
    add(`w-1,0${before.word}|${here.word}`)
    add(`w0,1${here.word}|${after.word}`)
    add(`w-1s${before.word}|${here.shape}`)
    add(`w1s${after.word}|${here.shape}`)
    add(`s-1,0${before.shape}|${here.shape}`)
    add(`s0,1${here.shape}|${after.shape}`)
    add(`s-1,0,1${before.shape}|${here.shape}|${after.shape}`)
    add(`w-2,-1${at(-2).word}|${before.word}|${here.shape}`)
    add(`w1,2${after.word}|${at(2).word}|${here.shape}`)
    add(`g-1,0${before.bits}|${here.bits}`)
    add(`g0,1${here.bits}|${after.bits}`)
    if (token.kind !== 'mark' && token.kind !== 'line' && /\d/.test(token.text)) {
      // What a number is, is said by words further away than any neighbour: "my licence number is".
      for (let by = 1; by <= 6 && i - by >= 0; by += 1) {
        const { word } = at(-by)
        if (/^[.!?\n]$/.test(word)) break
        add(`c<${word}|${here.shape.length > 3 ? 'long' : here.shape}`)
        add(`c<${word}`)
      }
      for (let by = 1; by <= 4; by += 1) {
        const { word } = at(by)
        if (/^[.!?\n]$/.test(word)) break
        add(`c>${word}`)
      }
    }
    add(`L${Math.min(line, 6)}|${inLine === 0}|${here.shape}`)
    add(`A${address[i]}|${here.shape}`)
    add(`a${address[i]}|${here.bits & (listBits.street | listBits.country | listBits.state)}|${before.shape}`)
    if (line > 0 || tokens.some(({ kind }) => kind === 'line')) {
      const ends = after === edge || after.word === '\n'
      add(`l${inLine === 0}|${ends}|${here.shape}|${here.bits}`)
    }
    inLine += 1
    return features.map(hashOf)
  })
}

/** How many tokens before and after one are looked at for the beginning and the end of an address. */
const addressReach = 14

/**
 * Where a token would stand in an address: how its first number stands (at the text's or a line's beginning, behind a blank line, inside a
 * line), and what the rest has: a line break, a country, a postal code. Written addresses differ in nothing else that reaches so far.
 */
function addressPlaces(tokens: readonly Token[], all: readonly Seen[]): string[] {
  const isLine = (i: number) => tokens[i]?.kind === 'line'
  const isNumber = (i: number) => tokens[i]?.kind === 'number' && /^\d+$/.test(tokens[i]?.text ?? '')
  const starts = tokens.map((_, i) => {
    if (!isNumber(i)) return ''
    if (i === 0) return 'first'
    let by = i - 1
    while (by >= 0 && tokens[by]?.kind === 'mark' && !/[\p{L}\d,.:]/u.test(tokens[by]?.text ?? '')) by -= 1
    if (by < 0) return 'first'
    if (isLine(by)) return isLine(by - 1) ? 'blank' : 'line'
    return isNumber(i - 1) ? '' : tokens[i - 1]?.text === ':' ? 'colon' : 'inside'
  })
  return tokens.map((_, i) => {
    let start = ''
    let since = 0
    for (let back = i; back >= 0 && i - back <= addressReach; back -= 1) {
      if (/^[?!]$/.test(tokens[back]?.text ?? '')) break
      if (starts[back]) {
        start = starts[back] as string
        since = Math.min(i - back, 3)
        if (start !== 'inside') break
      }
    }
    let broken = false
    let country = false
    let code = false
    for (let on = i + 1; on < tokens.length && on - i <= addressReach; on += 1) {
      if (/^[?!]$/.test(tokens[on]?.text ?? '')) break
      if (isLine(on)) {
        if (country || code) break
        broken = true
      }
      if (((all[on]?.bits ?? 0) & (listBits.country | listBits.state)) !== 0) country = true
      if (isNumber(on) && (tokens[on]?.text.length ?? 0) >= 4) code = true
    }
    return `${start}${since}|${broken}|${country}|${code}`
  })
}
