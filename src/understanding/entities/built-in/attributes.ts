import type { Token } from '../../tokens.ts'
import type { BuiltInFinder, BuiltInFound } from './built-in.ts'

/** Letter sizes as customers say them. */
const letterSizes = new Map<string, string>(
  Object.entries({
    XXS: 'xxs 2xs',
    XS: 'xs xsmall',
    S: 's small smalls',
    M: 'm medium mediums med',
    L: 'l large larges',
    XL: 'xl xlarge',
    XXL: 'xxl 2xl xxlarge',
    XXXL: 'xxxl 3xl',
    '4XL': 'xxxxl 4xl',
    '5XL': 'xxxxxl 5xl',
  }).flatMap(([size, names]) => names.split(' ').map((name): [string, string] => [name, size])),
)
/** What "extra" before a size makes of it; said twice, it counts twice. */
const extra: Record<string, string> = { S: 'XS', XS: 'XXS', L: 'XL', XL: 'XXL', XXL: 'XXXL' }
const sizeNumber =
  /\b(?:size|sizes|eu|uk|us)\s(?:a\s)?(?<value>\d{1,2}(?:[.,]5|\s1\/2)?)(?![\d.,]*\d)|(?<![\p{L}\p{N}.,])(?<waist>\d{2})\s?[x×/]\s?(?<length>\d{2})(?![\d.,]*\d|\s?[x×])/giu
/** Only these may be a size without the word "size": the others are words of every sentence. */
const plainSizes = new Set('xxs xs xl xxl xxxl 2xs 2xl 3xl 4xl 5xl xsmall xlarge xxlarge small medium large'.split(' '))
const fits = new Set('too very so bit little slightly how quite pretty fairly much way'.split(' '))
const between = new Set(['or', 'and', 'to'])

/** Value: a letter size ("XL"), a number as written ("9.5"), or waist and length ("32x34"). */
export const findSizes: BuiltInFinder = ({ text, tokens, isExpected }) => {
  const found: BuiltInFound[] = []
  for (const match of text.matchAll(sizeNumber)) {
    const { value, waist, length } = match.groups ?? {}
    const start = value === undefined ? match.index : match.index + match[0].lastIndexOf(value)
    const normal = value === undefined ? `${waist}x${length}` : value.replace(',', '.').replace(/\s1\/2/, '.5')
    found.push({ start, end: match.index + match[0].length, value: normal, confidence: 0.9 })
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const read = letterSize(tokens, at)
    if (read === undefined) continue
    const last = tokens[at + read.length - 1] as Token
    const isAfterSize = isNamed(tokens, at)
    if (!isAfterSize && !isExpected && !plainSizes.has(last.norm)) continue
    // "too small" says how it fits.
    if (!isAfterSize && fits.has(tokens[at - 1]?.norm ?? '')) continue
    found.push({
      start: (tokens[at] as Token).start,
      end: last.end,
      value: read.size,
      confidence: isAfterSize || isExpected || read.length > 1 ? 0.95 : 0.7,
    })
    at += read.length - 1
  }
  if (isExpected && found.length === 0) {
    const whole = /^\W{0,3}(?:an?\s|the\s|in\s){0,2}(\d{1,2}(?:[.,]5)?)\W{0,3}$/i.exec(text)
    if (whole?.[1] !== undefined) {
      const start = text.indexOf(whole[1])
      const value = whole[1].replace(',', '.')
      found.push({ start, end: start + whole[1].length, value, confidence: 0.85, wholeMessage: true })
    }
  }
  return found
}

function letterSize(tokens: readonly Token[], at: number): { size: string; length: number } | undefined {
  const multiple = { double: 1, triple: 2 }[tokens[at]?.norm ?? ''] ?? 0
  const first = multiple > 0 ? at + 1 : at
  let words = 0
  while (tokens[first + words]?.norm === 'extra' || tokens[first + words]?.norm === 'x') words += 1
  const extras = words + multiple
  if (extras > 3) return undefined
  let size = letterSizes.get(tokens[first + words]?.norm ?? '')
  if (size === undefined) return undefined
  for (let i = 0; i < extras; i += 1) {
    size = extra[size]
    if (size === undefined) return undefined
  }
  return { size, length: first - at + words + 1 }
}

/** "size M", "sizes S or M", "in an M". */
function isNamed(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 6); i -= 1) {
    const { norm } = tokens[i] as Token
    if (norm === 'size' || norm === 'sizes') return true
    if (!(letterSizes.has(norm) || between.has(norm) || norm === 'a' || norm === 'an' || norm === 'extra')) return false
  }
  return false
}

/** Colours by the name that the value has; each word is one of its shades or spellings. */
const colours = new Map<string, string>(
  Object.entries({
    black: 'black jet ebony',
    white: 'white snow',
    grey: 'grey gray silver charcoal anthracite slate',
    red: 'red scarlet crimson',
    burgundy: 'burgundy maroon bordeaux',
    pink: 'pink rose fuchsia magenta',
    orange: 'orange rust coral',
    yellow: 'yellow mustard',
    green: 'green olive mint emerald khaki',
    turquoise: 'turquoise teal cyan aqua',
    blue: 'blue azure cobalt indigo',
    navy: 'navy',
    purple: 'purple violet lilac lavender plum mauve',
    brown: 'brown chocolate chestnut',
    tan: 'tan camel',
    beige: 'beige cream ivory ecru sand',
    gold: 'gold golden',
  }).flatMap(([colour, names]) => names.split(' ').map((name): [string, string] => [name, colour])),
)
/** Also other things than colours: only after a shade, before "colour", or where a colour is expected. */
const ambiguous = new Set(
  'jet ebony snow slate rose mint sand rust coral plum chocolate chestnut camel olive cream gold silver aqua orange tan'.split(
    ' ',
  ),
)
const shades = new Set(
  'dark light pale bright deep hot royal sky baby forest navy off dusty pastel neon metallic'.split(' '),
)

/** Value: the colour, with "dark" or "light" before it where it was said so ("dark blue"). */
export const findColours: BuiltInFinder = ({ tokens, isExpected }) => {
  const found: BuiltInFound[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const { norm } = tokens[at] as Token
    const colour = colours.get(norm)
    if (colour === undefined) continue
    // "navy blue" is one colour.
    const next = tokens[at + 1]?.norm ?? ''
    if (shades.has(norm) && colours.has(next)) continue
    const before = tokens[at - 1]
    const shade = before !== undefined && shades.has(before.norm) ? before : undefined
    const isNamed = shade !== undefined || next === 'colour' || next === 'color' || next === 'coloured' || isExpected
    if (ambiguous.has(norm) && !isNamed) continue
    const tone =
      shade?.norm === 'dark' || shade?.norm === 'light' ? `${shade.norm} ` : shade?.norm === 'pale' ? 'light ' : ''
    found.push({
      start: (shade ?? (tokens[at] as Token)).start,
      end: (tokens[at] as Token).end,
      value: shade?.norm === 'navy' ? 'navy' : `${tone}${colour}`,
      confidence: ambiguous.has(norm) ? 0.75 : 0.9,
    })
  }
  return found
}
