import { type SafetyClass, type SafetyClassifier, type SafetyScores, safetyClasses } from '../classifier/model.ts'
import { excerpt, hiddenReadings, type ReadWord, withoutRepeats } from '../classifier/readable.ts'
import { shippedClassifier } from '../classifier/shipped.ts'
import { scoreInjection } from '../injection.ts'

/** What the encoder says of the whole text, with the encoder it is of. */
export interface TextMeaning {
  vector: Float32Array
  encoder: string
}

export interface SafetyReading {
  /** [0, 1] by class; `benign` is what is left. */
  scores: SafetyScores
  /** What the rules of thumb found, in words. */
  signs: string[]
}

export type AttackClass = Exclude<SafetyClass, 'benign' | 'role-play'>
/** Classes that stop a message. */
export const attackClasses = safetyClasses.filter(
  (name): name is AttackClass => name !== 'benign' && name !== 'role-play',
)
const orders: readonly SafetyClass[] = ['injection', 'extraction', 'jailbreak']

/** Words in a part that is read by itself, overlapping by half; the short ones only so near to the beginning and the end of a long text. */
const windows = [
  { size: 12, upTo: 150 },
  { size: 24, upTo: Number.POSITIVE_INFINITY },
]
const leastPart = 4
/**
 * A part is one of many, and each may be wrong: what it says beyond the whole counts from here on. In a harmless role play every part sounds
 * like an order, so there the whole decides.
 */
const partsFrom = 0.9
const signsFrom = 0.7
const oneWordFactor = 0.3

/** Reads a text as a customer's message: the whole, its sentences, overlapping parts of it, and what it hides. Bounded: about 1 ms for the longest. */
export function readSafety(
  text: string,
  meaning: TextMeaning | null = null,
  classifier: SafetyClassifier = shippedClassifier(),
): SafetyReading {
  const open = readOpenly(text, meaning, classifier)
  const hidden = hiddenReadings(text).map(({ how, text: plain }) => ({ how, ...readOpenly(plain, null, classifier) }))
  const worst = hidden
    .filter(({ scores }) => scores.benign < open.scores.benign)
    .sort((a, b) => a.scores.benign - b.scores.benign)[0]
  return worst === undefined
    ? open
    : { scores: worst.scores, signs: [...new Set([...open.signs, ...worst.signs, `hidden: ${worst.how}`])] }
}

function readOpenly(whole: string, meaning: TextMeaning | null, classifier: SafetyClassifier): SafetyReading {
  const text = excerpt(withoutRepeats(whole))
  const { words, logits } = classifier.read(text)
  const vector = meaning?.encoder === classifier.model.encoder ? meaning.vector : null
  const first = classifier.probabilities(classifier.addMeaning(logits(0, words.length), vector))
  const scores = { ...first }
  // A word alone ("ignore") orders nothing, however often it stands in orders.
  if (words.length < 2)
    for (const name of orders) {
      scores[name] *= oneWordFactor
      first[name] *= oneWordFactor
    }
  const isRolePlay = first['role-play'] >= 0.3
  const { classes } = classifier.model
  const [benign, rolePlay] = [classes.indexOf('benign'), classes.indexOf('role-play')]
  const into = new Float64Array(classes.length)
  if (!isRolePlay)
    for (const [from, end] of partsOf(text, words)) {
      const part = classifier.toShares(logits(from, end, into))
      if (1 - (part[benign] as number) - (part[rolePlay] as number) < partsFrom) continue
      for (const name of attackClasses) scores[name] = Math.max(scores[name], part[classes.indexOf(name)] as number)
    }
  const { score, signs } = scoreInjection(text)
  if (score >= (isRolePlay ? 0.95 : signsFrom) && orders.every((name) => scores[name] < score)) scores.injection = score
  const attack = attackClasses.reduce((sum, name) => sum + scores[name], 0)
  // What stands for an attack is taken from the rest, so that scores stay shares of one.
  if (attack > 1) for (const name of attackClasses) scores[name] /= attack
  const rest = Math.max(0, 1 - attack)
  const before = first.benign + first['role-play'] || 1
  scores.benign = (first.benign / before) * rest
  scores['role-play'] = (first['role-play'] / before) * rest
  return { scores, signs }
}

/** Parts that are read by themselves, as word indexes: sentences, and overlapping windows. Some hundreds at most: so much of a text is read. */
export function partsOf(text: string, words: readonly ReadWord[]): [number, number][] {
  const parts: [number, number][] = []
  const add = (from: number, end: number) => {
    if (end - from >= leastPart && end - from < words.length) parts.push([from, end])
  }
  let from = 0
  for (let i = 1; i < words.length; i += 1) {
    const before = words[i - 1] as ReadWord
    if (!/[.!?\n]/.test(text.slice(before.end - 1, (words[i] as ReadWord).start))) continue
    add(from, i)
    from = i
  }
  add(from, words.length)
  for (const { size, upTo } of windows) {
    for (let at = 0; at + size < words.length; at += size / 2)
      if (at < upTo || at + size > words.length - upTo) add(at, at + size)
    add(Math.max(0, words.length - size), words.length)
  }
  return parts
}
