/** How much goes into a prompt and may come back, in characters. How long each role is waited for is configured with it. */
export const roleLimits = {
  /** Of a message: longer ones are refused at intake. */
  message: 8_000,
  /** Of what is open and what was asked. */
  state: 4_000,
  /** Of one flow's line in the catalogue: enough for its description and slots. */
  flow: 600,
  /** Of the catalogue of flows: about 12,000 tokens, which a provider keeps ready. */
  flows: 48_000,
  smallTalk: 4_000,
  /** Of the talk before, the newest first … */
  talk: 6_000,
  /** … and of one line of it. */
  talkLine: 1_000,
  /** Of a reply that is reworded or translated. */
  reply: 6_000,
  query: 300,
  summary: 1_200,
  /** Of notes that a summary may rest on. */
  notes: 3_000,
  /** Of a text that is judged, and of each text it is held against. */
  judged: 8_000,
  reason: 400,
  /** Texts that are translated at once: a reply with its buttons. */
  texts: 40,
  /** Words of a query that is asked to be rewritten: beyond them it says enough by itself. */
  queryWords: 60,
} as const
