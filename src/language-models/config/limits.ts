import type { ModelRole } from '#domain/model-call.ts'

/** Numbers of asking models that are choices. Times in milliseconds. */
export const modelLimits = {
  /** Of a model whose context is not configured: what small local models have. */
  contextTokens: 32_000,
  /** Four characters are about one token of European languages; more are counted for others by their UTF-8 bytes. */
  bytesPerToken: 4,
  /** Less time than this is not worth a request: even a small model near by needs more until its first token. */
  leastMs: 30,
  /** Where others follow in the chain, the share of the time that is left which one may use up. */
  shareOfTime: 0.65,
  /** A rate limit that ends so soon is waited for, once, where no other model follows. */
  waitForRateLimitMs: 2_000,
  /** Held off so long where a provider does not say when it may be asked again. */
  rateLimitHoldMs: 5_000,
  /** A key that is refused or a model that does not exist will not get better by asking: asked again after so long. */
  misconfiguredHoldMs: 60_000,
  /** After so many failures in a row a model is left alone for so long. */
  breaker: { failuresToOpen: 3, openForMs: 15_000 },
  /** An answer that took less than this before it was given up says nothing of the model's health: the turn had no time. */
  timeoutCountsFromMs: 400,
  /** Of one answer that is shown to the model in a repair, and of what was wrong with it. */
  repairCharacters: 4_000,
  repairProblems: 5,
  /** Entries of the cache of a release, and their characters in all. */
  cacheEntries: 5_000,
  cacheCharacters: 20_000_000,
  /** How long an answer may still be used after its time, where no model answers. */
  staleForMs: 24 * 3_600_000,
  /** Cosine between two questions that are taken for the same. */
  semanticCosine: 0.97,
  /** Questions that one is compared with. */
  semanticCandidates: 200,
  /** Longest wait for the encoder. */
  encodeMs: 60,
  /** Requests that one process has under way; beyond them there is no answer rather than a queue. */
  atOnce: 256,
  /** Conversations whose spending is kept in memory. */
  conversationsKept: 20_000,
} as const

interface RoleTimes {
  withinMs: number
  firstMs: number
  betweenMs: number
  maxOutputTokens: number
  temperature: number
}

/** Where assistant.yaml and the prompt say nothing. A customer waits for all but `summarise`. */
export const roleDefaults: Record<ModelRole, RoleTimes> = {
  understand: { withinMs: 2_500, firstMs: 1_500, betweenMs: 1_000, maxOutputTokens: 600, temperature: 0 },
  rewrite: { withinMs: 1_200, firstMs: 800, betweenMs: 600, maxOutputTokens: 120, temperature: 0 },
  answer: { withinMs: 12_000, firstMs: 2_500, betweenMs: 2_000, maxOutputTokens: 700, temperature: 0.2 },
  phrase: { withinMs: 2_500, firstMs: 1_200, betweenMs: 1_000, maxOutputTokens: 500, temperature: 0.4 },
  translate: { withinMs: 3_000, firstMs: 1_500, betweenMs: 1_000, maxOutputTokens: 900, temperature: 0 },
  judge: { withinMs: 2_500, firstMs: 1_500, betweenMs: 1_000, maxOutputTokens: 300, temperature: 0 },
  summarise: { withinMs: 20_000, firstMs: 8_000, betweenMs: 4_000, maxOutputTokens: 600, temperature: 0 },
}
