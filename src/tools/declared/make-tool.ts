import { z } from 'zod'
import type { Json, JsonObject } from '#domain/json.ts'
import { defineTool, type Reconciled, type Tool, type ToolContext, type ToolSource } from '../declare.ts'
import { pruned } from '../json-schema/pruned.ts'
import { type JsonSchema, SchemaError } from '../json-schema/self-contained.ts'
import { type PatternProblem, toZod } from '../json-schema/to-zod.ts'
import { closed } from '../json-schema/walked.ts'
import { toolLimits } from '../limits.ts'
import { refused, type ToolFailure, type ToolResult } from '../outcome.ts'
import { at, drawn, mapped } from './mapping.ts'
import type { Answer, Operation } from './operation.ts'
import { outputAt } from './output-at.ts'
import { reconciled } from './reconcile.ts'
import type { Declaration, Reconcile, With } from './schema.ts'
import { timeMs } from './schema.ts'
import { resultWithoutSecrets } from './secrets.ts'

export interface Made {
  name: string
  declaration: Declaration
  operation: Operation
  sideEffect: 'none' | 'write'
  /** The other side is sent the key of the call. */
  keyIsSent: boolean
  reconcile: { declaration: Reconcile; operation: Operation } | null
  source: ToolSource
  /** Another tool of the assistant, by name: the one that guards this. */
  toolNamed(name: string): Tool | undefined
  note(text: string): void
  patternProblem: PatternProblem
}

const nothingDone = (reason: ToolFailure['reason']): ToolFailure => ({ kind: 'failed', reason, effect: 'none' })

/** The tool that an operation of another system becomes by its declaration. Throws a `SchemaError` where it cannot be one. */
export function makeTool(made: Made): Tool {
  const { declaration, operation, sideEffect } = made
  const shape = inputShape(made)
  const output = outputAt(operation.output, declaration.result)
  const outputZod = output === null ? z.json() : toZod(output, 'output', made.note)
  const writes = sideEffect === 'write'
  const common = {
    name: made.name,
    description: declaration.description ?? operation.description,
    input: z.strictObject(shape),
    output: outputZod,
    needs: declaration.needs,
    refusals: refusalCodes(made),
    hide: declaration.hide ?? {},
    ...(declaration.called !== undefined && { called: declaration.called }),
    timeoutMs: declaration.timeout === undefined ? toolLimits.timeoutMs : timeMs(declaration.timeout),
    run: (input: JsonObject, context: ToolContext) => run(made, output, input, context),
  }
  const tool = writes
    ? defineTool({
        ...common,
        sideEffect: 'write',
        idempotent: declaration.idempotent ?? made.keyIsSent,
        confirm: declaration.confirm ?? true,
        ...(made.reconcile !== null && {
          reconcile: (input: JsonObject, context: ToolContext) => ask(made, output, input, context),
        }),
        ...(declaration.before !== undefined && {
          before: (input: JsonObject, context: ToolContext) => before(made, input, context),
        }),
        ...(declaration.compensate !== undefined && {
          compensate: (input: JsonObject, result: unknown, was: Json) => compensation(made, input, result as Json, was),
        }),
      })
    : defineTool({ ...common, sideEffect: 'none' })
  // The document's own words, with formats and descriptions, say more than what is checked of them.
  const facts = { ...tool.facts, ...(output !== null && { outputSchema: closed(output) }) }
  return { ...tool, facts, source: made.source }
}

/** What flows give: the inputs under the names they go by, without those that are always the same. */
function inputShape(made: Made): Record<string, z.ZodType> {
  const { declaration, operation } = made
  const shape: Record<string, z.ZodType> = {}
  for (const [name, input] of operation.inputs) {
    if (declaration.inputs[name]?.from !== undefined || name === declaration.idempotency_argument) continue
    const called = declaration.inputs[name]?.as ?? name
    if (!/^[A-Za-z_]\w*$/.test(called)) {
      if (!input.required) continue
      throw new SchemaError(
        `flows cannot name its input "${name}": give it another name (inputs: { '${name}': { as: … } })`,
      )
    }
    if (shape[called] !== undefined)
      throw new SchemaError(`two of its inputs are called "${called}": rename one (inputs)`)
    const schema = toZod(input.schema, 'input', (text) => made.note(`"${name}": ${text}`), made.patternProblem)
    const described = input.description === null ? schema : schema.describe(input.description)
    shape[called] = input.required ? described : described.optional()
  }
  return shape
}

function refusalCodes({ declaration: { refusals, owner } }: Made): string[] {
  const declared = Array.isArray(refusals) ? refusals : Object.values(refusals)
  return [...new Set([...declared, ...(owner === undefined ? [] : [owner.else])])]
}

async function run(
  made: Made,
  output: JsonSchema | null,
  given: JsonObject,
  context: ToolContext,
): Promise<ToolResult<unknown>> {
  const { operation } = made
  const guarded = await guardedBy(made, given, context)
  if (guarded !== null) return guarded
  const input = outwardInput(made, given, context)
  if (input === null) return nothingDone('unavailable')
  const answer = await operation.call(input, context, made.sideEffect === 'write')
  return resultWithoutSecrets(resultOf(made, answer, output, context), operation.secrets(context.settings))
}

/** Null where it may go on. A guard reads, so that whatever it says has had no effect. */
async function guardedBy(made: Made, input: JsonObject, context: ToolContext): Promise<ToolResult<unknown> | null> {
  const { guard } = made.declaration
  if (guard === undefined) return null
  const found = await otherTool(made, guard, input, context)
  if (found.kind === 'ok') return null
  return found.kind === 'refused' ? found : { ...found, effect: 'none' }
}

const before = async (made: Made, input: JsonObject, context: ToolContext): Promise<ToolResult<Json>> => {
  const { before: asked } = made.declaration
  return asked === undefined ? { kind: 'ok', value: null } : otherTool(made, asked, input, context)
}

/** Asks another tool of the assistant that only reads. */
async function otherTool(
  { toolNamed }: Made,
  asked: { tool: string; with: With },
  input: JsonObject,
  context: ToolContext,
): Promise<ToolResult<Json>> {
  const tool = toolNamed(asked.tool)
  const wanted = tool?.input.safeParse(mapped(asked.with, { input, identity: context.identity }))
  if (tool === undefined || !wanted?.success) return nothingDone('unavailable')
  const found = await tool.run(wanted.data, context)
  if (found.kind !== 'ok') return found
  const value = tool.output.safeParse(found.value)
  return value.success ? { kind: 'ok', value: value.data as Json } : nothingDone('bad-response')
}

/** Null where something that taking it back needs is not known: then there is no way back, and nobody is told there is. */
function compensation({ declaration, toolNamed }: Made, input: JsonObject, result: Json, was: Json) {
  if (declaration.compensate === undefined) return null
  const { tool, with: sources } = declaration.compensate
  const inputs = mapped(sources, { input, result, before: was })
  const needed = toolNamed(tool)?.facts.requiredInputs ?? []
  return needed.every((name) => inputs[name] !== undefined) ? { tool, input: inputs } : null
}

/** The operation's own inputs; null where one that it needs is not known of this customer. */
function outwardInput({ declaration, operation }: Made, given: JsonObject, context: ToolContext): JsonObject | null {
  const input: JsonObject = {}
  for (const [name, { required }] of operation.inputs) {
    const { as, from } = declaration.inputs[name] ?? {}
    const value =
      name === declaration.idempotency_argument
        ? context.idempotencyKey
        : from === undefined
          ? given[as ?? name]
          : drawn(from, { input: given, identity: context.identity, key: context.idempotencyKey })
    if (value !== undefined) input[name] = value
    // A list that is to be the customer's own would be everybody's without that.
    else if (required || from !== undefined) return null
  }
  return input
}

function resultOf(
  { declaration, operation }: Made,
  answer: Answer,
  output: JsonSchema | null,
  context: ToolContext,
): ToolResult<unknown> {
  if (answer.kind === 'failed') return answer
  const { refusals } = declaration
  const pairs = Array.isArray(refusals) ? refusals.map((code) => [code, code] as const) : Object.entries(refusals)
  for (const said of answer.codes ?? []) {
    const match = pairs.find(([declared]) => operation.codeMatches(said, declared))
    if (match !== undefined) return refused(match[1], answer.message || match[1])
  }
  if (answer.kind === 'value') {
    const value = declaration.result === undefined ? answer.value : at(answer.value, declaration.result)
    if (value === undefined) return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
    if (declaration.owner !== undefined && !isTheirs(declaration.owner, value, context))
      return refused(declaration.owner.else)
    return { kind: 'ok', value: output === null ? value : pruned(value, output) }
  }
  return answer.otherwise
}

function isTheirs(owner: NonNullable<Declaration['owner']>, value: Json, { identity }: ToolContext): boolean {
  const whose = at(value, owner.field)
  const wanted = drawn(`identity.${owner.identity}`, { input: null, identity })
  return whose !== undefined && whose !== null && whose === wanted
}

async function ask(
  made: Made,
  output: JsonSchema | null,
  given: JsonObject,
  context: ToolContext,
): Promise<Reconciled<unknown>> {
  if (made.reconcile === null) return { kind: 'unknown' }
  const { declaration, operation } = made.reconcile
  const from = { input: given, identity: context.identity, key: context.idempotencyKey }
  const answer = await operation.call(mapped(declaration.with, from), context, false)
  const found = reconciled(declaration, answer, from)
  if (found.kind !== 'happened') return found
  // Made up by the declaration out of the query's answer: held to the same shape as the call's own.
  const value = output === null ? found.value : pruned(found.value, output)
  const result = resultWithoutSecrets({ kind: 'ok' as const, value }, made.operation.secrets(context.settings))
  return { kind: 'happened', result }
}
