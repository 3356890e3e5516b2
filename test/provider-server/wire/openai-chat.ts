import type { Json, JsonObject } from '#domain/json.ts'
import type { Answer } from '../script.ts'
import { openAiError } from './openai-error.ts'
import { type Asked, argumentsOf, frame, piecesOf, textOf, tokensOf, type Wire } from './wire.ts'

const id = 'chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG'
const created = 1_741_570_283

const usageOf = (answer: Answer, asked: Asked): Json => {
  const tokens = tokensOf(answer, asked)
  if (tokens === null) return null
  return {
    prompt_tokens: tokens.input,
    completion_tokens: tokens.output,
    total_tokens: tokens.input + tokens.output,
    prompt_tokens_details: { cached_tokens: tokens.cachedInput, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 0 },
  }
}

const finishOf = ({ finish = 'stop', tools = [] }: Answer): string => {
  if (finish === 'length') return 'length'
  if (finish === 'filter') return 'content_filter'
  return tools.length > 0 ? 'tool_calls' : 'stop'
}

/** https://platform.openai.com/docs/api-reference/chat */
export const openAiChat: Wire = {
  name: 'openai-chat',
  path: '/chat/completions',
  whole(answer, asked) {
    const refused = answer.finish === 'refusal'
    return {
      id,
      object: 'chat.completion',
      created,
      model: asked.model,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: refused || textOf(answer) === '' ? null : textOf(answer),
            refusal: refused ? textOf(answer) : null,
            annotations: [],
            ...(answer.tools && {
              tool_calls: answer.tools.map((tool, index) => ({
                id: `call_${index}`,
                type: 'function',
                function: { name: tool.name, arguments: argumentsOf(tool) },
              })),
            }),
          },
          logprobs: null,
          finish_reason: finishOf(answer),
        },
      ],
      ...(usageOf(answer, asked) !== null && { usage: usageOf(answer, asked) }),
      service_tier: 'default',
      system_fingerprint: 'fp_b376dfbbd5',
    }
  },
  frames(answer, asked) {
    const chunk = (choices: Json[], more: JsonObject = {}) =>
      frame({
        id,
        object: 'chat.completion.chunk',
        created,
        model: asked.model,
        service_tier: 'default',
        system_fingerprint: 'fp_b376dfbbd5',
        choices,
        ...more,
      })
    const delta = (content: JsonObject, finish: string | null = null) =>
      chunk([{ index: 0, delta: content, logprobs: null, finish_reason: finish }])
    const field = answer.finish === 'refusal' ? 'refusal' : 'content'
    const usage = usageOf(answer, asked)
    return {
      head: [delta({ role: 'assistant', content: '', refusal: null })],
      pieces: [
        ...piecesOf(textOf(answer), answer.pieces).map((text) => delta({ [field]: text })),
        ...(answer.tools ?? []).flatMap((tool, index) => [
          delta({
            tool_calls: [
              { index, id: `call_${index}`, type: 'function', function: { name: tool.name, arguments: '' } },
            ],
          }),
          ...piecesOf(argumentsOf(tool), answer.pieces ?? 3).map((text) =>
            delta({ tool_calls: [{ index, function: { arguments: text } }] }),
          ),
        ]),
      ],
      tail: [delta({}, finishOf(answer)), ...(usage === null ? [] : [chunk([], { usage })]), frame('[DONE]')],
    }
  },
  error: openAiError,
  errorFrame: (error, said) => frame(openAiError(error, said).body),
  foreignFrame: frame({ object: 'list', data: [{ embedding: [0.1, 0.2] }], model: 7 }),
  keepAlive: ': keep-alive\n\n',
}
