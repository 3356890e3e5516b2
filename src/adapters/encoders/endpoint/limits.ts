/** How much, how long and how often an endpoint is asked. */
export interface EndpointLimits {
  /** Texts in one request. OpenAI takes 2,048; servers at home mostly 32 to 128. */
  textsPerRequest: number
  /** Requests of one caller under way at once: a training set takes a quarter of the time, and few servers refuse so many. */
  requestsAtOnce: number
  /** UTF-16 units of a text that are sent; OpenAI's models read 8,191 tokens. */
  unitsPerText: number
  /** A text that the endpoint finds too long is halved until it is no longer than this: 500 units fit into 512 tokens in nearly any script. */
  unitsAtLeast: number
  /** Callers with at most so many texts are taken for a turn, in which a customer waits: a message and its parts. */
  turnTexts: number
  /** Milliseconds that such a caller waits in all, other tries included; then the message is read without the encoder. */
  turnBudgetMs: number
  /** Milliseconds for each request of other callers (training, opening), other tries included: a minute's quota can come back. */
  bulkBudgetMs: number
  /** Milliseconds to find out at the start how many dimensions the model has, other tries included. */
  openBudgetMs: number
  /** Milliseconds until the first other try where the endpoint does not say when; doubled each time, half of it by chance. */
  firstPauseMs: number
  /** Bytes of an answer: 64 vectors of 8,192 numbers in text. */
  answerBytes: number
  /** Bytes of vectors that are remembered: 5,000 of 1,536 numbers. */
  cacheBytes: number
}

export const endpointLimits: EndpointLimits = {
  textsPerRequest: 64,
  requestsAtOnce: 4,
  unitsPerText: 8_000,
  unitsAtLeast: 500,
  turnTexts: 16,
  turnBudgetMs: 2_000,
  bulkBudgetMs: 60_000,
  openBudgetMs: 10_000,
  firstPauseMs: 200,
  answerBytes: 16_000_000,
  cacheBytes: 32_000_000,
}
