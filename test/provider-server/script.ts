import type { Json } from '#domain/json.ts'

/** What the server says to one request. Times in milliseconds. */
export type Scripted = Answer | ErrorAnswer | StreamError | Broken

export interface Answer {
  kind: 'answer'
  /** The text, or the JSON that is the text (or the input of the tool `json`, where the request forces that one). */
  text?: string
  json?: Json
  /** `raw` is sent as the arguments as it is, also where it is no JSON. */
  tools?: { name: string; input?: Json; raw?: string }[]
  /** `length`: cut at the most tokens. `refusal`: the model would not. `filter`: the provider's filter stopped it. */
  finish?: 'stop' | 'length' | 'refusal' | 'filter'
  /** Left out: counted from the texts; null: the provider does not say. */
  tokens?: { input: number; cachedInput: number; output: number } | null
  /** Until the headers, then until the first piece, then between two pieces. */
  headersMs?: number
  firstMs?: number
  betweenMs?: number
  /** Pieces the text is cut into; left out: one per word. */
  pieces?: number
  /** Told when a piece has been written. */
  onPiece?: (index: number) => void
}

export type ErrorName =
  | 'bad-key'
  | 'no-permission'
  | 'no-such-model'
  | 'bad-request'
  | 'context-length'
  | 'rate-limited'
  | 'no-quota'
  | 'server-error'
  | 'bad-gateway'
  | 'overloaded'

export interface ErrorAnswer {
  kind: 'error'
  error: ErrorName
  /** Sent as `retry-after`: seconds, or a date; with `ms` as OpenAI's `retry-after-ms`. */
  retryAfter?: string
  retryAfterMs?: number
  headersMs?: number
}

/** An error that comes in the stream, after so many pieces of `text`. */
export interface StreamError {
  kind: 'stream-error'
  error: ErrorName
  text?: string
  afterPieces: number
}

export const brokenKinds = [
  /** The connection is taken and nothing is ever said. */
  'silent',
  /** Headers and nothing after them. */
  'silent-after-headers',
  /** Some pieces, then nothing, with the connection open. */
  'stalled',
  /** The stream ends in the middle, properly closed. */
  'truncated',
  /** It ends in the middle of a frame. */
  'half-frame',
  'reset-at-once',
  'reset-after-headers',
  'reset-in-stream',
  /** A frame that is no JSON among proper ones. */
  'garbage-frame',
  /** JSON of another shape. */
  'foreign-frame',
  /** Nothing but bytes. */
  'garbage-body',
  'html',
  /** A proper answer that says that it is something else. */
  'wrong-content-type',
  'empty-body',
  /** The proper beginning and end of an answer with nothing in it. */
  'no-content',
  'endless-text',
  /** Keep-alive comments for ever. */
  'endless-pings',
  /** One line that never ends. */
  'endless-line',
  /** An error status whose body is no error of the provider's form. */
  'error-as-html',
  'error-with-stack',
  /** An error status, and then nothing. */
  'error-without-end',
  /** To an address that must not be given the key. */
  'redirect',
] as const
export type BrokenKind = (typeof brokenKinds)[number]

export interface Broken {
  kind: 'broken'
  how: BrokenKind
  text?: string
}

/** What must never be seen by a customer, in a log or in a record: it stands in the server's error texts. */
export const leakMarks = [
  'sk-parley-LEAKED',
  'LEAK-org-4711',
  'at ProviderKernel.dispatch',
  '/srv/provider/kernel.py',
] as const

/** A text as a careless provider writes it. */
export const leakyText = (said: string, key: string) =>
  `${said} (key ${key || leakMarks[0]}, ${leakMarks[0]}, organization ${leakMarks[1]})\n    ${leakMarks[2]} (${leakMarks[3]}:88)`
