/** The reservation system's bounds that are choices, each with its unit and reason. */
export const limits = {
  /** Bytes of a request body: a booking for five with eight flights is below 4 kB. */
  bodyBytes: 65_536,
  /** Milliseconds for headers and for a whole request: clients are on the same machine or next to it. */
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
  /** Clients give up idle connections seconds before: on a busy machine five seconds were a race, and requests met a closed socket. */
  keepAliveTimeoutMs: 75_000,
  /** Characters of an Idempotency-Key. */
  keyCharacters: 200,
  /** Milliseconds that open requests get when it stops. */
  closeGraceMs: 2_000,
  /** Milliseconds until a child process must have said that it listens; a large database takes a second to read. */
  startTimeoutMs: 20_000,
  /** Milliseconds to wait for the data file: a predecessor that is just ending frees it at once. */
  lockWaitMs: 500,
  /** Bytes of a database that is loaded from a path, unpacked. */
  databaseBytes: 64 * 1024 * 1024,
  /** Passengers of one reservation. */
  passengers: 5,
  /** Payment methods of one reservation, by kind. */
  payments: { certificate: 1, gift_card: 3, credit_card: 1 },
  /** Certificates in one profile: more is a mistake, not a gesture. */
  certificates: 20,
} as const

/** Prices and allowances. */
export const tariff = {
  /** Dollars for a checked bag beyond the free ones. */
  bag: 50,
  /** Dollars of travel insurance for a passenger. */
  insurance: 30,
  /** Free checked bags for each passenger. */
  freeBags: {
    regular: { basic_economy: 0, economy: 1, business: 2 },
    silver: { basic_economy: 1, economy: 2, business: 3 },
    gold: { basic_economy: 2, economy: 3, business: 4 },
  },
  /** Dollars for each passenger, as a gesture. */
  compensation: { cancelled: 100, delayed: 50 },
  /** Hours after booking in which it may be cancelled whatever the reason. */
  freeCancellationHours: 24,
} as const
