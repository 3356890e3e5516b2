import { afterEach, expect, test, vi } from 'vitest'
import type { ReplyItem } from '#domain/reply.ts'
import { modelsThat } from '#language-models/roles/models.fixture.ts'
import { type AnswerContext, answersTo } from './answers.ts'

afterEach(() => vi.restoreAllMocks())

const asks = (query: string): ReplyItem => ({ kind: 'answer', query }) as ReplyItem

/** A turn whose articles answer everything with one passage. */
function around(): AnswerContext {
  const passage = { passage: 'a#1', title: 'Paint', headings: [], url: null, text: 'Paint dries within six hours.' }
  const knowledge = {
    retrieve: async () => ({ confidence: 0.9, passages: [] }),
    answer: async () => null,
    context: async () => ({ passages: [passage], confidence: 0.9, threshold: 0.5 }),
  }
  const config = { name: 'Shop', guardrails: { rules: {}, competitors: [], model: false } }
  return {
    turn: {
      claim: { tenant: 't', conversation: { id: 'c', dialogue: { lastSays: [] } }, turn: 'tn' },
      assistant: {
        knowledge,
        config,
        prompts: new Proxy({}, { get: () => ({ text: '', temperature: null, maxTokens: null }) }),
      },
      locale: 'en',
      acted: { identity: { attributes: {} } },
      input: { personalData: [], text: '' },
    },
    filters: { locale: 'en', nowMs: 0 },
    style: '',
    brief: false,
    isWatched: false,
    tools: { deps: {}, models: undefined, note: () => undefined },
  } as unknown as AnswerContext
}

test('several slow answers of one reply together keep within the time of whoever waits; what comes after is cut from the articles', async () => {
  let nowMs = 1_000
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
  const times: (number | undefined)[] = []
  const { models } = modelsThat(
    ({ withinMs }) => {
      times.push(withinMs)
      nowMs += 10_000
      return 'Paint dries within six hours.'
    },
    ['answer'],
  )
  const context = around()
  await answersTo([asks('one'), asks('two'), asks('three')], {
    ...context,
    tools: { ...context.tools, models } as unknown as AnswerContext['tools'],
  })
  expect(times).toEqual([undefined, 5_000])
})
