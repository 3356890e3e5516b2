import type { Segment } from '../../template.ts'
import type { Mood } from '../mood.ts'
import { asWritten, type Style } from '../style.ts'
import { seededShare } from './dither.ts'
import { saysTheSame } from './guard.ts'
import { mask, unmask } from './mask.ts'
import { type Place, type Rule, rules } from './rules.ts'

export interface RewriteRequest {
  style: Style
  /** Of the wording (BCP 47). Words are changed in English only; marks in every language. */
  locale: string
  mood?: Mood | null
  place?: Place
}

export interface Rewritten {
  segments: Segment[]
  /** The rules that changed something, in order. */
  applied: string[]
}

/** How strongly a rule works, in [0, 1]; 0: not at all. */
export function strengthOf({ dimension, towards }: Rule, style: Style): number {
  const away = towards === 'low' ? 0.5 - style[dimension] : style[dimension] - 0.5
  return away <= asWritten ? 0 : Math.min(1, away * 2)
}

/**
 * A template in a style, before values are put in. Deterministic: the same template and style give the same words. What has no effect, or
 * would change a protected thing, a negation, a condition or a promise, is left out rule by rule.
 */
export function rewriteTemplate(
  segments: readonly Segment[],
  { style, locale, mood = null, place = { opens: false, closes: false } }: RewriteRequest,
): Rewritten {
  const unchanged = { segments: [...segments], applied: [] }
  const masked = mask(segments)
  if (masked === null) return unchanged
  const isEnglish = locale.split('-')[0]?.toLowerCase() === 'en'
  const key = masked.text
  const applied: string[] = []
  let text = masked.text
  for (const rule of rules) {
    if (!isEnglish && rule.anyLanguage !== true) continue
    const strength = strengthOf(rule, style)
    if (strength === 0 || seededShare(`${rule.dimension} ${key}`) >= strength) continue
    const changed = rule.apply(text, { style, mood, place, key })
    const isSafe = rule.adds === true ? changed.includes(text) : saysTheSame(text, changed)
    if (changed === text || changed.trim() === '' || !isSafe) continue
    text = changed
    applied.push(rule.name)
  }
  return applied.length === 0 ? unchanged : { segments: unmask(text, masked.kept), applied }
}
