/** The numbers of tools that are choices, each with its unit and reason. */
export const toolLimits = {
  /** Where a tool names no time of its own. A customer is waiting: longer is worse than an apology. */
  timeoutMs: 5_000,
  /** The longest a tool may name. */
  longestTimeoutMs: 20_000,
  /** For asking whether an effect happened; the customer has waited for the tool already. */
  reconcileTimeoutMs: 3_000,
  /** Bytes of an answer read from another system: some hundred orders; more is a mistake of the tool. */
  answerBytes: 262_144,
  /** Characters of a result as JSON: it becomes part of an event. */
  resultCharacters: 100_000,
  /** Characters of an idempotency key that other systems commonly accept. */
  keyCharacters: 200,
} as const
