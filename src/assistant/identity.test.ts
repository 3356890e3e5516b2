import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineTool, ok, toolSet } from '#tools/index.ts'
import { AssistantConfig } from './config.ts'
import { identityProblems, withBuiltInTools } from './identity.ts'

const toolNamed = (name: string, input: z.ZodType) =>
  defineTool({
    name,
    description: 'Does something',
    input,
    output: z.json(),
    needs: 'anonymous',
    sideEffect: 'write',
    idempotent: true,
    run: async () => ok(null),
  })
const sender = toolNamed('mail_code', z.object({ email: z.string(), code: z.string() }))
const identityOf = (identity: unknown) => AssistantConfig.parse({ name: 'A', languages: ['en'], identity }).identity
const codes = (sendWith: string) => identityOf({ one_time_code: { send_with: sendWith } })

describe('identity in assistant.yaml', () => {
  test('left out, adds no tools and lets nothing end', () => {
    const tools = toolSet([sender])
    expect(withBuiltInTools(tools, identityOf(undefined))).toBe(tools)
    expect(identityOf(undefined)).toEqual({ signed_token: 'identified' })
  })

  test('with a sender adds the pair', () => {
    const tools = withBuiltInTools(toolSet([sender]), codes('mail_code'))
    expect([...tools.keys()]).toEqual(['mail_code', 'send_code', 'check_code'])
    expect(identityProblems(toolSet([sender]), codes('mail_code'))).toEqual([])
  })

  test('names the sender that is not there, that takes no code, and the name that is taken', () => {
    const problemOf = (tools: Parameters<typeof toolSet>[0], sendWith: string) =>
      identityProblems(toolSet(tools), codes(sendWith))
    expect(problemOf([sender], 'mail_cod')).toMatchObject([
      { message: expect.stringContaining('no tool "mail_cod"'), suggestion: expect.stringContaining('mail_code') },
    ])
    expect(problemOf([toolNamed('mail', z.object({ email: z.string() }))], 'mail')).toMatchObject([
      { message: expect.stringContaining('no input "code"') },
    ])
    expect(problemOf([sender, toolNamed('check_code', z.object({}))], 'mail_code')).toMatchObject([
      { message: expect.stringContaining('"check_code", which tools.ts has too') },
    ])
  })

  test('codes that could be guessed, or sent for ever, cannot be asked for', () => {
    for (const wrong of [{ digits: 3 }, { attempts: 11 }, { valid_minutes: 61 }, { sends: 21 }, { send_with: '' }])
      expect(
        AssistantConfig.safeParse({
          name: 'A',
          languages: ['en'],
          identity: { one_time_code: { send_with: 'mail_code', ...wrong } },
        }).success,
      ).toBe(false)
  })
})
