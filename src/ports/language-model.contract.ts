import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LanguageModel, ModelAnswer, ModelPart, ModelRequest } from './language-model.ts'

/** What a provider does next, for a contract that knows no provider. */
export type NextAnswer =
  | { does: 'text'; text: string }
  /** JSON of the schema that is asked for: `{ reply: string }`. */
  | { does: 'json'; reply: string }
  | { does: 'call'; tool: string; input: { order: string } }
  | { does: 'rate-limit'; seconds: number }
  | {
      does:
        | 'no-json'
        | 'bad-arguments'
        | 'refuse'
        | 'cut-at-length'
        | 'say-nothing'
        | 'refuse-key'
        | 'know-no-model'
        | 'fail'
        | 'be-overloaded'
        | 'never-answer'
        | 'stall'
        | 'end-early'
        | 'drop-connection'
        | 'send-garbage'
        | 'send-web-page'
        | 'never-stop'
        | 'redirect'
        | 'fail-in-the-middle'
    }

export interface LanguageModelScene {
  /** The same model, answering piece by piece or all at once. */
  open(streams: boolean): Promise<LanguageModel>
  next(answer: NextAnswer): void
  /** Resolves when the provider is no longer busy with any request. */
  idle(): Promise<void>
  /** What must be in no failure, answer or text. */
  secrets: readonly string[]
  close(): Promise<void>
}

const short = { totalMs: 400, firstMs: 150, betweenMs: 150 }
const long = { totalMs: 10_000, firstMs: 10_000, betweenMs: 10_000 }
const request: ModelRequest = {
  system: 'You answer questions.',
  messages: [
    { from: 'customer', text: 'Hello' },
    { from: 'assistant', text: 'Hello, what can I do?' },
    { from: 'customer', text: 'Where is my order?' },
  ],
  maxOutputTokens: 200,
  temperature: 0,
  limits: long,
}
const structured: ModelRequest = {
  ...request,
  structured: {
    name: 'reply',
    schema: {
      type: 'object',
      properties: { reply: { type: 'string' } },
      required: ['reply'],
      additionalProperties: false,
    },
  },
}
const withTool: ModelRequest = {
  ...request,
  tools: [
    {
      name: 'look_up',
      description: 'Looks an order up',
      input: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
    },
  ],
}

/** What every language model must do, whoever provides it. */
export function languageModelContract(start: () => Promise<LanguageModelScene>): void {
  let scene: LanguageModelScene
  beforeAll(async () => {
    scene = await start()
  })
  afterAll(() => scene.close())

  describe.each([
    { way: 'piece by piece', streams: true },
    { way: 'all at once', streams: false },
  ])('answering $way', ({ streams }) => {
    let model: LanguageModel
    beforeAll(async () => {
      model = await scene.open(streams)
    })
    const ask = async (next: NextAnswer, asked: ModelRequest = request, signal = new AbortController().signal) => {
      scene.next(next)
      const answer = await model.complete(asked, signal)
      for (const secret of scene.secrets) expect(JSON.stringify(answer)).not.toContain(secret)
      await scene.idle()
      return answer
    }
    const failure = async (next: NextAnswer, asked?: ModelRequest) => {
      const answer = await ask(next, asked)
      if (answer.kind === 'completed') throw new Error('it was answered')
      return answer.failure
    }

    test('a text comes back as it is, with its tokens', async () => {
      const answer = await ask({ does: 'text', text: 'It is on its way: “soon” – 😀.' })
      expect(answer).toMatchObject({ kind: 'completed', text: 'It is on its way: “soon” – 😀.', toolCalls: [] })
      expect((answer as { tokens: { input: number; output: number } }).tokens.input).toBeGreaterThan(0)
    })

    test('JSON that was asked for comes back parsed', async () => {
      expect(await ask({ does: 'json', reply: 'yes' }, structured)).toMatchObject({
        kind: 'completed',
        value: { reply: 'yes' },
      })
    })

    test('a proposed call comes back with its input, and nothing is called', async () => {
      expect(await ask({ does: 'call', tool: 'look_up', input: { order: '1' } }, withTool)).toMatchObject({
        kind: 'completed',
        toolCalls: [{ tool: 'look_up', input: { order: '1' } }],
      })
    })

    // A whole answer of some providers is one JSON document, which has no room for arguments that are none.
    if (streams)
      test('a call with arguments that are no JSON is invalid', async () => {
        expect(await failure({ does: 'bad-arguments' }, withTool)).toMatchObject({ kind: 'invalid' })
      })

    test('a call of a tool that was not offered is invalid', async () => {
      const called = await failure({ does: 'call', tool: 'drop_tables', input: { order: '1' } }, withTool)
      expect(called).toMatchObject({ kind: 'invalid' })
    })

    test('words where JSON was asked for are invalid, and are there for a repair', async () => {
      const answer = await ask({ does: 'no-json' }, structured)
      expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'invalid' } })
      expect((answer as { answered: string }).answered).not.toBe('')
    })

    test.each([
      ['refuse', 'refused'],
      ['cut-at-length', 'truncated'],
      ['say-nothing', 'empty'],
      ['refuse-key', 'unauthorised'],
      ['know-no-model', 'unsupported'],
      ['fail', 'overloaded'],
      ['be-overloaded', 'overloaded'],
      ['drop-connection', 'unreachable'],
      ['send-web-page', 'invalid'],
      ['redirect', 'unreachable'],
    ] as const)('a provider that does this (%s) gives the failure %s', async (does, kind) => {
      expect((await failure({ does })).kind).toBe(kind)
    })

    test('what is no answer at all is taken for none', async () => {
      expect(['invalid', 'truncated']).toContain((await failure({ does: 'send-garbage' })).kind)
    })

    test('a rate limit says when it may be asked again', async () => {
      expect(await failure({ does: 'rate-limit', seconds: 7 })).toMatchObject({
        kind: 'rate-limited',
        retryAfterMs: 7000,
      })
      expect(await failure({ does: 'rate-limit', seconds: -7 })).toMatchObject({
        kind: 'rate-limited',
        retryAfterMs: null,
      })
    })

    test('an answer that never comes is given up in time', async () => {
      expect(await failure({ does: 'never-answer' }, { ...request, limits: short })).toMatchObject({
        kind: 'timed-out',
      })
    })

    test('who stops waiting ends the request', async () => {
      const controller = new AbortController()
      const asking = ask({ does: 'never-answer' }, request, controller.signal)
      controller.abort()
      expect(await asking).toMatchObject({ kind: 'failed', failure: { kind: 'cancelled' } })
      expect(await ask({ does: 'text', text: 'x' }, request, AbortSignal.abort())).toMatchObject({
        failure: { kind: 'cancelled' },
      })
      scene.next({ does: 'text', text: 'y' })
    })
  })

  describe('a stream', () => {
    let model: LanguageModel
    beforeAll(async () => {
      model = await scene.open(true)
    })
    const read = async (next: NextAnswer, limits = long): Promise<{ parts: ModelPart[]; answer: ModelAnswer }> => {
      scene.next(next)
      const parts: ModelPart[] = []
      for await (const part of model.stream({ ...request, limits }, new AbortController().signal)) parts.push(part)
      const last = parts.at(-1)
      if (last?.kind !== 'end') throw new Error('a stream must end with its end')
      for (const secret of scene.secrets) expect(JSON.stringify(parts)).not.toContain(secret)
      await scene.idle()
      return { parts: parts.slice(0, -1), answer: last.answer }
    }
    const textIn = (parts: ModelPart[]) => parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')

    test('gives the text in pieces and then the whole', async () => {
      const { parts, answer } = await read({ does: 'text', text: 'one two three four' })
      expect(parts.length).toBeGreaterThan(2)
      expect(textIn(parts)).toBe('one two three four')
      expect(answer).toMatchObject({ kind: 'completed', text: 'one two three four' })
    })

    test.each([
      ['end-early', 'truncated'],
      ['fail-in-the-middle', 'overloaded'],
      ['never-stop', 'invalid'],
    ] as const)('that breaks (%s) ends with the failure %s after what had come', async (does, kind) => {
      const { parts, answer } = await read({ does })
      expect(textIn(parts)).not.toBe('')
      expect(answer).toMatchObject({ kind: 'failed', failure: { kind } })
    })

    test('that stalls is given up in time', async () => {
      const { answer } = await read({ does: 'stall' }, { ...long, betweenMs: 150 })
      expect(answer).toMatchObject({ kind: 'failed', failure: { kind: 'timed-out', waitingFor: 'next' } })
    })

    test('that nobody reads any further is ended', async () => {
      scene.next({ does: 'never-stop' })
      for await (const part of model.stream(request, new AbortController().signal)) if (part.kind === 'text') break
      await scene.idle()
    })
  })
}
