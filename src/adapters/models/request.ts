import { createHash } from 'node:crypto'
import { jsonSchema, type ModelMessage, Output, type SystemModelMessage, type ToolSet, tool } from 'ai'
import type { Json, JsonObject } from '#domain/json.ts'
import type { ModelRequest } from '#ports/language-model.ts'
import type { ModelChoice } from '#ports/language-model-choice.ts'
import { openAiSchema } from './openai-schema.ts'

/** A request of ours as the SDK takes it, with what the provider needs for its cache of prompts and for keeping nothing. */
export function requestFor(choice: ModelChoice, request: ModelRequest) {
  const { kind } = choice.provider
  const inWords =
    request.structured && choice.structuredOutput !== 'schema' ? schemaInWords(request.structured.schema) : ''
  const instructions: SystemModelMessage = {
    role: 'system',
    content: request.system + inWords,
    // The prefix up to here (tools come before it) is the same for all customers of a role.
    ...(kind === 'anthropic' && { providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } }),
  }
  const messages: ModelMessage[] = request.messages.map(({ from, text }) => ({
    role: from === 'assistant' ? 'assistant' : 'user',
    content: text,
  }))
  const tools: ToolSet = Object.fromEntries(
    (request.tools ?? []).map(({ name, description, input }) => [
      name,
      tool({ description, inputSchema: jsonSchema(input) }),
    ]),
  )
  return {
    instructions,
    messages,
    maxOutputTokens: request.maxOutputTokens,
    ...(request.temperature !== null && choice.temperature && { temperature: request.temperature }),
    ...(choice.reasoning !== null && { reasoning: choice.reasoning }),
    output: outputFor(choice, request.structured),
    tools,
    ...(kind === 'openai' && {
      providerOptions: {
        openai: {
          // By default OpenAI keeps what its Responses API is asked for thirty days.
          store: false,
          promptCacheKey: createHash('sha256').update(request.system).digest('hex').slice(0, 32),
          ...(request.structured && { strictJsonSchema: openAiSchema(request.structured.schema).strict }),
        },
      },
    }),
    // Whether to try again, and whom to ask then, is decided above.
    maxRetries: 0,
  }
}

type ResponseFormat = { type: 'text' } | { type: 'json'; schema?: JsonObject; name?: string }

/** The SDK's own output of JSON parses the text anew with each piece; here that is left to the end. */
function outputFor({ provider, structuredOutput }: ModelChoice, structured: ModelRequest['structured']) {
  const format = (): ResponseFormat => {
    if (structured === undefined || structuredOutput === 'none') return { type: 'text' }
    if (structuredOutput === 'json') return { type: 'json' }
    const { name, schema } = structured
    return { type: 'json', name, schema: provider.kind === 'openai' ? openAiSchema(schema).schema : schema }
  }
  return { ...Output.text(), responseFormat: Promise.resolve(format()) }
}

const schemaInWords = (schema: JsonObject) =>
  `\n\nAnswer with one JSON object and nothing else, no explanation and no code fence. It must match this JSON Schema:\n${JSON.stringify(schema)}`

/** The JSON in an answer; where the provider was only asked in words, also in a fence or among words. Undefined where there is none. */
export function jsonIn(text: string, strictly: boolean): Json | undefined {
  const whole = parse(text.trim())
  if (whole !== undefined || strictly) return whole
  const fenced = /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1]
  const inFence = fenced === undefined ? undefined : parse(fenced)
  if (inFence !== undefined) return inFence
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  return from >= 0 && to > from ? parse(text.slice(from, to + 1)) : undefined
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
