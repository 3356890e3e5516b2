import { z } from 'zod'
import type { Problem } from '#domain/problem.ts'
import { nearestName } from '#source-files/index.ts'
import { type ToolSet, withOneTimeCode } from '#tools/index.ts'
import { Duration } from './duration.ts'

const minuteMs = 60_000

const OneTimeCode = z
  .strictObject({
    send_with: z
      .string()
      .min(1)
      .describe(
        'The tool that sends it: takes `code`, perhaps `valid_minutes`, and what flows give; gives whom it proves',
      ),
    digits: z.number().int().min(4).max(10).default(6).describe('Of a code'),
    valid_minutes: z.number().positive().max(60).default(10).describe('How long a code may be used'),
    attempts: z.number().int().min(1).max(10).default(5).describe('Tries at one code'),
    sends: z
      .number()
      .int()
      .min(1)
      .max(20)
      .default(3)
      .describe('Codes an hour, for a conversation and for what they are sent to'),
  })
  .describe('Adds the tools `send_code` and `check_code`, with which a flow verifies a customer; see docs/identity.md')

/** `identity:` of assistant.yaml. */
export const IdentityConfig = z
  .strictObject({
    signed_token: z
      .enum(['identified', 'verified'])
      .default('identified')
      .describe('What a signed identity from the website grants'),
    one_time_code: OneTimeCode.optional(),
    verified_for: Duration.optional().describe(
      'Without a message for so long (30m, 12h), a verified customer is taken for what they were before; left out: never',
    ),
  })
  .describe('What counts as knowing who writes')
export type IdentityConfig = z.infer<typeof IdentityConfig>

/** The assistant's tools, with those that its settings add. */
export function withBuiltInTools(tools: ToolSet, { one_time_code: codes }: IdentityConfig): ToolSet {
  if (codes === undefined) return tools
  const { send_with: sendWith, digits, valid_minutes: minutes, attempts, sends } = codes
  return withOneTimeCode(tools, sendWith, { digits, validMs: minutes * minuteMs, attempts, sends })
}

/** `send_with` names a tool that can send a code, and no tool of the assistant has a name of the pair. */
export function identityProblems(tools: ToolSet, { one_time_code: codes }: IdentityConfig): Problem[] {
  if (codes === undefined) return []
  const problem = (message: string, suggestion: string | null): Problem => ({
    file: 'assistant.yaml',
    line: null,
    column: null,
    message,
    suggestion,
    severity: 'error',
  })
  const taken = ['send_code', 'check_code'].filter((name) => tools.has(name))
  if (taken.length > 0)
    return [problem(`identity.one_time_code brings the tool "${taken[0]}", which tools.ts has too.`, 'Rename yours.')]
  const sender = tools.get(codes.send_with)
  if (sender === undefined)
    return [
      problem(
        `identity.one_time_code: there is no tool "${codes.send_with}".`,
        nearestName(codes.send_with, [...tools.keys()]),
      ),
    ]
  return sender.facts.inputs.includes('code')
    ? []
    : [problem(`identity.one_time_code: the tool "${sender.name}" has no input "code".`, 'It is what it sends.')]
}
