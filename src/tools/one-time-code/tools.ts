import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Json } from '#domain/json.ts'
import { defineTool, type Tool, type ToolContext, type ToolSet } from '../declare.ts'
import { ok, refused, type ToolResult } from '../outcome.ts'
import type { CodeRules, ConversationCodes } from './codes.ts'

/** What the sender is given beside what the flow gave. */
const givenBySystem = ['code', 'valid_minutes']

/** Tools of the system's own, by name. */
export const ownTools: readonly string[] = ['send_code', 'check_code']

/** The runner's own tools get the conversation's codes with their context; no other tool does. */
export type CodeContext = ToolContext & { codes?: ConversationCodes }

/**
 * The assistant's tools with the pair that flows use to verify a customer by a one-time code: `send_code` takes what the assistant's own
 * tool `sendWith` takes, but for `code` and `valid_minutes`, and gives what that gives; `check_code` gives the same again where the code is
 * right. Without a tool of that name nothing is added; the check of the folder says so.
 */
export function withOneTimeCode(tools: ToolSet, sendWith: string, rules: CodeRules): ToolSet {
  const sender = tools.get(sendWith)
  if (sender === undefined) return tools
  return new Map([...tools, ['send_code', sendCode(sender, rules)], ['check_code', checkCode(rules)]])
}

function sendCode(sender: Tool, rules: CodeRules): Tool {
  const { facts } = sender
  const flowGives = (name: string) => !givenBySystem.includes(name)
  const tool = defineTool({
    name: 'send_code',
    description: `Sends a one-time code with ${sender.name}`,
    input: z.record(z.string(), z.json()),
    output: z.json(),
    needs: facts.needs,
    sideEffect: 'write',
    // Sent again it is another code: harmless, and the newest counts.
    idempotent: true,
    timeoutMs: sender.timeoutMs,
    refusals: [...(facts.refusals ?? []), 'too-many-codes'],
    hide: sender.hide,
    // Whether it arrived nobody can tell; sending another one is always right.
    reconcile: async () => ({ kind: 'did-not-happen' }),
    run: (given, context) => send(sender, rules, given as Record<string, Json>, context),
  })
  return {
    ...tool,
    source: sender.source,
    facts: {
      ...tool.facts,
      inputs: facts.inputs.filter(flowGives),
      requiredInputs: facts.requiredInputs.filter(flowGives),
      inputSchema: schemaWithout(facts.inputSchema),
      outputSchema: facts.outputSchema,
    },
  }
}

async function send(
  sender: Tool,
  rules: CodeRules,
  given: Record<string, Json>,
  context: CodeContext,
): Promise<ToolResult<Json>> {
  const { codes, ...plain } = context
  if (codes === undefined) return { kind: 'failed', reason: 'unavailable', effect: 'none' }
  const issued = await codes.issue(given, rules)
  if (issued === null) return refused('too-many-codes')
  const { id, code } = issued
  const input = sender.input.safeParse({ ...given, code, valid_minutes: Math.round(rules.validMs / 60_000) })
  if (!input.success) return { kind: 'failed', reason: 'bad-response', effect: 'none' }
  // Each code is a message of its own, also where the turn is run again: the sender must not take the second for the first.
  const idempotencyKey = createHash('sha256').update(`${context.idempotencyKey}:${id}`).digest('base64url')
  const result = await sender.run(input.data, { ...plain, idempotencyKey })
  if (result.kind !== 'ok') return withoutCode(result, code) as typeof result
  const value = sender.output.safeParse(result.value)
  if (!value.success) return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
  const subject = withoutCode(value.data ?? null, code) as Json
  await codes.sent(id, subject)
  return ok(subject)
}

function checkCode(rules: CodeRules): Tool {
  return defineTool({
    name: 'check_code',
    description: 'Checks the one-time code that the customer was sent',
    input: z.object({ code: z.union([z.string(), z.number()]) }),
    output: z.json(),
    needs: 'anonymous',
    // It changes nothing but its own count, which knows a turn that is run again by its key.
    sideEffect: 'none',
    refusals: ['wrong-code', 'expired', 'too-many-tries'],
    hide: { input: ['code'] },
    async run({ code }, context: CodeContext) {
      if (context.codes === undefined) return { kind: 'failed', reason: 'unavailable', effect: 'none' }
      const typed = String(code)
        .replace(/[\s.-]/g, '')
        .padStart(typeof code === 'number' ? rules.digits : 0, '0')
      const found = await context.codes.check(typed, rules, context.idempotencyKey)
      if (found.kind === 'right') return ok(found.subject)
      // One that was used, or never sent, is no longer valid: the customer may have another one.
      return refused(found.kind === 'wrong' ? 'wrong-code' : found.kind === 'too-many-tries' ? found.kind : 'expired')
    },
  })
}

/** A sender that says the code back must not make it part of what is recorded. */
function withoutCode(value: unknown, code: string): unknown {
  if (typeof value === 'string') return value.replaceAll(code, '•'.repeat(code.length))
  if (typeof value === 'number') return String(value) === code ? null : value
  if (Array.isArray(value)) return value.map((one) => withoutCode(one, code))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutCode(one, code)]))
  return value
}

function schemaWithout(schema: Json): Json {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return schema
  const { properties, required } = schema as { properties?: Record<string, Json>; required?: string[] }
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !givenBySystem.includes(name))),
    }),
    ...(required && { required: required.filter((name) => !givenBySystem.includes(name)) }),
  }
}
