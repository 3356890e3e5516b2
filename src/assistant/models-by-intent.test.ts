import { expect, test } from 'vitest'
import { AssistantConfig } from './config.ts'
import { byIntentProblems } from './models-by-intent.ts'

const intents = [{ name: 'orders/return' }, { name: 'hours' }]
const problemsOf = (byIntent: object) =>
  byIntentProblems(
    AssistantConfig.parse({
      name: 'A',
      languages: ['en'],
      models: {
        providers: { local: { kind: 'compatible', url: 'http://localhost:11434/v1' } },
        models: { small: { provider: 'local', model: 'small' } },
        roles: { answer: { chain: ['small'], by_intent: byIntent } },
      },
    }).models,
    intents,
  )

test('manners by intent name intents, or groups of them', () => {
  expect(problemsOf({ 'orders/return': { temperature: 0 }, orders: {}, hours: {} })).toEqual([])
  expect(byIntentProblems(undefined, intents)).toEqual([])
})

test('an intent that is none is told with the nearest', () => {
  expect(problemsOf({ 'orders/retrun': {} })).toMatchObject([
    { message: expect.stringContaining('"orders/retrun"'), suggestion: expect.stringContaining('orders/return') },
  ])
})
