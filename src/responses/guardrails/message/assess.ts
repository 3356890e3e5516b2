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
import { attackClasses, readSafety, type TextMeaning } from './read.ts'

/** What else the turn knows of a message. */
export interface MessageSurroundings {
  meaning?: TextMeaning | null
  /** [0, 1]: how unlike anything the assistant was made for. */
  outOfScope?: number
  /** [0, 1]: how surely the assistant reads one of its own wishes in the whole message; 0 where it is one of those about safety. */
  ownWish?: number
  /** Kinds of personal data in it. */
  personalData?: readonly string[]
}

export interface MessageAssessment {
  /** [0, 1] for every rule, whether it acts or not. */
  scores: Record<MessageRule, number>
  signs: string[]
  /** The rule that stops the message; null where it passes. */
  stopped: { rule: MessageRule; score: number; response: ResponseName } | null
}

/**
 * The assistant was taught what its customers say, the classifier was not: where it surely reads a wish of its own and there is no sign of an
 * order, an attack is taken for so many times less likely. Sure attacks stay sure (0.97 becomes 0.87), doubtful ones pass (0.8: 0.44).
 * Distress is never explained away.
 */
const ownWishOdds = 5
const ownWishFrom = 0.9
const lessLikely = (score: number): number => score / (score + (1 - score) * ownWishOdds)

/** What nobody should write into a chat; other personal data is what customers are asked for. */
const secretKinds: ReadonlySet<string> = new Set(['card', 'secret', 'ssn', 'iban', 'password'])

/** Rules of orders to the assistant: together they say that it is one, whichever it is. */
const orderRules: readonly MessageRule[] = ['injection', 'extraction', 'jailbreak']
const unsafeRules = attackClasses.filter((rule) => !(orderRules as readonly string[]).includes(rule)) as MessageRule[]

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
  const scores: Record<MessageRule, number> = {
    ...classes,
    'off-topic': surroundings.outOfScope ?? 0,
    secrets: (surroundings.personalData ?? []).some((kind) => secretKinds.has(kind)) ? 1 : 0,
  }
  return { scores, signs, stopped: stoppedBy(scores, settings) }
}

/** The likeliest of the rules that act; where none does alone, orders, or unsafe wishes, may do so together. */
export function stoppedBy(
  scores: Record<MessageRule, number>,
  settings: GuardrailSettings,
): MessageAssessment['stopped'] {
  const acting = messageRuleNames.flatMap((rule) => {
    const from = actsFrom(rule, settings)
    return from === null ? [] : [{ rule, from, score: scores[rule] }]
  })
  const byScore = (among: typeof acting) => [...among].sort((a, b) => b.score - a.score)
  const [alone] = byScore(acting.filter(({ score, from }) => score >= from))
  if (alone !== undefined) return stop(alone.rule, alone.score)
  for (const group of [orderRules, unsafeRules]) {
    const own = byScore(acting.filter(({ rule }) => group.includes(rule)))
    const [first] = own
    if (first === undefined) continue
    const together = own.reduce((sum, { score }) => sum + score, 0)
    if (together >= Math.max(...own.map(({ from }) => from))) return stop(first.rule, together)
  }
  return null
}

const stop = (rule: MessageRule, score: number) => ({ rule, score, response: messageRules[rule].response })
