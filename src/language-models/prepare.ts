import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type Json, type JsonObject } from '#domain/json.ts'
import type { ModelCompleted, ModelMessage } from '#ports/language-model.ts'
import type { ChainRequest } from './chain/index.ts'
import { manner, type RoleSpec } from './config/index.ts'
import { dataBlock } from './roles/data-block.ts'
import type { AskFor, AskMessage } from './types.ts'

/** A request with all that is made from it. */
export interface PreparedRequest {
  request: ChainRequest
  /** The same for the same question to the same models of the same tenant, whoever asks. */
  key: string
  /** The same for all questions that differ in the customer's last message alone; `text` is that message. Null where there is none. */
  bucket: { key: string; text: string } | null
}

/** The request as models take it: the role's prompt first, for it changes least, and what others wrote in marked blocks. */
export function prepare<T>(role: RoleSpec, asked: AskFor<T>): PreparedRequest {
  const { temperature, maxOutputTokens } = manner(role, asked)
  const request: ChainRequest = {
    system: asked.system,
    messages: asked.messages.map(asMessage),
    maxOutputTokens,
    temperature,
    ...(asked.schema && { structured: { name: role.role, schema: schemaOf(asked.schema) } }),
    ...(asked.tools?.length && {
      tools: asked.tools.map(({ name, description, input }) => ({ name, description, input: schemaOf(input) })),
    }),
  }
  const asks = {
    tenant: asked.tenant,
    role: role.role,
    models: role.chain.map(({ name, choice }) => [name, choice.model]),
  }
  const last = asked.messages.findLastIndex(({ from }) => from === 'customer')
  const message = asked.messages[last]
  return {
    request,
    key: digest({ ...asks, ...request }),
    bucket:
      message === undefined
        ? null
        : {
            key: digest({ ...asks, ...request, messages: request.messages.toSpliced(last, 1) }),
            text: withoutMarks(message.text),
          },
  }
}

const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('base64url')

const block = /^<data kind="[a-z-]+">\n([\s\S]*)\n<\/data>$/

/** Roles mark data themselves; what is not marked yet is marked here, and a mark that is none does not count. */
function asMessage({ from, text }: AskMessage): ModelMessage {
  if (from !== 'data') return { from, text }
  const inner = block.exec(text)?.[1]
  const isMarked =
    inner !== undefined && !/<\s*(?:\/\s*)?data/i.test(inner.replaceAll(/<\/data>\n+<data kind="[a-z-]+">/g, ''))
  return { from: 'customer', text: isMarked ? text : dataBlock('text', text, text.length + 1) }
}

const withoutMarks = (text: string): string => block.exec(text)?.[1] ?? text

const schemas = new WeakMap<z.ZodType, JsonObject>()

/**
 * JSON Schema as providers take it. Objects are closed and what may be null is always there, so that a provider that can be held to a schema is
 * held to all of it; `anyOf` in place of `oneOf`, which is the same for alternatives that exclude one another, because few know the latter.
 */
function schemaOf(schema: z.ZodType): JsonObject {
  const known = schemas.get(schema)
  if (known) return known
  const { $schema: _unused, ...made } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  })
  const closed = close(made as JsonObject) as JsonObject
  schemas.set(schema, closed)
  return closed
}

function close(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(close)
  if (schema === null || typeof schema !== 'object') return schema
  const { oneOf, ...rest } = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, close(value)]))
  const inner: JsonObject = oneOf === undefined ? rest : { ...rest, anyOf: oneOf }
  const { properties } = inner
  if (inner.type !== 'object' || typeof properties !== 'object' || properties === null || Array.isArray(properties))
    return inner
  const required = Array.isArray(inner.required) ? inner.required : []
  const always = Object.entries(properties).flatMap(([name, value]) =>
    required.includes(name) || mayBeNull(value) ? [name] : [],
  )
  return { additionalProperties: false, ...inner, ...(always.length > 0 && { required: always }) }
}

function mayBeNull(schema: Json): boolean {
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) return false
  if (schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'))) return true
  return Array.isArray(schema.anyOf) && schema.anyOf.some(mayBeNull)
}

/** Reads an answer as it was asked for: its value, or what is wrong with it. */
export function readAnswer<T>(
  asked: AskFor<T>,
  answer: Pick<ModelCompleted, 'text' | 'value' | 'toolCalls'>,
): { ok: true; value: T } | { ok: false; problems: string[] } {
  const problems = answer.toolCalls.flatMap(({ tool, input }) => {
    const offered = asked.tools?.find(({ name }) => name === tool)
    if (offered === undefined) return [`there is no tool ${tool}`]
    const checked = offered.input.safeParse(input)
    return checked.success ? [] : issuesOf(checked.error, `arguments of ${tool}`)
  })
  if (problems.length > 0) return { ok: false, problems }
  if (asked.schema === undefined || (answer.toolCalls.length > 0 && answer.text.trim() === ''))
    return { ok: true, value: answer.text.trim() as T }
  const parsed = asked.schema.safeParse(answer.value)
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: issuesOf(parsed.error, 'the JSON') }
}

const issuesOf = (error: z.ZodError, of: string): string[] =>
  error.issues.map(({ path, message }) => `${path.join('.') || of}: ${message}`)
