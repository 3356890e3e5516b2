import { z } from 'zod'
import type { ResponseName } from '#domain/ids.ts'

/**
 * Rules about what customers write. `from`: the score from which the rule acts unless the assistant says otherwise; null: it is only told in
 * the trace. Chosen on the halves of the public sets that were read while building (docs/guardrails.md).
 */
export const messageRules = {
  injection: { from: 0.5, response: 'safety.injection' },
  extraction: { from: 0.5, response: 'safety.injection' },
  jailbreak: { from: 0.5, response: 'safety.injection' },
  illegal: { from: 0.7, response: 'safety.unsafe' },
  violence: { from: 0.7, response: 'safety.unsafe' },
  hate: { from: 0.7, response: 'safety.unsafe' },
  harassment: { from: 0.75, response: 'safety.unsafe' },
  sexual: { from: 0.7, response: 'safety.unsafe' },
  // Somebody may die now: the emergency number, before anything else.
  emergency: { from: 0.5, response: 'safety.emergency' },
  // Missing one costs more than a caring answer too many.
  'self-harm': { from: 0.55, response: 'safety.self-harm' },
  worried: { from: 0.5, response: 'safety.worried' },
  victim: { from: 0.5, response: 'safety.victim' },
  'others-data': { from: 0.7, response: 'safety.others-data' },
  'role-play': { from: null, response: 'safety.off-topic' },
  'off-topic': { from: null, response: 'safety.off-topic' },
  secrets: { from: null, response: 'safety.secrets' },
} as const satisfies Record<string, { from: number | null; response: ResponseName }>
export type MessageRule = keyof typeof messageRules
export const messageRuleNames = Object.keys(messageRules) as MessageRule[]

/** Rules about what the assistant says. A reply is withheld from the score on. */
export const replyRules = {
  grounded: { from: 0.5, response: 'check.ungrounded' },
  private: { from: 0.5, response: 'check.private' },
  safe: { from: 0.5, response: 'check.safe' },
  length: { from: 0.5, response: 'check.too-long' },
  instructed: { from: 0.75, response: 'check.ungrounded' },
  person: { from: 0.5, response: 'safety.no-person' },
  promises: { from: 0.5, response: 'safety.promises' },
  advice: { from: 0.5, response: 'safety.advice' },
  competitors: { from: 0.5, response: 'safety.competitors' },
  unsafe: { from: 0.8, response: 'check.safe' },
  tone: { from: 0.6, response: 'check.safe' },
  language: { from: 0.9, response: 'check.safe' },
} as const satisfies Record<string, { from: number; response: ResponseName }>
export type ReplyRule = keyof typeof replyRules
export const replyRuleNames = Object.keys(replyRules) as ReplyRule[]

/** Of an article, a page or a tool's answer, by sentence: from here on it is an order to whoever reads it, not something to quote. */
export const dataOrderFrom = 0.75

const Choice = z.union([
  z.boolean(),
  z.number().min(0).max(1).describe('The score from which it acts; lower is stricter'),
])

/** `guardrails:` of assistant.yaml. */
export const GuardrailSettings = z
  .strictObject({
    rules: z
      .partialRecord(
        z.enum([...messageRuleNames, ...replyRuleNames] as [MessageRule | ReplyRule, ...(MessageRule | ReplyRule)[]]),
        Choice,
      )
      .default({})
      .describe('Rule → false (only told in the trace), true (its usual threshold) or the score from which it acts'),
    competitors: z
      .array(z.string().min(2))
      .max(200)
      .default([])
      .describe('Names that the assistant does not talk about, as customers write them'),
    model: z
      .boolean()
      .default(false)
      .describe(
        'Ask the model of the role `judge`, too, where the embedded result is not clear; without an answer in time the embedded result holds',
      ),
  })
  .describe('What is refused and withheld; see docs/guardrails.md')
export type GuardrailSettings = z.infer<typeof GuardrailSettings>

export const usualGuardrails: GuardrailSettings = GuardrailSettings.parse({})

/** Switched on without a number, a rule that usually does not act needs one. */
const usualFrom = 0.9

/** The score from which a rule acts; null where it does not. */
export function actsFrom(rule: MessageRule | ReplyRule, settings: GuardrailSettings): number | null {
  const chosen = settings.rules[rule]
  const usual = rule in messageRules ? messageRules[rule as MessageRule].from : replyRules[rule as ReplyRule].from
  if (chosen === undefined) return usual
  return typeof chosen === 'number' ? chosen : chosen ? (usual ?? usualFrom) : null
}
