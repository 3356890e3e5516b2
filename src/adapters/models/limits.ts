export const modelAdapterLimits = {
  /** Most bytes of one answer that are read: an answer of 30,000 tokens takes about 8 MB in frames of 250 bytes. */
  answerBytes: 16_000_000,
  /** No token of any known model is longer on average over an answer: beyond it the model does not stop where it was told to. */
  charactersPerToken: 16,
  /** Added to that, for short answers. */
  characterAllowance: 2_000,
  /** Most calls that one answer may propose. */
  toolCalls: 32,
  /** Longest time that is believed of a Retry-After, in milliseconds. */
  retryAfterMs: 3_600_000,
}
