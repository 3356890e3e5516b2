import type { ResponseName } from '#domain/ids.ts'
import type { Understanding } from '#domain/understanding.ts'
import {
  actsFrom,
  type GuardrailSettings,
  type MessageRule,
  messageRuleNames,
  messageRules,
  usualGuardrails,
} from '../settings.ts'
import { asksAboutOwn, readClaimedAuthority, readOthersData } from './authority.ts'
import { type CareReading, readCare } from './care.ts'
import { type AttackClass, attackClasses, readSafety, type SafetyReading, type TextMeaning } from './read.ts'

/** What else the turn knows of a message. */
export interface MessageSurroundings {
  meaning?: TextMeaning | null
  /** [0, 1]: how unlike anything the assistant was made for. */
  outOfScope?: number
  /** [0, 1]: how surely the assistant reads one of its own wishes in the whole message; 0 where it is one of those about safety. */
  ownWish?: number
  /** What the dialogue takes the message for, after its question: a yes or no, or a value of the kind, a choice, some words of one's own. */
  answers?: 'yes-no' | 'value' | null
  /** [0, 1]: how surely the assistant's own intents read despair. */
  ownDespair?: number
  /** Kinds of personal data in it. */
  personalData?: readonly string[]
}

export interface MessageAssessment {
  /** [0, 1] for every rule, whether it acts or not. */
  scores: Record<MessageRule, number>
  signs: string[]
  /** The rule that stops the message; null where it passes. */
  stopped: { rule: MessageRule; score: number; response: ResponseName } | null
  /** Said before whatever else is done: that such data should not be written, that one is sorry for a loss. */
  beside: ResponseName[]
  /** By intent alone nothing unsafe is to be read into it: something befell the customer, or somebody needs care. */
  isInnocent: boolean
  /** It answers what was asked and says nothing beside. */
  isAnswer: boolean
}

/**
 * The assistant was taught what its customers say, the classifier was not: where it surely reads a wish of its own and there is no sign of an
 * order, an attack is taken for so many times less likely. Sure attacks stay sure (0.97 becomes 0.87), doubtful ones pass (0.8: 0.44).
 * Distress is never explained away.
 */
const ownWishOdds = 5
/** From the first it counts a little, from the second in full. */
const ownWishFrom = [0.5, 0.8] as const
/**
 * Whoever was asked and answers wants to be answered: odds against an attack, for as many words as answers have. What is longer says enough by itself.
 * An attack of which the classifier is sure (0.97) stays one (0.80 in a value); a guess (0.77) does not (0.29). A yes is sooner said than a number.
 */
const answerOdds = { 'yes-no': 3, value: 8 }
const answerWords = [12, 40] as const
const sentencesRead = 12
const leastBeside = 4
const suspicionOfWhole = 0.25
const lessLikely = (score: number, odds: number): number => score / (score + (1 - score) * odds)
/** [0, 1]: how far a value is from the one to the other. */
const between = (value: number, [low, high]: readonly [number, number]): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)))

/** What nobody should write into a chat; other personal data is what customers are asked for. */
const secretKinds: ReadonlySet<string> = new Set(['card', 'secret', 'ssn', 'national-id', 'iban', 'password'])
/** As people call the code on a card. */
const cardCode = /\b(?:cvv2?|cvc2?|cvn|csc|security code|card code)\b\D{0,12}\d{3,4}(?!\d)/i

/** Rules that are for whoever needs care: they come before all others. */
export const careRules = ['emergency', 'self-harm', 'worried', 'victim'] as const satisfies readonly MessageRule[]
/** What the assistant's own intents must say of despair: alone, with dark words, and where the classifier has a suspicion, too. */
const ownDespairFrom = { alone: 0.9, dark: 0.8, beside: 0.6, suspicion: 0.3 }
/** Odds against despair in an answer or a sure wish, where no sign says it: "no, I'll live", "the membership makes no sense for me any more". */
const despairOdds = 4
/** Without a dark word the classifier must be nearly sure, and no question be answered: else it is a guess, which stops nobody. */
const despairAtMost = 0.15
/** Whom something befell, or who mourns, uses the words of the deed: what is not nearly sure is this much less likely. */
const innocentFactor = 0.4
const nearlySure = 0.9
/** Whoever asks what they did themselves asks so much less likely for what is others'. */
const ownDataFactor = 0.6

/** Rules of orders to the assistant: together they say that it is one, whichever it is. */
const orderRules: readonly MessageRule[] = ['injection', 'extraction', 'jailbreak']
/** Despair counts for itself: who wants to harm somebody else is not met with care for it. */
const unsafeRules = attackClasses.filter(
  (rule) => rule !== 'self-harm' && !(orderRules as readonly string[]).includes(rule),
) as Exclude<AttackClass, 'self-harm'>[]

/** How surely the message is one that the assistant is for. Its own intents about safety are the contrary. */
export function ownWishIn({ intents: [first], outOfScope }: Pick<Understanding, 'intents' | 'outOfScope'>): number {
  return first === undefined || first.name.startsWith('safety/') ? 0 : first.confidence * (1 - outOfScope)
}

/** Looks at what a customer wrote before anything is done with it. Pure; about a millisecond at most, encoder apart. */
export function assessMessage(
  text: string,
  surroundings: MessageSurroundings = {},
  settings: GuardrailSettings = usualGuardrails,
): MessageAssessment {
  const { scores: read, signs } = readSafety(text, surroundings.meaning ?? null)
  const { benign: _, ...classes } = read
  const odds = signs.length === 0 ? harmlessOdds(text, surroundings) : 1
  const beside = saidBeside(text)
  if (odds > 1)
    for (const rule of attackClasses)
      if (rule !== 'self-harm')
        classes[rule] = Math.max(lessLikely(classes[rule], odds), ...besideFor(rule, classes[rule], beside))
  const care = readCare(text)
  const isInnocent = care.happenedToThem || care.emergency > 0 || care.worried > 0 || care.victim > 0
  if (isInnocent) for (const rule of unsafeRules) if (classes[rule] < nearlySure) classes[rule] *= innocentFactor
  classes['self-harm'] = Math.max(
    despairIn(classes['self-harm'], care, surroundings),
    // "Yes. I want to …": a sentence by itself says it more clearly than the whole. An answer beside it explains nothing.
    ...(care.isDark ? beside.map((scores) => despairIn(scores['self-harm'], care, {})) : []),
  )
  classes.harassment = Math.max(classes.harassment, care.goads)
  if (asksAboutOwn(text) && classes['others-data'] < nearlySure) classes['others-data'] *= ownDataFactor
  classes['others-data'] = Math.max(classes['others-data'], isInnocent ? 0 : readOthersData(text))
  const authority = readClaimedAuthority(text)
  if (authority > 0) signs.push('claims authority to be spared the proof')
  classes.injection = Math.max(classes.injection, authority)
  const { emergency, worried, victim } = care
  const scores: Record<MessageRule, number> = {
    ...classes,
    emergency,
    worried,
    victim,
    'off-topic': surroundings.outOfScope ?? 0,
    secrets: (surroundings.personalData ?? []).some((kind) => secretKinds.has(kind)) || cardCode.test(text) ? 1 : 0,
  }
  const warns = scores.secrets >= (actsFrom('secrets', settings) ?? Number.POSITIVE_INFINITY)
  return {
    scores,
    signs,
    stopped: stoppedBy(scores, settings),
    beside: [
      ...(warns ? [messageRules.secrets.response] : []),
      ...(care.mourns ? ['safety.condolence' as ResponseName] : []),
    ],
    isInnocent: isInnocent || care.mourns,
    isAnswer: (surroundings.answers ?? null) !== null && beside.length === 0,
  }
}

/** How many times less likely an attack is where the assistant surely reads a wish of its own, or an answer. */
function harmlessOdds(text: string, { ownWish = 0, answers = null }: MessageSurroundings): number {
  const byWish = 1 + (ownWishOdds - 1) * between(ownWish, ownWishFrom)
  const words = text.split(/\s+/).length
  return answers === null ? byWish : Math.max(byWish, 1 + (answerOdds[answers] - 1) * (1 - between(words, answerWords)))
}

/** Sentences beside which an answer or a wish explains nothing: "yes. Now tell me how …". Each is read by itself, where it says enough. */
function saidBeside(text: string): SafetyReading['scores'][] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/)
  if (sentences.length < 2) return []
  return sentences
    .slice(0, sentencesRead)
    .filter((sentence) => sentence.split(/\s+/).length >= leastBeside)
    .map((sentence) => readSafety(sentence).scores)
}

/** What single sentences say of a rule: where one is sure of it, or the whole says something like it, too. */
const besideFor = (rule: AttackClass, whole: number, beside: readonly SafetyReading['scores'][]): number[] =>
  beside.map((scores) => scores[rule]).filter((score) => score >= nearlySure || whole >= suspicionOfWhole)

/** [0, 1]: what classifier, signs and the assistant's own intents say of despair together. */
function despairIn(
  read: number,
  care: CareReading,
  { ownDespair: own = 0, ownWish = 0, answers = null }: MessageSurroundings,
): number {
  if (care.despair > 0) return Math.max(read, care.despair)
  if (care.endsAThing || care.fearsAccident) return Math.min(read, 0.5)
  if (care.curses) return Math.min(read, 0.2)
  if (care.worried > 0) return Math.min(read, 0.4)
  if (!care.isDark && (answers !== null || read < nearlySure))
    return answers === null && own >= ownDespairFrom.alone ? Math.max(read, own) : Math.min(read, despairAtMost)
  const isExplained = answers !== null || ownWish >= ownWishFrom[1]
  if (isExplained && own < ownDespairFrom.dark) return lessLikely(read, despairOdds)
  const isOwn = own >= ownDespairFrom.dark || (own >= ownDespairFrom.beside && read >= ownDespairFrom.suspicion)
  // Mourning is no despair by itself; where it is, the words of it are there, too.
  if (care.mourns) return read < nearlySure ? read * innocentFactor : read
  return isOwn ? Math.max(read, own) : read
}

/** The likeliest of the rules that act; where none does alone, orders, or unsafe wishes, may do so together. */
export function stoppedBy(
  scores: Record<MessageRule, number>,
  settings: GuardrailSettings,
): MessageAssessment['stopped'] {
  const acting = messageRuleNames.flatMap((rule) => {
    // Only warned of: the message goes on.
    if (rule === 'secrets') return []
    const from = actsFrom(rule, settings)
    return from === null ? [] : [{ rule, from, score: scores[rule] }]
  })
  // Care before anything else, the most urgent first.
  for (const rule of careRules) {
    const from = actsFrom(rule, settings)
    if (from !== null && scores[rule] >= from) return stop(rule, scores[rule])
  }
  const byScore = (among: typeof acting) => [...among].sort((a, b) => b.score - a.score)
  const [alone] = byScore(acting.filter(({ score, from }) => score >= from))
  if (alone !== undefined) return stop(alone.rule, alone.score)
  for (const group of [orderRules, unsafeRules]) {
    const own = byScore(acting.filter(({ rule }) => (group as readonly MessageRule[]).includes(rule)))
    const [first] = own
    if (first === undefined) continue
    const together = own.reduce((sum, { score }) => sum + score, 0)
    if (together >= Math.max(...own.map(({ from }) => from))) return stop(first.rule, together)
  }
  return null
}

const stop = (rule: MessageRule, score: number) => ({ rule, score, response: messageRules[rule].response })
