import { expandContractions } from './contractions.ts'
import { maskPattern } from './mask.ts'

/** Said out of politeness; no statement hangs on them. */
const idioms =
  /\b(?:no (?:problem|hurry|worries)|could you|would you (?:please|kindly)|thank you|certainly|very well|any time|let us|happy to help)\b/gi
/** Words that facts, conditions and promises hang on. `not` stands for every form of it. */
const weighty =
  /\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|unable|if|unless|until|only|except|before|after|when|once|or|must|should|will|would|can|may|might|first|again|any more|both|all|each|every)\b/g
const sameMeaning: [RegExp, string][] = [
  [/\bcannot\b/g, 'can not'],
  [/\bprior to\b/g, 'before'],
  [/\bwas\b/g, 'were'],
]

/**
 * Whether a rewriting left alone what matters: the same protected things in the same order, and the same negations, conditions and
 * modal verbs, in the same order. A rule whose result fails is not applied; what it costs is a rule's effect, never a fact.
 */
export function saysTheSame(before: string, after: string): boolean {
  return weightOf(before) === weightOf(after)
}

function weightOf(text: string): string {
  let plain = expandContractions(text).toLowerCase()
  for (const [from, to] of sameMeaning) plain = plain.replace(from, to)
  plain = plain.replace(idioms, ' ')
  return `${(text.match(maskPattern) ?? []).join('')} ${(plain.match(weighty) ?? []).join(' ')}`
}
