import { describe, expect, test } from 'vitest'
import { languageModelContract, type NextAnswer } from '#ports/language-model.contract.ts'
import type { ProviderChoice } from '#ports/language-model-choice.ts'
import { leakMarks, type Scripted, startProviderServer } from '#test/provider-server/index.ts'
import { openLanguageModel } from './index.ts'

const key = 'sk-test-parley-4f1c0ffee'

const broken = (how: Extract<Scripted, { kind: 'broken' }>['how']): Scripted => ({ kind: 'broken', how })

function scripted(next: NextAnswer): Scripted {
  switch (next.does) {
    case 'text':
      return { kind: 'answer', text: next.text }
    case 'json':
      return { kind: 'answer', json: { reply: next.reply } }
    case 'call':
      return { kind: 'answer', tools: [{ name: next.tool, input: next.input }] }
    case 'rate-limit':
      return { kind: 'error', error: 'rate-limited', retryAfter: String(next.seconds) }
    case 'no-json':
      return { kind: 'answer', text: 'Sure! Here is what you want.' }
    case 'bad-arguments':
      return { kind: 'answer', tools: [{ name: 'look_up', raw: '{"order": ' }] }
    case 'refuse':
      return { kind: 'answer', text: "I can't help with that.", finish: 'refusal' }
    case 'cut-at-length':
      return { kind: 'answer', text: 'It is', finish: 'length' }
    case 'say-nothing':
      return { kind: 'answer', text: '' }
    case 'refuse-key':
      return { kind: 'error', error: 'bad-key' }
    case 'know-no-model':
      return { kind: 'error', error: 'no-such-model' }
    case 'fail':
      return { kind: 'error', error: 'server-error' }
    case 'be-overloaded':
      return { kind: 'error', error: 'overloaded' }
    case 'never-answer':
      return broken('silent')
    case 'stall':
      return broken('stalled')
    case 'end-early':
      return broken('truncated')
    case 'drop-connection':
      return broken('reset-at-once')
    case 'send-garbage':
      return broken('garbage-body')
    case 'send-web-page':
      return broken('html')
    case 'never-stop':
      return broken('endless-text')
    case 'redirect':
      return broken('redirect')
    case 'fail-in-the-middle':
      return { kind: 'stream-error', error: 'overloaded', afterPieces: 3 }
  }
}

const providers: { name: string; kind: ProviderChoice['kind']; api: ProviderChoice['api']; model: string }[] = [
  { name: 'OpenAI Responses', kind: 'openai', api: 'responses', model: 'gpt-5-mini' },
  { name: 'OpenAI Chat Completions', kind: 'openai', api: 'chat', model: 'gpt-4.1-mini' },
  { name: 'Anthropic Messages', kind: 'anthropic', api: 'chat', model: 'claude-sonnet-4-5' },
  {
    name: 'Anthropic Messages without structured output',
    kind: 'anthropic',
    api: 'chat',
    model: 'claude-3-haiku-20240307',
  },
  { name: 'an OpenAI-compatible server', kind: 'compatible', api: 'chat', model: 'qwen3:8b' },
]

describe.each(providers)('a model of $name', ({ kind, api, model }) => {
  languageModelContract(async () => {
    const server = await startProviderServer()
    return {
      open: (streams) =>
        openLanguageModel(
          {
            name: `test/${model}`,
            provider: { kind, api, url: server.url, key },
            model,
            structuredOutput: kind === 'compatible' ? 'json' : 'schema',
            streams,
            temperature: true,
            reasoning: null,
          },
          () => Date.now(),
        ),
      next: (answer) => server.always(scripted(answer)),
      idle: () => server.idle(),
      secrets: [key, ...leakMarks],
      close: () => server.close(),
    }
  })
})

describe('a key that cannot be sent', () => {
  test.each(['sk-with-a\nline', 'sk-mit-ü-和'])('is refused without being repeated: %j', async (wrong) => {
    const model = await openLanguageModel(
      {
        name: 'test/m',
        provider: { kind: 'openai', api: 'responses', url: 'http://127.0.0.1:1/v1', key: wrong },
        model: 'm',
        structuredOutput: 'schema',
        streams: true,
        temperature: true,
        reasoning: null,
      },
      () => Date.now(),
    )
    const answer = await model.complete(
      {
        system: '',
        messages: [{ from: 'customer', text: 'x' }],
        maxOutputTokens: 10,
        temperature: null,
        limits: { totalMs: 5_000, firstMs: 5_000, betweenMs: 5_000 },
      },
      new AbortController().signal,
    )
    expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'unauthorised' } })
    expect(JSON.stringify(answer)).not.toContain('sk-')
  })
})
