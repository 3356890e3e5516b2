/** The widget's chosen numbers. Times in milliseconds. */
export const limits = {
  /** First pause before a new attempt; doubled per failure up to `backoffMaxMs`. */
  backoffFirstMs: 500,
  /** A shop's visitor waits half a minute at most after the server is back. */
  backoffMaxMs: 30_000,
  /** Attempts over WebSocket that never got ready before plain HTTP is tried: some networks let no socket through. */
  socketFailuresBeforeHttp: 2,
  /** How long plain HTTP is used before a socket is tried again. */
  httpBeforeSocketMs: 120_000,
  /** A socket that is not ready by then is given up. */
  readyMs: 10_000,
  /** An unacknowledged message means a dead connection: a half-open socket gives no other sign. */
  ackMs: 12_000,
  /** Below the 30-60 s after which proxies close silent connections. */
  pingMs: 25_000,
  pongMs: 10_000,
  requestMs: 20_000,
  /** How long the server may hold back an answer of the list; it allows 25. */
  longPollSeconds: 20,
  /** Pause between two lists where they come back at once and empty. */
  pollMs: 2_500,
  /** While in the queue, the place is asked for again. */
  queueMs: 20_000,
  /** The typing sign goes by itself when no reply follows. */
  typingShownMs: 20_000,
  /** "The customer is typing" is repeated no more often than this, and withdrawn after a pause of `typingPauseMs`. */
  typingEveryMs: 3_000,
  typingPauseMs: 4_000,
  /** Messages waiting to be sent; beyond it the composer asks to wait. Keeps localStorage far from its quota. */
  outboxEntries: 40,
  /** As in the contract (`textLimit`); repeated because the widget imports no schema at run time. */
  textCharacters: 32_000,
  /** From here on the composer shows how many characters are left. */
  textWarnCharacters: 7_000,
  commentCharacters: 2_000,
} as const
