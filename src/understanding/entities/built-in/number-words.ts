import type { Token } from '../../tokens.ts'

const units = new Map(
  [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
    'thirteen',
  ]
    .concat(['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'])
    .map((word, value) => [word, value]),
)
const tens = new Map(
  ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'].map((word, i) => [word, 20 + 10 * i]),
)
const scales = new Map([
  ['hundred', 100],
  ['thousand', 1_000],
  ['million', 1_000_000],
])

export interface ReadNumber {
  value: number
  /** Tokens that it takes. */
  length: number
}

/** Reads an English number in words that begins at a token: "two", "twenty-one", "a hundred and five", "three thousand". */
export function readNumberWords(text: string, tokens: readonly Token[], at: number): ReadNumber | undefined {
  let total = 0
  let current = 0
  let length = 0
  let last: 'none' | 'unit' | 'ten' | 'scale' | 'and' = 'none'
  for (let i = at; i < tokens.length && i - at < 10; i += 1) {
    const token = tokens[i] as Token
    const previous = tokens[i - 1]
    // "five, six" are two numbers, "twenty-one" is one.
    if (i > at && previous !== undefined && !/^[\s-]*$/.test(text.slice(previous.end, token.start))) break
    const unit = units.get(token.norm)
    const ten = tens.get(token.norm)
    const scale = scales.get(token.norm)
    if (
      unit !== undefined &&
      (last === 'none' || last === 'scale' || last === 'and' || (last === 'ten' && unit > 0 && unit < 10))
    ) {
      current += unit
      last = 'unit'
    } else if (ten !== undefined && (last === 'none' || last === 'scale' || last === 'and')) {
      current += ten
      last = 'ten'
    } else if (scale !== undefined && (last === 'unit' || last === 'ten' || last === 'scale')) {
      if (scale === 100) current *= 100
      else {
        total += current * scale
        current = 0
      }
      last = 'scale'
    } else if (i === at && token.norm === 'a' && scales.has(tokens[i + 1]?.norm ?? '')) {
      current = 1
      last = 'unit'
    } else if (token.norm === 'and' && last === 'scale' && isSmall(tokens[i + 1]?.norm)) {
      last = 'and'
      continue
    } else break
    length = i - at + 1
  }
  return length === 0 ? undefined : { value: total + current, length }
}

const isSmall = (word: string | undefined) => word !== undefined && (units.has(word) || tens.has(word))

const ordinalWords = new Map<string, number>([
  ...[
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
    'eleventh',
    'twelfth',
  ].map((word, i): [string, number] => [word, i + 1]),
  ['last', -1],
])
/** The place that an ordinal names, counted from 1; -1 is the last. */
export const readOrdinalWord = (word: string): number | undefined => ordinalWords.get(word)
