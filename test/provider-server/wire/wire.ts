import type { Json, JsonObject } from '#domain/json.ts'
import type { Answer, ErrorName } from '../script.ts'

/** A provider's format: how a request is read and how an answer is written. */
export interface Wire {
  name: 'openai-chat' | 'openai-responses' | 'anthropic'
  /** The path that a request to it ends with. */
  path: string
  /** The whole answer where no stream was asked for. */
  whole(answer: Answer, asked: Asked): JsonObject
  /** Frames as they are sent, each with its empty line. */
  frames(answer: Answer, asked: Asked): Frames
  error(error: ErrorName, said: string, asked: Asked): { status: number; body: JsonObject }
  /** An error in the middle of a stream. */
  errorFrame(error: ErrorName, said: string): string
  /** A frame of its form with something else in it. */
  foreignFrame: string
  keepAlive: string
}

export interface Frames {
  head: string[]
  /** Each carries a piece of the answer. */
  pieces: string[]
  tail: string[]
}

/** A request as the server has read it. */
export interface Asked {
  model: string
  body: JsonObject
  key: string
}

export const frame = (data: Json, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`

export const textOf = (answer: Answer): string =>
  answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json))

export const argumentsOf = (tool: { input?: Json; raw?: string }): string =>
  tool.raw ?? JSON.stringify(tool.input ?? {})

/** Into so many pieces of about the same length; by words where it is not said. */
export function piecesOf(text: string, pieces: number | undefined): string[] {
  if (text === '') return []
  if (pieces === undefined) return text.match(/\S+\s*|\s+/g) ?? [text]
  const size = Math.max(1, Math.ceil(text.length / pieces))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
}

/** Four characters are about one token. */
export function tokensOf(answer: Answer, asked: Asked): { input: number; cachedInput: number; output: number } | null {
  if (answer.tokens !== undefined) return answer.tokens
  const said = textOf(answer) + (answer.tools ?? []).map(argumentsOf).join('')
  return {
    input: Math.ceil(JSON.stringify(asked.body).length / 4),
    cachedInput: 0,
    output: Math.max(1, Math.ceil(said.length / 4)),
  }
}
