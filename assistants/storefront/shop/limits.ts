/** The shop's bounds that are choices, each with its unit and reason. */
export const shopLimits = {
  /** Bytes of a request body: an order with 20 items is below 4 kB. */
  bodyBytes: 65_536,
  /** Milliseconds for headers and for a whole request: clients are on the same machine or next to it. */
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  keepAliveTimeoutMs: 5_000,
  /** Characters of an Idempotency-Key. */
  keyCharacters: 200,
  /** Isolated copies in one process: about 1.5 MB each. */
  sandboxes: 200,
  /** Milliseconds to wait for the data file: a predecessor that is just ending frees it at once. */
  lockWaitMs: 500,
  /** Milliseconds that open requests get when the shop stops. */
  closeGraceMs: 2_000,
  /** Milliseconds until a child process must have said that it listens. */
  startTimeoutMs: 15_000,
} as const
