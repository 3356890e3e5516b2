import type { Json, JsonObject } from '#domain/json.ts'
import type { Answer, ErrorName } from '../script.ts'
import { type Asked, argumentsOf, frame, piecesOf, textOf, tokensOf, type Wire } from './wire.ts'

const id = 'msg_01XFDUDYJgAACzvnptvVoYEL'

/** https://docs.anthropic.com/en/api/errors */
const errors: Record<ErrorName, { status: number; type: string; said: string }> = {
  'bad-key': { status: 401, type: 'authentication_error', said: 'invalid x-api-key' },
  'no-permission': { status: 403, type: 'permission_error', said: 'Your API key does not have permission' },
  'no-such-model': { status: 404, type: 'not_found_error', said: 'model: no-such-model' },
  'bad-request': { status: 400, type: 'invalid_request_error', said: 'temperature: Extra inputs are not permitted' },
  'context-length': { status: 400, type: 'invalid_request_error', said: 'prompt is too long: 250000 tokens > 200000' },
  'rate-limited': {
    status: 429,
    type: 'rate_limit_error',
    said: "This request would exceed your organization's rate limit of 50,000 input tokens per minute",
  },
  'no-quota': { status: 400, type: 'invalid_request_error', said: 'Your credit balance is too low' },
  'server-error': { status: 500, type: 'api_error', said: 'Internal server error' },
  'bad-gateway': { status: 502, type: 'api_error', said: 'Bad gateway' },
  overloaded: { status: 529, type: 'overloaded_error', said: 'Overloaded' },
}

/** Without structured output of its own the SDK forces one tool named `json`; its input is the answer then. */
function blocksOf(answer: Answer, asked: Asked): JsonObject[] {
  const forcesJson = (asked.body.tool_choice as JsonObject | undefined)?.name === 'json'
  const tools = [...(answer.tools ?? [])]
  if (forcesJson && answer.json !== undefined) tools.push({ name: 'json', input: answer.json })
  const text = forcesJson && answer.json !== undefined ? '' : textOf(answer)
  return [
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...tools.map((tool, index) => ({
      type: 'tool_use',
      id: `toolu_0${index}`,
      name: tool.name,
      input: argumentsOf(tool),
    })),
  ]
}

function usageOf(answer: Answer, asked: Asked): JsonObject {
  const tokens = tokensOf(answer, asked) ?? { input: 0, cachedInput: 0, output: 0 }
  return {
    input_tokens: tokens.input - tokens.cachedInput,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: tokens.cachedInput,
    output_tokens: tokens.output,
    service_tier: 'standard',
  }
}

function stopOf(answer: Answer, blocks: JsonObject[]): string {
  if (answer.finish === 'length') return 'max_tokens'
  if (answer.finish === 'refusal' || answer.finish === 'filter') return 'refusal'
  return blocks.some(({ type }) => type === 'tool_use') ? 'tool_use' : 'end_turn'
}

const parsed = (text: Json): Json => {
  try {
    return JSON.parse(String(text)) as Json
  } catch {
    return {}
  }
}

function error(name: ErrorName, leaky: string): { status: number; body: JsonObject } {
  const { status, type, said } = errors[name]
  const body = {
    type: 'error',
    error: { type, message: `${said}: ${leaky}` },
    request_id: 'req_011CSHoEeqs5C35K2UUqR7Fy',
  }
  return { status, body }
}

/** https://docs.anthropic.com/en/api/messages and .../build-with-claude/streaming */
export const anthropicMessages: Wire = {
  name: 'anthropic',
  path: '/messages',
  whole(answer, asked) {
    const blocks = blocksOf(answer, asked)
    return {
      id,
      type: 'message',
      role: 'assistant',
      model: asked.model,
      content: blocks.map((block) =>
        block.type === 'tool_use' ? { ...block, input: parsed(block.input ?? '') } : block,
      ),
      stop_reason: stopOf(answer, blocks),
      stop_sequence: null,
      usage: usageOf(answer, asked),
    }
  },
  frames(answer, asked) {
    const event = (type: string, data: JsonObject = {}) => frame({ type, ...data }, type)
    const blocks = blocksOf(answer, asked)
    const usage = usageOf(answer, asked)
    const pieces: string[] = []
    const head = [
      event('message_start', {
        message: {
          id,
          type: 'message',
          role: 'assistant',
          model: asked.model,
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { ...usage, output_tokens: 1 },
        },
      }),
    ]
    for (const [index, block] of blocks.entries()) {
      const isText = block.type === 'text'
      const opening = event('content_block_start', {
        index,
        content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
      })
      if (index === 0) head.push(opening, event('ping'))
      else pieces.push(opening)
      const whole = String(isText ? block.text : block.input)
      for (const piece of piecesOf(whole, isText ? answer.pieces : (answer.pieces ?? 3)))
        pieces.push(
          event('content_block_delta', {
            index,
            delta: isText ? { type: 'text_delta', text: piece } : { type: 'input_json_delta', partial_json: piece },
          }),
        )
      pieces.push(event('content_block_stop', { index }))
    }
    return {
      head,
      pieces,
      tail: [
        event('message_delta', {
          delta: { stop_reason: stopOf(answer, blocks), stop_sequence: null },
          usage: { output_tokens: usage.output_tokens ?? 0 },
        }),
        event('message_stop'),
      ],
    }
  },
  error,
  errorFrame: (name, said) => {
    const { body } = error(name, said)
    return frame({ type: 'error', error: body.error ?? null }, 'error')
  },
  foreignFrame: frame({ type: 'content_block_delta', index: 'first', delta: 7 }, 'content_block_delta'),
  keepAlive: frame({ type: 'ping' }, 'ping'),
}
