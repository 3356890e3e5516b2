import type { Json, JsonObject } from '#domain/json.ts'
import type { Answer } from '../script.ts'
import { openAiError } from './openai-error.ts'
import { type Asked, argumentsOf, frame, piecesOf, textOf, tokensOf, type Wire } from './wire.ts'

const id = 'resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b'
const messageId = 'msg_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b452d3795b'

function contentOf(answer: Answer): Json[] {
  const text = textOf(answer)
  if (text === '') return []
  if (answer.finish === 'refusal') return [{ type: 'refusal', refusal: text }]
  return [{ type: 'output_text', text, annotations: [], logprobs: [] }]
}

function outputOf(answer: Answer): JsonObject[] {
  const content = contentOf(answer)
  const message = { id: messageId, type: 'message', status: 'completed', role: 'assistant', content }
  const calls = (answer.tools ?? []).map((tool, index) => ({
    id: `fc_${index}`,
    type: 'function_call',
    status: 'completed',
    call_id: `call_${index}`,
    name: tool.name,
    arguments: argumentsOf(tool),
  }))
  return content.length > 0 || calls.length === 0 ? [message, ...calls] : calls
}

function responseOf(answer: Answer, asked: Asked, stage: 'begun' | 'ended'): JsonObject {
  const tokens = stage === 'begun' ? null : tokensOf(answer, asked)
  const reason = { length: 'max_output_tokens', filter: 'content_filter', stop: null, refusal: null }[
    answer.finish ?? 'stop'
  ]
  const status = reason === null ? 'completed' : 'incomplete'
  return {
    id,
    object: 'response',
    created_at: 1_741_476_542,
    status: stage === 'begun' ? 'in_progress' : status,
    error: null,
    incomplete_details: stage === 'begun' || reason === null ? null : { reason },
    instructions: null,
    max_output_tokens: null,
    model: asked.model,
    output: stage === 'begun' ? [] : outputOf(answer),
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: asked.body.store ?? true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    usage:
      tokens === null
        ? null
        : {
            input_tokens: tokens.input,
            input_tokens_details: { cached_tokens: tokens.cachedInput },
            output_tokens: tokens.output,
            output_tokens_details: { reasoning_tokens: 0 },
            total_tokens: tokens.input + tokens.output,
          },
    metadata: {},
  }
}

/** https://platform.openai.com/docs/api-reference/responses-streaming */
export const openAiResponses: Wire = {
  name: 'openai-responses',
  path: '/responses',
  whole: (answer, asked) => responseOf(answer, asked, 'ended'),
  frames(answer, asked) {
    let sequence = 0
    const event = (type: string, data: JsonObject) => frame({ type, sequence_number: sequence++, ...data }, type)
    const head = (['response.created', 'response.in_progress'] as const).map((type) =>
      event(type, { response: responseOf(answer, asked, 'begun') }),
    )
    const pieces: string[] = []
    for (const [output_index, item] of outputOf(answer).entries()) {
      const at = { output_index, item_id: String(item.id) }
      const added = item.type === 'message' ? { content: [] } : { arguments: '' }
      const opening = event('response.output_item.added', {
        output_index,
        item: { ...item, status: 'in_progress', ...added },
      })
      // What only opens an item goes out with what stands before it, so that a piece is a piece of text.
      if (pieces.length === 0) head.push(opening)
      else pieces.push(opening)
      if (item.type === 'message') {
        const kind = answer.finish === 'refusal' ? 'refusal' : 'output_text'
        const part = { content_index: 0, ...at }
        for (const delta of piecesOf(textOf(answer), answer.pieces))
          pieces.push(
            event(`response.${kind}.delta`, { ...part, delta, ...(kind === 'output_text' && { logprobs: [] }) }),
          )
        const done = kind === 'refusal' ? { refusal: textOf(answer) } : { text: textOf(answer), logprobs: [] }
        if (textOf(answer) !== '') pieces.push(event(`response.${kind}.done`, { ...part, ...done }))
      } else {
        const text = String(item.arguments)
        for (const delta of piecesOf(text, answer.pieces ?? 3))
          pieces.push(event('response.function_call_arguments.delta', { ...at, delta }))
        pieces.push(event('response.function_call_arguments.done', { ...at, arguments: text, name: item.name ?? '' }))
      }
      pieces.push(event('response.output_item.done', { output_index, item }))
    }
    const ended = responseOf(answer, asked, 'ended')
    return {
      head,
      pieces,
      tail: [event(`response.${ended.status === 'completed' ? 'completed' : 'incomplete'}`, { response: ended })],
    }
  },
  error: openAiError,
  errorFrame: (error, said) => {
    const { code, message, param } = openAiError(error, said).body.error as JsonObject
    return frame(
      { type: 'error', code: code ?? null, message: message ?? '', param: param ?? null, sequence_number: 9 },
      'error',
    )
  },
  foreignFrame: frame({ type: 'response.output_text.delta', delta: 7 }, 'response.output_text.delta'),
  keepAlive: ': keep-alive\n\n',
}
