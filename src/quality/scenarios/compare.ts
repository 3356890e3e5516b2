import { canonicalJson, type Json } from '#domain/json.ts'

/** How a value is shown in a failure. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')

/**
 * Whether a value is the one that a person wrote down: `1` is `"1"`, and `true` is the 1 of a database without booleans; texts are
 * the same but for space around them.
 */
export function sameValue(got: Json | undefined, wanted: Json): boolean {
  if (got === undefined || got === null) return wanted === null
  if (typeof wanted === 'boolean' && typeof got === 'number') return got === (wanted ? 1 : 0)
  if (typeof wanted === 'object' || typeof got === 'object') return canonicalJson(got) === canonicalJson(wanted)
  return String(got).trim() === String(wanted).trim()
}

/** Also true where `wanted` is one of the object's own values: `{ amount: 20, currency: USD }` is `20`. */
export function sameOrPart(got: Json | undefined, wanted: Json): boolean {
  if (sameValue(got, wanted)) return true
  if (typeof got === 'string' && typeof wanted === 'string') return folded(got) === folded(wanted)
  if (got === null || typeof got !== 'object' || Array.isArray(got)) return false
  if (wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted))
    return Object.entries(wanted).every(([key, value]) => sameOrPart(got[key], value))
  return Object.values(got).some((value) => sameValue(value, wanted))
}

/** Small letters, one space between words. Typographic quotes and dashes are as good as plain ones. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
