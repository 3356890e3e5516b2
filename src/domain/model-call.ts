/** What a language model can be asked for; each role has models, limits and a fallback of its own. */
export const modelRoles = ['understand', 'rewrite', 'answer', 'phrase', 'summarise', 'judge', 'translate'] as const
export type ModelRole = (typeof modelRoles)[number]

/** What came of asking one model once. Words of ours: nothing a provider wrote. */
export type ModelAttemptOutcome =
  | 'given'
  | 'rate-limited'
  | 'overloaded'
  | 'timed-out'
  | 'unreachable'
  | 'unauthorised'
  | 'refused'
  | 'truncated'
  | 'invalid'
  | 'empty'
  | 'unsupported'
  /** Nobody waits any more, or a hedged request was faster. */
  | 'cancelled'
  /** Not asked: it failed several times in a row, or it said when it may be asked again and that is too late for this request. */
  | 'left-alone'

// These are types and not interfaces so that they are `Json` and go into events and traces as they are.

/** `cachedInput` is the part of `input` that the provider read from its own cache of prompts. */
export type ModelTokens = { input: number; cachedInput: number; output: number }

export type ModelAttempt = {
  /** As assistant.yaml names it. */
  model: string
  outcome: ModelAttemptOutcome
  ms: number
  /** Until the first piece of the answer; null where none came. */
  firstMs: number | null
  /** `repair`: asked again with what was wrong with its first answer. `hedge`: asked beside another that was slow. */
  as: 'first' | 'repair' | 'hedge'
}

/** One request to the language models as it is recorded with the turn: names, numbers and outcomes, never content. */
export type ModelCallRecord = {
  role: ModelRole
  /** Which model's answer was used; null where none was. From the cache it is the model that once gave it. */
  model: string | null
  attempts: ModelAttempt[]
  /** Of all attempts; estimated from the texts' lengths where a provider does not say. */
  tokens: ModelTokens
  /** Of all attempts, in US dollars by the prices of assistant.yaml. */
  cost: number
  /** `shared`: another request asked the same at the same time and both got its answer. */
  cache: 'none' | 'exact' | 'semantic' | 'shared'
  ms: number
}
