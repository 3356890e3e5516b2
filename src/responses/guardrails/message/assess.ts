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
import { type AttackClass, attackClasses, readSafety, type TextMeaning } from './read.ts'

/** What else the turn knows of a message. */
export interface MessageSurroundings {
  meaning?: TextMeaning | null
  /** [0, 1]: how unlike anything the assistant was made for. */
  outOfScope?: number
  /** [0, 1]: how surely the assistant reads one of its own wishes in the whole message; 0 where it is one of those about safety. */
  ownWish?: number
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
}

/**
 * The assistant was taught what its customers say, the classifier was not: where it surely reads a wish of its own and there is no sign of an
 * order, an attack is taken for so many times less likely. Sure attacks stay sure (0.97 becomes 0.87), doubtful ones pass (0.8: 0.44).
 * Distress is never explained away.
 */
const ownWishOdds = 5
const ownWishFrom = 0.8
const lessLikely = (score: number): number => score / (score + (1 - score) * ownWishOdds)

/** What nobody should write into a chat; other personal data is what customers are asked for. */
const secretKinds: ReadonlySet<string> = new Set(['card', 'secret', 'ssn', 'national-id', 'iban', 'password'])
/** As people call the code on a card. */
const cardCode = /\b(?:cvv2?|cvc2?|cvn|csc|security code|card code)\b\D{0,12}\d{3,4}(?!\d)/i

/** Rules that are for whoever needs care: they come before all others. */
export const careRules = ['emergency', 'self-harm', 'worried', 'victim'] as const satisfies readonly MessageRule[]
/** What the assistant's own intents must say of despair: alone, and where the classifier has a suspicion, too. */
const ownDespairFrom = { alone: 0.8, beside: 0.6, suspicion: 0.1 }
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
  const isOwn = (surroundings.ownWish ?? 0) >= ownWishFrom && signs.length === 0
  if (isOwn) for (const rule of attackClasses) if (rule !== 'self-harm') classes[rule] = lessLikely(classes[rule])
  const care = readCare(text)
  const isInnocent = care.happenedToThem || care.emergency > 0 || care.worried > 0 || care.victim > 0
  if (isInnocent) for (const rule of unsafeRules) if (classes[rule] < nearlySure) classes[rule] *= innocentFactor
  classes['self-harm'] = despairIn(classes['self-harm'], care, surroundings.ownDespair ?? 0)
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
  }
}

/** [0, 1]: what classifier, signs and the assistant's own intents say of despair together. */
function despairIn(read: number, care: CareReading, own: number): number {
  if (care.despair > 0) return Math.max(read, care.despair)
  if (care.endsAThing || care.fearsAccident) return Math.min(read, 0.5)
  if (care.curses) return Math.min(read, 0.2)
  if (care.worried > 0) return Math.min(read, 0.4)
  const isOwn = own >= ownDespairFrom.alone || (own >= ownDespairFrom.beside && read >= ownDespairFrom.suspicion)
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
