import type { Segment } from '../../template.ts'

/**
 * A template with everything that no rule may touch made into one private-use character each: placeholders, quotations, addresses, amounts
 * and other numbers, codes. What a rule cannot see it cannot change.
 */
export interface Masked {
  text: string
  kept: readonly (Segment | { literal: string })[]
}

const firstMask = 0xe100
const lastMask = 0xf8ff
export const maskPattern = /[\uE000-\uF8FF]/gu
/** For patterns of rules: one protected thing. */
export const maskClass = '\uE000-\uF8FF'

const untouchable =
  /https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|"[^"\n]{1,300}"|“[^”\n]{1,300}”|«[^»\n]{1,300}»|(?:[$€£¥]\s?)?\p{L}*-?\p{N}(?:[\p{L}\p{N}.,:/×-]*[\p{L}\p{N}])?(?:\s?[%€£$])?/gu

/** Null where a text has private-use characters of its own, or too much to mask: it stays as it is. */
export function mask(segments: readonly Segment[]): Masked | null {
  const kept: (Segment | { literal: string })[] = []
  const keep = (thing: Segment | { literal: string }) => String.fromCharCode(firstMask + kept.push(thing) - 1)
  const parts: string[] = []
  for (const segment of segments) {
    if (typeof segment !== 'string') parts.push(keep(segment))
    else if (segment.search(maskPattern) >= 0) return null
    else parts.push(segment.replace(untouchable, (literal) => keep({ literal })))
  }
  return kept.length > lastMask - firstMask ? null : { text: parts.join(''), kept }
}

/** Back to segments. Masks stand for themselves, wherever a rule moved the words around them. */
export function unmask(text: string, kept: Masked['kept']): Segment[] {
  const segments: Segment[] = []
  let run = ''
  for (const character of text) {
    const code = character.charCodeAt(0)
    const thing = code >= firstMask && code <= lastMask ? kept[code - firstMask] : undefined
    if (thing === undefined) run += character
    else if (typeof thing === 'object' && 'literal' in thing) run += thing.literal
    else {
      if (run !== '') segments.push(run)
      run = ''
      segments.push(thing)
    }
  }
  if (run !== '') segments.push(run)
  return segments
}
