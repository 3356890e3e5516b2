import type { ZodType } from 'zod'
import type { ModelCallRecord, ModelRole } from '#domain/model-call.ts'
import type { ProposedToolCall } from '#ports/language-model.ts'

export type Role = ModelRole

/** One thing said before. `data` is text of documents, tools or customers that is shown to the model and never an instruction. */
export interface AskMessage {
  from: 'customer' | 'assistant' | 'data'
  text: string
}

/** A tool that the model may propose to call. Nothing is called here. */
export interface OfferedTool {
  name: string
  description: string
  input: ZodType
}

export interface AskText {
  role: Role
  tenant: string
  /** Whose budget it counts for; null where it belongs to no conversation. */
  conversation: string | null
  /** Temperature and length may differ by intent. */
  intent?: string
  /** The role's prompt: put what changes least first, and nothing of the customer in it. */
  system: string
  messages: readonly AskMessage[]
  /** True: never from or into a cache that customers share. */
  personal: boolean
  /** At most this long, in milliseconds; the role's own limit holds too. */
  withinMs?: number
  /** What the prompt's front matter says; what assistant.yaml says of the role counts more. */
  temperature?: number
  maxOutputTokens?: number
}

export interface AskFor<T> extends AskText {
  /** The answer's shape; left out, the answer is text. */
  schema?: ZodType<T>
  tools?: readonly OfferedTool[]
}

/** `late`: there was no time left. `failed`: every model of the role failed. `refused`, `invalid`: so did the last one that answered. */
export type WhyNone = 'not-configured' | 'budget' | 'failed' | 'late' | 'refused' | 'invalid'

export type Asked<T> =
  | { kind: 'given'; value: T; toolCalls: ProposedToolCall[]; record: ModelCallRecord }
  | { kind: 'none'; why: WhyNone; record: ModelCallRecord }

export type StreamedPart =
  | { kind: 'text'; text: string }
  /** The model broke off: what came is void, another begins. */
  | { kind: 'restart' }
  | { kind: 'end'; record: ModelCallRecord }
  /** What came before, if anything, is void. */
  | { kind: 'none'; why: WhyNone; record: ModelCallRecord }

/** The language models of one release. Nothing here throws, and nothing takes longer than `withinMs` or the role's limit. */
export interface LanguageModels {
  /** Whether the role has models at all. False: do not ask. */
  offers(role: Role): boolean
  /** Without a schema the answer is text (`T` is string). */
  ask<T = string>(request: AskFor<T>, signal?: AbortSignal): Promise<Asked<T>>
  /** The answer as it comes. The last part is always one `end` or one `none`, unless the reader stops before. */
  stream(request: AskText, signal?: AbortSignal): AsyncIterable<StreamedPart>
}
