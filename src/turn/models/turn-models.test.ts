import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Asked, AskText, LanguageModels, StreamedPart } from '#language-models/index.ts'
import { callOf, modelsThat, Nothing } from '#language-models/roles/models.fixture.ts'
import { turnLimits } from '../limits.ts'
import { Placeholders, wholeUpTo } from './placeholders.ts'
import { noRecall } from './recall.ts'
import { TurnModels } from './turn-models.ts'

const request = (text: string, over: Partial<AskText> = {}): AskText => ({
  role: 'phrase',
  tenant: 't',
  conversation: 'c',
  system: 's',
  messages: [{ from: 'customer', text }],
  personal: true,
  ...over,
})
const turnWith = (models: LanguageModels, over: { redact?: boolean; now?: () => number } = {}) =>
  new TurnModels({ models, redact: true, recall: noRecall, ...over })

describe('personal data', () => {
  test('stays here: a model gets placeholders, and what it says of them comes back with the values', async () => {
    const { models, asked } = modelsThat(({ messages }) => `Got it: ${messages[0]?.text}`)
    const given = await turnWith(models).ask(
      request('I am jane@a.example, card 4111 1111 1111 1111, again jane@a.example'),
    )
    expect(asked[0]?.messages[0]?.text).toBe('I am [email 1], card [card 1], again [email 1]')
    expect(given).toMatchObject({
      kind: 'given',
      value: 'Got it: I am jane@a.example, card 4111 1111 1111 1111, again jane@a.example',
    })
  })

  test('comes back inside structured answers, and the same value has the same placeholder throughout a turn', async () => {
    const { models, asked } = modelsThat(() => ({ list: [{ mail: '[email 2]' }] }))
    const turn = turnWith(models)
    await turn.ask({
      ...request('a@a.example and b@b.example'),
      schema: z.object({ list: z.array(z.object({ mail: z.string() })) }),
    })
    const second = await turn.ask({
      ...request('b@b.example'),
      schema: z.object({ list: z.array(z.object({ mail: z.string() })) }),
    })
    expect(asked[1]?.messages[0]?.text).toBe('[email 2]')
    expect(second).toMatchObject({ value: { list: [{ mail: 'b@b.example' }] } })
  })

  test('that a model makes up is no answer', async () => {
    const { models } = modelsThat(() => 'Write to [email 7].')
    expect(await turnWith(models).ask(request('hello'))).toMatchObject({ kind: 'none', why: 'invalid' })
  })

  test('goes to the model where the assistant says so', async () => {
    const { models, asked } = modelsThat(() => 'x')
    await turnWith(models, { redact: false }).ask(request('a@a.example'))
    expect(asked[0]?.messages[0]?.text).toBe('a@a.example')
  })

  test('is put back into a stream, however its pieces fall', async () => {
    const streamed = async (pieces: string[]) => {
      const { models } = modelsThat(() => '')
      const turn = turnWith({
        ...models,
        async *stream(): AsyncIterable<StreamedPart> {
          for (const text of pieces) yield { kind: 'text', text }
          yield { kind: 'end', record: callOf('answer') }
        },
      })
      const parts: StreamedPart[] = []
      for await (const part of turn.stream(request('a@a.example', { role: 'answer' }))) parts.push(part)
      return {
        text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
        last: parts.at(-1)?.kind,
        turn,
      }
    }
    const whole = 'Sent to [email 1] [1]. Bye ['
    const letters = await streamed([...whole])
    expect(letters).toMatchObject({ text: 'Sent to a@a.example [1]. Bye [', last: 'end' })
    expect(letters.turn.records).toHaveLength(1)
    expect((await streamed(['To [em', 'ail 3] now'])).last).toBe('none')
  })

  test('placeholders bound what is held back', () => {
    expect(wholeUpTo('abc [ema')).toBe(4)
    expect(wholeUpTo('abc [1] d')).toBe(9)
    expect(wholeUpTo(`[${'x'.repeat(40)}`)).toBe(41)
    expect(new Placeholders().show('[email 1]')).toBeNull()
  })
})

describe('time', () => {
  test('is shared by all calls of a turn: what is left bounds the next one, and with nothing left nobody is asked', async () => {
    let now = 0
    const { models, asked } = modelsThat(() => {
      now += 3_500
      return 'x'
    })
    const turn = turnWith(models, { now: () => now })
    for (let call = 0; call < 3; call += 1) await turn.ask(request('x', { withinMs: 5_000 }))
    expect(asked.map(({ withinMs }) => withinMs)).toEqual([5_000, turnLimits.modelsMs - 3_500])
    expect(turn.leftMs).toBe(0)
    expect(turn.records).toHaveLength(3)
    expect(turn.afterTurn().leftMs).toBe(turnLimits.modelsLaterMs)
  })

  test('a model that neither answers nor keeps its time is left behind, and one that throws has failed', async () => {
    const { models } = modelsThat(() => new Promise(() => undefined))
    expect(await turnWith(models).ask(request('x', { withinMs: 200 }))).toMatchObject({ kind: 'none', why: 'late' })
    const { models: broken } = modelsThat(() => {
      throw new Error('broken')
    })
    expect(await turnWith(broken).ask(request('x'))).toMatchObject({ kind: 'none', why: 'failed' })
  })

  test('a journal that is away takes no turn along', async () => {
    const { models } = modelsThat(() => 'x')
    const recall = { remembered: () => Promise.reject(new Error('the store is away')) }
    const turn = new TurnModels({ models, redact: true, recall })
    expect(await turn.ask(request('x', { role: 'understand' }))).toMatchObject({ kind: 'none', why: 'failed' })
  })

  test('where models have failed this turn, niceties are not waited for, but what matters is still tried', async () => {
    const { models, asked } = modelsThat(() => new Nothing('failed'))
    const turn = turnWith(models)
    for (const role of ['understand', 'phrase', 'rewrite', 'answer', 'judge'] as const)
      await turn.ask(request('x', { role }))
    expect(asked.map(({ role }) => role)).toEqual(['understand', 'answer', 'judge'])
  })

  test('what the turn is about goes with each request, for those that differ by it', async () => {
    const { models, asked } = modelsThat(() => 'x')
    const turn = turnWith(models)
    await turn.ask(request('x'))
    turn.intent = 'orders/status'
    await turn.ask(request('x'))
    expect(asked.map(({ intent }) => intent)).toEqual([undefined, 'orders/status'])
  })

  test('without models there are no roles, and no time or record is spent', async () => {
    const turn = new TurnModels({ models: undefined, redact: true, recall: noRecall })
    expect(turn.offers('understand')).toBe(false)
    expect(await turn.ask(request('x'))).toMatchObject({ kind: 'none', why: 'not-configured' } satisfies Partial<
      Asked<string>
    >)
    expect(turn.records).toEqual([])
  })
})
