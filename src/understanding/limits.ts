/** Every number of this folder that is a choice and not a table, with its unit and reason. */
export const limits = {
  /** Tokens that intent features see. A longer message keeps its head and its tail: people say what they want first or last. */
  headTokens: 160,
  tailTokens: 80,
  /** UTF-16 units of a token that count as one word; longer ones are no words, and their n-grams would only cost time. */
  tokenLength: 40,
  /** UTF-16 units that are read at all; receive lets no more than 8,000 through. */
  textLength: 8_000,
  /** Features kept per block, by document frequency: bounds memory and model bytes (clinc150 has 12,000 and 31,000). */
  wordFeatures: 24_000,
  characterFeatures: 40_000,
  /** Unknown words in one message that spelling looks up; each costs up to about 1 ms. Who writes more of them does not write English. */
  correctedTokens: 16,
  /** Entities in one message. */
  entities: 64,
  /** Wishes in one message. */
  wishes: 4,
  /** Intents ranked in a result. */
  rankedIntents: 5,
} as const
