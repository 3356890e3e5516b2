import { describe, expect, test } from 'vitest'
import { testConfig } from '../models.fixture.ts'
import { ModelsConfig } from './index.ts'
import { manner, resolveModels } from './resolve.ts'

const environment = { PROVIDER_URL: 'http://127.0.0.1:1/v1/', PROVIDER_KEY: 'k' }
const problemsOf = (config: object) =>
  (ModelsConfig.safeParse({ ...testConfig, ...config }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

describe('models in assistant.yaml', () => {
  test('get their keys and addresses from the environment', () => {
    const { roles, missing } = resolveModels(ModelsConfig.parse(testConfig), environment)
    expect(roles.get('answer')?.chain.map(({ name }) => name)).toEqual(['first', 'second', 'third'])
    expect(roles.get('answer')?.chain[0]?.choice.provider).toEqual({
      kind: 'openai',
      api: 'responses',
      url: 'http://127.0.0.1:1/v1',
      key: 'k',
    })
    expect(missing).toEqual([])
  })

  test('without their key are left out of chains, and it is said which variable to set', () => {
    const { roles, missing } = resolveModels(ModelsConfig.parse(testConfig), {
      PROVIDER_URL: 'http://127.0.0.1:1/v1',
      PROVIDER_KEY: ' ',
    })
    expect(roles.get('answer')?.chain.map(({ name }) => name)).toEqual(['third'])
    expect(roles.has('understand')).toBe(false)
    expect(missing).toEqual([
      { model: 'first', variable: 'PROVIDER_KEY' },
      { model: 'second', variable: 'PROVIDER_KEY' },
    ])
  })

  test.each([
    [
      { roles: { answer: { chain: ['frist'] } } },
      'roles.answer.chain.0: there is no model "frist"; there are first, second, third',
    ],
    [
      { models: { x: { provider: 'nobody', model: 'm' } }, roles: {} },
      'models.x.provider: there is no provider "nobody"; there are openai, anthropic, local',
    ],
    [
      { providers: { local: { kind: 'compatible' } }, models: {}, roles: {} },
      'providers.local.url: a compatible server needs its base address, such as http://localhost:11434/v1',
    ],
    [
      { providers: { openai: { kind: 'openai', key: { env: 'sk-live-123' } } }, models: {}, roles: {} },
      'providers.openai.key.env: name an environment variable, such as OPENAI_API_KEY',
    ],
  ])('that cannot be meant are refused with the reason', (config, problem) => {
    expect(problemsOf(config)).toEqual([problem])
  })

  test('keys are never written into the folder', () => {
    expect(
      problemsOf({ providers: { openai: { kind: 'openai', key: 'sk-live-123' } }, models: {}, roles: {} }),
    ).not.toEqual([])
  })

  test('speak by intent, then by role, then as the prompt says', () => {
    const config = ModelsConfig.parse({
      ...testConfig,
      roles: {
        answer: {
          chain: ['first'],
          temperature: 0.5,
          by_intent: { orders: { temperature: 0, max_output_tokens: 50 } },
        },
        phrase: { chain: ['first'] },
      },
    })
    const { roles } = resolveModels(config, environment)
    const [answer, phrase] = [roles.get('answer'), roles.get('phrase')]
    if (!answer || !phrase) throw new Error('both are configured')
    expect(manner(answer, { intent: 'orders/return' })).toEqual({ temperature: 0, maxOutputTokens: 50 })
    expect(manner(answer, { intent: 'faq', maxOutputTokens: 200 })).toEqual({ temperature: 0.5, maxOutputTokens: 200 })
    expect(manner(phrase, { temperature: 0.9 })).toMatchObject({ temperature: 0.9 })
  })
})
